import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { accounts } from '../account.ts'
import { payingOut } from '../paying.ts'
import type { Payee, PayoutState, WayBack } from '../payout.ts'
import { post } from './ledger.ts'

/** Money that goes back to a person: who asked, who approved, and what became of it. */
export interface Payout {
  readonly payoutId: string
  readonly personId: string
  readonly personName: string
  readonly amount: Pence
  readonly payee: Payee
  readonly how: WayBack
  readonly reference: string | null
  readonly reason: string
  readonly state: PayoutState
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly approvedByName: string | null
  readonly paidOn: CalendarDate | null
  readonly stoppedByName: string | null
  readonly stoppedWhy: string | null
  /** Said to have been sent back by the bank; nothing while nobody says so. It counts from the approval. */
  readonly back: Returned | null
}

/** That the bank sent a pay-out back: who said so and why, and who approved it. */
export interface Returned {
  readonly returnId: string
  readonly returnedOn: CalendarDate
  readonly reason: string
  readonly askedBy: string
  readonly askedByName: string
  readonly approvedByName: string | null
}

const payoutRows = (tx: Tx, where: Sql, part: Sql = empty) =>
  tx.query<Payout & { all: number }>(sql`
  select o.id as "payoutId", o.person_id as "personId", coalesce(p.name, 'Name not shown') as "personName", o.pence as amount, o.payee, o.how, o.reference, o.reason,
         case when r.approved_at is not null then 'returned' when o.approved_at is not null then 'paid' when o.stopped_at is not null then 'stopped' else 'asked' end as state,
         o.asked_by as "askedBy", coalesce(a.name, 'Daywell') as "askedByName", o.asked_at as "askedAt",
         case when o.approved_by is not null then coalesce(b.name, 'Daywell') end as "approvedByName", o.paid_on as "paidOn",
         case when o.stopped_by is not null then coalesce(c.name, 'Daywell') end as "stoppedByName", o.stopped_why as "stoppedWhy",
         case when r.id is not null then jsonb_build_object('returnId', r.id, 'returnedOn', r.returned_on::text, 'reason', r.reason, 'askedBy', r.asked_by,
           'askedByName', coalesce(d.name, 'Daywell'), 'approvedByName', case when r.approved_by is not null then coalesce(e.name, 'Daywell') end) end as back, count(*) over ()::int as "all"
    from finance.payout o left join people.published_person p on p.person_id = o.person_id
    left join platform.published_staff a on a.staff_id = o.asked_by left join platform.published_staff b on b.staff_id = o.approved_by
    left join platform.published_staff c on c.staff_id = o.stopped_by left join finance.payout_return r on r.payout_id = o.id and r.stopped_at is null
    left join platform.published_staff d on d.staff_id = r.asked_by left join platform.published_staff e on e.staff_id = r.approved_by
   where ${where} order by (o.approved_at is not null and (r.id is null or r.approved_at is not null)) or o.stopped_at is not null, o.asked_at desc, o.id ${part}`)

/** A page of the pay-outs of everyone, those that wait for approval first, then the newest; by words of the person or the reference. */
export async function payouts(
  tx: Tx,
  { words, page, perPage }: { words: string; page: number; perPage: number },
): Promise<ListPage<Payout>> {
  const like = anywhere(words)
  const which = sql`${words} = '' or p.name ilike ${like} or o.reference ilike ${like}`
  return listPage(await payoutRows(tx, which, sql`limit ${perPage} offset ${(page - 1) * perPage}`))
}

/** Pay-outs that wait for a second person: to be paid, or to count as sent back. */
export async function payoutsWaiting(tx: Tx): Promise<readonly Payout[]> {
  const waits = sql`(o.approved_at is null and o.stopped_at is null) or (r.id is not null and r.approved_at is null)`
  return listPage<Payout>(await payoutRows(tx, waits)).rows
}

/** What was paid out to a person, is being looked at, or was stopped; the newest first. */
export const payoutsOf = async (tx: Tx, personId: string): Promise<readonly Payout[]> =>
  listPage<Payout>(await payoutRows(tx, sql`o.person_id = ${personId}`)).rows

/** One pay-out. */
export async function payoutOf(tx: Tx, payoutId: string): Promise<Payout> {
  const [one] = listPage<Payout>(await payoutRows(tx, sql`o.id = ${payoutId}`)).rows
  if (one === undefined) throw new NotFound('pay-out')
  return one
}

/** What the council owes one person: paid and refunded, less charged and paid out; below nothing when they still have to pay. */
export interface Credit {
  readonly personId: string
  readonly personName: string
  readonly owed: Pence
  /** Asked for and not approved yet. */
  readonly asked: Pence
  /** The last day on which something was charged, refunded or paid. */
  readonly since: CalendarDate
  readonly died: boolean
}

const creditsAsked = (where: ReturnType<typeof sql>) => sql`
  select a.owner_id as "personId", coalesce(p.name, 'Name not shown') as "personName", s.owed, s.since, p.died_on is not null as died,
         coalesce((select sum(o.pence) from finance.payout o where o.person_id = a.owner_id and o.approved_at is null and o.stopped_at is null), 0)::bigint as asked
    from finance.account a
    cross join lateral (
      select coalesce(sum(x.pence), 0)::bigint as owed, max(x.on_date) as since from (
        select t.amount_pence as pence, t.effective_on as on_date from finance.transfer t where t.credit_account_id = a.id
        union all select -t.amount_pence, t.effective_on from finance.transfer t where t.debit_account_id = a.id) x) s
    left join people.published_person p on p.person_id = a.owner_id
   where a.book = 'cash' and ${where} order by s.owed desc, a.owner_id`

/** Everyone to whom the council owes money, the most first. */
export const credits = (tx: Tx): Promise<Credit[]> =>
  tx.query<Credit>(creditsAsked(sql`a.code like 'due from:%' and s.owed > 0`))

/** How one person stands in the books; nothing while nothing was ever charged or paid. */
export const creditOf = (tx: Tx, personId: string): Promise<Credit | undefined> =>
  tx.maybe<Credit>(creditsAsked(sql`a.code = ${accounts.dueFrom(personId).code}`))

/** What somebody asks for: the id comes with it, so that sending twice is one pay-out. */
export interface PayoutAsked {
  readonly id: string
  readonly personId: string
  readonly amount: Pence
  readonly payee: Payee
  readonly how: WayBack
  readonly reason: string
  readonly reference?: string | undefined
}

/** Asks for money to go back to a person. Another approves it before anything is paid. Refused by the database: `payout_within_owed`. */
export async function askPayout(tx: Tx, asked: PayoutAsked): Promise<{ made: boolean }> {
  const before = await tx.maybe<{ personId: string; amount: Pence }>(
    sql`select person_id as "personId", pence as amount from finance.payout where id = ${asked.id}`,
  )
  if (before !== undefined) {
    if (before.personId !== asked.personId || before.amount !== asked.amount) throw new Refused('payout_of_that_id')
    return { made: false }
  }
  await tx.query(sql`
    insert into finance.payout (id, person_id, pence, payee, how, reference, reason, asked_by, asked_at)
    values (${asked.id}, ${asked.personId}, ${asked.amount}, ${asked.payee}, ${asked.how}, ${asked.reference ?? null}, ${asked.reason}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await audit(tx, {
    action: 'finance/payout-asked',
    subject: 'payout',
    subjectId: asked.id,
    personId: asked.personId,
    detail: { amount: asked.amount },
  })
  return { made: true }
}

/**
 * Approves a pay-out that another asked for, and posts it on that day. Once. Refused: `payout_settled`; by the database
 * `payout_approved_by_another`, and `payout_within_owed` when a charge since has used the money up.
 */
export async function approvePayout(tx: Tx, payoutId: string): Promise<void> {
  const one = await openPayout(tx, payoutId)
  await tx.query(sql`
    update finance.payout set approved_by = ${actor(tx)}, approved_at = ${tx.now.toISOString()}::timestamptz, paid_on = ${tx.today} where id = ${payoutId}`)
  await post(tx, payingOut({ payoutId, personId: one.personId, amount: one.amount, on: tx.today }))
  await audit(tx, {
    action: 'finance/paid-out',
    subject: 'payout',
    subjectId: payoutId,
    personId: one.personId,
    detail: { amount: one.amount },
  })
}

/** Stops a pay-out that was asked for, with a reason; the money stays the person’s. Refused: `payout_settled`. */
export async function stopPayout(tx: Tx, { payoutId, why }: { payoutId: string; why: string }): Promise<void> {
  const one = await openPayout(tx, payoutId)
  await tx.query(sql`
    update finance.payout set stopped_by = ${actor(tx)}, stopped_at = ${tx.now.toISOString()}::timestamptz, stopped_why = ${why} where id = ${payoutId}`)
  await audit(tx, {
    action: 'finance/payout-stopped',
    subject: 'payout',
    subjectId: payoutId,
    personId: one.personId,
    detail: { amount: one.amount },
  })
}

async function openPayout(tx: Tx, payoutId: string): Promise<Payout> {
  await tx.query(sql`select id from finance.payout where id = ${payoutId} order by id for update`)
  const one = await payoutOf(tx, payoutId)
  if (one.state !== 'asked') throw new Refused('payout_settled')
  return one
}
