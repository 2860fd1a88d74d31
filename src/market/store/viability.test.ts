import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { addMonths, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { Who } from '../../platform/who.ts'
import type { MarketPolicy } from '../market-policy.ts'
import type { OpenBook } from '../open-book.ts'
import {
  endOpenBook,
  handInOpenBook,
  lastWholeMonth,
  type MonthOfService,
  openBooksBefore,
  openBooksOn,
  priceFromCostSheet,
  recordServiceMonths,
  servicesKnown,
} from '../store.ts'

const policy: Pick<MarketPolicy, 'viability' | 'uplift'> = {
  uplift: { wagePercent: 70, from: 'test' },
  viability: {
    soonMonths: 6,
    watchMonths: 12,
    nearPoints: 5,
    yearlyCostRiseBasisPoints: 250,
    trendMonths: 6,
    leastMonths: 3,
    bookMonths: 12,
    variableOfDirectPercent: 10,
    from: 'test',
  },
}
const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const lotId = id(9)
const [own, willing, other] = [id(1), id(2), id(3)]
const commissioner = who('commissioner')
const provider = (providerId: string): Who => who('provider', { providerId })
const book: OpenBook = {
  unit: 'day',
  places: 20,
  openDays: 250,
  unitsADay: 1,
  occupancyPercent: 80,
  lowestHourlyPay: pence(1_271),
  paidHours: 9_000,
  costs: [
    { part: 'direct', label: 'Staff', amount: pence(18_000_000), varies: false, isPay: true },
    { part: 'premises', label: 'Building', amount: pence(6_000_000), varies: false, isPay: false },
    { part: 'direct', label: 'Food', amount: pence(4_000_000), varies: true, isPay: false },
  ],
  stated: [{ payer: 'grant', amount: pence(100_000) }],
  statedUnits: 0,
}
const wanted = (change: Partial<OpenBook> = {}, more: object = {}) => ({
  providerId: willing,
  lotId,
  book: { ...book, ...change },
  yearFrom: day('2025-04-01'),
  agreedBy: 'Rosa Whitfield',
  agreedAs: 'director',
  agreedOn: day('2026-01-02'),
  reason: 'Accounts of last year',
  ...more,
})

/** The council's own service and two others in a lot. */
async function market(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Buildings')`)
    for (const [at, one] of [own, willing, other].entries()) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${one}, ${`Provider ${at + 1}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${one}, ${one}, ${at === 0}, ${at === 0 ? 'in_house' : 'framework'})`,
      )
      if (at > 0)
        await tx.query(
          sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${one}, ${lotId}, ${own}, 'brought in', '2022-04-01')`,
        )
    }
  })
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : 'refused'),
  )
const monthOf = (providerId: string, month: string, people: number): MonthOfService => ({
  providerId,
  lotId,
  month: day(month),
  people,
  use: [{ unit: 'day', booked: 400, attended: 340, bookedMinutes: 120_000, attendedMinutes: 102_000 }],
  income: [
    { payer: 'council', amount: pence(2_000_000) },
    { payer: 'contribution', amount: pence(400_000) },
  ],
})

onBothDatabases('what services earn and cost', (open) => {
  test('an open book is handed in, replaced, ended and taken back; only its provider and the council’s few see it', async () => {
    const db = await open()
    await market(db)
    const as = (whose: Who, work: (tx: Tx) => Promise<unknown>) => code(db.transaction(whose, work))
    const hand =
      (change: Partial<OpenBook>, more: object = {}) =>
      (tx: Tx) =>
        handInOpenBook(tx, { ...wanted(change), agreedOn: tx.today, ...more })
    const refusals: [Partial<OpenBook>, object, string][] = [
      [{ places: 0 }, {}, 'open_book_without_places'],
      [{ places: 1, openDays: 1, occupancyPercent: 1 }, {}, 'open_book_serves_nobody'],
      [{ costs: [] }, {}, 'open_book_costs_nothing'],
      [{ statedUnits: 4_001 }, {}, 'stated_units_above_use'],
      [{ lowestHourlyPay: null }, {}, 'hours_without_pay'],
      [{ paidHours: 20_000 }, {}, 'hours_and_pay_do_not_add_up'],
      [{}, { agreedOn: day('2199-01-01') }, 'consent_in_the_future'],
      [{}, { yearFrom: day('2199-01-01') }, 'open_book_year_to_come'],
      [{}, { providerId: own }, 'own_service_has_cost_sheets'],
      [{}, { lotId: id(8) }, 'not_in_this_lot'],
    ]
    for (const [change, more, refusal] of refusals)
      expect([refusal, await as(commissioner, hand(change, more))]).toEqual([refusal, refusal])
    expect(await as(provider(other), hand({}))).not.toBe('done')
    expect(await as(who('broker'), hand({}))).not.toBe('done')
    expect(await as(provider(willing), hand({}))).toBe('done')
    const seen = (whose: Who) =>
      db.transaction(whose, async (tx) => (await openBooksOn(tx, tx.today)).map((one) => one.book.places))
    expect(await seen(commissioner)).toEqual([20])
    expect(await seen(who('finance'))).toEqual([20])
    expect(await seen(provider(willing))).toEqual([20])
    for (const nobody of [provider(other), who('broker'), who('practitioner'), who('team_manager')])
      expect(await seen(nobody)).toEqual([])
    expect(await as(commissioner, hand({ places: 24 }))).toBe('done')
    expect(await seen(provider(willing))).toEqual([24])
    const bookId = async () => (await db.transaction(commissioner, (tx) => openBooksOn(tx, tx.today)))[0]?.id ?? ''
    const end = (withdrawn: boolean, openBookId: string) => (tx: Tx) =>
      endOpenBook(tx, { openBookId, withdrawn, reason: 'We sold the building' })
    const standing = await bookId()
    expect(await as(provider(other), end(true, standing))).toBe('open_book_ended_already')
    expect(await as(who('finance'), end(false, standing))).not.toBe('done')
    expect(await as(provider(willing), end(true, standing))).toBe('done')
    expect(await as(provider(willing), end(false, standing))).toBe('open_book_ended_already')
    const before = (whose: Who) => db.transaction(whose, (tx) => openBooksBefore(tx, willing, lotId))
    expect((await before(provider(willing))).map(({ withdrawn }) => withdrawn)).toEqual([true, false])
    expect((await before(commissioner)).map(({ withdrawn }) => withdrawn)).toEqual([false])
  })

  test('the database refuses what the code would: an own service, lines that do not add up, hours above pay, an edit', async () => {
    const db = await open()
    await market(db)
    const put = (change: Record<string, unknown> = {}, lines: readonly number[] = [100]) =>
      code(
        db.owner(async (tx) => {
          const row = {
            provider_id: willing,
            in_house: false,
            cost_pence: 100,
            stated_pence: 0,
            lowest_hourly_pay_pence: 1,
            paid_hours: 100,
            stated_units: 0,
            agreed_on: '2026-01-01',
            places: 1,
            ...change,
          }
          const [{ id: made = '' } = {}] = await tx.query<{ id: string }>(sql`
            insert into market.open_book (provider_id, in_house, lot_id, unit, places, open_days, units_a_day, occupancy_percent, units_a_year, lowest_hourly_pay_pence, paid_hours, cost_pence, stated_pence, stated_units,
              year_from, agreed_by, agreed_as, agreed_on, given_by_provider, from_date, recorded_by, reason)
            values (${row.provider_id}, ${row.in_house}, ${lotId}, 'day', ${row.places}, 100, 1, 50, 50, ${row.lowest_hourly_pay_pence}, ${row.paid_hours}, ${row.cost_pence}, ${row.stated_pence}, ${row.stated_units},
              '2025-04-01', 'Rosa', 'owner', ${row.agreed_on}, false, '2026-01-01', ${own}, 'test') returning id`)
          for (const [at, amount] of lines.entries())
            await tx.query(
              sql`insert into market.open_book_cost (open_book_id, line, part, label, amount_pence, varies, is_pay) values (${made}, ${at + 1}, 'direct', 'Staff', ${amount}, false, true)`,
            )
        }),
      )
    expect(await put({ provider_id: own, in_house: true })).toBe('own_service_has_cost_sheets')
    expect(await put({ provider_id: own })).toBe('open_book_of_provider')
    expect(await put({ places: 2 })).toBe('open_book_units_follow')
    expect(await put({ stated_units: 51 })).toBe('stated_units_within_use')
    expect(await put({ agreed_on: '2026-01-02' })).toBe('agreed_before_it_is_used')
    expect(await put({ lowest_hourly_pay_pence: null })).toBe('hours_with_pay')
    expect(await put({}, [99])).toBe('DW057')
    expect(await put({ stated_pence: 5 })).toBe('DW057')
    expect(await put({ paid_hours: 101 })).toBe('DW058')
    expect(await put()).toBe('done')
    expect(await put()).toBe('one_open_book_at_a_time')
    const owner = (statement: ReturnType<typeof sql>) => code(db.owner((tx) => tx.query(statement)))
    expect(await owner(sql`update market.open_book set places = 3`)).not.toBe('done')
    expect(
      await owner(
        sql`insert into market.open_book_cost (open_book_id, line, part, label, amount_pence, varies, is_pay) select id, 2, 'direct', 'More', 5, false, false from market.open_book`,
      ),
    ).toBe('DW057')
    expect(
      await owner(
        sql`insert into market.service_month (provider_id, lot_id, month, people, total_pence) values (${own}, ${lotId}, '2026-01-01', 1, 5)`,
      ),
    ).toBe('DW059')
    expect(
      await owner(
        sql`insert into market.service_month (provider_id, lot_id, month, people, total_pence) values (${own}, ${lotId}, '2026-01-02', 1, 0)`,
      ),
    ).toBe('month_from_its_first')
  })

  test('months are recorded once, replaced when something changed, and become a list of services with what is not known', async () => {
    const db = await open()
    await market(db)
    const today = await db.transaction(commissioner, async (tx) => tx.today)
    const last = lastWholeMonth(today)
    const span = { from: addMonths(last, -12), until: last }
    const months = Array.from({ length: 13 }, (_, at) => monthOf(willing, addMonths(last, at - 12), 20))
    const record = (some: readonly MonthOfService[]) =>
      db.transaction(jobWho(), (tx) => recordServiceMonths(tx, span, some))
    expect(await record(months)).toBe(13)
    expect(await record(months)).toBe(0)
    expect(await record([...months.slice(0, 12), monthOf(willing, last, 18)])).toBe(1)
    expect(await record([...months.slice(0, 12), monthOf(other, last, 3)])).toBe(2)
    expect(await record(months)).toBe(2)
    expect(await code(db.transaction(commissioner, (tx) => recordServiceMonths(tx, span, [])))).not.toBe('done')
    await db.transaction(provider(willing), (tx) => handInOpenBook(tx, { ...wanted(), agreedOn: tx.today }))
    const sheet = {
      places: 10,
      openDays: 250,
      unitsADay: 1,
      occupancyPercent: 80,
      lowestHourlyPay: pence(1_200),
      lines: [{ part: 'direct' as const, label: 'Staff', amount: pence(10_000_000) }],
    }
    await db.transaction(commissioner, (tx) =>
      priceFromCostSheet(tx, {
        providerId: own,
        lotId,
        supportBand: '1:4',
        unit: 'day',
        from: tx.today,
        reason: 'Yearly',
        financialYear: 2026,
        sheet,
      }),
    )
    const known = await db.transaction(commissioner, (tx) => servicesKnown(tx, policy))
    expect(known.map(({ name, found }) => [name, 'notKnown' in found ? found.notKnown : found.warning.level])).toEqual([
      ['Provider 1', 'too_few_months'],
      ['Provider 2', 'watch'],
      ['Provider 3', 'no_open_book'],
    ])
    expect(known[1]?.found).toMatchObject({
      use: { months: 12, people: 20, booked: 4_800, attended: 4_080 },
      year: { capacity: 5_000, incomeTotal: 28_900_000, fixedIncome: 100_000, cost: 28_080_000 },
      trend: { earlier: 60, later: 60 },
    })
    expect(known[0]?.book).toMatchObject({ capacity: 2_500, unitsAYear: 2_000, lowestHourlyPay: 1_200 })
    const [mine] = await db.transaction(provider(willing), (tx) => servicesKnown(tx, policy, willing))
    expect(mine?.months[0]?.income).toEqual([{ payer: 'council', amount: 2_400_000 }])
    const [theirs] = await db.transaction(provider(other), (tx) => servicesKnown(tx, policy, willing))
    expect(theirs).toBeUndefined()
    expect(
      await db.transaction(provider(willing), (tx) => tx.query(sql`select payer from market.service_income`)),
    ).toEqual([])
  })
})
