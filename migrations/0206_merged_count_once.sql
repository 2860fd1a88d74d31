-- Who is counted and named where two records of one person were merged: one person, of merges that stand. What was used and paid under the record that
-- ended counts for the one that goes on. But for that as before (0002, 0066, 0079, 0103, 0194).
create or replace view people.person_today as
  select p.id as person_id, coalesce(pn.given_name, n.given_name) as given_name, coalesce(pn.family_name, n.family_name) as family_name,
         coalesce(pn.given_name || ' ' || pn.family_name, n.given_name || ' ' || n.family_name, 'Name not recorded') as name,
         p.born_on, p.died_on, r.value as support_reason, t.id as team_id, t.name as team, coalesce(a.local_area, t.local_area) as local_area,
         a.postcode, s.id is not null as restricted
    from people.person p
    left join people.person_name n on n.person_id = p.id and n.kind = 'legal' and n.in_force @> platform.who('today')::date
    left join people.person_name pn on pn.person_id = p.id and pn.kind = 'preferred' and pn.in_force @> platform.who('today')::date
    left join people.client_detail r on r.person_id = p.id and r.kind = 'primary_support_reason' and r.in_force @> platform.who('today')::date
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> platform.who('today')::date
    left join people.team t on t.id = tp.team_id
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> platform.who('today')::date
    left join people.restriction s on s.person_id = p.id and s.in_force @> platform.who('today')::date
   where not exists (select from people.merge m where m.merged_id = p.id and m.taken_back_at is null);
create or replace view people.published_person_band as
  select case when age < 18 then 'under 18' when age < 25 then '18 to 24' when age < 35 then '25 to 34' when age < 45 then '35 to 44'
              when age < 55 then '45 to 54' when age < 65 then '55 to 64' when age < 75 then '65 to 74' when age < 85 then '75 to 84'
              else '85 and over' end as age_band, support_reason, local_area, ethnicity, gender
    from (select extract(year from age(platform.who('today')::date, p.born_on)) as age,
                 (select d.value from people.client_detail d where d.person_id = p.id and d.kind = 'primary_support_reason' and d.in_force @> platform.who('today')::date) as support_reason,
                 (select d.value from people.client_detail d where d.person_id = p.id and d.kind = 'ethnicity' and d.in_force @> platform.who('today')::date) as ethnicity,
                 (select d.value from people.client_detail d where d.person_id = p.id and d.kind = 'gender' and d.in_force @> platform.who('today')::date) as gender,
                 coalesce((select a.local_area from people.address a where a.person_id = p.id and a.kind = 'home' and a.in_force @> platform.who('today')::date),
                          (select t.local_area from people.team_of_person tp join people.team t on t.id = tp.team_id where tp.person_id = p.id and tp.in_force @> platform.who('today')::date)) as local_area
            from people.person p
           where (p.died_on is null or p.died_on >= platform.who('today')::date)
             and not exists (select from people.merge m where m.merged_id = p.id and m.taken_back_at is null)) x
   where platform.is_role('commissioner','team_manager','finance','administrator','job');
create or replace view people.head_of_record as
  select p.id as person_id, coalesce(pn.given_name, n.given_name) as given_name,
         coalesce(pn.given_name || ' ' || pn.family_name, n.given_name || ' ' || n.family_name, 'Name not recorded') as name,
         case when people.may_see_whole(p.id) then n.given_name || ' ' || n.family_name end as legal_name,
         case when s.id is not null and platform.is_role('provider') then null else p.born_on end as born_on, p.died_on, t.name as team,
         case when platform.is_role('provider') then null else coalesce(a.local_area, t.local_area) end as local_area, s.id is not null as restricted
    from people.person p
    left join people.person_name n on n.person_id = p.id and n.kind = 'legal' and n.in_force @> platform.who('today')::date
    left join people.person_name pn on pn.person_id = p.id and pn.kind = 'preferred' and pn.in_force @> platform.who('today')::date
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> platform.who('today')::date
    left join people.team t on t.id = tp.team_id
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> platform.who('today')::date
    left join people.restriction s on s.person_id = p.id and s.in_force @> platform.who('today')::date
   where people.may_see(p.id) and not exists (select from people.merge m where m.merged_id = p.id and m.taken_back_at is null);
create or replace view people.published_given_name as
select n.person_id, n.kind, n.given_name from people.person_name n
 where n.kind in ('legal', 'preferred') and (n.in_force @> platform.who('today')::date) is true and people.may_see(n.person_id)
   and not exists (select from people.merge m where m.merged_id = n.person_id and m.taken_back_at is null);
create or replace function strategy.kind_on(on_day date)
returns table(person_id uuid, support_reason text, local_area text, age integer, ethnic_group text)
language sql stable set search_path = pg_catalog as $$
  select p.id, r.value, coalesce(a.local_area, t.local_area, 'Not known'), extract(year from age(on_day, p.born_on))::integer,
         case when e.value is null or e.value like 'No data%' then 'Not recorded' when e.value like 'White:%' then 'White groups' else 'Other groups' end
    from people.person p
    left join people.client_detail r on r.person_id = p.id and r.kind = 'primary_support_reason' and r.in_force @> on_day
    left join people.client_detail e on e.person_id = p.id and e.kind = 'ethnicity' and e.in_force @> on_day
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> on_day
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> on_day
    left join people.team t on t.id = tp.team_id
   where not exists (select from people.merge m where m.merged_id = p.id and m.taken_back_at is null) $$;
create or replace function strategy.people_on(on_day date)
returns table(support_reason text, local_area text, age_group text, age_band text, ethnic_group text, in_house boolean, outside boolean, people integer)
language sql stable security definer set search_path = pg_catalog as $$
  select k.support_reason, k.local_area, case when k.age < 65 then '18 to 64' else '65 and over' end,
         case when k.age < 25 then '18 to 24' when k.age < 35 then '25 to 34' when k.age < 45 then '35 to 44' when k.age < 55 then '45 to 54'
              when k.age < 65 then '55 to 64' when k.age < 75 then '65 to 74' when k.age < 85 then '75 to 84' else '85 and over' end,
         k.ethnic_group, u.in_house, u.outside, count(*)::integer
    from (select coalesce(g.survivor_id, l.person_id) as person_id, coalesce(bool_or(l.in_house), false) as in_house, coalesce(bool_or(not l.in_house), false) as outside from planning.line_counted l left join people.merge g on g.merged_id = l.person_id and g.taken_back_at is null
           where l.in_force @> on_day and l.component = 'support' and l.route <> 'no_cost' group by 1) u
    join strategy.kind_on(on_day) k on k.person_id = u.person_id
   where (select strategy.may_count())
   group by 1, 2, 3, 4, 5, 6, 7 $$;
create or replace function strategy.spend_between(first_day date, last_day date)
returns table(support_reason text, local_area text, age_group text, in_house boolean, pence bigint, people integer)
language sql stable security definer set search_path = pg_catalog as $$
  select k.support_reason, k.local_area, case when k.age < 65 then '18 to 64' else '65 and over' end, c.in_house, sum(c.pence)::bigint, count(distinct c.person_id)::integer
    from (select coalesce(g.survivor_id, d.person_id) as person_id, d.in_house, sum(d.amount_pence) as pence from finance.cost_counted d left join people.merge g on g.merged_id = d.person_id and g.taken_back_at is null
           where d.on_date between first_day and last_day and d.component = 'support' group by 1, 2) c
    join strategy.kind_on(last_day) k on k.person_id = c.person_id
   where (select strategy.may_count())
   group by 1, 2, 3, 4 $$;
create or replace function strategy.history_between(first_day date, last_day date)
returns table(what text, part text, person_days bigint, events integer)
language sql stable security definer set search_path = pg_catalog as $$
  with span as (
    select greatest(first_day, b.day) as from_day, least(last_day, platform.who('today')::date) as until_day, b.day as books_day from (select strategy.books_begin_on() as day) b
     where strategy.may_count() and b.day is not null),
  uses as (
    select coalesce(g.survivor_id, l.person_id) as person_id, lower(range_agg(l.in_force)) as began, upper(range_agg(l.in_force)) as ended, range_agg(l.in_force) as days
      from planning.line_counted l left join people.merge g on g.merged_id = l.person_id and g.taken_back_at is null where l.component = 'support' and l.route <> 'no_cost' and not isempty(l.in_force) group by 1),
  kind as (
    select u.person_id, u.began, u.ended, u.days, p.died_on, s.from_day, s.until_day, s.books_day, coalesce(k.reason, 'not_recorded') as reason,
           extract(year from age(least(s.until_day, coalesce(u.ended, s.until_day)), p.born_on))::integer as years_old,
           exists (select from planning.plan_version v where v.person_id = u.person_id and v.provenance = 'migrated') as taken_over
      from span s cross join uses u join people.person p on p.id = u.person_id
      left join lateral (
        select case when d.value like 'Learning%' then 'learning_disability' when d.value like '%emory%' then 'memory_and_cognition' when d.value like 'Physical%' then 'physical'
                    when d.value like 'Sensory%' then 'sensory' when d.value like 'Mental%' then 'mental_health' when d.value like 'Social%' then 'social' else 'not_recorded' end as reason
          from people.client_detail d where d.person_id = u.person_id and d.kind = 'primary_support_reason' order by lower(d.in_force) desc limit 1) k on true),
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
      select coalesce(g.survivor_id, o.person_id) as person_id, count(*) as dates from span s join delivery.occasion o on o.ended_at is null and o.on_date between s.from_day and s.until_day
        join delivery.mark m on m.occasion_id = o.id join delivery.reason r on r.code = m.reason and r.happened = 'attended'
        left join delivery.mark n on n.replaces = m.id left join people.merge g on g.merged_id = o.person_id and g.taken_back_at is null
       where n.id is null group by 1) a on a.person_id = t.person_id group by t.reason
    union all
    select 'moves', m.was || ' to ' || m.tier, null::bigint, count(*)::integer from (
      select d.tier, d.from_date, lag(d.tier) over (partition by d.person_id order by d.from_date) as was from planning.tier_decision d) m, span s
     where m.was <> m.tier and m.from_date > s.books_day and m.from_date between s.from_day and s.until_day group by m.was, m.tier
    union all
    select 'in_tier', d.tier::text, sum(upper(x.in_span) - lower(x.in_span))::bigint, 0 from planning.tier_decision d cross join span s
     cross join lateral (select d.in_force * daterange(s.from_day, s.until_day + 1) as in_span) x where not isempty(x.in_span) group by d.tier)
  select c.what, c.part, c.person_days, case when c.events between 1 and 4 then null else c.events end from counted c order by 1, 2 $$;
