-- finance: a date under a block contract that stands is paid by the contract's instalments. It has its pay line, so that the person's charge and the
-- money bound for the date follow it as any other; but it is owed to nobody, and no pay run takes it up.
alter table finance.pay_line
  add column block_contract_id uuid constraint pay_line_block_contract references market.block_contract,
  drop constraint payee_kind,
  add constraint payee_kind check (payee_kind in ('provider', 'in_house', 'direct_payment', 'block')),
  add constraint pay_line_under_its_contract check ((payee_kind = 'block') = (block_contract_id is not null));
create index pay_line_of_block_contract on finance.pay_line (block_contract_id, on_date) where block_contract_id is not null;

-- The contract that pays for a date of a line at a provider: of its lot, or of no lot where the provider sells in one only; in force that day; and with a
-- place that no other date at that time takes up. None where the person holds the money, or where nothing of the kind stands.
create function finance.block_for(occasion uuid, line uuid, provider uuid) returns uuid language sql stable security definer set search_path = pg_catalog as $$
  select x.id from delivery.occasion o join planning.budget_line b on b.id = line left join market.rate r on r.id = b.rate_id
    join market.block_contract x on x.provider_id = provider and x.in_force @> o.on_date
     and (x.id = b.block_contract_id or x.lot_id = r.lot_id
       or (x.lot_id is null and 1 = (select count(distinct q.lot_id) from market.rate q where q.provider_id = provider and q.in_force @> o.on_date)))
   where o.id = occasion and b.component = 'support' and b.route not in ('direct_payment', 'prepaid_card')
     and (x.places is null or x.places > (
       select count(*) from finance.pay_line l join delivery.occasion e on e.id = l.occasion_id
        where l.block_contract_id = x.id and l.on_date = o.on_date and l.amount_pence > 0 and l.occasion_id <> o.id
          and int4range(e.start_minute, e.end_minute) && int4range(o.start_minute, o.end_minute)
          and not exists (select from finance.pay_line later where later.replaces = l.id)))
   order by x.id = b.block_contract_id desc nulls last, x.lot_id nulls last, x.from_date, x.id limit 1 $$;

-- DW111: a contract pays for its own dates only, and at one time for no more of them than it has places
-- DW112: what a contract's instalments pay is not owed a second time; what a run has paid before stays paid, and is set right from there
create function finance.paid_once_under_block() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare one record; contract uuid;
begin
  if not exists (select from fresh f join market.block_contract x on x.provider_id = f.payee_id or x.id = f.block_contract_id
                  where f.amount_pence > 0 and f.payee_kind in ('provider', 'block')) then return null; end if;
  perform 1 from market.block_contract x where x.provider_id in (select f.payee_id from fresh f) or x.id in (select f.block_contract_id from fresh f) order by x.id for no key update;
  for one in select f.* from fresh f where f.amount_pence > 0 and f.payee_kind in ('provider', 'block') order by f.id loop
    contract := finance.block_for(one.occasion_id, one.budget_line_id, one.payee_id);
    if one.payee_kind = 'block' and contract is distinct from one.block_contract_id then
      raise exception using errcode = 'DW111', message = 'the contract does not pay for this date, or its places are taken'; end if;
    if one.payee_kind = 'provider' and contract is not null
       and not exists (select from finance.pay_line p join finance.pay_run_line x on x.pay_line_id = p.id where p.occasion_id = one.occasion_id and p.budget_line_id = one.budget_line_id) then
      raise exception using errcode = 'DW112', message = 'the instalments of a block contract pay for this date'; end if;
  end loop;
  return null;
end $$;
create trigger paid_once_under_block after insert on finance.pay_line referencing new table as fresh for each statement execute function finance.paid_once_under_block();

-- DW113: no pay run takes up what instalments pay
create function finance.no_run_for_block() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from fresh f join finance.pay_line l on l.id = f.pay_line_id where l.payee_kind = 'block') then
    raise exception using errcode = 'DW113', message = 'the instalments of a block contract pay for this date'; end if;
  return null;
end $$;
create trigger no_run_for_block after insert on finance.pay_run_line referencing new table as fresh for each statement execute function finance.no_run_for_block();
