import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { jobWho } from '../../../../test/support/who.ts'
import { openSession } from '../../../platform/accounts.ts'
import { sql } from '../../../platform/db.ts'

async function administrator(app: TestApp) {
  const { accountId } = await app.as('administrator')
  const session = { daywell_session: await openSession(app.db, accountId) }
  const send = async (url: string, name: string, content: string) => {
    const page = await app.web.inject({ method: 'GET', url, cookies: session })
    const action = /<form method="post" action="([^"]+)" enctype/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const edge = 'edge-of-a-part'
    const payload = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${edge}--\r\n`
    const cookies = { ...session, ...Object.fromEntries(page.cookies.map((cookie) => [cookie.name, cookie.value])) }
    return app.web.inject({
      method: 'POST',
      url: action,
      cookies,
      payload,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    })
  }
  return { get: (url: string) => app.web.inject({ method: 'GET', url, cookies: session }), send }
}

test('an administrator takes a template, sends a file, sees what arrived and takes the rejects away', async () => {
  const app = await testApp()
  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`),
  )
  const admin = await administrator(app)
  expect((await admin.get('/import')).body).toContain('1. People')
  const template = (await admin.get('/import/people/template')).body
  const sent = await admin.send(
    '/import/people',
    '../../my people.csv',
    `${template}P2,<b>Ann</b>,Lee,,1990-02-30,Crewe${','.repeat(14)}\r\n`,
  )
  expect(sent.statusCode).toBe(303)
  const done = await admin.get(String(sent.headers.location))
  expect(done.body).toContain('What became of my people.csv')
  expect(done.body).toMatch(/<b>1<\/b>[\s\S]*Added[\s\S]*<b>1<\/b>[\s\S]*Rejected[\s\S]*1990-02-30/)
  const rejects = await admin.get(`${sent.headers.location}/rejects`)
  expect(rejects.headers['content-disposition']).toBe('attachment; filename="my people-rejects.csv"')
  expect(rejects.body).toContain('3,born_on,1990-02-30,')
  const other = await administrator(app)
  expect((await other.get(String(sent.headers.location))).statusCode).toBe(404)
})

test.each([
  ['', '', 'Choose a file first'],
  ['people.csv', '', 'The file is empty'],
  ['people.csv', 'name,town\r\n', 'does not name the columns'],
  ['people.xlsx', 'PK\u0003\u0004\u0000', 'no text'],
])('a file named “%s” with %j is refused with “%s”, and nothing is kept', async (name, content, sentence) => {
  const app = await testApp()
  const answer = await (await administrator(app)).send('/import/people', name, content)
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain(sentence)
  const kept = await app.db.transaction(jobWho(), (tx) => tx.query(sql`select id from platform.file_import`))
  expect(kept).toEqual([])
})

test('nobody but an administrator brings files in, and an unknown kind is not found', async () => {
  const app = await testApp()
  expect((await (await app.as('team_manager')).get('/import')).status).toBe(403)
  expect((await (await administrator(app)).get('/import/money')).statusCode).toBe(404)
})
