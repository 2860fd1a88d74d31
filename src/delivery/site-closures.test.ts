import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { makeOccurrences } from '../directory/store.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { makeOccasions, recordMark } from './store.ts'

test('a building closes: the page lists who is affected first, then dates go, places come back, nobody is charged, and people are to be told', async () => {
  const app = await testApp({ today: '2026-04-07' })
  const ann = await placedPerson(app.db)
  const { siteId } = await app.db.owner(async (tx) => {
    await tx.query(sql`
      insert into delivery.pay_rule (lot_id, reason, paid_per_mille, charged, note_needed, from_date) values (${ann.lotId}, 'closed', 0, false, false, '2026-04-01')`)
    return tx.one<{ siteId: string }>(
      sql`select site_id as "siteId" from directory.session where id = ${ann.sessionId}`,
    )
  })
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const today = await tx.one<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion where on_date = '2026-04-07' and person_id = ${ann.personId}`,
    )
    await recordMark(tx, { id: newId(), occasionId: today.id, reason: 'attended', markedAt: tx.now })
  })
  const commissioner = await app.as('commissioner')
  const manager = await app.as('team_manager', { teamIds: [ann.teamId] })
  const url = `/market/sites/${siteId}/close`
  const days = {
    'from-day': '7',
    'from-month': '4',
    'from-year': '2026',
    'until-day': '21',
    'until-month': '4',
    'until-year': '2026',
  }
  const asked = `${url}?${new URLSearchParams(days)}`
  expect((await manager.get(`/market/sites/${siteId}`)).body).toContain(url)
  const seen = (await manager.get(asked)).body
  for (const words of [
    '1 person has a place there',
    '3 dates are cancelled',
    'Ann Example',
    'everybody has to be told twice',
  ])
    expect(seen).toContain(words)
  const counted = (await commissioner.get(asked)).body
  expect([counted.includes('1 person has a place there'), counted.includes('Ann Example')]).toEqual([true, false])
  const form = { ...days, id: /name="id" value="([^"]+)"/.exec(counted)?.[1] ?? '', reason: 'The roof leaks' }
  expect((await commissioner.post(url, form)).status).toBe(400)
  expect((await (await app.as('broker')).get(url)).status).toBe(403)
  const sure = { ...form, sure: 'yes' }
  expect((await commissioner.post(url, { ...sure, 'from-day': '6' })).body).toContain('must be today or later')
  expect([(await commissioner.post(url, sure)).status, (await commissioner.post(url, sure)).status]).toEqual([303, 303])
  expect((await commissioner.post(url, { ...sure, id: newId() })).body).toContain(
    'closed on some of these days already',
  )
  await app.jobs.drain()

  const at = (statement: Parameters<typeof app.db.owner>[0]) => app.db.owner(statement)
  expect(
    await at((tx) =>
      tx.query(sql`
        select o.on_date as "on", o.cancel_reason as why, (select max(k.taken) from directory.stock k where k.occurrence_id = o.id and k.resource = 'place') as taken,
               (select x.reason from delivery.published_occasion x where x.on_date = o.on_date and x.person_id = ${ann.personId}) as mark
          from directory.occurrence o where o.session_id = ${ann.sessionId} and o.on_date between '2026-04-07' and '2026-04-28' order by 1`),
    ),
  ).toEqual([
    { on: '2026-04-07', why: null, taken: 1, mark: 'attended' },
    { on: '2026-04-14', why: 'The roof leaks', taken: 0, mark: 'closed' },
    { on: '2026-04-21', why: 'The roof leaks', taken: 0, mark: 'closed' },
    { on: '2026-04-28', why: null, taken: 1, mark: null },
  ])
  expect(
    await at((tx) =>
      tx.query(
        sql`select l.amount_pence as amount, l.chargeable_pence as chargeable from finance.pay_line l where l.on_date > '2026-04-07'`,
      ),
    ),
  ).toEqual([
    { amount: 0, chargeable: 0 },
    { amount: 0, chargeable: 0 },
  ])
  const told = (await manager.get('/delivery/to-tell')).body
  expect(told).toContain('1 person still to tell, of 2 dates')
  const group = /href="(\/delivery\/to-tell\/[^"]+)"/.exec(told)?.[1] ?? ''
  expect((await manager.get('/home')).body).toContain(group)
  expect((await manager.get(group)).body).toContain('Ann Example')
  expect((await manager.get(`${group}?q=nobody`)).body).toContain('Nobody matches.')
  expect((await manager.get(`${group}?way=none&q=ann`)).body).toContain('1 person matches.')
  expect((await manager.post(group, { how: 'phone' })).body).toContain('Choose at least one person')
  expect((await manager.post(group, { people: ann.personId })).body).toContain('Select how they were told')
  expect((await manager.post(group, { people: 'nobody', how: 'phone' })).body).toContain('This page is incomplete')
  expect((await manager.post(group, { people: newId(), how: 'phone' })).body).toContain('They were told already')
  expect((await manager.post(group, { all: 'yes', shown: ann.personId, how: 'phone' })).status).toBe(303)
  expect((await manager.get(group)).status).toBe(303)
  expect((await manager.get('/delivery/to-tell')).body).toContain('Everybody is told.')
  const register = (
    await (await app.as('provider', { providerId: ann.providerId })).get('/delivery/register?on=2026-04-14')
  ).body
  for (const words of [
    'Oak House is closed until Tuesday 21 April 2026: The roof leaks',
    'Nobody is expected.',
    '1 person would have come',
  ])
    expect(register).toContain(words)
  expect(register).not.toContain('1 person expected')
  expect((await commissioner.get(`/market/sites/${siteId}`)).body).toContain('The roof leaks')
  const made = await app.db.transaction(jobWho(), (tx) =>
    makeOccurrences(tx, [ann.sessionId], day('2026-04-08'), addDays(day('2026-04-08'), 14)),
  )
  expect(made).toBe(0)
  const again = { from: '2026-06-01', until: '2026-06-02', reason: 'Floor' }
  expect((await manager.api('POST', `/api/market/sites/${siteId}/close`, again)).status).toBe(201)
})
