import { sql, type Tx } from '../../../platform/db.ts'
import type { Span } from './lay-dates.ts'
import { postStaged } from './lay-money.ts'

/**
 * A pay run for each month that is over, approved by another and paid on the tenth of the next month; the last one stands
 * drafted, for somebody to approve. The council's own service is recharged and stands in none.
 */
export async function layPayRuns(tx: Tx, { today }: Span, staff: { drafts: string; approves: string }): Promise<void> {
  await tx.query(sql`
    insert into finance.pay_run (id, period_id, drafted_by, drafted_at, approved_by, approved_at, paid_at)
    select pg_temp.stable_id('run' || m.month), to_char(m.month + interval '1 month', 'YYYY-MM'), ${staff.drafts}::uuid, least(m.month + interval '1 month 2 days 9 hours', ${today}::date + interval '6 hours'),
           case when not m.last then ${staff.approves}::uuid end, case when not m.last then m.month + interval '1 month 6 days 14 hours' end, case when not m.last then m.month + interval '1 month 9 days 10 hours' end
      from (select date_trunc('month', on_date)::date as month, date_trunc('month', on_date) = date_trunc('month', ${today}::date - interval '1 month') as last
              from demo_pay where payee_kind <> 'in_house' and on_date < date_trunc('month', ${today}::date) group by 1, 2) m
    on conflict do nothing`)
  await tx.query(sql`
    insert into finance.pay_run_line (pay_run_id, pay_line_id, sign)
    select pg_temp.stable_id('run' || date_trunc('month', p.on_date)::date), p.id, 1
      from demo_pay p where p.payee_kind <> 'in_house' and p.on_date < date_trunc('month', ${today}::date)`)
  await tx.query(sql`
    insert into finance.remittance (id, pay_run_id, payee_kind, payee_id, paid_pence, netted_pence)
    select pg_temp.stable_id('remittance' || date_trunc('month', p.on_date)::date || coalesce(p.payee_id, p.holder_id)), pg_temp.stable_id('run' || date_trunc('month', p.on_date)::date), p.payee_kind,
           coalesce(p.payee_id, p.holder_id), sum(p.amount)::bigint, 0
      from demo_pay p where p.payee_kind <> 'in_house' and p.on_date < date_trunc('month', ${today}::date)
     group by date_trunc('month', p.on_date), p.payee_kind, coalesce(p.payee_id, p.holder_id)`)
  await tx.query(sql`
    insert into demo_posting (kind, source_id, book, debit, debit_guard, debit_owner, credit, credit_guard, amount, effective_on, provider_id)
    select 'pay', r.id, 'cash', case r.payee_kind when 'provider' then 'owed:' else 'direct payment:' end || r.payee_id, 'debits_within_credits', r.payee_id, 'bank', 'none', r.paid_pence, u.paid_at::date,
           case r.payee_kind when 'provider' then r.payee_id end
      from finance.remittance r join finance.pay_run u on u.id = r.pay_run_id where u.paid_at is not null and r.paid_pence > 0
       and r.payee_id in (select coalesce(payee_id, holder_id) from demo_pay)`)
  await postStaged(tx, staff.drafts)
}
