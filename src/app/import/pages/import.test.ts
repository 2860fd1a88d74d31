import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { sendFile } from '../../../../test/support/send-file.ts'
import { jobWho } from '../../../../test/support/who.ts'
import { openSession } from '../../../platform/accounts.ts'
import { sql } from '../../../platform/db.ts'

async function administrator(app: TestApp) {
  const { accountId } = await app.as('administrator')
  const session = { daywell_session: await openSession(app.db, accountId) }
  const send = async (page: string, name: string, content: string) =>
    (await sendFile(app.web, { page, cookies: session, name, content })).answer
  return { session, get: (url: string) => app.web.inject({ method: 'GET', url, cookies: session }), send }
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
  expect(rejects.body).toMatch(/P2,<b>Ann<\/b>,Lee,,1990-02-30,Crewe,.*,3,born_on,1990-02-30,/)
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

test('the token of the form travels in its body: never in an address, and one in an address counts for nothing', async () => {
  const app = await testApp()
  const { session } = await administrator(app)
  const file = { page: '/import/people', cookies: session, name: 'people.csv', content: '' }
  const { answer, action, token } = await sendFile(app.web, file)
  expect(answer.statusCode).toBe(400)
  expect(action).toBe('/import/people')
  expect(token).not.toBe('')
  expect(answer.body).not.toMatch(/[?&]_csrf/)
  for (const instead of [{ token: '' }, { token: 'another' }, { token: '', url: `${action}?_csrf=${token}` }]) {
    const refused = (await sendFile(app.web, { ...file, instead })).answer
    expect(refused.statusCode).toBe(403)
    expect(refused.body).toContain('This page was open for too long')
  }
})
