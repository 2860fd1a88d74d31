-- strategy: what happened in years that are over, as counts from which a scenario's rates are set. Nobody is in them.

-- Who used day opportunities between two days (books begin at the earliest), how long, and to how many what happened. A count of one to four is null.
-- Whoever is first here by a plan that was taken over from older records did not begin then.
create function strategy.history_between(first_day date, last_day date)
returns table (what text, part text, person_days bigint, events integer) language sql stable security definer set search_path = pg_catalog as $$
  with span as (
    select greatest(first_day, b.day) as from_day, least(last_day, platform.who('today')::date) as until_day, b.day as books_day from (select strategy.books_begin_on() as day) b
     where strategy.may_count() and b.day is not null),
  uses as (
    select l.person_id, lower(range_agg(l.in_force)) as began, upper(range_agg(l.in_force)) as ended, range_agg(l.in_force) as days
      from planning.line_counted l where l.component = 'support' and l.route <> 'no_cost' and not isempty(l.in_force) group by l.person_id),
  kind as (
    select u.person_id, u.began, u.ended, u.days, p.died_on, s.from_day, s.until_day, s.books_day, coalesce(k.reason, 'not_recorded') as reason,
           extract(year from age(least(s.until_day, coalesce(u.ended, s.until_day)), p.born_on))::integer as years_old,
           exists (select from planning.plan_version v where v.person_id = u.person_id and v.provenance = 'migrated') as taken_over
      from span s cross join uses u join people.person p on p.id = u.person_id
      left join lateral (
        select case when d.value like 'Learning%' then 'learning_disability' when d.value like '%emory%' then 'memory_and_cognition' when d.value like 'Physical%' then 'physical'
                    when d.value like 'Sensory%' then 'sensory' when d.value like 'Mental%' then 'mental_health' when d.value like 'Social%' then 'social' else 'not_recorded' end as reason
          from people.client_detail d where d.person_id = u.person_id and d.kind = 'primary_support_reason' order by lower(d.in_force) desc limit 1) k on true
     where not exists (select from people.merge m where m.merged_id = u.person_id)),
  there as (
    select k.*, case when k.years_old < 25 then '18 to 24' when k.years_old < 35 then '25 to 34' when k.years_old < 45 then '35 to 44' when k.years_old < 55 then '45 to 54'
                     when k.years_old < 65 then '55 to 64' when k.years_old < 75 then '65 to 74' when k.years_old < 85 then '75 to 84' else '85 and over' end as age_band,
           (select coalesce(sum(upper(d) - lower(d)), 0) from unnest(k.days * datemultirange(daterange(k.from_day, k.until_day + 1))) d) as stayed,
           k.died_on between k.from_day and k.until_day and k.died_on >= k.began and (k.ended is null or k.died_on >= k.ended - 31) as died
      from kind k),
  counted as (
    select 'starters' as what, reason as part, sum(stayed)::bigint as person_days, count(*) filter (where not taken_over and began > books_day and began between from_day and until_day)::integer as events from there group by reason
    union all
    select 'leavers', reason, sum(stayed)::bigint, count(*) filter (where not coalesce(died, false) and ended between from_day and until_day)::integer from there group by reason
    union all
    select 'there', age_band, sum(stayed)::bigint, 0 from there group by age_band
    union all
    select 'deaths', 'all', sum(stayed)::bigint, count(*) filter (where died)::integer from there having count(*) > 0
    union all
    -- the whole beside its parts is to the nearest five, so that no hidden part follows from it
    select w.what, 'all', sum(t.stayed)::bigint, (5 * round(count(*) filter (where case w.what when 'starters' then not t.taken_over and t.began > t.books_day and t.began between t.from_day and t.until_day
             else not coalesce(t.died, false) and t.ended between t.from_day and t.until_day end) / 5.0))::integer
      from there t cross join (values ('starters'), ('leavers')) w (what) group by w.what
    union all
    select 'attendances', t.reason, sum(t.stayed)::bigint, coalesce(sum(a.dates), 0)::integer from there t left join (
      select o.person_id, count(*) as dates from span s join delivery.occasion o on o.ended_at is null and o.on_date between s.from_day and s.until_day
        join delivery.mark m on m.occasion_id = o.id join delivery.reason r on r.code = m.reason and r.happened = 'attended'
        left join delivery.mark n on n.replaces = m.id
       where n.id is null group by o.person_id) a on a.person_id = t.person_id group by t.reason
    union all
    select 'moves', m.was || ' to ' || m.tier, null::bigint, count(*)::integer from (
      select d.tier, d.from_date, lag(d.tier) over (partition by d.person_id order by d.from_date) as was from planning.tier_decision d) m, span s
     where m.was <> m.tier and m.from_date > s.books_day and m.from_date between s.from_day and s.until_day group by m.was, m.tier
    union all
    select 'in_tier', d.tier::text, sum(upper(x.in_span) - lower(x.in_span))::bigint, 0 from planning.tier_decision d cross join span s
     cross join lateral (select d.in_force * daterange(s.from_day, s.until_day + 1) as in_span) x where not isempty(x.in_span) group by d.tier)
  select c.what, c.part, c.person_days, case when c.events between 1 and 4 then null else c.events end from counted c order by 1, 2 $$;

create table strategy.yearly_counts (                                   -- a council's own counts of years that are over, as loaded; ended, never changed
  id uuid primary key, source text not null constraint yearly_counts_source check (btrim(source) <> '' and length(source) <= 500),
  rows jsonb not null constraint yearly_counts_rows check (jsonb_typeof(rows) = 'array' and jsonb_array_length(rows) between 1 and 2000),
  made_up boolean not null, loaded_by uuid not null, loaded_by_name text not null, loaded_on date not null, recorded_at timestamptz not null default now(),
  ended_on date, ended_by uuid, ended_by_name text, ended_why text constraint yearly_counts_ended_why check (btrim(ended_why) <> ''),
  constraint yearly_counts_ended_whole check (num_nonnulls(ended_on, ended_by, ended_by_name, ended_why) in (0, 4)),
  constraint yearly_counts_ended_after check (ended_on >= loaded_on));
create unique index yearly_counts_once on strategy.yearly_counts ((true)) where ended_on is null;
create trigger end_only before update or delete on strategy.yearly_counts for each row execute function platform.end_only('ended_on', 'ended_by', 'ended_by_name', 'ended_why');
alter table strategy.yearly_counts enable row level security;
create policy read on strategy.yearly_counts for select using ((select strategy.may_count()));
create policy add on strategy.yearly_counts for insert with check ((select platform.is_role('commissioner')) and loaded_by::text = platform.who('staff_id') and ended_on is null);
create policy change on strategy.yearly_counts for update using ((select platform.is_role('commissioner'))) with check (ended_by is null or ended_by::text = platform.who('staff_id'));
grant select, insert, update on strategy.yearly_counts to daywell_app;
