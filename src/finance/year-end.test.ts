import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balances } from '../../test/support/balances.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { chargeForWeek } from '../charging/index.ts'
import { addDays, type CalendarDate, day, mondayOf } from '../core/calendar-date.ts'
import { financialYear } from '../core/financial-year.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { charging, type Posting } from './postings.ts'
import { budgetPosition } from './store/budget-position.ts'
import { bookYearEnds, chargeWeek, followMark, verifyBooks } from './store.ts'
import { movingToNewYear, newYearWithin } from './year-end.ts'

test('1 April lies within a week, or on its Monday, or in another week', () => {
  const weeks = ['2026-03-23', '2026-03-30', '2026-04-06', '2029-03-26', '2024-04-01', '2024-03-25']
  expect(weeks.map((monday) => newYearWithin(day(monday)))).toEqual([
    undefined,
    '2026-04-01',
    undefined,
    '2029-04-01',
    undefined,
    undefined,
  ])
})

test('law: however often a week is worked out again, each year earns what its own dates were charged, and both together the whole', () => {
  const monday = fc.integer({ min: 0, max: 40 }).map((years) => mondayOf(day(`${2020 + years}-03-31`)))
  const dates = fc.array(fc.record({ at: fc.nat(6), cost: fc.nat(9_999) }), { maxLength: 8 })
  const again = fc.array(fc.record({ told: fc.nat(20_000), dates }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(monday, again, (weekStart, versions) => {
      const newYear = newYearWithin(weekStart)
      let books: Posting[] = []
      let [was, wasNext] = [pence(0), pence(0)]
      versions.forEach((version, at) => {
        const { charge, lines } = chargeForWeek({
          monday: weekStart,
          told: [{ toldOn: undefined, firstDayCharged: weekStart, weekly: pence(version.told) }],
          free: [],
          delivered: version.dates.map((one, n) => ({
            id: String(n),
            on: addDays(weekStart, one.at),
            cost: pence(one.cost),
            chargeable: true,
          })),
        })
        const on = new Map(version.dates.map((one, n) => [String(n), addDays(weekStart, one.at)]))
        const of = (year: number) =>
          sum(lines.filter(({ id }) => financialYear(on.get(id) as CalendarDate) === year).map((line) => line.charge))
        const nextYear = financialYear(addDays(weekStart, 6))
        const next = newYear === undefined ? pence(0) : of(nextYear)
        const about = { chargeId: String(at), personId: 'ann', costCentre: 'client-charges', weekStart }
        books = [
          ...books,
          ...charging({ ...about, was, now: charge }),
          ...movingToNewYear({ ...about, was: wasNext, now: next }),
        ]
        ;[was, wasNext] = [charge, next]
        const held = balances(books)
        const earned = (year: number) => held.get(`client income:client-charges:${year}`) ?? 0
        expect(earned(financialYear(weekStart))).toBe(of(financialYear(weekStart)))
        if (newYear !== undefined) expect(earned(nextYear)).toBe(of(nextYear))
        expect((held.get('due from:ann') ?? 0) + charge).toBe(0)
      })
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
  )
})

/** Ann comes on Tuesday 31 March and on Thursday 2 April 2026, each for £48, and pays £30 a week: £15 belongs to either year. */
async function overYearEnd(db: Db) {
  const first = await placedPerson(db, { from: '2026-03-30', until: '2026-04-12' })
  await placedPerson(db, { from: '2026-03-30', until: '2026-04-12', weekday: 4, also: first })
  const { personId } = first
  await toldToPay(db, personId, 30_00, { from: '2026-03-30' })
  const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(jobWho(), work)
  await as((tx) => makeOccasions(tx, { from: day('2026-03-30'), until: day('2026-04-05') }))
  const mark = (on: string, reason: string) =>
    as(async (tx) => {
      const { id, stands } = await tx.one<{ id: string; stands: string | null }>(
        sql`select occasion_id as id, mark_id as stands from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
      )
      const again = stands === null ? {} : { replaces: stands, correctionReason: 'Wrong box' }
      await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now, ...again })
      await followMark(tx, id)
    })
  const earned = () =>
    as(async (tx) => {
      const rows = await tx.query<{ code: string; held: number }>(sql`
        select a.code, sum(case when t.credit_account_id = a.id then t.amount_pence else -t.amount_pence end)::bigint as held
          from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id) where a.code like 'client income:%' group by a.code order by a.code`)
      return Object.fromEntries(rows.map(({ code, held }) => [code.slice(-4), held]))
    })
  const faults = async () => (await as(verifyBooks)).faults
  await mark('2026-03-31', 'attended')
  await mark('2026-04-02', 'attended')
  return { personId, as, mark, earned, faults }
}
const clock = stoppedClock(day('2026-04-20'))

onBothDatabases('a week over 31 March', (open) => {
  test('earns in each year what its own dates were charged, to the penny, also after corrections', async () => {
    const { mark, earned, faults } = await overYearEnd(await open(clock))
    expect(await earned()).toEqual({ 2025: 15_00, 2026: 15_00 })
    await mark('2026-04-02', 'chose_otherwise')
    expect(await earned()).toEqual({ 2025: 30_00, 2026: 0 })
    await mark('2026-04-02', 'attended')
    await mark('2026-03-31', 'chose_otherwise')
    expect(await earned()).toEqual({ 2025: 0, 2026: 30_00 })
    expect(await faults()).toEqual([])
  })

  test('spends in each year what its own dates cost: a pay line stands in the year of its date', async () => {
    const { as, mark, faults } = await overYearEnd(await open(clock))
    const spent = () =>
      as(async (tx) => {
        const both = [await budgetPosition(tx, 2025), await budgetPosition(tx, 2026)]
        return both.map((rows) => sum(rows.map(({ delivered }) => delivered)))
      })
    expect(await spent()).toEqual([48_00, 48_00])
    await mark('2026-03-31', 'unwell')
    expect(await spent()).toEqual([24_00, 48_00])
    const costs = await as((tx) =>
      tx.query<{ code: string; held: Pence }>(sql`
        select a.code, sum(case when t.debit_account_id = a.id then t.amount_pence else -t.amount_pence end)::bigint as held
          from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id) where a.code like 'cost:%' group by a.code order by a.code`),
    )
    expect(costs.map(({ code, held }) => [code.slice(-4), held])).toEqual([
      ['2025', 24_00],
      ['2026', 48_00],
    ])
    expect(await faults()).toEqual([])
  })

  test('that was charged before its years were kept apart is a fault in the books until the hourly round parts it', async () => {
    const db = await open(clock)
    const { as, earned, faults } = await overYearEnd(db)
    await db.owner(async (tx) => {
      await tx.query(sql`set local session_replication_role = 'replica'`)
      await tx.query(sql`delete from finance.transfer where kind = 'year_end'`)
    })
    expect(await earned()).toEqual({ 2025: 30_00 })
    expect((await faults()).map(({ rule, detail }) => [rule, detail])).toEqual([
      ['a week over 31 March is earned in the years of its dates', '2026-03-30'],
    ])
    expect(await as((tx) => bookYearEnds(tx))).toBe(1)
    expect(await as((tx) => bookYearEnds(tx))).toBe(0)
    expect(await earned()).toEqual({ 2025: 15_00, 2026: 15_00 })
    expect(await faults()).toEqual([])
  })

  test('is refused by the database without the row that parts it, and such a row for any other week', async () => {
    const db = await open(clock)
    const { personId, as } = await overYearEnd(db)
    const row = (kind: string, from: string) => sql`
      insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id)
      select ${newId()}::uuid, t.book, t.debit_account_id, t.credit_account_id, t.amount_pence, t.effective_on, t.period_id, t.posted_by, 'year_end', ${newId()}::uuid
        from finance.transfer t where t.kind = ${kind} and t.effective_on >= ${from} limit 1`
    await expect(as((tx) => tx.query(row('year_end', '2026-04-01')))).rejects.toMatchObject({ code: 'DW150' })
    const loose = as((tx) =>
      tx.query(sql`
        with was as (select * from finance.published_charge where person_id = ${personId}),
          made as (insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version, replaces, reason)
            select gen_random_uuid(), c.person_id, c.week_start, c.notice_id, c.first_day_charged, c.told_weekly_pence, c.delivered_cost_pence, 0, c.rule_version, c.id, 'x' from finance.charge c join was on was.charge_id = c.id)
        select 1`),
    )
    await expect(loose).rejects.toMatchObject({ code: 'DW150' })
    expect(await as((tx) => chargeWeek(tx, personId, day('2026-03-30')))).toBe(30_00)
  })
})
