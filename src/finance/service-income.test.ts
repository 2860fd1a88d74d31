import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { type Placed, placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refused.ts'
import { payables } from './store/pay-runs.ts'
import { draftRun, followMark, giveServiceMonths, payMonthByInstalments, verifyBooks } from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const april = { from: day('2026-04-01'), until: day('2026-04-01') }

type Contract = { places?: number; until?: string; lot?: string | null }
const layBlock = (db: Db, { providerId, lotId, personId }: Placed, given: Contract = {}) =>
  db.owner(async (tx) => {
    const id = newId()
    await tx.query(sql`
      insert into market.block_contract (id, provider_id, lot_id, framework_id, framework_from, reference, places, total_pence, from_date, until_date, recorded_by, reason)
      select ${id}::uuid, ${providerId}::uuid, ${given.lot === undefined ? lotId : given.lot}::uuid, f.id, f.from_date, ${newId()}, ${given.places ?? null}::integer, 100, '2025-04-01', ${given.until ?? '2027-03-31'}, ${personId}, 'x'
        from market.framework f`)
    await tx.query(
      sql`insert into market.block_instalment (block_contract_id, due_on, amount_pence) values (${id}, '2026-04-01', 100)`,
    )
    return id
  })

/** Ann comes on four Tuesdays in April, at £48 each. */
async function came(db: Db) {
  const ann = await placedPerson(db)
  await db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const dates = await tx.query<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion order by on_date`,
    )
    for (const { id } of dates) {
      await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
      await followMark(tx, id)
    }
    await giveServiceMonths(tx, april)
  })
  const block = async (given: Contract = {}) => {
    const contractId = await layBlock(db, ann, given)
    await db.transaction(jobWho(), (tx) => payMonthByInstalments(tx, contractId, april.from))
  }
  return { ann, block, income: () => incomeOf(db) }
}

const incomeOf = (db: Db) =>
  db.transaction(jobWho(), async (tx) => {
    await giveServiceMonths(tx, april)
    return tx.query(sql`
      select m.people, coalesce((select sum(i.amount_pence) from market.service_income i where i.service_month_id = m.id), 0)::int as pence,
             (select u.attended from market.service_use u where u.service_month_id = m.id) as attended
        from market.service_month m where not exists (select from market.service_month later where later.replaces = m.id)`)
  })

onBothDatabases('what dates bring a service under a block contract', (open) => {
  test('a date the contract pays for brings nothing beside its instalments; who came counts as before', async () => {
    const db = await open(clock)
    const { block, income } = await came(db)
    expect(await income()).toEqual([{ people: 1, pence: 19_200, attended: 4 }])
    await block()
    expect(await income()).toEqual([{ people: 1, pence: 0, attended: 4 }])
  })

  test('a date after the contract, or bought with a direct payment, keeps its own price; a contract of no lot is of the only service', async () => {
    const db = await open(clock)
    const { ann, block, income } = await came(db)
    await block({ until: '2026-04-13' })
    expect(await income()).toEqual([{ people: 1, pence: 14_400, attended: 4 }])
    const route = (to: string) =>
      db.owner(async (tx) => {
        await tx.query(sql`alter table planning.budget_line disable trigger end_only`)
        await tx.query(sql`update planning.budget_line set route = ${to} where id = ${ann.budgetLineId}`)
      })
    await route('direct_payment')
    await block({ lot: null })
    expect(await income()).toEqual([{ people: 1, pence: 14_400, attended: 4 }])
    await route('council_managed')
    await block({ lot: null })
    expect(await income()).toEqual([{ people: 1, pence: 0, attended: 4 }])
  })

  test('of two dates in its only place the one that is paid under it brings nothing, whoever was bought for first', async () => {
    const db = await open(clock)
    const ann = await placedPerson(db)
    const bob = await placedPerson(db, { name: 'Bob', beside: ann, from: '2026-04-13', price: 4100 })
    await layBlock(db, ann, { places: 1 })
    const as = <T>(work: Parameters<typeof db.transaction<T>>[1]) => db.transaction(jobWho(), work)
    await as((tx) => makeOccasions(tx, { from: day('2026-04-13'), until: day('2026-04-26') }))
    for (const [on, ...order] of [
      ['2026-04-14', bob, ann],
      ['2026-04-21', ann, bob],
    ] as const)
      for (const { personId } of order)
        await as(async (tx) => {
          const { id } = await tx.one<{ id: string }>(
            sql`select occasion_id as id from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
          )
          await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
          await followMark(tx, id)
        })
    const owed = await as((tx) =>
      tx.query(
        sql`select on_date as "on", amount_pence as pence from finance.pay_line where payee_kind = 'provider' order by 1`,
      ),
    )
    expect(owed).toEqual([
      { on: '2026-04-14', pence: 4800 },
      { on: '2026-04-21', pence: 4100 },
    ])
    for (const _again of [1, 2]) expect(await incomeOf(db)).toEqual([{ people: 2, pence: 4800 + 4100, attended: 4 }])
  })
})

onBothDatabases('what a block contract pays for is not paid a second time', (open) => {
  test('a date in a place of the contract is owed to nobody and no run takes it up; beyond its places, and after it, dates are paid', async () => {
    const db = await open(clock)
    const ann = await placedPerson(db)
    const bob = await placedPerson(db, { name: 'Bob', beside: ann })
    const contractId = await layBlock(db, ann, { places: 1, until: '2026-04-21' })
    const as = <T>(work: Parameters<typeof db.transaction<T>>[1]) => db.transaction(jobWho(), work)
    const marked = (reason: string, personId: string, on: string) =>
      as(async (tx) => {
        const { id, mark } = await tx.one<{ id: string; mark: string | null }>(
          sql`select occasion_id as id, mark_id as mark from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
        )
        await recordMark(tx, {
          id: newId(),
          occasionId: id,
          reason,
          markedAt: tx.now,
          ...(mark === null ? {} : { replaces: mark, correctionReason: 'Wrong box' }),
        })
        await followMark(tx, id)
      })
    await as((tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
    for (const on of ['2026-04-14', '2026-04-21', '2026-04-28'])
      for (const { personId } of [ann, bob]) await marked('attended', personId, on)
    const lines = () =>
      as((tx) =>
        tx.query<{ on: string; kinds: string[] }>(sql`
          select l.on_date as "on", array_agg(l.payee_kind order by l.payee_kind) as kinds from finance.pay_line l
           where not exists (select from finance.pay_line later where later.replaces = l.id) group by 1 order by 1`),
      )
    expect(await lines()).toEqual([
      { on: '2026-04-14', kinds: ['block', 'provider'] },
      { on: '2026-04-21', kinds: ['block', 'provider'] },
      { on: '2026-04-28', kinds: ['provider', 'provider'] },
    ])
    // What is owed, what a run takes up and what the contract was drawn on by: £48 for each date, once.
    expect((await as(payables)).reduce((all, { now }) => all + now.amount, 0)).toBe(4 * 4800)
    const drawn = await as((tx) =>
      tx.query(sql`
        select a.code, sum(t.amount_pence)::int as pence from finance.transfer t join finance.account a on a.id = t.credit_account_id where t.kind = 'owe' group by 1 order by 1`),
    )
    expect(drawn).toEqual([
      { code: `block:${contractId}`, pence: 9600 },
      { code: `owed:${ann.providerId}`, pence: 19_200 },
    ])
    // The database refuses what the program would not do.
    const again = (payeeKind: string, block: string | null) =>
      as((tx) =>
        tx.query(sql`
          insert into finance.pay_line (occasion_id, term_id, person_id, on_date, budget_line_id, payee_id, payee_kind, block_contract_id, agreed_pence, mark_id, pay_rule_id, amount_pence, replaces)
          select l.occasion_id, l.term_id, l.person_id, l.on_date, l.budget_line_id, l.payee_id, ${payeeKind}, ${block}::uuid, l.agreed_pence, l.mark_id, l.pay_rule_id, l.amount_pence, l.id
            from finance.pay_line l where l.on_date = '2026-04-14' and l.payee_kind = case ${payeeKind} when 'block' then 'provider' else 'block' end`),
      ).then(
        () => 'done',
        (error) => (error instanceof Refused ? error.code : String(error)),
      )
    expect([await again('block', contractId), await again('provider', null)]).toEqual(['DW111', 'DW112'])
    const run = await db.transaction(who('finance'), draftRun)
    const taken = await as((tx) =>
      tx.query(
        sql`select l.payee_kind as kind, count(*)::int as n from finance.pay_run_line x join finance.pay_line l on l.id = x.pay_line_id group by 1`,
      ),
    )
    expect(taken).toEqual([{ kind: 'provider', n: 4 }])
    const intoRun = as((tx) =>
      tx.query(
        sql`insert into finance.pay_run_line (pay_run_id, pay_line_id, sign) select ${run}::uuid, id, 1 from finance.pay_line where payee_kind = 'block'`,
      ),
    )
    await expect(intoRun).rejects.toMatchObject({ code: 'DW113' })
    expect((await as(verifyBooks)).faults).toEqual([])
  })
})
