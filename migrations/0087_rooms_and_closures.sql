-- market: a room holds what it holds, also when two sessions share it. Quarters of an hour are the least anybody states.

-- How many of its places a session takes up in a room; nobody said: all of them.
alter table market.session_room add column places smallint constraint session_room_places check (places > 0);

-- DW093: sessions that run in a room at the same time would take up more places than it has
create function market.room_holds_them() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare whole smallint; most integer;
begin
  select r.places into whole from market.room r where r.id = new.room_id for update;   -- one at a time for each room
  with mine as (
    select s.weekday, s.start_minute, s.end_minute, platform.period(new.from_date, null, new.ended_on) * s.in_force as days, directory.cells(s.every_weeks, s.first_monday, s.season) as cells
      from directory.session s where s.id = new.session_id),
  others as (
    select least(coalesce(l.places, whole), whole) as places, s.start_minute, s.end_minute, l.in_force * s.in_force as days, directory.cells(s.every_weeks, s.first_monday, s.season) as cells
      from mine m join market.session_room l on l.room_id = new.room_id and l.id <> new.id join directory.session s on s.id = l.session_id and s.weekday = m.weekday
     where s.start_minute < m.end_minute and m.start_minute < s.end_minute and l.in_force * s.in_force && m.days),
  moments as (                                                        -- the fullest moment is one at which somebody begins
    select d.day, t.minute, c.cell from mine m
      cross join lateral (select lower(m.days) as day union select greatest(lower(m.days), lower(o.days)) from others o) d
      cross join lateral (select m.start_minute as minute union select greatest(m.start_minute, o.start_minute) from others o) t
      join lateral generate_series(0, 23) as c(cell) on m.cells @> c.cell)
  select max(x.together) into most from (
    select (select coalesce(sum(o.places), 0) from others o
             where o.days @> w.day and o.cells @> w.cell and o.start_minute <= w.minute and w.minute < o.end_minute) as together from moments w) x;
  if coalesce(new.places, whole) > whole or coalesce(most, 0) + coalesce(new.places, whole) > whole then
    raise exception using errcode = 'DW093', message = 'more places than the room has at that time'; end if;
  return new;
end $$;
create trigger room_holds_them before insert on market.session_room for each row execute function market.room_holds_them();

-- Not valid: what was stated before stands; whatever is stated from now on is in quarters of an hour.
alter table market.least_hours add constraint least_hours_quarters check (weekly_minutes % 15 = 0) not valid;

-- directory: a site is closed once on a day, and somebody says what for
alter table directory.closure
  add constraint closure_of_site_once exclude using gist (site_id with =, daterange(from_date, until_date, '[]') with &&) where (site_id is not null),
  add constraint closure_for_a_reason check (btrim(reason) <> '');
-- The days on which a session is closed: its own, and those of the building it is in.
create view directory.published_closure with (security_invoker = true) as
  select s.id as session_id, x.from_date, x.until_date from directory.session s join directory.closure x on x.session_id = s.id or x.site_id = s.site_id;
grant select on directory.published_closure to daywell_app;
