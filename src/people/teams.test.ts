import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { openAccount } from '../platform/accounts.ts'
import { sql } from '../platform/db.ts'
import { addLocalityTeam, endTeam, joinTeam, leaveTeam, teamRecord, teams } from './store.ts'

onBothDatabases('a team', (open) => {
  test('is left before it ends, and what it was stays', async () => {
    const db = await open()
    const admin = who('administrator')
    const account = { username: 'zac', displayName: 'Zac', password: 'a long password' }
    const [staffId, broker] = await db.owner(async (tx) => [
      await openAccount(tx, { ...account, role: 'practitioner' }),
      await openAccount(tx, { ...account, username: 'bo', role: 'broker' }),
    ])
    const teamId = await db.transaction(admin, (tx) => addLocalityTeam(tx, { name: 'North', localArea: 'Crewe' }))
    const joining = { teamId, staffId, from: day('2026-04-06'), reason: 'New in post' }
    const membershipId = await db.transaction(admin, (tx) => joinTeam(tx, joining))
    const twice = db.transaction(admin, (tx) => joinTeam(tx, { ...joining, from: day('2026-05-01') }))
    await expect(twice).rejects.toMatchObject({ code: 'in_a_team_once' })
    const other = db.transaction(admin, (tx) => joinTeam(tx, { ...joining, staffId: broker }))
    await expect(other).rejects.toMatchObject({ code: 'works_in_a_team' })
    const early = db.transaction(admin, (tx) => endTeam(tx, { teamId, reason: 'Merged' }))
    await expect(early).rejects.toMatchObject({ code: 'team_ends_empty' })
    const leaving = { teamId, membershipId, on: day('2026-04-05'), reason: 'Moves' }
    await expect(db.transaction(admin, (tx) => leaveTeam(tx, leaving))).rejects.toMatchObject({
      code: 'leaves_after_joining',
    })
    await db.transaction(admin, (tx) => leaveTeam(tx, { ...leaving, on: day('2026-04-06') }))
    await expect(db.transaction(admin, (tx) => leaveTeam(tx, leaving))).rejects.toMatchObject({
      code: 'team_left_before',
    })
    expect(await db.transaction(admin, (tx) => teamRecord(tx, teamId))).toMatchObject({ endedWhy: null, endedBy: null })
    await db.transaction(admin, (tx) => endTeam(tx, { teamId, reason: 'Merged' }))
    const late = db.owner((tx) =>
      tx.query(
        sql`insert into people.team_of_staff (staff_id, team_id, from_date) values (${staffId}, ${teamId}, '2027-01-01')`,
      ),
    )
    await expect(late).rejects.toMatchObject({ code: 'team_has_ended' })
    expect(await db.transaction(admin, (tx) => teams(tx))).toEqual([])
    const over = await db.transaction(admin, (tx) => teamRecord(tx, teamId))
    expect(over).toMatchObject({ endedOn: '2026-11-22', endedWhy: 'Merged', endedBy: 'Daywell' })
    expect(over.members).toMatchObject([{ name: 'Zac', from: '2026-04-06', until: '2026-04-06', endedWhy: 'Moves' }])
    const { teamId: busy } = await placedPerson(db)
    const looksAfter = db.transaction(admin, (tx) => endTeam(tx, { teamId: busy, reason: 'x' }))
    await expect(looksAfter).rejects.toMatchObject({ code: 'team_ends_empty' })
    const mine = db.transaction(who('team_manager'), (tx) => addLocalityTeam(tx, { name: 'Own', localArea: 'x' }))
    await expect(mine).rejects.toBeTruthy()
  })
})

test('an administrator sets a team up, puts somebody into it who then sees its people, and lets them leave', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const { personId, teamId } = await placedPerson(app.db)
  const admin = await app.as('administrator')
  const worker = await app.as('practitioner', { name: 'Emily Edge' })
  expect((await admin.get('/admin')).body).toContain('href="/admin/teams"')
  expect((await admin.post('/admin/teams/new', { name: '' })).body).toContain('Choose the area')
  const made = await admin.post('/admin/teams/new', { name: 'South', localArea: 'Nantwich' })
  const at = made.headers['location'] ?? ''
  expect((await admin.post('/admin/teams/new', { name: 'South', localArea: 'Crewe' })).body).toContain(
    'has this name already',
  )
  expect((await admin.post('/admin/teams/new', { name: 'Far', localArea: 'Neverland' })).body).toContain(
    'Choose one of the areas in the list',
  )
  expect((await admin.get(at)).body).toContain('Nobody manages this team today')
  const named = { name: 'South and West', localArea: 'Nantwich', why: 'Two areas became one' }
  expect((await admin.post(`${at}/name`, named)).status).toBe(303)
  expect((await admin.get(at)).body).toContain('South, Nantwich')

  const theirs = `/admin/teams/${teamId}`
  expect((await (await app.as('practitioner')).get(`/people/${personId}`)).status).toBe(404)
  const form = { 'from-day': '20', 'from-month': '4', 'from-year': '2026', reason: 'New in post' }
  expect((await admin.post(`${theirs}/members`, form)).body).toContain('Select who joins')
  expect((await admin.post(`${theirs}/members`, { ...form, staffId: worker.accountId })).status).toBe(303)
  expect((await worker.get(`/people/${personId}`)).status).toBe(200)
  const page = (await admin.get(theirs)).body
  expect(page).toContain('Emily Edge')
  const leave = new RegExp(`${theirs}/members/[^"]+/end`).exec(page)?.[0] ?? ''
  expect((await admin.get(leave)).body).toContain('Emily Edge leaves')
  const last = { 'on-day': '19', 'on-month': '4', 'on-year': '2026', reason: 'Moves' }
  expect((await admin.post(leave, last)).body).toContain('The last day cannot be before they joined')
  expect((await admin.post(leave, { ...last, 'on-day': '20' })).status).toBe(303)
  expect((await admin.post(`${theirs}/end`, { endReason: 'x' })).body).toContain('The team still has people')
  expect((await admin.get('/admin/teams')).body).toContain('No manager')
  expect((await worker.get('/admin/teams')).status).toBe(403)

  const { id } = (await admin.api('POST', '/api/people/teams', { name: 'East', localArea: 'Knutsford' })).json() as {
    id: string
  }
  const again = await admin.api('POST', '/api/people/teams', { name: 'East', localArea: 'Crewe' })
  expect(again.json()).toMatchObject({ code: 'team_name_once' })
  const member = { staffId: worker.accountId, from: '2026-04-21', reason: 'Covers' }
  const joined = await admin.api('POST', `/api/people/teams/${id}/members`, member)
  const { id: membershipId } = joined.json() as { id: string }
  expect((await admin.api('GET', `/api/people/teams/${id}`)).json()).toMatchObject({
    name: 'East',
    members: [{ membershipId, name: 'Emily Edge', until: null }],
  })
  const nowhere = { name: 'Far', localArea: 'Neverland' }
  const unknown = await admin.api('POST', '/api/people/teams', nowhere)
  expect([unknown.status, JSON.stringify(unknown.json())]).toEqual([
    400,
    expect.stringMatching(/localArea.*Choose one of the areas: .*Knutsford/),
  ])
  const renamed = await admin.api('POST', `/api/people/teams/${id}/name`, { ...nowhere, reason: 'x' })
  expect(renamed.status).toBe(400)
  const before = { name: 'Old', localArea: 'Cheshire plain' }
  const old = { id: await app.db.transaction(who('administrator'), (tx) => addLocalityTeam(tx, before)) }
  expect((await admin.get('/admin/teams/new')).body).toMatch(
    /<option value="Cheshire plain">[\s\S]*<option value="Wilmslow">/,
  )
  expect((await admin.get(`/admin/teams/${old.id}`)).body).toContain('<option value="Cheshire plain" selected>')
  expect((await admin.post(`/admin/teams/${old.id}/end`, { endReason: 'Became part of East' })).status).toBe(303)
  const over = (await admin.get(`/admin/teams/${old.id}`)).body
  for (const words of ['Who ended it', 'Monday 20 April 2026', 'Became part of East']) expect(over).toContain(words)
  expect(over).not.toContain('Who is in it')
  expect((await admin.api('GET', `/api/people/teams/${old.id}`)).json()).toMatchObject({
    endedWhy: 'Became part of East',
  })
  const end = `/api/people/teams/${id}/members/${membershipId}/end`
  expect((await admin.api('POST', end, { on: '2026-04-30', reason: 'Back' })).json()).toEqual({ done: true })
  expect((await worker.api('GET', '/api/people/teams')).status).toBe(403)
})
