import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { servedFeed, thisComputer } from '../../../test/support/served-feed.ts'
import { jobWho } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { addSource, beginRun, readToEnd } from '../store.ts'

const source = {
  name: 'Active Crewe',
  address: 'https://feed.example/services',
  standard: 'open_referral',
  everyHours: '24',
  policy: 'review',
}

test('a keeper adds a source, is told what is wrong with it, changes and stops it; nobody else may', async () => {
  const app = await testApp()
  const keeper = await app.as('commissioner')
  expect((await keeper.get('/directory/sources')).body).toContain('No source yet.')
  const wrong = await keeper.post('/directory/sources/new', {
    ...source,
    name: '',
    address: 'feed.example',
    everyHours: 'often',
  })
  expect(wrong.status).toBe(400)
  for (const words of ['Enter a name', 'Enter the full address', 'Enter how many hours'])
    expect(wrong.body).toContain(words)
  const added = await keeper.post('/directory/sources/new', source)
  expect(added.status).toBe(303)
  const page = String(added.headers['location']).replace(/\?.*/, '')
  expect((await keeper.post('/directory/sources/new', source)).body).toContain('in the list already')
  const shown = (await keeper.get(page)).body
  for (const words of [
    'Active Crewe',
    'Every day',
    'Wait until somebody has looked',
    'It has not been read yet',
    'Read it now',
  ])
    expect(shown).toContain(words)
  expect(shown).not.toContain('Nothing was odd')
  expect((await keeper.post(`${page}/change`, { everyHours: '0', policy: 'publish' })).body).toContain(
    'Enter how many hours',
  )
  expect((await keeper.post(`${page}/change`, { everyHours: '', policy: 'publish' })).status).toBe(303)
  expect((await keeper.get('/directory/sources')).body).toContain('Only when somebody asks')
  expect((await keeper.post(`${page}/read`, {})).status).toBe(303)
  expect((await keeper.get(page)).body).toContain('It is being read now')
  expect((await keeper.post(`${page}/stop`, {})).status).toBe(303)
  expect((await keeper.get(page)).body).toMatch(/Stopped on.*Read it now/s)
  expect((await keeper.get('/directory/sources/5e000000-0000-4000-8000-000000000001')).status).toBe(404)
  expect((await (await app.as('broker')).get(page)).status).not.toBe(200)
})

/** A feed of this computer, which only whoever runs the program can add. */
const localSource = (app: Awaited<ReturnType<typeof testApp>>, address: string) =>
  app.db.transaction(jobWho(), (tx) =>
    addSource(tx, {
      name: 'Local',
      feed: address,
      address,
      standard: 'open_referral',
      everyHours: null,
      policy: 'review',
    }),
  )

test('a private address is refused when it is added, and where one is kept its reading is refused with the reason on the page', async () => {
  const app = await testApp()
  const keeper = await app.as('commissioner')
  for (const address of [
    'http://127.0.0.1:1/services',
    'http://10.1.2.3/',
    'http://localhost/x',
    'https://intranet/x',
  ]) {
    const refused = await keeper.post('/directory/sources/new', { ...source, address })
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining('leads to a private network')])
  }
  expect((await keeper.get('/directory/sources')).body).toContain('No source yet.')
  const page = `/directory/sources/${await localSource(app, 'http://127.0.0.1:1/services')}`
  await keeper.post(`${page}/read`, {})
  await app.jobs.drain()
  for (const { body } of [await keeper.get(page), await keeper.get('/directory/sources')])
    expect(body).toMatch(/Failed.*private network/s)
})

test('what a source says waits, old stands beside new, and the keeper approves one change and declines another', async () => {
  const app = await testApp()
  const keeper = await app.as('commissioner')
  let description = 'Slow walks.'
  const address = await servedFeed(() => [
    {
      id: 's1',
      name: 'Walking club',
      status: 'active',
      description,
      email: 'odd',
      url: 'javascript:alert(1)',
      cost_options: [{ amount: 3, amount_description: 'a walk' }],
    },
  ])
  await localSource(app, `${address}/services`)
  const read = async () => {
    const run = await app.db.transaction(jobWho(), async (tx) =>
      beginRun(tx, (await tx.one<{ id: string }>(sql`select id from directory.feed_source`)).id),
    )
    return readToEnd(app.db, jobWho(), run.id, { reach: thisComputer })
  }
  const change = async () => {
    const { body } = await keeper.get('/directory/changes')
    return /href="(\/directory\/changes\/[^"]+)"/.exec(body)?.[1] ?? ''
  }
  expect(await read()).toMatchObject({ toReview: 1 })
  expect((await keeper.get('/directory/sources')).body).toContain('1 change waits for you')
  expect((await keeper.get('/home')).body).toContain('a source says something new')
  const first = await change()
  expect((await keeper.get(first)).body).toMatch(/A new entry.*Slow walks\..*does not look like an e-mail address/s)
  expect((await keeper.post(first, {})).body).toContain('Select what you decide')
  expect((await keeper.post(first, { decision: 'approved' })).status).toBe(303)
  const list = (await app.stranger().get('/directory?what=walking')).body
  expect(list).toContain('Walking club')
  const [, entry = ''] = /href="(\/directory\/[\da-f-]{36})"/.exec(list) ?? []
  const shown = (await app.stranger().get(entry)).body
  expect(shown).toContain('From £3 a walk')
  expect(shown).not.toContain('javascript:alert')
  description = 'Fast walks.'
  await read()
  const second = await change()
  const beside = (await keeper.get(second)).body
  expect(beside).toMatch(/Differs.*Slow walks\..*Fast walks\./s)
  expect(beside.match(/Differs/g)).toHaveLength(1)
  expect(beside).not.toContain('>active<')
  expect((await keeper.post(second, { decision: 'declined' })).status).toBe(303)
  expect((await keeper.get(second)).status).toBe(404)
  expect((await keeper.post(second, { decision: 'approved' })).body).toContain('has decided')
  await read()
  expect((await keeper.get('/directory/changes')).body).toContain('No change waits.')
})
