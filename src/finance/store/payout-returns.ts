import { assert } from '../../core/assert.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { reversing } from '../postings.ts'
import { post, postedFor } from './ledger.ts'
import { type Payout, payoutOf } from './payouts.ts'

/** What somebody says came back; the id comes with it, so that sending twice is one return. */
export interface PayoutReturned {
  readonly id: string
  readonly payoutId: string
  readonly returnedOn: CalendarDate
  readonly reason: string
}

/**
 * Says that the bank sent a pay-out back. Another approves it before the money counts as owed again. Refused:
 * `payout_return_to_come`; by the database `payout_return_of_paid`, `payout_return_after_paid`, `payout_returned_once`.
 */
export async function askReturn(tx: Tx, asked: PayoutReturned): Promise<{ made: boolean }> {
  const before = await tx.maybe<{ payoutId: string }>(
    sql`select payout_id as "payoutId" from finance.payout_return where id = ${asked.id}`,
  )
  if (before !== undefined) {
    if (before.payoutId !== asked.payoutId) throw new Refused('payout_return_of_that_id')
    return { made: false }
  }
  if (asked.returnedOn > tx.today) throw new Refused('payout_return_to_come')
  const { personId, amount } = await locked(tx, asked.payoutId)
  await tx.query(sql`
    insert into finance.payout_return (id, payout_id, person_id, returned_on, reason, asked_by, asked_at)
    values (${asked.id}, ${asked.payoutId}, ${personId}, ${asked.returnedOn}, ${asked.reason}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await noted(tx, 'payout-return-asked', { payoutId: asked.payoutId, personId, amount })
  return { made: true }
}

/**
 * Approves that a pay-out came back, and takes its posting back: the whole of it is owed to the person again. Once.
 * Refused: `no_return_open`; by the database `payout_return_approved_by_another`.
 */
export async function approveReturn(tx: Tx, payoutId: string): Promise<void> {
  const { personId, amount, back } = await openReturn(tx, payoutId)
  await tx.query(sql`
    update finance.payout_return set approved_by = ${actor(tx)}, approved_at = ${tx.now.toISOString()}::timestamptz where id = ${back.returnId}`)
  const [paid] = (await postedFor(tx, [payoutId])).filter(({ kind }) => kind === 'pay_out')
  assert(paid !== undefined, 'a pay-out that is paid stands in the books')
  await post(tx, [{ ...reversing(paid), sourceId: back.returnId, effectiveOn: back.returnedOn }])
  await noted(tx, 'payout-returned', { payoutId, personId, amount })
}

/** Says that the pay-out did not come back after all, with a reason; it counts as paid as before. Refused: `no_return_open`. */
export async function stopReturn(tx: Tx, { payoutId, why }: { payoutId: string; why: string }): Promise<void> {
  const { personId, amount, back } = await openReturn(tx, payoutId)
  await tx.query(sql`
    update finance.payout_return set stopped_by = ${actor(tx)}, stopped_at = ${tx.now.toISOString()}::timestamptz, stopped_why = ${why} where id = ${back.returnId}`)
  await noted(tx, 'payout-return-stopped', { payoutId, personId, amount })
}

async function locked(tx: Tx, payoutId: string): Promise<Payout> {
  await tx.query(sql`select id from finance.payout where id = ${payoutId} order by id for update`)
  return payoutOf(tx, payoutId)
}

async function openReturn(tx: Tx, payoutId: string) {
  const one = await locked(tx, payoutId)
  if (one.back === null || one.back.approvedByName !== null) throw new Refused('no_return_open')
  return { ...one, back: one.back }
}

const noted = (
  tx: Tx,
  action: string,
  { payoutId, personId, amount }: { payoutId: string; personId: string; amount: number },
) =>
  audit(tx, {
    action: `finance/${action}`,
    subject: 'payout',
    subjectId: payoutId,
    personId,
    detail: { amount },
  })
