import { assert } from '../../core/assert.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { payingByHand } from '../paying.ts'
import { reversing } from '../postings.ts'
import { post, postedFor } from './ledger.ts'

/** One payment of a pay run: to whom, how much, and whether the bank sent it back. */
export interface Payment {
  readonly remittanceId: string
  readonly runId: string
  readonly payee: string
  readonly payeeKind: 'provider' | 'direct_payment'
  readonly payeeId: string
  /** Whose direct payment it is; nothing where it goes to a provider or a shared one. */
  readonly personId: string | null
  readonly paid: Pence
  readonly netted: Pence
  readonly paidOn: CalendarDate | null
  /** Said to have been sent back by the bank; nothing while nobody says so. It counts from the approval. */
  readonly back: PaymentReturned | null
}

/** That the bank sent a payment back: who said so and why, who approved it, and how it went out again. */
export interface PaymentReturned {
  readonly returnId: string
  readonly returnedOn: CalendarDate
  readonly reason: string
  readonly askedBy: string
  readonly askedByName: string
  readonly approvedByName: string | null
  readonly again: PaidAgain | null
}

/** How a payment that came back went out again: with a run, or by hand, recorded by one and confirmed by another. */
export interface PaidAgain {
  readonly againId: string
  readonly runId: string | null
  /** The day on which it was paid; nothing while its run is not paid. */
  readonly paidOn: CalendarDate | null
  readonly reference: string | null
  readonly recordedBy: string
  readonly recordedByName: string
  /** Who confirmed a payment by hand; nothing while nobody has, or where a run pays it. */
  readonly confirmedByName: string | null
  /** Whether it counts as paid again; one by hand does not before it is confirmed. */
  readonly counts: boolean
}

const paymentsWhere = (tx: Tx, which: Sql) =>
  tx.query<Payment>(sql`
    select m.id as "remittanceId", u.id as "runId", coalesce(pr.name, pp.name, 'Shared direct payment') as payee, m.payee_kind as "payeeKind", m.payee_id as "payeeId", case when m.payee_kind = 'direct_payment' then pp.person_id end as "personId",
           m.paid_pence as paid, m.netted_pence as netted, (u.paid_at at time zone 'Europe/London')::date as "paidOn",
           case when r.id is not null then jsonb_build_object('returnId', r.id, 'returnedOn', r.returned_on::text, 'reason', r.reason, 'askedBy', r.asked_by, 'askedByName', coalesce(a.name, 'Daywell'),
             'approvedByName', case when r.approved_by is not null then coalesce(b.name, 'Daywell') end,
             'again', case when g.id is not null then jsonb_build_object('againId', g.id, 'runId', g.pay_run_id, 'paidOn', coalesce(g.paid_on, (v.paid_at at time zone 'Europe/London')::date)::text,
               'reference', g.reference, 'recordedBy', g.recorded_by, 'recordedByName', coalesce(c.name, 'Daywell'), 'counts', g.agreed,
               'confirmedByName', case when g.confirmed_by is not null then coalesce(d.name, 'Daywell') end) end) end as back
      from finance.remittance m join finance.pay_run u on u.id = m.pay_run_id
      left join finance.payment_return r on r.remittance_id = m.id and r.stopped_at is null
      left join finance.payment_again g on g.return_id = r.id and g.taken_back_at is null left join finance.pay_run v on v.id = g.pay_run_id
      left join market.published_provider pr on pr.provider_id = m.payee_id left join people.published_person pp on pp.person_id = m.payee_id
      left join platform.published_staff a on a.staff_id = r.asked_by left join platform.published_staff b on b.staff_id = r.approved_by left join platform.published_staff c on c.staff_id = g.recorded_by
      left join platform.published_staff d on d.staff_id = g.confirmed_by
     where ${which} order by r.asked_at, m.id`)

/** One payment; stops with not found where there is none. */
export async function paymentOf(tx: Tx, remittanceId: string): Promise<Payment> {
  const [one] = await paymentsWhere(tx, sql`m.id = ${remittanceId}`)
  if (one === undefined) throw new NotFound('payment')
  return one
}

/** Payments that came back and are not settled: to be approved, to be paid again, or paid by hand and to be confirmed; the longest first. */
export const paymentsBack = (tx: Tx): Promise<Payment[]> =>
  paymentsWhere(tx, sql`r.id is not null and (g.id is null or not g.agreed)`)

/** What somebody says came back; the id comes with it, so that sending twice is one return. */
export interface PaymentReturnAsked {
  readonly id: string
  readonly remittanceId: string
  readonly returnedOn: CalendarDate
  readonly reason: string
}

/**
 * Says that the bank sent a payment back, whole. Another approves it before the money counts as owed again. Refused:
 * `payment_return_to_come`, `payment_return_above_nothing`; by the database `payment_return_of_paid`, `payment_return_after_paid`, `payment_returned_once`.
 */
export async function askPaymentReturn(tx: Tx, asked: PaymentReturnAsked): Promise<{ made: boolean }> {
  const before = await tx.maybe<{ remittanceId: string }>(
    sql`select remittance_id as "remittanceId" from finance.payment_return where id = ${asked.id}`,
  )
  if (before !== undefined) {
    if (before.remittanceId !== asked.remittanceId) throw new Refused('payment_return_of_that_id')
    return { made: false }
  }
  if (asked.returnedOn > tx.today) throw new Refused('payment_return_to_come')
  const one = await locked(tx, asked.remittanceId)
  await tx.query(sql`
    insert into finance.payment_return (id, remittance_id, payee_kind, payee_id, pence, returned_on, reason, asked_by, asked_at)
    values (${asked.id}, ${one.remittanceId}, ${one.payeeKind}, ${one.payeeId}, ${one.paid}, ${asked.returnedOn}, ${asked.reason}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await noted(tx, 'payment-return-asked', one)
  return { made: true }
}

/**
 * Approves that a payment came back, and takes its posting back: the whole of it is owed to its payee again, and the next run
 * pays it. Once. Refused: `no_payment_return_open`; by the database `payment_return_approved_by_another`.
 */
export async function approvePaymentReturn(tx: Tx, remittanceId: string): Promise<void> {
  const { back, ...one } = await openReturn(tx, remittanceId)
  await tx.query(sql`
    update finance.payment_return set approved_by = ${actor(tx)}, approved_at = ${tx.now.toISOString()}::timestamptz where id = ${back.returnId}`)
  const [paid] = (await postedFor(tx, [remittanceId])).filter(({ kind }) => kind === 'pay')
  assert(paid !== undefined, 'a payment that was paid stands in the books')
  await post(tx, [{ ...reversing(paid), sourceId: back.returnId, effectiveOn: back.returnedOn }])
  await noted(tx, 'payment-returned', one)
}

/** Says that a payment did not come back after all, with a reason; it counts as paid as before. Refused: `no_payment_return_open`. */
export async function stopPaymentReturn(tx: Tx, given: { remittanceId: string; why: string }): Promise<void> {
  const { back, ...one } = await openReturn(tx, given.remittanceId)
  await tx.query(sql`
    update finance.payment_return set stopped_by = ${actor(tx)}, stopped_at = ${tx.now.toISOString()}::timestamptz, stopped_why = ${given.why} where id = ${back.returnId}`)
  await noted(tx, 'payment-return-stopped', one)
}

/** What is recorded of a payment by hand; the id comes with it, so that sending twice is one payment. */
export interface PaidByHand {
  readonly id: string
  readonly remittanceId: string
  readonly paidOn: CalendarDate
  readonly reference: string
}

/**
 * Records that a payment that came back was paid again by hand, outside a run. From then on no run pays it; it counts as paid once
 * another has confirmed it. Refused: `payment_again_to_come`, `not_to_be_paid_again`; by the database `payment_again_once` and
 * `payment_again_after_return`.
 */
export async function payAgainByHand(tx: Tx, told: PaidByHand): Promise<{ made: boolean }> {
  const before = await tx.maybe<{ id: string }>(sql`select id from finance.payment_again where id = ${told.id}`)
  if (before !== undefined) return { made: false }
  if (told.paidOn > tx.today) throw new Refused('payment_again_to_come')
  const { back, ...one } = await locked(tx, told.remittanceId)
  if (back === null || back.approvedByName === null || back.again !== null) throw new Refused('not_to_be_paid_again')
  await tx.query(sql`
    insert into finance.payment_again (id, return_id, payee_kind, payee_id, pence, paid_on, reference, recorded_by, recorded_at)
    values (${told.id}, ${back.returnId}, ${one.payeeKind}, ${one.payeeId}, ${one.paid}, ${told.paidOn}, ${told.reference}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await noted(tx, 'payment-paid-again', one)
  return { made: true }
}

/**
 * Confirms that a payment was paid again by hand, and puts it in the books. Once. Refused: `not_to_be_confirmed`; by the database
 * `payment_again_confirmed_by_another`.
 */
export async function confirmPaidAgain(tx: Tx, remittanceId: string): Promise<void> {
  const one = await locked(tx, remittanceId)
  const again = one.back?.again ?? null
  if (again === null || again.counts || again.paidOn === null) throw new Refused('not_to_be_confirmed')
  await tx.query(sql`
    update finance.payment_again set confirmed_by = ${actor(tx)}, confirmed_at = ${tx.now.toISOString()}::timestamptz where id = ${again.againId}`)
  const payee = { kind: one.payeeKind, id: one.payeeId }
  await post(tx, payingByHand({ id: again.againId, payee, amount: one.paid, on: again.paidOn }))
  await noted(tx, 'payment-again-confirmed', one)
}

/** Takes a payment by hand back with a reason, confirmed or not: it is to be paid again. Refused: `not_paid_by_hand`. */
export async function undoPaidAgain(tx: Tx, given: { remittanceId: string; why: string }): Promise<void> {
  const one = await locked(tx, given.remittanceId)
  const again = one.back?.again ?? null
  if (again === null || again.runId !== null) throw new Refused('not_paid_by_hand')
  await tx.query(sql`
    update finance.payment_again set taken_back_by = ${actor(tx)}, taken_back_at = ${tx.now.toISOString()}::timestamptz, taken_back_why = ${given.why} where id = ${again.againId}`)
  await post(tx, (await postedFor(tx, [again.againId])).map(reversing))
  await noted(tx, 'payment-again-undone', one)
}

/** Waits for whoever settles the same payment. A run that takes it up again meets `payment_again_once`. */
async function locked(tx: Tx, remittanceId: string): Promise<Payment> {
  await tx.query(sql`select id from finance.remittance where id = ${remittanceId} order by id for update`)
  return paymentOf(tx, remittanceId)
}

async function openReturn(tx: Tx, remittanceId: string) {
  const one = await locked(tx, remittanceId)
  if (one.back === null || one.back.approvedByName !== null) throw new Refused('no_payment_return_open')
  return { ...one, back: one.back }
}

const noted = (tx: Tx, action: string, one: Pick<Payment, 'remittanceId' | 'payeeId' | 'payeeKind' | 'paid'>) =>
  audit(tx, {
    action: `finance/${action}`,
    subject: 'remittance',
    subjectId: one.remittanceId,
    detail: { payeeKind: one.payeeKind, payeeId: one.payeeId, amount: one.paid },
  })
