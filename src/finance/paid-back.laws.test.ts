import { expect, test } from 'vitest'
import { freshServer, onBothDatabases } from '../../test/support/databases.ts'
import { one, paidDates } from '../../test/support/paid-dates.ts'
import { day } from '../core/calendar-date.ts'
import { pence, sum } from '../core/money.ts'
import { random } from '../core/random.ts'
import { stoppedClock } from '../platform/clock.ts'
import { sql } from '../platform/db.ts'
import { Refused } from '../platform/refused.ts'
import { draftRun, paidBackOf, undoPaidBack } from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const [first, second, third] = ['2026-04-07', '2026-04-14', '2026-04-21'] as const
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )

onBothDatabases('money that a provider paid back', (open) => {
  test('law: whatever is paid back, put right and taken back, the provider holds what its dates owe, the books are right, and no date is paid back twice', async () => {
    const db = await open(clock)
    const { ann, mark, run, open: toPay, back, balance, faults } = await paidDates(db)
    const chance = random(11)
    const reasons = ['attended', 'unwell', 'chose_otherwise'] as const
    const days = [first, second, third, '2026-04-28'] as const
    for (const on of days) await mark(on)
    await run()
    const records: string[] = []
    for (let step = 0; step < 40; step += 1) {
      const what = chance.whole(0, 3)
      if (what === 0) await mark(chance.pick(days), chance.pick(reasons))
      if (what === 1) {
        const dates = (await toPay()).filter(() => chance.whole(0, 1) === 0)
        const parts = dates.map((date) => ({ ...date, amount: chance.whole(1, date.open) }))
        const all = sum(parts.map(({ amount }) => pence(amount)))
        const over = parts.map((part, at) => (at === 0 ? { ...part, amount: (dates[0]?.open ?? 0) + 1 } : part))
        if (parts.length > 0) {
          expect(await code(back(all - (parts[0]?.amount ?? 0) + (over[0]?.amount ?? 0), over))).toBe('DW141')
          records.push(await back(all, parts))
        }
      }
      if (what === 2 && records.length > 0) {
        // What a run has reckoned with since is for finance to settle: the law takes back what is open still.
        const paidBackId = records.splice(chance.whole(0, records.length - 1), 1)[0] ?? ''
        const live = await db.transaction(one, (tx) =>
          tx.query(
            sql`select 1 as n from finance.paid_back_part q join finance.pay_run_line y on y.pay_line_id = q.pay_line_id and y.sign = -1 where q.paid_back_id = ${paidBackId}`,
          ),
        )
        if (live.length === 0) await db.transaction(one, (tx) => undoPaidBack(tx, { paidBackId, why: 'Wrong' }))
      }
      if (what === 3) await code(run())
      expect(await faults()).toEqual([])
    }
    // In the end every record is put right and a last date is paid: the provider then holds exactly what its dates owe.
    for (const paidBackId of records) {
      const { tooMuch } = await db.transaction(one, (tx) => paidBackOf(tx, paidBackId))
      if (tooMuch > 0) await db.transaction(one, (tx) => undoPaidBack(tx, { paidBackId, why: 'Put right' }))
    }
    for (const date of await toPay()) await back(date.open, [date])
    await code(run())
    const { owed } = await db.transaction(one, (tx) =>
      tx.one<{ owed: number }>(
        sql`select sum(l.amount_pence)::int as owed from finance.pay_line l where not exists (select from finance.pay_line later where later.replaces = l.id)`,
      ),
    )
    expect([await balance('bank'), await balance(`recoverable:${ann.providerId}`)]).toEqual([owed, 0])
  })
})

test('two who record the same money, and a run that would keep it back, at the same moment: one of them stands', async () => {
  const { db } = await freshServer(clock)
  const { mark, run, open: toPay, back, faults } = await paidDates(db)
  await mark(first)
  await run()
  await mark(first, 'chose_otherwise')
  await mark(second)
  const [date] = await toPay()
  const results = await Promise.all([
    code(back(4800, [date as { payLineId: string }])),
    code(back(4800, [date as { payLineId: string }])),
    code(db.transaction(one, draftRun)),
  ])
  const stood = results.slice(0, 2).filter((result) => result === 'done').length
  const { kept } = await db.transaction(one, (tx) =>
    tx.one<{ kept: number }>(sql`select coalesce(sum(netted_pence), 0)::int as kept from finance.remittance`),
  )
  expect(stood * 4800 + kept).toBe(4800)
  expect(await faults()).toEqual([])
  await db.close()
})
