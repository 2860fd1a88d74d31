import { sql, type Tx } from '../../../platform/db.ts'
import type { Span } from './lay-dates.ts'

/** A mark for every past date: attended, or the reason laid out for it, told in time or too late. */
export async function layMarks(tx: Tx, { today }: Span): Promise<void> {
  await tx.query(sql`
    insert into delivery.mark (id, occasion_id, reason, noticed_at, note, marked_by, marked_at, received_at)
    select pg_temp.stable_id('mark' || d.occasion_id), d.occasion_id, coalesce(a.reason, 'attended'),
           case when a.reason is not null then at.starts - case when a.short then interval '2 hours' else interval '3 days' end end,
           case a.reason when 'carer_unavailable' then 'Family could not bring them' when 'transport_failed' then 'The minibus broke down' when 'provider_cancelled' then 'Not enough staff' end,
           d.marked_by, at.starts + interval '6 hours', at.starts + interval '6 hours'
      from demo_date d
      cross join lateral (select (d.on_date + make_interval(mins => d.start_minute)) at time zone 'Europe/London' as starts) at
      left join demo_absence a on a.term_id = d.term_id and a.on_date = d.on_date
     where d.on_date < ${today}::date`)
}

/** What each mark is owed, by the council's pay rules: the tightest notice limit it falls under, half a penny up. */
export async function layPayLines(tx: Tx, { today }: Span, by: string): Promise<void> {
  await tx.query(sql`
    create temporary table demo_pay as
    select pg_temp.stable_id('pay' || d.occasion_id) as id, d.occasion_id, d.term_id, d.person_id, d.on_date, d.budget_line_id,
           case when d.route = 'direct_payment' then null else d.provider_id end as payee_id,
           case when d.route = 'direct_payment' then 'direct_payment' when d.in_house then 'in_house' else 'provider' end as payee_kind,
           case when d.route = 'direct_payment' then d.person_id end as holder_id, d.price, r.id as pay_rule_id,
           (d.price * r.paid_per_mille * 2 + 1000) / 2000 as amount, case when a.reason is null and r.charged then (d.price * r.paid_per_mille * 2 + 1000) / 2000 else 0 end as chargeable,
           d.on_date - (extract(isodow from d.on_date)::int - 1) as week, extract(year from d.on_date - interval '3 months')::int as year,
           case when d.route = 'direct_payment' then 'direct-payments' when d.in_house then 'own-services' else 'outside-providers' end as centre
      from demo_date d left join demo_absence a on a.term_id = d.term_id and a.on_date = d.on_date
      join lateral (select r.id, r.paid_per_mille, r.charged from delivery.pay_rule r
                     where r.lot_id = d.lot_id and r.reason = coalesce(a.reason, 'attended') and r.in_force @> d.on_date and (r.notice_hours_under = 0 or a.short)
                     order by r.notice_hours_under desc limit 1) r on true
     where d.route <> 'no_cost' and d.on_date < ${today}::date`)
  await tx.query(sql`analyze demo_pay`)
  await tx.query(sql`
    insert into finance.pay_line (id, occasion_id, term_id, person_id, on_date, budget_line_id, payee_id, payee_kind, holder_id, agreed_pence, mark_id, pay_rule_id, amount_pence,
      chargeable_pence, recorded_by, recorded_at)
    select p.id, p.occasion_id, p.term_id, p.person_id, p.on_date, p.budget_line_id, p.payee_id, p.payee_kind, p.holder_id, p.price, pg_temp.stable_id('mark' || p.occasion_id), p.pay_rule_id,
           p.amount, p.chargeable, ${by}::uuid, (p.on_date + 1)::timestamptz from demo_pay p`)
}

/** Months as accounting periods over the span; those more than a month old are closed once everything is posted. */
export async function layPeriods(tx: Tx, span: Span): Promise<void> {
  await tx.query(sql`
    insert into finance.accounting_period (id, from_date, until_date)
    select to_char(m, 'YYYY-MM'), m::date, (m + interval '1 month - 1 day')::date
      from generate_series(date_trunc('month', ${span.from}::date), ${span.until}::date, interval '1 month') as m on conflict do nothing`)
}

/** Closes the books of the months that are over by more than one month. */
export async function closePeriods(tx: Tx, { today }: Span, by: string): Promise<void> {
  await tx.query(sql`
    update finance.accounting_period set closed_at = (until_date + 12)::timestamptz, closed_by = ${by}::uuid
     where closed_at is null and until_date < date_trunc('month', ${today}::date - interval '1 month')`)
}

/** The rows of the ledger that follow from plans and pay lines: set aside, bound, delivered, owed, given back. Both books. */
export async function layTransfers(tx: Tx, by: string): Promise<void> {
  await tx.query(sql`
    create temporary table demo_posting (kind text, source_id uuid, book text, debit text, debit_guard text, debit_owner uuid, credit text, credit_guard text, credit_owner uuid, amount bigint,
      effective_on date, person_id uuid, provider_id uuid, budget_line_id uuid, occasion_id uuid)`)
  await tx.query(sql`
    insert into demo_posting
    select k.kind, l.budget_line_id, 'commitment', case k.kind when 'agree' then 'available:' || x.centre || ':' || x.year else 'agreed:' || l.budget_line_id end,
           case k.kind when 'agree' then 'none' else 'debits_within_credits' end, case k.kind when 'agree' then null else l.budget_line_id end,
           case k.kind when 'agree' then 'agreed:' else 'committed:' end || l.budget_line_id, 'debits_within_credits', l.budget_line_id, x.amount, x.from_date, l.person_id, null, l.budget_line_id, null
      from demo_line l
      join (select d.term_id, count(*) as times, min(d.on_date) as from_date, extract(year from min(d.on_date) - interval '3 months')::int as year from demo_date d group by d.term_id) t on t.term_id = l.term_id
      cross join lateral (select l.price * t.times as amount, t.from_date, t.year,
                                 case when l.route = 'direct_payment' then 'direct-payments' when l.in_house then 'own-services' else 'outside-providers' end as centre) x
      cross join (values ('agree'), ('commit')) as k (kind) where x.amount > 0`)
  await tx.query(sql`
    insert into demo_posting
    select k.kind, p.id, k.book, case k.kind when 'deliver' then 'committed:' || p.budget_line_id else 'cost:' || p.centre || ':' || p.year end,
           case k.kind when 'deliver' then 'debits_within_credits' else 'none' end, case k.kind when 'deliver' then p.budget_line_id end,
           case k.kind when 'deliver' then 'delivered:' || p.centre || ':' || p.year
                else case p.payee_kind when 'in_house' then 'recharge:' when 'provider' then 'owed:' else 'direct payment:' end || coalesce(p.payee_id, p.holder_id) end,
           case when k.kind = 'owe' and p.payee_kind <> 'in_house' then 'debits_within_credits' else 'none' end,
           case k.kind when 'owe' then coalesce(p.payee_id, p.holder_id) end, p.amount, p.on_date, p.person_id, p.payee_id, p.budget_line_id, p.occasion_id
      from demo_pay p cross join (values ('deliver', 'commitment'), ('owe', 'cash')) as k (kind, book)
     where p.amount > 0`)
  await tx.query(sql`
    insert into demo_posting
    select 'release', p.id, 'commitment', 'committed:' || p.budget_line_id, 'debits_within_credits', p.budget_line_id,
           'available:' || p.centre || ':' || t.year, 'none', null, p.price - p.amount, p.on_date, p.person_id, null, p.budget_line_id, p.occasion_id
      from demo_pay p join (select d.term_id, extract(year from min(d.on_date) - interval '3 months')::int as year from demo_date d group by d.term_id) t on t.term_id = p.term_id
     where p.amount < p.price`)
  await postStaged(tx, by)
}

/** Posts what is staged: accounts made when first used, under an id that follows from their code, each row in the period of its day. */
export async function postStaged(tx: Tx, by: string): Promise<void> {
  await tx.query(sql`
    insert into finance.account (id, book, code, owner_id, guard)
    select distinct on (book, code) pg_temp.stable_id(book || code), book, code, owner, guard
      from (select book, debit as code, debit_owner as owner, debit_guard as guard from demo_posting union all select book, credit, credit_owner, credit_guard from demo_posting) a
     order by book, code on conflict (book, code) do nothing`)
  await tx.query(sql`
    insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_at, posted_by, kind, source_id, person_id, provider_id, budget_line_id, occasion_id)
    select pg_temp.stable_id(p.kind || p.source_id), p.book, pg_temp.stable_id(p.book || p.debit), pg_temp.stable_id(p.book || p.credit), p.amount, p.effective_on, to_char(p.effective_on, 'YYYY-MM'), (p.effective_on + 1)::timestamptz, ${by}::uuid, p.kind, p.source_id,
           p.person_id, p.provider_id, p.budget_line_id, p.occasion_id
      from demo_posting p`)
  await tx.query(sql`truncate demo_posting`)
}

/** Sets the running totals of guarded accounts to what their transfers say, as the posting trigger would have. */
export async function totalAccounts(tx: Tx): Promise<void> {
  await tx.query(sql`
    update finance.account a set debits_pence = t.debits, credits_pence = t.credits
      from (select id, sum(debit)::bigint as debits, sum(credit)::bigint as credits
              from (select debit_account_id as id, amount_pence as debit, 0 as credit from finance.transfer union all select credit_account_id, 0, amount_pence from finance.transfer) x group by id) t
     where a.id = t.id and a.guard <> 'none' and (a.debits_pence, a.credits_pence) is distinct from (t.debits, t.credits)`)
}
