import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { addCareRelation, addContactWay, addDetail, addTie, createPerson, endBond } from '../store.ts'

const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14') }

async function laid() {
  const app = await testApp()
  const [teamId, kept, old] = [newId(), newId(), newId()]
  await app.db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    await createPerson(tx, { ...nell, id: kept, teamId, localId: 'P1' })
    await createPerson(tx, { ...nell, id: old, familyName: 'Ashwroth', teamId, localId: 'P2' })
  })
  const manager = await app.as('team_manager', { teamIds: [teamId], name: 'Mary Lunt' })
  return {
    app,
    kept,
    old,
    manager,
    worker: await app.as('practitioner', { teamIds: [teamId], name: 'Dev Patel' }),
    merge: () =>
      manager.post(`/people/${kept}/people/same/${old}`, { goesOn: kept, reason: 'Same letter', sure: 'yes' }),
  }
}

test('both records are compared in all that they say, and each row says whether they differ', async () => {
  const { app, kept, old, manager } = await laid()
  await app.db.transaction(jobWho(), async (tx) => {
    for (const [personId, value] of [
      [kept, 'White: Irish'],
      [old, 'White: Roma'],
    ] as const)
      await addDetail(tx, { personId, kind: 'ethnicity', value, from: day('2026-11-01'), reason: 'said so' })
    await addDetail(tx, {
      personId: old,
      kind: 'client_type',
      value: 'Service user',
      from: day('2026-11-01'),
      reason: 'x',
    })
    for (const personId of [kept, old])
      await addContactWay(tx, { personId, kind: 'phone', value: '01270 555 111', from: day('2026-11-01') })
  })
  const page = (await manager.get(`/people/${kept}/people/same/${old}`)).body
  expect(page).toMatch(/Ethnicity<br>[^<]*<span[^>]*>different<[\s\S]*White: Irish[\s\S]*White: Roma/)
  expect(page).toMatch(/Client type<br>[^<]*<span[^>]*>on one of them only<[\s\S]*–[\s\S]*Needs care and support/)
  expect(page).toMatch(/How to reach them<br>[^<]*<span[^>]*>the same on both<[\s\S]*Phone: 01270 555 111/)
})

test('a contact of the merged record stays in the list of contacts, under the person, and can be read', async () => {
  const { app, old, merge, worker } = await laid()
  const contactId = newId()
  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`
      insert into needs.contact (id, person_id, received_on, route, what_was_asked, recorded_by, closed_on, outcome, closed_by)
      values (${contactId}, ${old}, '2026-11-20', 'community', 'Something on Saturdays', ${newId()}, '2026-11-21', 'other', ${newId()})`),
  )
  await merge()
  const list = (await worker.get('/needs/contacts?state=all&q=ashworth')).body
  expect(list).toMatch(
    /1 contact\.[\s\S]*Nell Ashworth[\s\S]*Something on Saturdays[\s\S]*on a record that was merged into this person’s/,
  )
  const contact = await worker.get(`/people/${old}/needs/contacts/${contactId}`)
  expect(contact.status).toBe(200)
  expect(contact.body).toMatch(/This stands on a record that was merged[\s\S]*Something on Saturdays/)
  const stranger = await app.as('practitioner', { teamIds: [], name: 'Ann Other' })
  expect((await stranger.get('/needs/contacts?state=all')).body).not.toContain('Something on Saturdays')
  expect((await stranger.get(`/people/${old}/needs/contacts/${contactId}`)).status).toBe(404)
})

test('what was typed about a record that was merged meanwhile is said to be not recorded, and shown to copy', async () => {
  const { old, merge, worker } = await laid()
  await merge()
  const sent = await worker.post(`/people/${old}/needs/contacts/new`, {
    route: 'community',
    whatWasAsked: 'Somewhere <quiet> on Fridays',
  })
  expect(sent.status).toBe(409)
  expect(sent.body).toMatch(
    /This record was merged into another[\s\S]*was not recorded[\s\S]*Somewhere &lt;quiet&gt; on Fridays/,
  )
  expect(sent.body).toContain(`href="/people/${old}/merged"`)
  expect((await worker.post(`/people/${old}/needs/contacts/new`, { route: 'community' })).status).toBe(303)
})

test('why two records were merged is told to the teams, not to finance', async () => {
  const { app, old, merge, worker } = await laid()
  await merge()
  const finance = await app.as('finance', { name: 'Fay Moss' })
  expect((await worker.get(`/people/${old}/merged`)).body).toContain('Same letter')
  const told = await finance.get(`/people/${old}/merged`)
  expect(told.status).toBe(200)
  expect(told.body).toContain('Mary Lunt merged them on')
  expect(told.body).not.toContain('Same letter')
})

test('what stood on the merged record tells of friends and carers that were ended for the merge, in plain words', async () => {
  const { app, old, kept, merge, worker } = await laid()
  await app.db.transaction(jobWho(), async (tx) => {
    const [{ team_id: teamId }] = (await tx.query<{ team_id: string }>(
      sql`select team_id from people.team_of_person where person_id = ${kept}`,
    )) as [{ team_id: string }]
    const [friend, carer, elsewhere] = [newId(), newId(), newId()]
    await tx.query(sql`insert into people.team (id, name, local_area) values (${elsewhere}, 'Other', 'Other')`)
    await createPerson(tx, {
      ...nell,
      givenName: 'Ida',
      familyName: 'Moss',
      bornOn: day('1990-01-01'),
      id: friend,
      teamId,
    })
    await createPerson(tx, {
      ...nell,
      givenName: 'Joan',
      familyName: 'Hurst',
      bornOn: day('1965-02-01'),
      id: carer,
      teamId: elsewhere,
    })
    await addTie(tx, { personId: old, otherId: friend, kind: 'friend', reason: 'They sing together' })
    await addCareRelation(tx, { carerId: carer, caredForId: old, relation: 'mother' })
    for (const [bond, table] of [
      ['tie', sql`people.tie`],
      ['care_relation', sql`people.care_relation`],
    ] as const)
      for (const { id } of await tx.query<{ id: string }>(sql`select id from ${table} where ended_on is null`))
        await endBond(tx, { personId: old, bond, id })
    await addDetail(tx, {
      personId: old,
      kind: 'client_type',
      value: 'Service user',
      from: day('2026-11-01'),
      reason: 'x',
    })
    await tx.query(sql`
      insert into needs.contact (person_id, received_on, route, recorded_by, closed_on, outcome, outcome_reason, closed_by)
      values (${old}, '2026-11-20', 'community', ${newId()}, '2026-11-21', 'other', 'Second record', ${newId()})`)
    await tx.query(
      sql`insert into people.identifier (id, person_id, kind, value, recorded_by) values (${newId()}, ${old}, 'synthetic', 'made-up 1', ${newId()})`,
    )
  })
  expect((await merge()).status).toBe(303)
  const was = (await worker.get(`/people/${old}/merged/history`)).body
  expect(was).toMatch(/>Friend<[\s\S]*Ida Moss<br><span[^>]*>They sing together/)
  expect(was).toMatch(/>Unpaid carer<[\s\S]*Somebody whose record you may not open<br><span[^>]*>Mother/)
  expect(was).not.toContain('Joan Hurst')
  expect(was).toContain('Client type: Needs care and support')
  expect(was).toContain('Other. Second record')
  expect(was).not.toContain('made-up 1')
})
