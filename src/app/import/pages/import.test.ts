import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { aPerson } from '../../../../test/support/assessed-person.ts'
import { commandOn } from '../../../../test/support/command.ts'
import { sendFile } from '../../../../test/support/send-file.ts'
import { jobWho } from '../../../../test/support/who.ts'
import { paths as chargingPaths } from '../../../charging/paths.ts'
import { openSession } from '../../../platform/accounts.ts'
import { sql } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'

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

test('an administrator brings in the charges of the system before: who is charged, what is wrong, and who brought it in', async () => {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into people.identifier (person_id, kind, value, recorded_by) values (${personId}, 'local_id', 'P-1001', ${newId()})`,
    ),
  )
  const admin = await administrator(app)
  const page = (await admin.get('/import/charges')).body
  for (const words of ['Charges', 'Monday of this week or a later one', 'told_on']) expect(page).toContain(words)
  const template = (await admin.get('/import/charges/template')).body
  const sent = await admin.send('/import/charges', 'charges.csv', `${template}P-7,12,2027-01-04,,Old system\r\n`)
  const done = (await admin.get(String(sent.headers.location))).body
  expect(done).toMatch(/<b>1<\/b>[\s\S]*Added[\s\S]*<b>1<\/b>[\s\S]*Rejected[\s\S]*no person of this number/)
  const again = await admin.send('/import/charges', 'charges.csv', template)
  expect((await admin.get(String(again.headers.location))).body).toMatch(
    /<b>0<\/b>[\s\S]*Added[\s\S]*<b>1<\/b>[\s\S]*As before/,
  )
  const staff = await app.as('practitioner', { teamIds: [teamId] })
  const charge = (await staff.get(chargingPaths.charge(personId))).body
  for (const words of [
    '£23.15',
    'Taken over from the system before',
    'As in the system before',
    'Old system, April 2026',
  ])
    expect(charge).toContain(words)
  expect((await staff.get(chargingPaths.reviews())).body).not.toContain('Nell')
  const all = (await staff.get(`${chargingPaths.reviews()}?due=all`)).body
  expect(all).toMatch(/Nell[\s\S]*4 Jan 2027[\s\S]*Taken over, never worked out here[\s\S]*£23\.15 a week/)
  expect((await staff.get('/planning/urgent-and-taken-over')).body).toContain('£23.15 a week, old figure')
})

test('the same file by command, with its rejects beside it, and the template', async () => {
  const app = await testApp()
  const folder = mkdtempSync(join(tmpdir(), 'daywell-charges-'))
  const file = join(folder, 'charges.csv')
  const template = await commandOn(app.db, folder, 'charging', 'import', '--template')
  expect(template.text).toContain('person,weekly,from,told_on,reason')
  writeFileSync(file, template.text)
  const done = await commandOn(app.db, folder, 'charging', 'import', file)
  expect(done.exit).toBe(1)
  expect(readFileSync(`${file}.rejects.csv`, 'utf8')).toContain(
    'no person of this number. Check it, also for zeros in front; or bring the people in first',
  )
  rmSync(folder, { recursive: true })
})
