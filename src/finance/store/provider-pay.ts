import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { listPage } from '../../platform/list-asked.ts'
import { joinPaidBack, paidBackLists } from './paid-back-dates.ts'

/** One payment that reached a provider: the dates it is for, and what was kept back of it for dates paid too much before. */
export interface ProviderPayment {
  readonly runId: string
  readonly paidOn: CalendarDate
  readonly dates: number
  /** Its first and last date; nothing where it only repeats a payment that came back. */
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
  readonly paid: Pence
  readonly netted: Pence
  /** How much of it is an earlier payment that came back and goes out again. */
  readonly again: Pence
  /** The bank sent it back on a day, and why; it is owed again. Nothing where it arrived. */
  readonly returnedOn: CalendarDate | null
  readonly returnReason: string | null
  /** When it was paid again, and by which reference where by hand; nothing while it is not. */
  readonly againOn: CalendarDate | null
  readonly againReference: string | null
}

/** What one date changes in a payment: what it is paid, less what it was paid before. */
export interface PaidDate {
  readonly occasionId: string
  readonly on: CalendarDate
  /** The first name and an initial, as on the register. */
  readonly who: string
  readonly session: string
  /** What the register says of the date. */
  readonly mark: string
  readonly amount: Pence
  readonly corrected: boolean
  /** Finance looks at it before it is paid. */
  readonly held: boolean
}

/** Whether a provider is the council's own: what its dates cost is moved within the books, and no run pays it. */
export async function isInHouse(tx: Tx, providerId: string): Promise<boolean> {
  const found = await tx.maybe<{ inHouse: boolean }>(sql`
    select in_house as "inHouse" from market.published_provider where provider_id = ${providerId}`)
  return found?.inHouse === true
}

/** What the bank sent back of a provider's payments and is not paid again; by hand it is once a second person has confirmed it. */
export async function sentBackToPay(tx: Tx, providerId: string): Promise<Pence> {
  const { pence } = await tx.one<{ pence: Pence }>(sql`
    select coalesce(sum(r.pence), 0)::bigint as pence from finance.payment_return r
     where r.payee_kind = 'provider' and r.payee_id = ${providerId} and r.approved_at is not null
       and not exists (select from finance.payment_again g left join finance.pay_run v on v.id = g.pay_run_id
                        where g.return_id = r.id and g.taken_back_at is null and g.agreed and (g.pay_run_id is null or v.paid_at is not null))`)
  return pence
}

/** A page of the payments a provider had, the latest first; of one run, when it is named. */
export async function providerPayments(
  tx: Tx,
  { providerId, runId, page }: { providerId: string; runId?: string; page: number },
): Promise<ListPage<ProviderPayment>> {
  const rows = await tx.query<ProviderPayment & { all: number }>(sql`
    select r.id as "runId", (r.paid_at at time zone 'Europe/London')::date as "paidOn", m.paid_pence as paid, m.netted_pence as netted, coalesce(d.dates, 0) as dates, d."from", d.until, count(*) over ()::int as "all",
           coalesce((select sum(g.pence) from finance.payment_again g where g.pay_run_id = r.id and g.payee_kind = 'provider' and g.payee_id = m.payee_id), 0)::bigint as again,
           b.returned_on as "returnedOn", b.reason as "returnReason", coalesce(g.paid_on, (v.paid_at at time zone 'Europe/London')::date) as "againOn", g.reference as "againReference"
      from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id
      left join finance.payment_return b on b.remittance_id = m.id and b.approved_at is not null
      left join finance.payment_again g on g.return_id = b.id and g.agreed and g.taken_back_at is null left join finance.pay_run v on v.id = g.pay_run_id
      cross join lateral (
        select count(distinct l.occasion_id)::int as dates, min(l.on_date) as "from", max(l.on_date) as until from finance.pay_run_line x join finance.pay_line l on l.id = x.pay_line_id
         where x.pay_run_id = r.id and l.payee_id = m.payee_id and l.payee_kind = 'provider') d
     where m.payee_kind = 'provider' and m.payee_id = ${providerId} and r.paid_at is not null and (${runId ?? null}::uuid is null or r.id = ${runId ?? null}::uuid)
     order by r.paid_at desc, r.id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`)
  return listPage(rows)
}

const named = sql`
    select c.occasion_id as "occasionId", c.on_date as "on", case when pp.person_id is null then 'Name not shown' else concat_ws(' ', coalesce(pp.given_name, 'Name not recorded'), left(pp.family_name, 1) || '.') end as who,
           coalesce(s.name, t.own_arrangement, '') as session, coalesce(n.words, '') as mark, c.amount, c.corrected, c.held
      from change c left join planning.published_term t on t.term_id = c.term_id left join directory.published_session s on s.session_id = t.session_id
      left join people.published_person pp on pp.person_id = c.person_id left join delivery.mark k on k.id = c.mark_id left join delivery.reason n on n.code = k.reason`

/** The dates of one payment of a provider, the earliest first; none where the run is not paid or paid somebody else. */
export async function datesOfPayment(tx: Tx, { providerId, runId }: { providerId: string; runId: string }) {
  return tx.query<PaidDate>(sql`
    with change as materialized (
      select l.occasion_id, l.on_date, l.term_id, l.person_id, sum(x.sign * l.amount_pence)::bigint as amount, bool_or(x.sign < 0) as corrected, false as held,
             (array_agg(l.mark_id order by x.sign desc, l.id))[1] as mark_id
        from finance.pay_run_line x join finance.pay_line l on l.id = x.pay_line_id join finance.pay_run r on r.id = x.pay_run_id
       where x.pay_run_id = ${runId} and r.paid_at is not null and l.payee_kind = 'provider' and l.payee_id = ${providerId}
       group by l.occasion_id, l.on_date, l.term_id, l.person_id)
    ${named} order by c.on_date, session, who, c.occasion_id`)
}

/** The dates of a provider whose money no payment has brought as it stands, the earliest first: still to be paid, or owed back. */
export async function datesToBePaid(tx: Tx, providerId: string): Promise<PaidDate[]> {
  return tx.query<PaidDate>(sql`
    with paid as materialized (
      select x.pay_line_id from finance.pay_run_line x join finance.pay_run r on r.id = x.pay_run_id and r.paid_at is not null
       group by x.pay_line_id having sum(x.sign) > 0),
    ${paidBackLists},
    standing as materialized (
      select l.*, coalesce(s.amount_pence, 0) - coalesce(bo.pence, 0) as before, s.id is not null as corrected from finance.pay_line l
        left join lateral (select e.id, e.amount_pence from finance.pay_line e
          where l.replaces is not null and e.occasion_id = l.occasion_id and e.budget_line_id = l.budget_line_id and e.id in (select p.pay_line_id from paid p)) s on true
        ${joinPaidBack}
       where coalesce(bo.pence, 0) <= greatest(0, coalesce(s.amount_pence, 0) - l.amount_pence) and coalesce(bb.pence, 0) <= l.amount_pence and l.payee_kind = 'provider' and l.payee_id = ${providerId} and not exists (select from finance.pay_line later where later.replaces = l.id)
         and l.id not in (select p.pay_line_id from paid p)),
    change as materialized (
      select l.occasion_id, l.on_date, l.term_id, l.person_id, sum(l.amount_pence - l.before)::bigint as amount, bool_or(l.corrected) as corrected,
             bool_or(exists (select from finance.pay_hold h where h.pay_line_id = l.id and h.released_at is null)) as held, (array_agg(l.mark_id order by l.id))[1] as mark_id
        from standing l group by l.occasion_id, l.on_date, l.term_id, l.person_id having sum(l.amount_pence - l.before) <> 0)
    ${named} order by c.on_date, session, who, c.occasion_id`)
}
