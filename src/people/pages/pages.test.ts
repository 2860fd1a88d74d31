import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { createPerson } from '../store.ts'

const born = { 'bornOn-day': '14', 'bornOn-month': '3', 'bornOn-year': '1994' }

async function withTeam(): Promise<{ app: TestApp; teamId: string; worker: Awaited<ReturnType<TestApp['as']>> }> {
  const app = await testApp()
  const teamId = newId()
  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`),
  )
  return { app, teamId, worker: await app.as('practitioner', { teamIds: [teamId] }) }
}

test('a practitioner opens a record, sees how to talk first, and is warned before a second record', async () => {
  const { teamId, worker } = await withTeam()
  expect((await worker.get('/people')).body).toContain('You have no people yet')
  const form = { givenName: 'Nell', familyName: 'Ashworth', ...born, teamId }
  const opened = await worker.post('/people/new', form)
  expect(opened.status).toBe(303)
  const page = await worker.get(String(opened.headers['location']))
  expect(page.status).toBe(200)
  expect(page.body.indexOf('How to talk with the person')).toBeLessThan(page.body.indexOf('Who the person is'))
  expect((await worker.get('/people?q=ashw')).body).toContain('1 to 1 of 1')
  expect((await worker.get('/people?q=ashwroth')).body).toContain('closest to it')
  const again = await worker.post('/people/new', { ...form, familyName: 'Ashwroth' })
  expect(again.status).toBe(409)
  expect(again.body).toContain('same date of birth and a close name')
  expect((await worker.post('/people/new', { ...form, familyName: 'Ashwroth', someoneElse: 'yes' })).status).toBe(303)
})

test.each([
  [{ givenName: '' }, 'Enter the first name'],
  [{ 'bornOn-month': '13' }, 'The date of birth must be a real date'],
  [{ 'bornOn-year': '2199' }, 'The date of birth cannot be after today'],
  [{ nhsNumber: '943 476 5918' }, 'This is not an NHS number'],
  [{ postcode: 'nowhere' }, 'A postcode must look like'],
  [{ postcode: 'CW1 2AB' }, 'Enter the first line of the address, or leave the town and postcode empty'],
  [{ bornOn: '', 'bornOn-day': '', 'bornOn-month': '', 'bornOn-year': '' }, 'Enter the date of birth'],
  [{ email: 'a@' }, 'An email address must look like'],
  [{ teamId: 'x' }, 'Select the team'],
  [{ teamId: '018f0000-0000-7000-8000-000000000001' }, 'Select one of your teams'],
])('a form that says %o is sent back with “%s” and what was typed', async (wrong, sentence) => {
  const { teamId, worker } = await withTeam()
  const answer = await worker.post('/people/new', {
    givenName: 'Nell',
    familyName: 'Ash<b>',
    ...born,
    teamId,
    ...wrong,
  })
  expect(answer.status).toBe(400)
  expect(answer.body).toContain(sentence)
  expect(answer.body).toContain('Ash&lt;b&gt;')
})

test('each thing of a record has a page that changes it, and two people at once are noticed', async () => {
  const { app, teamId, worker } = await withTeam()
  const nell = await app.db.transaction(jobWho(), (tx) =>
    createPerson(tx, { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId }),
  )
  const dev = await app.db.transaction(jobWho(), (tx) =>
    createPerson(tx, { givenName: 'Dev', familyName: 'Patel', bornOn: day('1993-03-14'), teamId }),
  )
  const to = (part: string) => `/people/${nell}/people/${part}`
  const details = (await worker.get(`/people/${nell}/people`)).body
  const links = [...details.matchAll(new RegExp(`href="(${to('')}[a-z-]+)"`, 'g'))].map((found) => String(found[1]))
  // where one looks for another record nothing is sent
  links.splice(links.indexOf(to('same')), 1)
  expect(links.length).toBeGreaterThan(20)
  for (const link of links) expect((await worker.get(link)).status, link).toBe(200)
  for (const link of links) expect((await worker.post(link, {})).status, link).toBe(400)
  const from = { 'from-day': '22', 'from-month': '11', 'from-year': '2026' }
  const moved = { line1: '1 High Street', town: 'Crewe', postcode: 'cw12ab', reason: 'told us', ...from, version: '' }
  expect((await worker.post(to('address'), moved)).status).toBe(303)
  const second = await worker.post(to('address'), { ...moved, line1: '2 High Street' })
  expect(second.status).toBe(409)
  expect(second.body).toMatch(/Somebody else changed this[\s\S]*1 High Street, Crewe, CW1 2AB[\s\S]*2 High Street/)
  expect(
    (await worker.post(to('talk'), { need: 'Easy Read', howToMeetIt: '18 point', mayBeShared: 'yes' })).status,
  ).toBe(303)
  const asked = await worker.post(to('friend'), { other: 'dev', reason: 'school' })
  expect(asked.body).toMatch(new RegExp(`name="otherId"[^>]*value="${dev}"`))
  expect((await worker.post(to('friend'), { other: 'dev', otherId: dev, reason: 'school' })).status).toBe(303)
  const now = (await worker.get(`/people/${nell}/people`)).body
  expect(now).toMatch(/Easy Read[\s\S]*Dev Patel[\s\S]*CW1 2AB/)
  const tie = /name="kind" value="tie"><input type="hidden" name="id" value="([^"]+)"/.exec(now)?.[1] ?? ''
  expect((await worker.post(to('end'), { kind: 'tie', id: tie })).status).toBe(303)
  expect((await worker.get(`/people/${nell}/people`)).body).not.toContain('Dev Patel')
})

test('somebody of another team, a provider and a stranger see nothing', async () => {
  const { app, teamId } = await withTeam()
  const nell = await app.db.transaction(jobWho(), (tx) =>
    createPerson(tx, { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId }),
  )
  const other = await app.as('practitioner', { teamIds: [] })
  expect((await other.get(`/people/${nell}/people`)).status).toBe(404)
  expect((await other.get('/people')).body).not.toContain('Ashworth')
  expect((await (await app.as('commissioner')).get('/people')).status).toBe(403)
  expect((await app.stranger().get('/people')).status).toBe(303)
  expect((await other.api('GET', `/api/people/${nell}`)).status).toBe(404)
})

test('the API finds, opens once and refuses a second record of one person', async () => {
  const { teamId, worker } = await withTeam()
  const body = { given_name: 'Nell', family_name: 'Ashworth', born_on: '1994-03-14', team_id: teamId }
  const opened = await worker.api('POST', '/api/people', body)
  expect(opened.status).toBe(201)
  expect((await worker.api('POST', '/api/people', body)).json()).toMatchObject({ code: 'possibly_same_person' })
  expect((await worker.api('POST', '/api/people', { ...body, born_on: '1994-02-30' })).status).toBe(409)
  const { person_id } = opened.json() as { person_id: string }
  expect((await worker.api('GET', `/api/people/${person_id}`)).json()).toMatchObject({
    names: [{ family_name: 'Ashworth' }],
  })
  expect((await worker.api('GET', '/api/people?q=nell')).json()).toMatchObject({ total: 1 })
})
