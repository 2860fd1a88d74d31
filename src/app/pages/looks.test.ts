import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { commandOn } from '../../../test/support/command.ts'
import { addAuthority, addCareRelation } from '../../people/store.ts'
import { sql } from '../../platform/db.ts'

/** A person of a team, whose record a social worker opened sixty times on one day and once long ago. */
async function lookedAt() {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const worker = await app.as('practitioner', { teamIds: [teamId], name: 'Emily Edge' })
  await worker.get(`/people/${personId}/needs`)
  await app.db.owner((tx) =>
    tx.query(sql`
      select platform.record_audit(case when n = 0 then timestamptz '2025-03-30 23:30Z' else timestamptz '2026-11-20 09:00Z' + n * interval '1 minute' end,
               null, 'practitioner', '=Bo Long', 'people/looked-at', 'page', null, ${personId}::uuid, '{"page":"/people/:personId/charging"}'::jsonb)
        from generate_series(0, 60) n`),
  )
  return { app, personId, teamId }
}

test('the team manager reads who looked, page by page, by date, and as a file; each reading is a look too', async () => {
  const { app, personId, teamId } = await lookedAt()
  const manager = await app.as('team_manager', { teamIds: [teamId], name: 'Mo Manager' })
  const url = `/people/${personId}/looks`
  const page = await manager.get(url)
  expect(page.status).toBe(200)
  for (const words of [
    'Emily Edge, social worker',
    'Looked at: Needs',
    'Looked at: Charge',
    'aria-label="Page 2 of 2"',
  ])
    expect(page.body).toContain(words)
  expect((await manager.get(`/people/${personId}`)).body).toContain(`href="${url}"`)
  expect((await manager.get(`${url}?page=2`)).body).toContain('31 Mar 2025, 12:30am')
  const long = 'from-day=1&from-month=3&from-year=2025&until-day=31&until-month=3&until-year=2025'
  const filtered = await manager.get(`${url}?${long}`)
  expect(filtered.body).toContain('1 to 1 of 1, newest first')
  expect(filtered.body).toContain('From Saturday 1 March 2025')
  const file = await manager.get(`${url}.csv?${long}`)
  expect(file.headers['content-disposition']).toContain('who-looked.csv')
  expect(file.body).toContain("2025-03-31,00:30,'=Bo Long,social worker,Looked at: Charge,/people/:personId/charging")
  expect((await manager.get(url)).body).toContain('Mo Manager, team manager')
  expect((await manager.get(`${url}?what=changes`)).body).not.toContain('Looked at')
})

test('a day that does not exist, and an end before the beginning, are told at their field', async () => {
  const { app, personId, teamId } = await lookedAt()
  const manager = await app.as('team_manager', { teamIds: [teamId] })
  const wrong = await manager.get(`/people/${personId}/looks?from-day=31&from-month=2&from-year=2026`)
  expect(wrong.status).toBe(400)
  expect(wrong.body).toContain('must be a real date')
  const turned = 'from-day=2&from-month=3&from-year=2026&until-day=1&until-month=3&until-year=2026'
  expect((await manager.get(`/people/${personId}/looks?${turned}`)).body).toContain('must be the first day or later')
})

test('nobody else reads it, a manager of another team neither', async () => {
  const { app, personId, teamId } = await lookedAt()
  const url = `/people/${personId}/looks`
  for (const role of ['practitioner', 'finance', 'broker'] as const)
    expect((await (await app.as(role, { teamIds: [teamId] })).get(url)).status).toBe(403)
  expect((await (await app.as('team_manager')).get(url)).status).toBe(404)
  expect((await (await app.as('team_manager')).get(`${url}.csv`)).status).toBe(404)
})

test('an administrator names the record by its address, reads who looked and nothing of the person, and that is a look', async () => {
  const { app, personId, teamId } = await lookedAt()
  const admin = await app.as('administrator', { name: 'Ada Admin' })
  expect((await admin.get('/admin/looks')).body).toContain('Address of the person’s page')
  const record = encodeURIComponent(`https://daywell.example/people/${personId}/needs`)
  const page = await admin.get(`/admin/looks?record=${record}`)
  expect(page.status).toBe(200)
  expect(page.body).toContain('Emily Edge, social worker')
  expect((await admin.get(`/admin/looks.csv?record=${personId}`)).body).toContain('Emily Edge')
  expect((await admin.get('/admin/looks?record=Nell')).body).toContain('No person has that record')
  const manager = await app.as('team_manager', { teamIds: [teamId] })
  expect((await manager.get(`/people/${personId}/looks`)).body).toMatch(
    /Ada Admin, administrator[\s\S]*Looked at: Who looked/,
  )
})

test('looks by a carer, by another who acts for the person and by the person are told apart to whoever reads them', async () => {
  const app = await testApp()
  const [{ personId, teamId, worker }, carer, friend] = [
    await aPerson(app.db, 'Nell'),
    await aPerson(app.db, 'Ann'),
    await aPerson(app.db, 'Femi'),
  ]
  await app.db.transaction({ ...worker, teamIds: [teamId, carer.teamId, friend.teamId] }, async (tx) => {
    await addCareRelation(tx, { carerId: carer.personId, caredForId: personId, relation: 'parent' })
    for (const holderId of [carer.personId, friend.personId])
      await addAuthority(tx, { personId, holderId, ground: 'consent', covers: ['welfare'], reason: 'Nell agreed' })
  })
  const record = `/people/${personId}`
  const [ann, femi] = [
    await app.as('person', { personId: carer.personId, name: 'Ann Account' }),
    await app.as('person', { personId: friend.personId, name: 'Femi Account' }),
  ]
  const nell = await app.as('person', { personId, name: 'Nell Account' })
  expect((await ann.get(record)).status).toBe(200)
  expect((await femi.get(record)).body).toContain('Ann Account, Nell Ashworth’s carer')
  const own = (await nell.get(record)).body
  expect(own).toContain('Ann Account, my carer')
  expect(own).toContain('Femi Account, who acted for me')
  expect(own).not.toContain('person or carer')
  expect((await ann.get(record)).body).toContain('Nell Account, whose record this is')
  const manager = await app.as('team_manager', { teamIds: [teamId] })
  const page = (await manager.get(`${record}/looks`)).body
  for (const words of [
    'Ann Account, the person’s carer',
    'Femi Account, who acted for the person',
    'Nell Account, the person themselves',
  ])
    expect(page).toContain(words)
})

test('the person pages back to who looked long ago', async () => {
  const { app, personId } = await lookedAt()
  const nell = await app.as('person', { personId, name: 'Nell Account' })
  const first = (await nell.get(`/people/${personId}`)).body
  expect(first).toContain('Show older')
  expect(first).not.toContain('Show newer')
  const second = (await nell.get(`/people/${personId}?looks=2`)).body
  expect(second).toContain('Show newer')
  expect(second).not.toContain('Show older')
  expect((await nell.get(`/people/${personId}?looks=9`)).body).toContain('Nothing older is written down')
  expect((await nell.get(`/people/${personId}?looks=last`)).body).toContain('Show older')
})

test('a command that shows one person is a look too, by whoever runs the computer', async () => {
  const { app, personId, teamId } = await lookedAt()
  const shown: [string[], string][] = [
    [['finance', 'week', personId], 'Week and money'],
    [['finance', 'statement', personId], 'Charges and payments'],
    [['planning', 'show', personId], 'Plan'],
    [['outcomes', 'show', personId], 'How it is going'],
  ]
  for (const [words] of shown) expect([words, (await commandOn(app.db, '.', ...words)).exit]).toEqual([words, 0])
  const manager = await app.as('team_manager', { teamIds: [teamId] })
  const page = (await manager.get(`/people/${personId}/looks?from-day=22&from-month=11&from-year=2026`)).body
  for (const [, part] of shown) expect(page).toContain(`Looked at: ${part}`)
  expect(page.match(/Whoever runs Daywell, by the command line/g)).toHaveLength(4)
  const herself = await app.as('person', { personId })
  const own = (await herself.get(`/people/${personId}`)).body
  expect(own).toContain('Whoever runs Daywell, by the command line')
})
