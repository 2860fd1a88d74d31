import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { createPerson } from '../store.ts'

const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14') }

/** Three records that may be one person, the third with another date of birth. */
async function laid() {
  const app = await testApp()
  const [teamId, kept, old, third] = [newId(), newId(), newId(), newId()]
  await app.db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    await createPerson(tx, { ...nell, id: kept, teamId, localId: 'P1' })
    await createPerson(tx, { ...nell, id: old, familyName: 'Ashwroth', teamId, localId: 'P2' })
    await createPerson(tx, { ...nell, id: third, bornOn: day('1994-03-15'), teamId, localId: 'P3' })
  })
  const as = (role: 'team_manager' | 'practitioner', name: string) => app.as(role, { teamIds: [teamId], name })
  const [manager, worker] = [await as('team_manager', 'Mary Lunt'), await as('practitioner', 'Dev Patel')]
  const beside = (one: string, other: string) => `/people/${one}/people/same/${other}`
  return { app, teamId, kept, old, third, manager, worker, beside }
}
const form = (goesOn: string) => ({ goesOn, reason: 'Her sister confirmed it', sure: 'yes' })

test('that two records are two people stands on their page with who said it, and is withdrawn before they are merged', async () => {
  const { kept, old, manager, worker, beside } = await laid()
  const page = beside(kept, old)
  await manager.post(`${page}/apart`, { whyApart: 'Cousins; I met both' })
  for (const at of [page, beside(old, kept)]) {
    const said = (await manager.get(at)).body
    expect(said).toMatch(/It stands that these are two people[\s\S]*Cousins; I met both \(Mary Lunt, 22 Nov 2026\)/)
    expect(said).not.toContain('Merge the two records')
    expect(said).not.toContain('They are not the same person')
  }
  const read = (await worker.get(page)).body
  expect(read).toContain('Cousins; I met both')
  expect(read).not.toContain('Withdraw that they are two people')
  const refused = await manager.post(page, form(kept))
  expect(refused.status).toBe(409)
  expect(refused.body).toContain('It stands that these are two people. Withdraw that first')
  expect((await worker.post(`${page}/apart/withdraw`, { whyWithdrawn: 'x' })).status).toBe(403)
  expect((await manager.post(`${page}/apart/withdraw`, {})).body).toContain('Enter why it is withdrawn')
  expect((await manager.post(`${page}/apart/withdraw`, { whyWithdrawn: 'Of another pair' })).headers['location']).toBe(
    page,
  )
  expect((await manager.post(`${page}/apart/withdraw`, { whyWithdrawn: 'x' })).body).toContain(
    'Nobody says any more that they are two people',
  )
  expect((await manager.get(page)).body).toContain('Merge the two records')
  expect((await manager.post(page, form(kept))).headers['location']).toBe(`/people/${kept}/people`)
})

test('a merge taken back is not proposed again', async () => {
  const { kept, old, manager, beside } = await laid()
  await manager.post(beside(kept, old), form(kept))
  await manager.post(`/people/${old}/merged/take-back`, { reason: 'Twins', sure: 'yes' })
  expect((await manager.get(`/people/${kept}/people/same`)).body).toMatch(
    new RegExp(`Said to be somebody else[\\s\\S]*href="${beside(kept, old)}"[\\s\\S]*Twins \\(Mary Lunt`),
  )
  expect((await manager.get('/people/alike')).body).not.toContain(beside(kept, old))
})

test('rows that differ are marked, and two dates of birth are looked at before a merge', async () => {
  const { kept, third, manager, beside } = await laid()
  const page = beside(kept, third)
  const shown = (await manager.get(page)).body
  expect(shown).toMatch(/Two dates of birth[\s\S]*>Born<br>[\s\S]{0,80}different[\s\S]*Which date of birth is right\?/)
  const refused = await manager.post(page, form(kept))
  expect(refused.status).toBe(409)
  expect(refused.body).toMatch(/href="#born"[\s\S]*two dates of birth, so these may be two people/)
  expect((await manager.post(page, { ...form(kept), born: 'yes' })).headers['location']).toBe(`/people/${kept}/people`)
})

test('before the press it is said which record can go on; who comes too late is led to what was merged', async () => {
  const { kept, old, third, manager, worker, beside } = await laid()
  await manager.post(beside(kept, old), form(kept))
  for (const [one, other, which] of [
    [kept, third, 'first'],
    [third, kept, 'second'],
  ] as const) {
    const page = (await manager.get(beside(one, other))).body
    expect(page).toContain(`Only the ${which} record can go on: Nell Ashwroth was merged into Nell Ashworth before`)
    expect(page).toContain(`type="radio" value="${kept}"`)
    expect(page).not.toContain(`type="radio" value="${third}"`)
  }
  const wrongWay = await manager.post(beside(kept, third), { ...form(third), born: 'yes' })
  expect(wrongWay.body).toContain('The one that took the other in must go on')
  for (const late of [
    await manager.post(beside(kept, old), form(old)),
    await manager.post(beside(third, old), form(third)),
    await worker.get(beside(kept, old)),
  ])
    expect([late.status, late.headers['location']]).toEqual([303, `/people/${old}/merged`])
})

test('places are named once, and an account to sign in leads to no page where it does not stand', async () => {
  const { app, kept, beside } = await laid()
  const ann = await placedPerson(app.db)
  await app.as('person', { personId: ann.personId })
  const teams = await app.db.owner((tx) =>
    tx.query<{ team_id: string }>(sql`select team_id from people.team_of_person order by 1`),
  )
  const manager = await app.as('team_manager', { teamIds: [...new Set(teams.map(({ team_id }) => team_id))] })
  const page = (await manager.get(beside(ann.personId, kept))).body
  expect(page).toMatch(/1 place that runs, since/)
  expect(page).not.toContain('weekly place held')
  expect(page).toMatch(
    /<li>An account to sign in, since [^<]*\. Ask an administrator to disable it, under Accounts<\/li>/,
  )
})

test('as data: why two records are not merged, that it is withdrawn, and two dates of birth', async () => {
  const { kept, old, third, manager } = await laid()
  const api = async (method: 'GET' | 'POST', at: string, body?: object) =>
    (await manager.api(method, `/api/people/${at}`, body)).json()
  await api('POST', `${old}/told-apart`, { other_id: kept, reason: 'Cousins' })
  expect(await api('GET', `${old}/merge/${kept}`)).toMatchObject({ may_be_merged: false, why_not: 'DW160' })
  const merge = { survivor_id: kept, reason: 'sure' }
  expect(await api('POST', `${old}/merge`, merge)).toMatchObject({ code: 'DW160' })
  expect(await api('POST', `${old}/told-apart/withdraw`, { other_id: kept, reason: 'No' })).toEqual({ done: true })
  expect(await api('GET', `${old}/merge/${kept}`)).toMatchObject({ may_be_merged: true, why_not: null })
  expect(await api('POST', `${third}/merge`, merge)).toMatchObject({ code: 'born_on_two_days' })
  expect(await api('POST', `${third}/merge`, { ...merge, born_on_two_days: true })).toEqual({ done: true })
})
