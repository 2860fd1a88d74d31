import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balances } from '../../test/support/balances.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { accounts } from './account.ts'
import { movedToOpenYear, yearOfAccount } from './closed-year.ts'
import type { Posting } from './postings.ts'
import { budgetPosition } from './store/budget-position.ts'
import { afterClose } from './store/closed-year.ts'
import { closePeriod, followMark, verifyBooks } from './store.ts'

test('an account is kept for one financial year, or for good', () => {
  const kept = [accounts.cost('outside-providers', 2025), accounts.income('client-charges', 2026), accounts.bank()]
  expect(kept.map(yearOfAccount)).toEqual([2025, 2026, undefined])
  expect(yearOfAccount(accounts.committed('01900000-0000-7000-8000-000000002025'))).toBe(undefined)
})

test('law: whatever is posted, closed years keep what they had, and all years together have what was posted', () => {
  const year = fc.constantFrom(2023, 2024, 2025, 2026)
  const one = fc.record({ year, other: year, amount: fc.integer({ min: 1, max: 9_999 }), way: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 20 }), fc.subarray([2023, 2024, 2025]), (rows, closed) => {
      const posted = rows.map(({ year, other, amount, way }, at): Posting => {
        const [cost, later] = [accounts.cost('day', year), accounts.cost('day', other === year ? 2030 : other)]
        const sides = [
          { debit: cost, credit: accounts.bank() },
          { debit: accounts.bank(), credit: cost },
          { debit: cost, credit: later },
        ][way] as { debit: typeof cost; credit: typeof cost }
        return {
          kind: 'owe',
          sourceId: String(at),
          ...sides,
          amount: pence(amount),
          effectiveOn: day('2026-05-01'),
          about: {},
        }
      })
      const moved = posted.flatMap((row, at) =>
        movedToOpenYear(String(at), row, { closed: new Set(closed), open: 2026 }),
      )
      const [before, after] = [balances(posted), balances([...posted, ...moved])]
      const all = (held: ReadonlyMap<string, number>) =>
        [...held].filter(([code]) => code.startsWith('cost:')).reduce((sum, [, amount]) => sum + amount, 0)
      for (const shut of closed) expect(after.get(`cost:day:${shut}`) ?? 0).toBe(0)
      expect(all(after)).toBe(all(before))
      expect(after.get('bank') ?? 0).toBe(before.get('bank') ?? 0)
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
  await as((tx) =>
    tx.query(
      sql`insert into finance.accounting_period (id, from_date, until_date) values ('2026-03', '2026-03-01', '2026-03-31')`,
    ),
  )
  const mark = (on: string, reason: string) =>
    as(async (tx) => {
      const { id, stands } = await tx.one<{ id: string; stands: string | null }>(
        sql`select occasion_id as id, mark_id as stands from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
      )
      const again = stands === null ? {} : { replaces: stands, correctionReason: 'Wrong box' }
      await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now, ...again })
      await followMark(tx, id)
    })
  const close = () => db.transaction(who('finance'), (tx) => closePeriod(tx, '2026-03'))
  /** What stands in the accounts of a year: delivered, cost and client income. */
  const of = (year: number) =>
    as(async (tx) => {
      const rows = await tx.query<{ code: string; held: number }>(sql`
        select split_part(a.code, ':', 1) as code, sum(case when t.credit_account_id = a.id then t.amount_pence else -t.amount_pence end)::bigint as held
          from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id)
         where finance.year_of_account(a.code) = ${year} group by 1 order by 1`)
      const held = new Map(rows.map((row) => [row.code, row.held]))
      return [held.get('delivered') ?? 0, 0 - (held.get('cost') ?? 0), held.get('client income') ?? 0]
    })
  const available = () =>
    as((tx) =>
      tx.one<{ held: number }>(sql`
      select coalesce(sum(case when t.credit_account_id = a.id then t.amount_pence else -t.amount_pence end), 0)::bigint as held
        from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id) where a.code like 'available:%:2025'`),
    )
  const faults = async () => (await as(verifyBooks)).faults
  return { db, personId, as, mark, close, of, available, faults }
}
const clock = stoppedClock(day('2026-04-20'))

onBothDatabases('a financial year whose March is closed', (open) => {
  test('takes nothing: a correction of its dates counts in the open year and keeps its day', async () => {
    const { as, mark, close, of, available, faults } = await overYearEnd(await open(clock))
    await mark('2026-03-31', 'attended')
    await mark('2026-04-02', 'attended')
    await close()
    const free = await available()
    expect([await of(2025), await of(2026)]).toEqual([
      [48_00, 48_00, 15_00],
      [48_00, 48_00, 15_00],
    ])
    await mark('2026-03-31', 'unwell')
    expect([await of(2025), await available()]).toEqual([[48_00, 48_00, 15_00], free])
    expect(await of(2026)).toEqual([24_00, 24_00, 15_00])
    const position = await as((tx) => budgetPosition(tx, 2025))
    expect(position.map(({ delivered }) => delivered)).toEqual([0, 48_00, 0])
    const moved = await as((tx) => afterClose(tx, 2026))
    expect(moved.sums).toEqual([
      { part: 'delivered', centre: 'outside-providers', ofYear: 2025, dates: 1, amount: -24_00 },
      { part: 'client income', centre: 'client-charges', ofYear: 2025, dates: 1, amount: -15_00 },
    ])
    expect(new Set(moved.rows.map(({ part, on }) => `${part} ${on}`))).toEqual(
      new Set(['delivered 2026-03-31', 'client income 2026-04-01']),
    )
    await mark('2026-03-31', 'chose_otherwise')
    await mark('2026-04-02', 'chose_otherwise')
    expect([(await of(2025))[2], (await of(2026))[2]]).toEqual([15_00, -15_00])
    expect(await faults()).toEqual([])
  })

  test('is followed by the first mark of its dates too, and by its charge', async () => {
    const { mark, close, of, faults } = await overYearEnd(await open(clock))
    await close()
    await mark('2026-03-31', 'attended')
    expect([await of(2025), await of(2026)]).toEqual([
      [0, 0, 0],
      [48_00, 48_00, 30_00],
    ])
    expect(await faults()).toEqual([])
  })

  test('is refused by the database where something would move it, and a row that moves nothing that was posted', async () => {
    const { db, mark, close } = await overYearEnd(await open(clock))
    await mark('2026-03-31', 'attended')
    await close()
    const row = (kind: string, source: string) => sql`
      insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id)
      select gen_random_uuid(), t.book, t.debit_account_id, t.credit_account_id, 1, t.effective_on, t.period_id, t.posted_by, ${kind}, ${source}::uuid
        from finance.transfer t where t.kind = 'owe'`
    const refused = (statement: ReturnType<typeof sql>) => db.owner((tx) => tx.query(statement))
    await expect(refused(row('owe', newId()))).rejects.toMatchObject({ code: 'DW154' })
    await expect(refused(row('after_close', newId()))).rejects.toMatchObject({ code: 'DW154' })
  })

  test('law: whatever is marked, corrected and closed, the closed year stays as it was and both years hold what was delivered', async () => {
    const { mark, close, of, faults } = await overYearEnd(await open(clock))
    const acts = fc.sample(
      fc.record({
        on: fc.constantFrom('2026-03-31', '2026-04-02'),
        reason: fc.constantFrom('attended', 'unwell', 'chose_otherwise'),
      }),
      { numRuns: Math.min(14, INVARIANT_RUNS), seed: 11 },
    )
    const paid = { attended: 48_00, unwell: 24_00, chose_otherwise: 0 } as Readonly<Record<string, number>>
    const stands = new Map<string, string>()
    let shut: number[] | undefined
    for (const [at, { on, reason }] of acts.entries()) {
      if (at === 5) {
        await close()
        shut = await of(2025)
      }
      await mark(on, reason)
      stands.set(on, reason)
      const [old, fresh] = [await of(2025), await of(2026)]
      if (shut !== undefined) expect(old).toEqual(shut)
      const all = [...stands.values()].reduce((sum, one) => sum + (paid[one] ?? 0), 0)
      expect([(old[0] ?? 0) + (fresh[0] ?? 0), (old[1] ?? 0) + (fresh[1] ?? 0)]).toEqual([all, all])
    }
    expect(await faults()).toEqual([])
  })
})
