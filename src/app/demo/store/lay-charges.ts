import { sql, type Tx } from '../../../platform/db.ts'
import type { Span } from './lay-dates.ts'
import { postStaged } from './lay-money.ts'

/**
 * The charge of every whole week that is over: the lower of what was told and what could be charged, shared among the dates
 * to the penny (largest remainder, the earlier date first), and posted. The rule is charging's; here it runs on all weeks at once.
 */
export async function layCharges(tx: Tx, { today }: Span, by: string): Promise<void> {
  await tx.query(sql`drop table if exists pg_temp.demo_charge`)
  await tx.query(sql`
    create temporary table demo_charge as
    select pg_temp.stable_id('charge' || w.person_id || w.week) as id, w.person_id, w.week as week_start, n.id as notice_id, n.first_day_charged, n.weekly_pence, w.delivered, least(n.weekly_pence, w.chargeable) as charge_pence, w.chargeable
      from (select p.person_id, p.week, sum(p.amount)::bigint as delivered, sum(p.chargeable)::bigint as chargeable from demo_pay p group by 1, 2) w
      join lateral (select n.id, n.first_day_charged, n.weekly_pence from demo_notice n where n.person_id = w.person_id and n.first_day_charged <= w.week + 6
                     order by n.first_day_charged desc limit 1) n on true
     where w.week + 6 < ${today}::date`)
  await tx.query(sql`analyze demo_charge`)
  await tx.query(sql`
    insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version, recorded_by, recorded_at)
    select c.id, c.person_id, c.week_start, c.notice_id, c.first_day_charged, c.weekly_pence, c.delivered, c.charge_pence, 'weekly-charge-1', ${by}::uuid, (c.week_start + 8)::timestamptz from demo_charge c`)
  await tx.query(sql`
    insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence)
    select s.charge_id, s.pay_line_id, s.person_id, s.week_start, s.first_day_charged, s.on_date, s.cost, s.floor + case when s.rank <= s.charge_pence - s.given then 1 else 0 end
      from (select x.*, sum(x.floor) over (partition by x.charge_id)::bigint as given, row_number() over (partition by x.charge_id order by x.remainder desc, x.on_date, x.pay_line_id) as rank
              from (select c.id as charge_id, p.id as pay_line_id, c.person_id, c.week_start, c.first_day_charged, p.on_date, p.chargeable as cost, c.charge_pence,
                           c.charge_pence * p.chargeable / c.chargeable as floor, c.charge_pence * p.chargeable % c.chargeable as remainder
                      from demo_charge c join demo_pay p on p.person_id = c.person_id and p.week = c.week_start and p.chargeable > 0 and p.on_date >= c.first_day_charged) x) s`)
  await tx.query(sql`
    insert into demo_posting (kind, source_id, book, debit, debit_guard, debit_owner, credit, credit_guard, amount, effective_on, person_id)
    select 'charge', c.id, 'cash', 'due from:' || c.person_id, 'none', c.person_id, 'client income:client-charges:' || extract(year from c.week_start - interval '3 months')::int, 'none', c.charge_pence, c.week_start, c.person_id
      from demo_charge c where c.charge_pence > 0`)
  await tx.query(sql`
    insert into demo_posting (kind, source_id, book, debit, debit_guard, credit, credit_guard, amount, effective_on, person_id)
    select 'year_end', y.charge_id, 'cash', 'client income:client-charges:' || y.next_year - 1, 'none', 'client income:client-charges:' || y.next_year, 'none', y.next_year_pence, make_date(y.next_year, 4, 1), y.person_id
      from finance.charge_over_year_end y where y.next_year_pence > 0`)
  await tx.query(sql`
    with paid as (
      insert into finance.receipt (id, person_id, received_on, pence, how, reference, recorded_by)
      select pg_temp.stable_id('receipt' || c.person_id || date_trunc('month', c.week_start)), c.person_id, (date_trunc('month', c.week_start) + interval '1 month 14 days')::date, sum(c.charge_pence)::bigint, 'direct debit', 'Monthly', ${by}::uuid
        from demo_charge c
       group by c.person_id, date_trunc('month', c.week_start) having sum(c.charge_pence) > 0 and (date_trunc('month', c.week_start) + interval '1 month 14 days')::date < ${today}::date
      returning id, person_id, received_on, pence)
    insert into demo_posting (kind, source_id, book, debit, debit_guard, credit, credit_guard, credit_owner, amount, effective_on, person_id)
    select 'receive', id, 'cash', 'bank', 'none', 'due from:' || person_id, 'none', person_id, pence, received_on, person_id from paid`)
  await postStaged(tx, by)
}
