import { expect, test } from 'vitest'
import { type Answer, testApp } from '../../../test/support/app.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

const words = ({ body }: Answer) =>
  body
    .slice(body.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** Asks for work that nobody can do, until it is given up; without the waits between its tries. */
async function failingFor(app: Awaited<ReturnType<typeof testApp>>, name: string) {
  await app.db.owner((tx) =>
    tx.query(sql`insert into platform.outbox (name, payload) values (${name}, '{"subjectId": "BC/7"}'::jsonb)`),
  )
  let tries = 0
  for (let round = 0; round < 10; round += 1) {
    tries += await app.jobs.drain()
    await app.db.owner((tx) => tx.query(sql`update pgboss.job set start_after = now() where state = 'retry'`))
  }
  return tries
}

test('an administrator reads why a job failed for good, runs it again, or gives it up with a reason', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const admin = await app.as('administrator')
  expect(words(await admin.get('/admin'))).toContain('No job has failed for good')
  expect(await failingFor(app, 'finance/lost-work')).toBe(6)
  const list = await admin.get('/admin')
  expect(words(list)).toMatch(/finance: lost work .*See why/)
  const url = /href="(\/admin\/jobs\/[^"]+)"/.exec(list.body)?.[1] ?? ''
  expect(words(await admin.get(url))).toMatch(
    /This job failed: finance: lost work.*About subjectId: BC\/7 Why it failed no job is called finance\/lost-work/,
  )
  // Run again it fails again, and stands there again.
  const again = await admin.post(`${url}/retry`, {})
  expect([again.status, again.headers['location']]).toEqual([303, '/admin#jobs'])
  expect(words(await admin.get('/admin'))).toContain('No job has failed for good')
  expect((await admin.get(url)).status).toBe(404)
  await failingFor(app, 'finance/more-lost-work')
  const both = await admin.get('/admin')
  expect(words(both)).toMatch(/finance: (more )?lost work .*finance: (more )?lost work/)
  const urls = [...both.body.matchAll(/href="(\/admin\/jobs\/[^"]+)"/g)].map(([, href]) => href ?? '')
  for (const one of urls) {
    const empty = await admin.post(`${one}/give-up`, { why: '  ' })
    expect([empty.status, words(empty)]).toEqual([400, expect.stringContaining('Enter why it is given up')])
    expect((await admin.post(`${one}/give-up`, { why: 'Done by hand' })).status).toBe(303)
    expect((await admin.post(`${one}/give-up`, { why: 'Again' })).status).toBe(404)
  }
  expect(words(await admin.get('/admin'))).toContain('No job has failed for good')
  const trail = await app.db.owner((tx) =>
    tx.query<{ action: string; detail: Record<string, string> }>(
      sql`select action, detail from platform.audit_entry where action like 'platform/job-%' order by at, sequence`,
    ),
  )
  expect(trail.map(({ action }) => action).sort()).toEqual([
    'platform/job-given-up',
    'platform/job-given-up',
    'platform/job-retried',
  ])
  expect(trail.find(({ action }) => action.endsWith('given-up'))?.detail).toMatchObject({ reason: 'Done by hand' })
  const finance = await app.as('finance')
  for (const address of [urls[0] ?? '', '/admin']) expect((await finance.get(address)).status).toBe(403)
  for (const nobody of [newId(), 'x']) expect((await admin.get(`/admin/jobs/${nobody}`)).status).toBe(404)
})

test('the oldest of many jobs that failed can be found and opened', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const admin = await app.as('administrator')
  await failingFor(app, 'finance/lost-work')
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into pgboss.job (name, state, data, output, created_on)
      select j.name, j.state, j.data, j.output, j.created_on - n * interval '1 hour' from pgboss.job j, generate_series(1, 229) n where j.state = 'created' and j.data ->> 'name' = 'finance/lost-work'`),
  )
  const list = await admin.get('/admin')
  expect(words(list)).toContain('230 jobs. Each was tried six times')
  const last = (await admin.get('/admin?failed=5')).body
  const urls = [...last.matchAll(/href="(\/admin\/jobs\/[^"]+)"/g)].map(([, href]) => href ?? '')
  expect(urls).toHaveLength(30)
  expect((await admin.get(urls.at(-1) ?? '')).status).toBe(200)
})
