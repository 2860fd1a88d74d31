-- market: a call asks the providers of several lots of the framework at once.
alter table market.call_version add column further_lot_ids uuid[] not null default '{}',
  add constraint call_further_lots_of_framework check (cardinality(further_lot_ids) = 0 or (lot_id is not null and not lot_id = any (further_lot_ids)
    and array_position(further_lot_ids, null) is null and cardinality(further_lot_ids) <= 50));

-- DW095: a lot that is none
create function market.call_lots_exist() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from unnest(new.further_lot_ids) as g(id) where not exists (select from market.lot l where l.id = g.id)) then
    raise exception using errcode = 'DW095', message = 'a lot of the call is not there'; end if;
  return new;
end $$;
create trigger call_lots_exist before insert or update of further_lot_ids on market.call_version for each row execute function market.call_lots_exist();

create or replace view market.current_call with (security_invoker = true) as
  select distinct on (v.call_id) v.call_id, c.number, c.from_gap, v.id as version_id, v.version, v.title, v.words, v.local_area, v.weekdays, v.start_minute, v.end_minute, v.kind,
         v.needs, v.support_band, v.wanted, v.wanted_unit, v.audience, v.lot_id, v.price_basis, v.closes_on, v.decider_id, v.decider, v.sealed, v.what_changed, v.published_on,
         min(v.published_on) over (partition by v.call_id) as first_published_on, e.how as ended_how, e.reason as end_reason, e.ended_on, v.further_lot_ids
    from market.call_version v join market.call c on c.id = v.call_id left join market.call_end e on e.call_id = v.call_id
   where v.published_on is not null order by v.call_id, v.version desc;

-- An offer reaches a call only from those who were asked: providers in one of its lots.
create or replace function market.offered_in_time() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare reply record; asked record; told text;
begin
  select r.call_id, r.provider_id, r.withdrawn_on, coalesce(p.kind, r.kind) as kind into reply from market.call_reply r left join market.provider p on p.id = r.provider_id where r.id = new.reply_id for update of r;
  perform from market.call c where c.id = reply.call_id for share;
  if market.call_shut(reply.call_id, new.sent_on) is not null or reply.withdrawn_on is not null then raise exception using errcode = 'DW062', message = 'the call is not open'; end if;
  select v.audience, v.lot_id || v.further_lot_ids as lots, v.price_basis into asked from market.call_version v where v.call_id = reply.call_id and v.published_on is not null order by v.version desc limit 1;
  if asked.audience = 'framework' and not exists (select from market.admission a where a.provider_id = reply.provider_id and a.lot_id = any (asked.lots) and a.in_force @> new.sent_on)
     or asked.audience = 'small' and reply.kind not in ('micro_provider','personal_assistant','shared_lives','community_group')
     or exists (select from market.suspension s where s.provider_id = reply.provider_id and s.in_force @> new.sent_on) then
    raise exception using errcode = 'DW064', message = 'not among those who were asked'; end if;
  if asked.price_basis = 'schedule' and new.price_pence is not null then raise exception using errcode = 'DW065', message = 'this call pays the price of the schedule'; end if;
  return new;
end $$;
