-- finance: dates that runs paid at their own price before the block contract that covers them was written down. Such a payment stands, nothing of it is
-- edited; finance sees it, so that it can ask the provider for the money back.

-- The one rule of which contract pays for a date (0114), with dates that take up a place without a pay line of the contract: two lists in step, the date
-- and the contract.
create function finance.block_beside(occasion uuid, line uuid, provider uuid, taken_by uuid[], taken_of uuid[]) returns uuid language sql stable set search_path = pg_catalog as $$
  select x.id from delivery.occasion o join planning.budget_line b on b.id = line left join market.rate r on r.id = b.rate_id
    join market.block_contract x on x.provider_id = provider and x.in_force @> o.on_date
     and (x.id = b.block_contract_id or x.lot_id = r.lot_id
       or (x.lot_id is null and 1 = (select count(distinct q.lot_id) from market.rate q where q.provider_id = provider and q.in_force @> o.on_date)))
   where o.id = occasion and b.component = 'support' and b.route not in ('direct_payment', 'prepaid_card')
     and (x.places is null or x.places > (
       select count(*) from finance.pay_line l join delivery.occasion e on e.id = l.occasion_id
        where l.block_contract_id = x.id and l.on_date = o.on_date and l.amount_pence > 0 and l.occasion_id <> o.id
          and int4range(e.start_minute, e.end_minute) && int4range(o.start_minute, o.end_minute)
          and not exists (select from finance.pay_line later where later.replaces = l.id))
       + (select count(*) from unnest(taken_by, taken_of) as t (occasion_id, contract_id) join delivery.occasion e on e.id = t.occasion_id
           where t.contract_id = x.id and e.on_date = o.on_date and int4range(e.start_minute, e.end_minute) && int4range(o.start_minute, o.end_minute)))
   order by x.id = b.block_contract_id desc nulls last, x.lot_id nulls last, x.from_date, x.id limit 1 $$;
create or replace function finance.block_for(occasion uuid, line uuid, provider uuid) returns uuid language sql stable as $$
  select finance.block_beside(occasion, line, provider, '{}', '{}') $$;

-- Pay that stands in a run since before the contract was written down, in a place of the contract that no pay line draws on: of several at one time who was
-- marked first, as at paying. Of one contract, or of all. Ids alone: whether one may read the pay is asked of the pay itself.
create function finance.paid_beside_block(contract uuid, first_day date, last_day date) returns table (pay_line_id uuid, block_contract_id uuid)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare one record; there uuid; on_day date; taken_by uuid[]; taken_of uuid[];
begin
  if not (select platform.is_role('finance', 'job')) then return; end if;
  for one in
    select l.id, l.occasion_id, l.budget_line_id, l.payee_id, l.on_date, s.since
      from (select distinct x.provider_id from market.block_contract x where (contract is null or x.id = contract) and x.in_force && daterange(first_day, last_day, '[]')) p
      join finance.pay_line l on l.payee_id = p.provider_id and l.on_date between first_day and last_day and l.payee_kind = 'provider' and l.amount_pence > 0
      cross join lateral (
        select min(e.recorded_at) as since from finance.pay_line e join finance.pay_run_line r on r.pay_line_id = e.id and r.sign = 1
         where e.occasion_id = l.occasion_id and e.budget_line_id = l.budget_line_id
           and not exists (select from finance.pay_run_line back where back.pay_line_id = e.id and back.sign = -1)) s
     where not exists (select from finance.pay_line later where later.replaces = l.id)
       and exists (select from market.block_contract x where x.provider_id = l.payee_id and x.in_force @> l.on_date and s.since < x.recorded_at)
     order by l.on_date, s.since, l.id
  loop
    if one.on_date is distinct from on_day then on_day := one.on_date; taken_by := '{}'; taken_of := '{}'; end if;
    there := finance.block_beside(one.occasion_id, one.budget_line_id, one.payee_id, taken_by, taken_of);
    if exists (select from market.block_contract x where x.id = there and one.since < x.recorded_at) then
      taken_by := taken_by || one.occasion_id; taken_of := taken_of || there;
      if contract is null or contract = there then
        pay_line_id := one.id; block_contract_id := there; return next; end if;
    end if;
  end loop;
end $$;
revoke execute on function finance.paid_beside_block(uuid, date, date) from public;
grant execute on function finance.paid_beside_block(uuid, date, date) to daywell_app;
