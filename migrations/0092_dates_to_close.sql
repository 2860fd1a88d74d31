-- directory: who is affected in a span of days is who has a date in it. Somebody who comes every other week is not, when it is their off week.

-- Whether a regular place has a date after the last that is made, in a span; until then its dates are its claims. Without a last day: whenever it is in force.
create function directory.seat_beyond(seat uuid, from_day date, until_day date) returns boolean language sql stable as $$
  select p.in_force && daterange(from_day, until_day, '[]') and (until_day is null or exists (
    select from directory.session s cross join lateral (select max(o.on_date) as day from directory.occurrence o where o.session_id = s.id) made
      cross join lateral (select greatest(from_day, lower(p.in_force), made.day + 1, s.first_monday, p.first_monday) as first) b
      cross join lateral generate_series(b.first + (s.weekday - extract(isodow from b.first)::int + 7) % 7, until_day, interval '7 days') as g(at)
     where s.id = p.session_id and s.in_force @> g.at::date and p.in_force @> g.at::date
       and ((g.at::date - s.first_monday) / 7) % s.every_weeks = 0 and ((g.at::date - p.first_monday) / 7) % p.every_weeks = 0
       and (s.season = 'all' and p.season = 'all' or exists (
         select from (select exists (select from directory.calendar_period c where c.calendar = 'schools' and c.kind = 'term' and g.at::date between c.from_date and c.until_date) as term) t
          where (s.season = 'all' or (s.season = 'term') = t.term) and (p.season = 'all' or (p.season = 'term') = t.term)))
       and not exists (select from directory.calendar_period c where c.calendar = 'council' and c.kind = 'bank_holiday' and g.at::date between c.from_date and c.until_date)))
    from directory.standing_place p where p.id = seat $$;

create or replace function directory.people_with_places(sessions uuid[], from_day date, until_day date) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select count(distinct x.person_id)::int from (
    select p.person_id from directory.standing_place p where p.session_id = any (sessions) and directory.seat_beyond(p.id, from_day, until_day)
    union all
    select c.person_id from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id
     where o.session_id = any (sessions) and c.released_at is null and c.person_id is not null and c.on_date >= from_day and (until_day is null or c.on_date <= until_day)) x $$;

-- The dates that closing a building would cancel, each with how many have a place in their plan on it and how many single bookings stand: numbers, never who.
create function directory.dates_to_close(site uuid, from_day date, until_day date) returns table (session_id uuid, on_date date, planned integer, bookings integer)
language sql stable security definer set search_path = pg_catalog as $$
  select o.session_id, o.on_date,
         (select count(*)::int from directory.place_claim c where c.occurrence_id = o.id and c.released_at is null and not exists (select from directory.booking b where b.claim_id = c.id)),
         (select count(*)::int from directory.booking b where b.occurrence_id = o.id and b.cancelled_at is null)
    from directory.session s join directory.occurrence o on o.session_id = s.id
   where s.site_id = site and o.cancelled_at is null and o.on_date between greatest(from_day, platform.who('today')::date) and until_day order by o.on_date, o.session_id $$;
-- How many single bookings a closure has cancelled: a number, never whose.
create function directory.bookings_cancelled_for(closure uuid) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int from directory.occurrence o join directory.booking b on b.occurrence_id = o.id and (b.cancelled_at is null or b.cancelled_at > o.cancelled_at)
   where o.cancelled_for = closure and o.laid_again_at is null $$;
