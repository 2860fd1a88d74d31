import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { decideRate, ratesTakenBack, takeBackRate } from '../store.ts'

const commissioner = who('commissioner')

/** Oak House has £48 a session since 6 April 2026; it is 22 November. */
async function priced(db: Db) {
  const { providerId, lotId, rateId, budgetLineId } = await placedPerson(db)
  await db.owner((tx) =>
    tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${providerId}, ${lotId}, ${lotId}, 'in', '2026-04-06')`,
    ),
  )
  const decide = (price: number, from = '2027-04-01') =>
    db.transaction(commissioner, (tx) =>
      decideRate(tx, {
        providerId,
        lotId,
        supportBand: '1:2',
        unit: 'session',
        price: pence(price),
        from: day(from),
        reason: 'Yearly',
      }),
    )
  const takeBack = (rateId: string) =>
    db
      .transaction(commissioner, (tx) => takeBackRate(tx, { rateId, reason: 'A slip' }))
      .then(
        () => 'done',
        (error: { code?: string; name: string }) => error.code ?? error.name,
      )
  const rates = () =>
    db.owner((tx) =>
      tx.query<{ price: number; from: string; until: string | null }>(sql`
        select price_pence as price, from_date as "from", least(until_date, ended_on) as until from market.rate where not isempty(in_force) order by from_date`),
    )
  return { db, providerId, rateId, budgetLineId, decide, takeBack, rates }
}
const before = { price: 48_00, from: '2026-04-06', until: '2027-03-31' }

onBothDatabases('a decided price that has not begun', (open) => {
  test('is taken back with a reason; the one before goes on, and the right one can be decided for the same day', async () => {
    const { db, providerId, decide, takeBack, rates } = await priced(await open())
    const wrong = await decide(84_00)
    expect(await takeBack(wrong)).toBe('done')
    expect(await rates()).toEqual([before, { price: 48_00, from: '2027-04-01', until: null }])
    const shown = await db.owner((tx) =>
      tx.query(
        sql`select price_pence as price, from_date as "from" from directory.published_cost where not isempty(in_force) order by from_date`,
      ),
    )
    expect(shown).toEqual([{ price: 48_00, from: '2027-04-01' }])
    await decide(50_00)
    expect(await rates()).toEqual([before, { price: 50_00, from: '2027-04-01', until: null }])
    expect(await db.transaction(commissioner, (tx) => ratesTakenBack(tx, providerId))).toMatchObject([
      { price: 84_00, from: '2027-04-01', on: '2026-11-22', reason: 'A slip' },
    ])
    expect(await takeBack(wrong)).toBe('rate_taken_back_already')
    expect(await takeBack(newId())).toBe('NotFound')
  })

  test('is not taken back once it has begun, once a later one is decided, or once a week stands at it', async () => {
    const { db, rateId, budgetLineId, decide, takeBack } = await priced(await open())
    expect(await takeBack(rateId)).toBe('rate_has_begun')
    const first = await decide(50_00)
    const second = await decide(52_00, '2028-04-01')
    expect(await takeBack(first)).toBe('rate_already_follows')
    // A line of a week that is agreed at the later price, laid without the plan around it.
    await db.owner(async (tx) => {
      await tx.query(sql`set local session_replication_role = 'replica'`)
      await tx.query(sql`
        insert into planning.budget_line (id, term_id, person_id, component, route, provider_id, in_house, rate_id, per_session_pence, council_share_pence, from_date, recorded_by, reason)
        select ${newId()}::uuid, term_id, person_id, 'meal', route, provider_id, in_house, ${second}::uuid, 5200, 5200, '2028-04-01', recorded_by, 'rate' from planning.budget_line where id = ${budgetLineId}`)
    })
    expect(await takeBack(second)).toBe('DW153')
    const bare = db.owner((tx) => tx.query(sql`update market.rate set ended_on = '2026-04-05' where id = ${rateId}`))
    await expect(bare).rejects.toMatchObject({ code: expect.stringMatching(/^DW152$|^DW002$/) })
  })
})

test('a commissioner takes a price back on its page, and the provider reads why', async () => {
  const app = await testApp()
  const { providerId, decide } = await priced(app.db)
  await decide(84_00)
  const alex = await app.as('commissioner')
  const page = (await alex.get(`/market/providers/${providerId}`)).body
  const at = /href="(\/market\/rates\/[^"]+\/take-back)"/.exec(page)?.[1] ?? ''
  expect((await alex.get(at)).body).toContain('The price before, £48, goes on.')
  const empty = await alex.post(at, { reason: '' })
  expect([empty.status, empty.body.includes('Enter the reason')]).toEqual([400, true])
  expect((await alex.post(at, { reason: 'The figure was turned round' })).status).toBe(303)
  for (const again of [await alex.get(at), await alex.post(at, { reason: 'Pressed twice' })])
    expect([again.status, again.headers.location, decodeURIComponent(`${again.headers['set-cookie']}`)]).toEqual([
      303,
      `/market/providers/${providerId}`,
      expect.stringContaining('This price was taken back already'),
    ])
  const oak = await app.as('provider', { providerId })
  const own = (await oak.get('/market/my-service/prices')).body
  for (const words of [
    'Taken back before they began',
    '£84',
    'The figure was turned round',
    'taken back on 22 Nov 2026',
  ])
    expect(own).toContain(words)
  expect((await oak.get(at)).status).toBe(403)
  const rateId = await decide(85_00)
  const route = `/api/market/rates/${rateId}/take-back`
  expect((await (await app.as('broker')).api('POST', route, { reason: 'x' })).status).toBe(403)
  expect((await alex.api('POST', route, { reason: 'Again' })).json()).toEqual({ rateId })
})
