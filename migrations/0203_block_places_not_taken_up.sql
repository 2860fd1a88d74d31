-- finance: what a block contract costs for some days, and what dates in its places took of it. What is due of it spreads evenly over the days it stands, so that
-- spans side by side add up to the whole; an instalment after an earlier end falls away. No more than sums of a contract: whoever counts may read them.
create function finance.block_taken_up(first_day date, last_day date) returns table (block_contract_id uuid, cost_pence bigint, taken_pence bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select b.id, d.due * greatest(0, least(last_day + 1, upper(b.in_force)) - lower(b.in_force)) / n.days - d.due * greatest(0, least(first_day, upper(b.in_force)) - lower(b.in_force)) / n.days,
         coalesce((select sum(l.amount_pence) from finance.pay_line l where l.block_contract_id = b.id and l.payee_kind = 'block' and l.on_date between first_day and last_day
                      and not exists (select from finance.pay_line later where later.replaces = l.id)), 0)::bigint
       + coalesce((select sum(q.pence) from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id and p.taken_back_at is null join finance.pay_line l on l.id = q.pay_line_id
                    where q.block_contract_id = b.id and l.on_date between first_day and last_day), 0)::bigint
    from market.block_contract b
    cross join lateral (select coalesce(sum(i.amount_pence), 0)::bigint as due from market.block_instalment i where i.block_contract_id = b.id and b.in_force @> i.due_on) d
    cross join lateral (select (upper(b.in_force) - lower(b.in_force))::bigint as days) n
   where platform.is_role('finance', 'job', 'commissioner', 'team_manager', 'administrator') and first_day <= last_day and b.in_force && daterange(first_day, last_day, '[]') $$;
