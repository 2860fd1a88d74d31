-- strategy: what coverage and buildings are worked out from, kept where counting takes longer than a reader should wait. The cells of strategy.coverage_people,
-- directory.published_session_place, strategy.site_people, strategy.building_line and strategy.building_journeys, as they were when they were counted.

create view strategy.building_line as                                 -- a building of the council's own service with its use
  select b.site_id, b.name, b.town, b.local_area, b.latitude, b.longitude, coalesce(p.people, 0)::integer as people, coalesce(u.dates, 0)::integer as dates,
         coalesce(u.uncounted, 0)::integer as uncounted, coalesce(u.offered, 0)::integer as offered, coalesce(u.planned, 0)::integer as planned,
         coalesce(u.attended, 0)::integer as attended, coalesce(u.marked, 0)::integer as marked
    from strategy.own_building b left join strategy.building_use u on u.site_id = b.site_id left join strategy.site_people p on p.site_id = b.site_id;
grant select on strategy.building_line to daywell_app;

create table strategy.places_counted (
  on_day date not null constraint places_counted_once primary key, homes jsonb not null, sessions jsonb not null, uses jsonb not null, buildings jsonb not null, journeys jsonb not null,
  people_counted integer not null constraint places_counted_people check (people_counted >= 0), counted_at timestamptz not null);
alter table strategy.places_counted enable row level security;
create policy read on strategy.places_counted for select using ((select strategy.may_count()));

-- Counts again today and keeps what came out. Only through here: nobody can write a count that was not counted. The planner takes people with a home for a
-- handful and would look at all of them once for each planned session, so it must not loop where it counts them.
create function strategy.count_places_again(at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog set jit = off set enable_nestloop = on as $$
declare today date := platform.who('today')::date; found_homes jsonb; found_sessions jsonb; found_uses jsonb; found_buildings jsonb; found_journeys jsonb; found_count integer;
begin
  if not strategy.may_count() then raise insufficient_privilege; end if;
  select coalesce(jsonb_agg(to_jsonb(s)), '[]') into found_sessions from directory.published_session_place s;
  select coalesce(jsonb_agg(to_jsonb(u)), '[]') into found_uses from strategy.site_people u;
  select coalesce(jsonb_agg(to_jsonb(b)), '[]') into found_buildings from strategy.building_line b;
  perform set_config('enable_nestloop', 'off', true);                  -- until the end of this function
  select coalesce(jsonb_agg(to_jsonb(h)), '[]'), coalesce(sum(h.people) filter (where h.need is null), 0) into found_homes, found_count from strategy.coverage_people h;
  select coalesce(jsonb_agg(to_jsonb(j)), '[]') into found_journeys from strategy.building_journeys j;
  insert into strategy.places_counted as c (on_day, homes, sessions, uses, buildings, journeys, people_counted, counted_at)
    values (today, found_homes, found_sessions, found_uses, found_buildings, found_journeys, found_count, at)
    on conflict on constraint places_counted_once do update set homes = excluded.homes, sessions = excluded.sessions, uses = excluded.uses, buildings = excluded.buildings,
      journeys = excluded.journeys, people_counted = excluded.people_counted, counted_at = excluded.counted_at;
  delete from strategy.places_counted c where c.on_day < today - 1;
end $$;
