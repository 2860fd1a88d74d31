-- market: a provider that is suspended cannot reply to a call, and is told that: until now it read that the call asks others, also where it asks anybody.

-- DW136: nothing new is bought from a provider while it is suspended, so it replies to no call
create or replace function market.offered_in_time() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare reply record; asked record; told text;
begin
  select r.call_id, r.provider_id, r.withdrawn_on, coalesce(p.kind, r.kind) as kind into reply from market.call_reply r left join market.provider p on p.id = r.provider_id where r.id = new.reply_id for update of r;
  perform from market.call c where c.id = reply.call_id for share;
  if market.call_shut(reply.call_id, new.sent_on) is not null or reply.withdrawn_on is not null then raise exception using errcode = 'DW062', message = 'the call is not open'; end if;
  if exists (select from market.suspension s where s.provider_id = reply.provider_id and s.in_force @> new.sent_on) then
    raise exception using errcode = 'DW136', message = 'this provider is suspended'; end if;
  select v.audience, v.lot_id || v.further_lot_ids as lots, v.price_basis into asked from market.call_version v where v.call_id = reply.call_id and v.published_on is not null order by v.version desc limit 1;
  if asked.audience = 'framework' and not exists (select from market.admission a where a.provider_id = reply.provider_id and a.lot_id = any (asked.lots) and a.in_force @> new.sent_on)
     or asked.audience = 'small' and reply.kind not in ('micro_provider','personal_assistant','shared_lives','community_group') then
    raise exception using errcode = 'DW064', message = 'not among those who were asked'; end if;
  if asked.price_basis = 'schedule' and new.price_pence is not null then raise exception using errcode = 'DW065', message = 'this call pays the price of the schedule'; end if;
  return new;
end $$;
