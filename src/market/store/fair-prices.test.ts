import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { CostSheet } from '../cost-sheet.ts'
import {
  askForReason,
  decideRate,
  giveReason,
  priceFromCostSheet,
  pricesDueNow,
  pricesToReview,
  publishedCostSheet,
  reviewPrice,
  scheduleOfPrices,
} from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const [lotId, own] = [id(1), id(1)]
const commissioner = who('commissioner')
const sheet: CostSheet = {
  places: 36,
  openDays: 250,
  unitsADay: 1,
  occupancyPercent: 82,
  lines: [
    { part: 'direct', label: 'Staff', amount: pence(40_000_000) },
    { part: 'premises', label: 'Building', amount: pence(9_800_000) },
    { part: 'overhead', label: 'Managers', amount: pence(7_200_000) },
  ],
}
const wanted = (from: string, change: Partial<CostSheet> = {}) => ({
  providerId: own,
  lotId,
  supportBand: '1:4',
  unit: 'day' as const,
  from: day(from),
  reason: 'Yearly review',
  financialYear: 2026,
  sheet: { ...sheet, ...change },
})

/** The council's own service, and four others with a price of their own in the same lot. */
async function market(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Buildings')`)
    for (let at = 1; at <= 5; at++) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Provider ${at}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, ${at === 1}, ${at === 1 ? 'in_house' : 'framework'})`,
      )
      if (at > 1)
        await tx.query(sql`
          insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason)
          values (${id(at)}, ${id(at)}, ${lotId}, '1:4', 'day', ${4_000 + at * 100}, '2025-04-01', ${own}, 'test')`)
    }
  })
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : 'refused'),
  )

onBothDatabases('fair prices', (open) => {
  test('the published price of the own service is the price its cost sheet gives, to the penny', async () => {
    const db = await open()
    await market(db)
    const as = (work: (tx: Tx) => Promise<unknown>) => code(db.transaction(commissioner, work))
    expect(await as((tx) => decideRate(tx, { ...wanted('2026-12-01'), price: pence(5_000) }))).toBe(
      'own_service_from_cost_sheet',
    )
    const made = await db.transaction(commissioner, (tx) => priceFromCostSheet(tx, wanted('2026-12-01')))
    const shown = await db.transaction(commissioner, async (tx) => ({
      price: (await scheduleOfPrices(tx, day('2026-12-01'))).find(({ inHouse }) => inHouse),
      sheet: await publishedCostSheet(tx, made.costSheetId),
    }))
    expect(shown.price).toMatchObject({ price: 7_724, costSheetId: made.costSheetId })
    expect(shown.sheet).toMatchObject({ unitPrice: 7_724, unitsAYear: 7_380, lines: [{ amount: 40_000_000 }, {}, {}] })
    const beside = (price: number, sheetId: string | null) => (tx: Tx) =>
      tx.query(sql`
      insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, cost_sheet_id, recorded_by, reason)
      values (${own}, ${lotId}, '1:4', 'half_day', ${price}, '2027-04-01', ${sheetId}, ${own}, 'test')`)
    expect(await as(beside(7_724, null))).not.toBe('done')
    expect(await code(db.owner(beside(7_723, made.costSheetId)))).toBe('price_as_derived')
  })

  test('a sheet that does not add up is refused by the database, and one of the same year replaces the last', async () => {
    const db = await open()
    await market(db)
    const wrong = (tx: Tx) =>
      tx.query(sql`
      insert into market.cost_sheet (provider_id, lot_id, support_band, unit, financial_year, places, open_days, occupancy_percent, units_a_year, unit_price_pence, working, rule_version, recorded_by, reason)
      values (${own}, ${lotId}, '1:4', 'day', 2026, 10, 100, 50, 500, 1, '{}', 'none', ${own}, 'test')`)
    expect(await code(db.owner(wrong))).toBe('DW046')
    const week = (tx: Tx) =>
      tx.query(sql`
      insert into market.cost_sheet (provider_id, lot_id, support_band, unit, financial_year, places, open_days, occupancy_percent, units_a_year, unit_price_pence, working, rule_version, recorded_by, reason)
      values (${own}, ${lotId}, '1:4', 'week', 2026, 10, 100, 50, 500, 1, '{}', 'none', ${own}, 'test')`)
    expect(await code(db.owner(week))).toBe('cost_sheet_unit_fits')
    const twice = { ...wanted('2026-12-01'), sheet: { ...wanted('2026-12-01').sheet, unitsADay: 2 } }
    expect(await code(db.transaction(commissioner, (tx) => priceFromCostSheet(tx, twice)))).toBe('cost_sheet_unit_fits')
    await db.transaction(commissioner, (tx) => priceFromCostSheet(tx, wanted('2026-12-01')))
    await db.transaction(commissioner, (tx) => priceFromCostSheet(tx, wanted('2027-02-01', { occupancyPercent: 90 })))
    const same = code(
      db.transaction(commissioner, (tx) => priceFromCostSheet(tx, wanted('2027-03-01', { occupancyPercent: 90 }))),
    )
    expect(await same).toBe('rate_is_the_same')
    const sheets = await db.owner((tx) =>
      tx.query(sql`select count(*)::int as sheets, count(replaces)::int as replaced from market.cost_sheet`),
    )
    expect(sheets).toEqual([{ sheets: 2, replaced: 1 }])
  })

  test('a price above the middle is asked once, its own provider gives the reason, and no other may', async () => {
    const db = await open()
    await market(db)
    const as = (one: typeof commissioner, work: (tx: Tx) => Promise<unknown>) => code(db.transaction(one, work))
    expect(await as(commissioner, (tx) => askForReason(tx, id(2), 3))).toBe('price_not_above_the_middle')
    expect(await as(commissioner, (tx) => askForReason(tx, id(5), 4))).toBe('price_not_above_the_middle')
    expect(await as(commissioner, (tx) => askForReason(tx, id(5), 3))).toBe('done')
    expect(await as(commissioner, (tx) => askForReason(tx, id(5), 3))).toBe('asked_once')
    expect(await as(who('provider', { providerId: id(4) }), (tx) => giveReason(tx, id(5), 'Cheaper rivals'))).not.toBe(
      'done',
    )
    expect(await as(who('provider', { providerId: id(5) }), (tx) => giveReason(tx, id(5), 'Trained staff'))).toBe(
      'done',
    )
    const prices = await db.transaction(who('public'), (tx) => scheduleOfPrices(tx, tx.today))
    expect(prices.find(({ rateId }) => rateId === id(5))).toMatchObject({
      whyAbove: 'Trained staff',
      askedOn: '2026-11-22',
    })
  })

  test('prices are due a year after they began, and a review puts the next one a year on', async () => {
    const db = await open()
    await market(db)
    const due = () =>
      db.transaction(commissioner, async (tx) => (await pricesToReview(tx, 12)).map(({ dueOn }) => dueOn))
    expect(await due()).toEqual(['2026-04-01', '2026-04-01', '2026-04-01', '2026-04-01'])
    await db.transaction(commissioner, (tx) => reviewPrice(tx, id(3), 'Compared with three others'))
    expect(await due()).toEqual(['2026-04-01', '2026-04-01', '2026-04-01', '2027-11-22'])
    const now = await db.transaction(commissioner, (tx) => pricesDueNow(tx, 12))
    expect(now).toEqual({ due: 3, first: '2026-04-01' })
  })
})
