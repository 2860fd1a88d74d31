-- market, brokerage: nothing new is bought from a provider that is suspended or has left. Until now an offer was refused to one that is suspended, and a
-- place could be taken all the same.

-- The last day of a provider in any lot, where none goes on without an end. The council's own service is in no lot.
create view market.published_exit as
  select a.provider_id, max(upper(a.in_force) - 1) as last_day, bool_or(a.ended_on is not null) as ended_early
    from market.admission a join market.provider p on p.id = a.provider_id
   where not isempty(a.in_force) and not p.in_house group by a.provider_id having bool_and(not upper_inf(a.in_force));

-- What a person chose off the framework may still be bought from one that has left.
create function brokerage.has_left(provider uuid, person uuid, on_day date) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from market.published_exit e where e.provider_id = provider and e.last_day < on_day)
     and not exists (select from market.off_framework_purchase o where o.provider_id = provider and o.person_id = person and o.in_force @> on_day) $$;
revoke execute on function brokerage.has_left(uuid, uuid, date) from public;

-- DW044, DW045: as before · DW135: nothing is offered to a provider that has left by the first day of the planned session
create or replace function brokerage.offered_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare day date := coalesce(platform.who('today')::date, new.recorded_at::date); least_minutes integer; minutes numeric;
begin
  if exists (select from market.suspension s where s.provider_id = new.provider_id and s.in_force @> day) then
    raise exception using errcode = 'DW044', message = 'this provider is suspended'; end if;
  if exists (select from planning.session_term t where t.id = new.term_id and brokerage.has_left(new.provider_id, t.person_id, t.from_date)) then
    raise exception using errcode = 'DW135', message = 'this provider has left the framework by then'; end if;
  select h.weekly_minutes into least_minutes from market.least_hours h where h.provider_id = new.provider_id and h.in_force @> day;
  if least_minutes is null then return new; end if;
  select sum((o.end_minute - o.start_minute)::numeric / o.every_weeks) into minutes from planning.session_term t join planning.session_term o on o.person_id = t.person_id
   where t.id = new.term_id and (o.id = t.id or o.id in (select l.term_id from brokerage.placement l where l.provider_id = new.provider_id and l.person_id = t.person_id and (upper_inf(l.in_force) or upper(l.in_force) > day)));
  if minutes < least_minutes then raise exception using errcode = 'DW045', message = 'less than the least this provider takes on'; end if;
  return new;
end $$;

-- DW134: nobody new is placed with a provider that is suspended on the first day · DW135: nor with one that has left by then. Who has a place there keeps it,
-- also on a new line of the plan; what another system brought stands as it was.
create function brokerage.placed_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.provenance = 'migrated' or exists (
    select from brokerage.placement l where l.person_id = new.person_id and l.provider_id = new.provider_id and not isempty(l.in_force)
       and (upper_inf(l.in_force) or upper(l.in_force) >= new.from_date)) then return new; end if;
  if exists (select from market.suspension s where s.provider_id = new.provider_id and s.in_force @> new.from_date) then
    raise exception using errcode = 'DW134', message = 'this provider is suspended on that day'; end if;
  if brokerage.has_left(new.provider_id, new.person_id, new.from_date) then
    raise exception using errcode = 'DW135', message = 'this provider has left the framework by then'; end if;
  return new;
end $$;
create trigger placed_rightly before insert on brokerage.placement for each row execute function brokerage.placed_rightly();
