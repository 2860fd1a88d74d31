-- strategy: who lives within reach of a place with a vacancy. What leaves are counted cells: no name, no id, no birth day and no home. A home is
-- told as the middle of a square of about two kilometres in which five people or more are counted, else of the town, else of the area.

insert into people.detail_kind (kind, title) values ('longest_journey','Longest journey they want to make');

-- What the counts below are made from. Owner's rights, and nobody may ask them.
create view people.home_counted as
  select p.person_id, coalesce(p.local_area, 'Not known') as local_area, nullif(btrim(a.town), '') as town, a.latitude, a.longitude,
         (select substring(d.value from '^[0-9]+')::integer from people.client_detail d
           where d.person_id = p.person_id and d.kind = 'longest_journey' and d.in_force @> platform.who('today')::date) as longest_minutes
    from people.person_today p
    left join people.address a on a.person_id = p.person_id and a.kind = 'home' and a.in_force @> platform.who('today')::date
   where p.died_on is null or p.died_on > platform.who('today')::date;
create view people.need_counted as                                    -- what the record says of talking and hearing
  select distinct c.person_id, 'communication'::text as need from people.communication_need c where c.in_force @> platform.who('today')::date
  union
  select d.person_id, 'hearing_loop' from people.client_detail d
   where d.kind = 'hearing' and d.value in ('Deaf with speech','Deaf without speech','Hard of hearing','Hearing impairment: Severity unknown') and d.in_force @> platform.who('today')::date
  union
  select d.person_id, 'step_free' from people.client_detail d
   where d.kind = 'primary_support_reason' and d.value = 'Physical support: Access and mobility only' and d.in_force @> platform.who('today')::date;
create view needs.latest_counted as                                   -- the assessment that stands, and whether its needs were found eligible
  select distinct on (a.person_id) a.person_id, a.id as assessment_id, coalesce(e.eligible, false) as eligible
    from needs.assessment a left join needs.eligibility_decision e on e.assessment_id = a.id
   where a.completed_on is not null and a.completed_on <= platform.who('today')::date and not exists (select from needs.assessment n where n.replaces = a.id and n.completed_on is not null)
   order by a.person_id, a.completed_on desc, a.id;
create view needs.need_counted as                                     -- c: managing toilet needs; x3: being in a group
  select l.person_id, v.need from needs.latest_counted l join needs.assessed_level s on s.assessment_id = l.assessment_id
    join (values ('c', 2, 'personal_care'), ('x3', 2, 'communication'), ('x3', 3, 'quiet')) as v(item, least, need) on v.item = s.item and s.level >= v.least;
create view planning.need_counted as                                  -- what the agreed lines of the week take for the person alone
  select distinct t.person_id, case c.thing when 'wheelchair_space' then 'wheelchair' else c.thing end as need
    from planning.session_term t cross join lateral unnest(t.characteristics) as c(thing)
   where t.agreed and t.in_force @> platform.who('today')::date and c.thing in ('hoist','changing_place','wheelchair_space');
revoke all on people.home_counted, people.need_counted, needs.latest_counted, needs.need_counted, planning.need_counted from daywell_app;

-- People who have a day opportunity that runs or is agreed, or whose needs were found eligible and who never had one: so many with each need (null: all
-- of them) and each longest journey, by where they live. Never fewer than five people stand behind a place: a lone home is told as its town or area.
create view strategy.person_placed as
  with counted as (
    select h.*, round((h.latitude / 0.02)::numeric) * 0.02 as square_north, round((h.longitude / 0.03)::numeric) * 0.03 as square_east
      from people.home_counted h
     where strategy.may_count()
       and (exists (select from planning.line_counted l where l.person_id = h.person_id and l.component = 'support' and (upper_inf(l.in_force) or upper(l.in_force) > platform.who('today')::date))
         or (exists (select from needs.latest_counted n where n.person_id = h.person_id and n.eligible) and not exists (select from planning.line_counted l where l.person_id = h.person_id)))),
  sized as (
    select c.*, count(*) over (partition by c.local_area, c.square_north, c.square_east) as in_square, count(c.latitude) over town as in_town, count(c.latitude) over area as in_area,
           round((avg(c.latitude) over town)::numeric, 2) as town_north, round((avg(c.longitude) over town)::numeric, 2) as town_east,
           round((avg(c.latitude) over area)::numeric, 2) as area_north, round((avg(c.longitude) over area)::numeric, 2) as area_east
      from counted c window town as (partition by c.local_area, c.town), area as (partition by c.local_area))
  select s.person_id, s.local_area, s.longest_minutes,
         (case when s.latitude is not null and s.in_square >= 5 then s.square_north when s.town is not null and s.in_town >= 5 then s.town_north when s.in_area >= 5 then s.area_north end)::double precision as latitude,
         (case when s.latitude is not null and s.in_square >= 5 then s.square_east when s.town is not null and s.in_town >= 5 then s.town_east when s.in_area >= 5 then s.area_east end)::double precision as longitude
    from sized s;
revoke all on strategy.person_placed from daywell_app;
create view strategy.coverage_people as
  with placed as (select p.person_id, p.local_area, p.longest_minutes, p.latitude, p.longitude from strategy.person_placed p),
  needed as (
    select n.person_id, n.need from people.need_counted n union select n.person_id, n.need from needs.need_counted n union select n.person_id, n.need from planning.need_counted n)
  select p.local_area, p.latitude, p.longitude, p.longest_minutes, w.need, count(*)::integer as people
    from placed p join (select person_id, null::text as need from placed union all select person_id, need from needed) w on w.person_id = p.person_id
   group by 1, 2, 3, 4, 5;

-- So many people with a regular place at a site today, and so many places a week that they take; nobody named.
create view strategy.site_people as
  select s.site_id, count(distinct p.person_id)::integer as people, count(*)::integer as weekly_places
    from directory.standing_place p join directory.session s on s.id = p.session_id
   where strategy.may_count() and p.in_force @> platform.who('today')::date and s.site_id is not null group by s.site_id;
grant select on strategy.coverage_people, strategy.site_people to daywell_app;

-- Weekly sessions that the public can find, with where they are and whether one of the dates of the next four weeks has room: a place, and a worker's time
-- where that is counted. Things of which there are only so many are counted likewise, together with a place.
create view directory.published_session_place as
  select w.session_id, w.opportunity_id, o.name as opportunity, w.local_area, w.weekday, w.start_minute, w.end_minute, w.features, w.setting, w.places,
         si.id as site_id, si.name as site, si.town, si.latitude, si.longitude, r.counted, r.room, r.things_counted, r.things_free
    from directory.published_weekly_session w join directory.opportunity o on o.id = w.opportunity_id join directory.session s on s.id = w.session_id left join directory.site si on si.id = s.site_id
    left join lateral (
      select bool_or(d.place is not null) as counted, coalesce(bool_or(d.place > 0 and d.staff > 0), false) as room,
             array_remove(array[case when bool_or(d.hoist is not null) then 'hoist' end, case when bool_or(d.changing_place is not null) then 'changing_place' end,
                                case when bool_or(d.wheelchair is not null) then 'wheelchair' end], null) as things_counted,
             array_remove(array[case when bool_or(d.place > 0 and d.staff > 0 and d.hoist > 0) then 'hoist' end, case when bool_or(d.place > 0 and d.staff > 0 and d.changing_place > 0) then 'changing_place' end,
                                case when bool_or(d.place > 0 and d.staff > 0 and d.wheelchair > 0) then 'wheelchair' end], null) as things_free
        from (select max(k.capacity - k.taken) filter (where k.resource = 'place') as place, coalesce(max(k.capacity - k.taken) filter (where k.resource = 'staff'), 1) as staff,
                     max(k.capacity - k.taken) filter (where k.resource = 'hoist') as hoist, max(k.capacity - k.taken) filter (where k.resource = 'changing_place') as changing_place,
                     max(k.capacity - k.taken) filter (where k.resource = 'wheelchair_space') as wheelchair
                from directory.occurrence oc left join directory.stock k on k.occurrence_id = oc.id
               where oc.session_id = w.session_id and oc.cancelled_at is null and oc.on_date >= platform.who('today')::date and oc.on_date < platform.who('today')::date + 28 group by oc.id) d) r on true;
grant select on directory.published_session_place to daywell_app;
