import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { addDays, type CalendarDate, day } from '../core/calendar-date.ts'
import { pence, shareOut } from '../core/money.ts'
import { random } from '../core/random.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refused.ts'
import { blockMoney } from './store/instalments.ts'
import { openPeriod } from './store/ledger.ts'
import { postInstalments, verifyBooks } from './store.ts'

const begin = day('2026-04-06')
const clock = stoppedClock(day('2026-04-20'))
const onDay = <T>(db: Db, today: CalendarDate, work: (tx: Tx) => Promise<T>) =>
  db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`select set_config('daywell.today', ${today}, true)`)
    return work({ ...tx, today })
  })

interface Due {
  readonly on: CalendarDate
  readonly amount: number
}

async function layContract(db: Db, providerId: string, due: readonly Due[], ended: CalendarDate | null = null) {
  const id = newId()
  await db.owner(async (tx) => {
    await tx.query(sql`
      insert into market.block_contract (id, provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, ended_on, end_reason, recorded_by, reason)
      select ${id}::uuid, ${providerId}::uuid, f.id, f.from_date, ${id}::text, ${due.reduce((all, { amount }) => all + amount, 0)}::bigint, '2025-01-01', '2027-12-31', ${ended}::date, ${ended === null ? null : 'x'}::text, ${providerId}::uuid, 'x'
        from market.framework f`)
    await tx.query(sql`
      insert into market.block_instalment (block_contract_id, due_on, amount_pence)
      select ${id}::uuid, d.on_day, d.amount from unnest(${due.map(({ on }) => on)}::date[], ${due.map(({ amount }) => amount)}::bigint[]) as d (on_day, amount)`)
  })
  return id
}

const posted = (db: Db) =>
  onDay(db, begin, (tx) =>
    tx.query<{ on: CalendarDate; amount: number }>(sql`
      select t.effective_on as "on", t.amount_pence as amount from finance.transfer t
        join finance.account d on d.id = t.debit_account_id and d.code like 'block:%' join finance.account c on c.id = t.credit_account_id and c.code = 'bank'
       where t.kind = 'instalment' order by 1, 2`),
  )
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )

onBothDatabases('instalments of block contracts in the books', (open) => {
  test('law: until any day each that was due since the books began and did not fall away is posted, once, and the books sum to zero', async () => {
    const db = await open(clock)
    const { providerId } = await placedPerson(db)
    await onDay(db, begin, (tx) => openPeriod(tx, begin))
    const chance = random(7)
    const all: (Due & { readonly ended: CalendarDate | null })[] = []
    for (let contract = 0; contract < 6; contract += 1) {
      const ended = chance.pick([null, addDays(begin, chance.whole(0, 90))])
      const days = new Set(Array.from({ length: chance.whole(1, 9) }, () => addDays(begin, chance.whole(-60, 120))))
      const parts = shareOut(
        pence(chance.whole(1_000, 9_000_000)),
        [...days].map(() => chance.whole(1, 9)),
      )
      const due = [...days].map((on, at) => ({ on, amount: parts[at] ?? pence(0) }))
      await layContract(db, providerId, due, ended)
      all.push(...due.map((one) => ({ ...one, ended })))
    }
    const wanted = (today: CalendarDate) =>
      all
        .filter(({ on, ended }) => on >= '2026-04-01' && on <= today && (ended === null || on <= ended))
        .map(({ on, amount }) => ({ on, amount }))
        .sort((one, other) => (one.on === other.on ? one.amount - other.amount : one.on < other.on ? -1 : 1))
    for (const later of [0, 13, 13, 45, 120]) {
      const today = addDays(begin, later)
      const before = (await posted(db)).length
      const made = await onDay(db, today, postInstalments)
      expect(await posted(db)).toEqual(wanted(today))
      expect(made).toBe(wanted(today).length - before)
      expect((await onDay(db, today, verifyBooks)).faults).toEqual([])
    }
    expect(all.length).toBeGreaterThan(wanted(addDays(begin, 120)).length)
  })

  test('the database refuses one that is not due or fell away, one with another amount, one posted twice, and one without its row in the books', async () => {
    const db = await open(clock)
    const { providerId } = await placedPerson(db)
    const due = [
      { on: day('2026-04-10'), amount: 100 },
      { on: day('2026-04-21'), amount: 200 },
    ]
    const [stands, ends] = [
      await layContract(db, providerId, due),
      await layContract(db, providerId, due, day('2026-04-09')),
    ]
    const lay = (contractId: string, { on, amount }: Due, postedOn = '2026-04-20') =>
      code(
        onDay(db, day('2026-04-20'), (tx) =>
          tx.query(sql`
            insert into finance.instalment_posted (id, block_contract_id, due_on, pence, posted_on, recorded_by) values (${newId()}, ${contractId}, ${on}, ${amount}, ${postedOn}, ${providerId})`),
        ),
      )
    const [first, second] = due as [Due, Due]
    expect(await lay(stands, second, '2026-04-21')).toBe('DW129')
    expect(await lay(stands, second)).toBe('instalment_not_before_due')
    expect(await lay(ends, first)).toBe('DW129')
    expect(await lay(stands, { ...first, amount: 99 })).toBe('instalment_as_agreed')
    expect(await lay(stands, first)).toBe('DW130')
    expect(await onDay(db, day('2026-04-20'), postInstalments)).toBe(1)
    expect(await lay(stands, first)).toBe('instalment_posted_once')
    const again = sql`
      insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id)
      select ${newId()}::uuid, t.book, t.debit_account_id, t.credit_account_id, t.amount_pence, t.effective_on, t.period_id, t.posted_by, t.kind, ${newId()}::uuid from finance.transfer t where t.kind = 'instalment'`
    expect(await code(onDay(db, day('2026-04-20'), (tx) => tx.query(again)))).toBe('DW130')
    const { instalments, takenUp } = await onDay(db, day('2026-04-20'), (tx) => blockMoney(tx, stands))
    expect([takenUp, instalments.map(({ amount, postedOn }) => [amount, postedOn])]).toEqual([
      0,
      [
        [100, '2026-04-20'],
        [200, null],
      ],
    ])
  })
})
