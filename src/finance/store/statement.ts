import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'
import { accounts } from '../account.ts'
import { post } from './ledger.ts'

export interface StatementWeek {
  readonly weekStart: CalendarDate
  readonly told: Pence
  readonly delivered: Pence
  readonly charge: Pence
  readonly corrected: boolean
  /** An answer called the week wrong, and nobody has put it right yet: it is not asked for. */
  readonly inQuestion: boolean
  readonly givenBack: Pence
}
export interface Receipt {
  readonly receiptId: string
  readonly receivedOn: CalendarDate
  readonly amount: Pence
  readonly how: string
}
/** Money that went back to the person, or that somebody has asked for and another looks at. */
export interface PaidBack {
  readonly payoutId: string
  readonly paidOn: CalendarDate | null
  readonly amount: Pence
  readonly how: string
  readonly reason: string
  /** The bank sent it back: the day and why. It is owed again and counts for nothing in the sum. */
  readonly returnedOn: CalendarDate | null
  readonly returnReason: string | null
}
export interface Statement {
  readonly weeks: readonly StatementWeek[]
  readonly receipts: readonly Receipt[]
  readonly payouts: readonly PaidBack[]
  readonly charged: Pence
  readonly received: Pence
  readonly paidOut: Pence
  /** What is charged for weeks that an answer called wrong and nobody has put right. */
  readonly notAsked: Pence
}

/** A person's charges week by week as they stand, what they have paid, what went back to them, and the three sums; the newest first. */
export async function statementOf(tx: Tx, personId: string): Promise<Statement> {
  const weeks = await tx.query<StatementWeek>(sql`
    select c.week_start as "weekStart", c.told_weekly_pence as told, c.delivered_cost_pence as delivered, c.charge_pence as charge, c.replaces is not null as corrected,
           exists (select from charging.published_week_in_question q where q.person_id = c.person_id and q.week_start = c.week_start) as "inQuestion",
           coalesce((select g.given_back_pence from charging.published_week_given_back g where g.person_id = c.person_id and g.week_start = c.week_start), 0)::bigint as "givenBack"
      from finance.charge c where c.person_id = ${personId} and not exists (select from finance.charge later where later.replaces = c.id)
     order by c.week_start desc`)
  const receipts = await tx.query<Receipt>(sql`
    select id as "receiptId", received_on as "receivedOn", pence as amount, how from finance.receipt where person_id = ${personId} order by received_on desc, id desc`)
  const payouts = await tx.query<PaidBack>(sql`
    select o.id as "payoutId", o.paid_on as "paidOn", o.pence as amount, o.how, o.reason, r.returned_on as "returnedOn", r.reason as "returnReason"
      from finance.payout o left join finance.payout_return r on r.payout_id = o.id and r.approved_at is not null
     where o.person_id = ${personId} and o.stopped_at is null order by o.paid_on desc nulls first, o.asked_at desc, o.id`)
  const sums = await tx.one<{ charged: Pence; received: Pence; paidOut: Pence; notAsked: Pence }>(sql`
    select (select coalesce(sum(c.charge_pence), 0)::bigint from finance.charge c where c.person_id = ${personId}
              and not exists (select from finance.charge later where later.replaces = c.id)) as charged,
           (select coalesce(sum(r.pence), 0)::bigint from finance.receipt r where r.person_id = ${personId}) as received,
           (select coalesce(sum(o.pence), 0)::bigint from finance.payout o where o.person_id = ${personId} and o.approved_at is not null
              and not exists (select from finance.payout_return r where r.payout_id = o.id and r.approved_at is not null)) as "paidOut",
           (select coalesce(sum(c.charge_pence), 0)::bigint from finance.charge c
             where c.person_id = ${personId} and not exists (select from finance.charge later where later.replaces = c.id)
               and exists (select from charging.published_week_in_question q where q.person_id = c.person_id and q.week_start = c.week_start)) as "notAsked"`)
  return { weeks, receipts, payouts, ...sums }
}

/** Records money a person paid the council. The id comes with it, so that sending twice is one receipt. */
export async function recordReceipt(
  tx: Tx,
  receipt: {
    id: string
    personId: string
    receivedOn: CalendarDate
    amount: Pence
    how: string
    reference?: string | undefined
  },
): Promise<{ made: boolean }> {
  const made = await tx.query<{ id: string }>(sql`
    insert into finance.receipt (id, person_id, received_on, pence, how, reference, recorded_by)
    values (${receipt.id}, ${receipt.personId}, ${receipt.receivedOn}, ${receipt.amount}, ${receipt.how}, ${receipt.reference ?? null}, ${actor(tx)})
    on conflict (id) do nothing returning id`)
  if (made.length === 0) return { made: false }
  await post(tx, [
    {
      kind: 'receive',
      sourceId: receipt.id,
      debit: accounts.bank(),
      credit: accounts.dueFrom(receipt.personId),
      amount: receipt.amount,
      effectiveOn: receipt.receivedOn,
      about: { personId: receipt.personId },
    },
  ])
  await audit(tx, {
    action: 'finance/received',
    subject: 'receipt',
    subjectId: receipt.id,
    personId: receipt.personId,
    detail: { amount: receipt.amount },
  })
  return { made: true }
}
