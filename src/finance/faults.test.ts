import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { paidDates } from '../../test/support/paid-dates.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import { raw, type Tx } from '../platform/db.ts'
import { bookRules } from './store/verify.ts'

/** The proof as one statement, as the migration before it was taken apart had it. */
const before = (() => {
  const text = readFileSync(new URL('../../migrations/0146_paid_back_by_providers.sql', import.meta.url), 'utf8')
  const whole = text.slice(text.indexOf('create or replace function finance.faults()'))
  return whole.replace('create or replace function finance.faults()', 'create function pg_temp.faults_before()')
})()

const id = (at: number) => `'00000000-0000-7000-8000-0000000000${String(at).padStart(2, '0')}'`
const transfer = (at: number, kind: string, more = ['null', 'null']) => `
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, reverses)
  select ${id(at)}, 'cash', d.id, c.id, 100, '2026-04-07', '2026-05', ${id(1)}, '${kind}', ${more[0] === 'null' ? id(at + 1) : more[0]}, ${more[1]}
    from finance.account d, finance.account c where d.code = 'bank' and c.code like 'owed:%' order by d.id, c.id limit 1`
const paidOut = (at: number) => `
  insert into finance.payout (id, person_id, pence, payee, how, reason, asked_by, approved_by, approved_at, paid_on)
  values (${id(at)}, ${id(at)}, 1, 'person', 'cheque', 'Owed', ${id(1)}, ${id(2)}, now(), '2026-04-20')`

/** What breaks each rule of the one statement, as nobody may; without the keys and triggers that refuse it. Rules that came later have tests of their own. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'every mark without pay stands in its list': [
    `delete from finance.pay_line l where l.on_date = '2026-04-28'`,
    `delete from finance.mark_to_pay`,
  ],
  'every pay line follows the mark that stands': [
    `update delivery.mark m set replaces = (select l.mark_id from finance.pay_line l where l.on_date = '2026-04-07'), correction_reason = 'x'
      where m.id = (select l.mark_id from finance.pay_line l where l.on_date = '2026-04-14')`,
  ],
  'no date is paid twice': [
    `update finance.pay_line l set occasion_id = o.occasion_id, replaces = o.id from finance.pay_line o where l.on_date = '2026-04-14' and o.on_date = '2026-04-21'`,
  ],
  'what is owed for a date is what its pay line says': [`delete from finance.transfer where kind = 'owe'`],
  'what a person is charged is what their charges say': [
    `insert into finance.charge (person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version)
     values (${id(3)}, '2026-04-06', ${id(4)}, '2026-04-06', 5, 5, 5, 'x')`,
  ],
  'a date gives back no more than it did not take': [
    transfer(10, 'release', [
      `(select l.id from finance.pay_line l where l.amount_pence = l.agreed_pence order by l.id limit 1)`,
      'null',
    ]),
  ],
  'what a line gave back is what its adjustments say': [
    `insert into finance.commitment_adjustment (id, budget_line_id, person_id, kind, part, pence, cause, on_date, recorded_by)
     values (${id(5)}, ${id(5)}, ${id(5)}, 'release', 'agreed', 1, 'line_ended', '2026-04-07', ${id(5)})`,
  ],
  'what was paid out to a person is what its pay-out says': [paidOut(6), transfer(20, 'pay_out')],
  'what came back of a pay-out is what its return says': [
    paidOut(7),
    `insert into finance.payout_return (id, payout_id, person_id, returned_on, reason, asked_by, approved_by, approved_at)
     values (${id(8)}, ${id(7)}, ${id(7)}, '2026-04-21', 'x', ${id(1)}, ${id(2)}, now())`,
    transfer(30, 'reverse', [id(8), id(20)]),
  ],
  'what a block contract was paid is what its instalments say': [
    `insert into finance.instalment_posted (id, block_contract_id, due_on, pence, posted_on, recorded_by) values (${id(9)}, ${id(9)}, '2026-04-01', 1, '2026-04-01', ${id(9)})`,
    transfer(40, 'instalment'),
  ],
  'what a provider paid back is what its record says': [
    `insert into finance.paid_back (id, provider_id, pence, paid_back_on, reference, reason, recorded_by) values (${id(9)}, ${id(9)}, 1, '2026-04-20', 'x', 'x', ${id(9)})`,
    transfer(50, 'paid_back'),
  ],
  'guarded totals equal their transfers': [
    `update finance.account set credits_pence = credits_pence + 1 where guard = 'debits_within_credits'`,
  ],
  'the books sum to zero': [`delete from finance.account where code = 'bank'`],
}

interface Fault {
  readonly rule: string
}
const sorted = (faults: readonly Fault[]) => faults.map((one) => JSON.stringify(one)).sort()

/** What both forms of the proof find, which must be the same. */
async function foundByBoth(tx: Tx): Promise<readonly Fault[]> {
  const now = await tx.query<Fault>(raw('select rule, subject, detail from finance.faults()'))
  const then = await tx.query<Fault>(raw('select rule, subject, detail from pg_temp.faults_before()'))
  expect(sorted(now.filter(({ rule }) => rule in broken))).toEqual(sorted(then))
  return now
}

class Undone extends Error {}

onBothDatabases('the proof of the books', (open) => {
  test('finds, rule by rule, what it found as one statement', async () => {
    const db = await open(stoppedClock(day('2026-05-08')))
    const { mark, run } = await paidDates(db)
    for (const on of ['2026-04-07', '2026-04-14', '2026-04-21', '2026-04-28']) await mark(on)
    await run()
    const all = db.owner(async (tx) => {
      await tx.query(raw(before))
      expect(await foundByBoth(tx)).toEqual([])
      await tx.query(raw(`set local session_replication_role = 'replica'`))
      for (const [rule, statements] of Object.entries(broken)) {
        for (const statement of statements) await tx.query(raw(statement))
        expect((await foundByBoth(tx)).map((fault) => fault.rule)).toContain(rule)
      }
      throw new Undone()
    })
    await expect(all).rejects.toBeInstanceOf(Undone)
  })

  test('is one function a rule, each in the words of the report', async () => {
    const db = await open()
    const functions = await db.owner((tx) =>
      tx.query<{ text: string }>(raw(`select prosrc as text from pg_proc where proname like 'fault\\_%'`)),
    )
    const words = functions.map(({ text }) => [
      ...new Set([...text.matchAll(/select '([^']+)', /g)].map(([, one]) => one)),
    ])
    expect(words.map((some) => some.length).every((count) => count === 1)).toBe(true)
    expect(words.flat().sort()).toEqual([...bookRules].sort())
  })
})
