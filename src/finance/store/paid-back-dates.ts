import { sql } from '../../platform/db.ts'

/** Two lists for a `with`: what providers have paid back of what a date owed back, by the pay line a run paid; and of what a block contract pays for too, by date and line of money. */
export const paidBackLists = sql`
    back_owed as materialized (
      select q.pay_line_id, sum(q.pence)::bigint as pence from finance.paid_back_part q join finance.paid_back b on b.id = q.paid_back_id and b.taken_back_at is null
       where q.pay_line_id is not null and q.block_contract_id is null group by 1),
    back_beside as materialized (
      select e.occasion_id, e.budget_line_id, sum(q.pence)::bigint as pence from finance.paid_back_part q join finance.paid_back b on b.id = q.paid_back_id and b.taken_back_at is null
        join finance.pay_line e on e.id = q.pay_line_id where q.block_contract_id is not null group by 1, 2)`

/** What was paid back of a pay line `l` whose earlier one, `s`, a run has paid. */
export const joinPaidBack = sql`
      left join back_owed bo on bo.pay_line_id = s.id
      left join back_beside bb on bb.occasion_id = l.occasion_id and bb.budget_line_id = l.budget_line_id`
