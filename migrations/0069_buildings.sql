-- strategy: the buildings of the council's own service: how they are used, what they cost, and the journeys to them. Counts; nobody is named, and a home is
-- told as in strategy.coverage_people.

create view planning.transport_counted as                             -- how somebody gets to a planned session, as last decided; owner's rights, and nobody may ask
  select distinct on (d.planned_session_id) d.planned_session_id, d.mode from planning.transport_decision d
   where d.planned_session_id is not null order by d.planned_session_id, d.recorded_at desc, d.id desc;
revoke all on planning.transport_counted from daywell_app;

create view strategy.own_building as                                  -- where a weekly session of the council's own service goes on today
  select si.id as site_id, si.name, si.town, coalesce(nullif(btrim(si.local_area), ''), 'Not known') as local_area, si.latitude, si.longitude
    from directory.site si
   where strategy.may_count() and exists (
     select from directory.session s join directory.opportunity o on o.id = s.opportunity_id join market.provider p on p.organisation_id = o.organisation_id and p.in_house
      where s.site_id = si.id and s.in_force @> platform.who('today')::date);

-- The twelve weeks before today: dates of its sessions, places on sale on them, places taken, and places somebody came to by the register.
create view strategy.building_use as
  select b.site_id, count(*)::integer as dates, (count(*) filter (where k.capacity is null))::integer as uncounted, coalesce(sum(k.capacity), 0)::integer as offered,
         coalesce(sum(t.planned), 0)::integer as planned, coalesce(sum(t.attended), 0)::integer as attended, coalesce(sum(t.marked), 0)::integer as marked
    from strategy.own_building b join directory.session s on s.site_id = b.site_id
    join directory.occurrence oc on oc.session_id = s.id and oc.cancelled_at is null and oc.on_date >= platform.who('today')::date - 84 and oc.on_date < platform.who('today')::date
    left join directory.stock k on k.occurrence_id = oc.id and k.resource = 'place'
    left join lateral (
      select count(*) as planned, count(*) filter (where r.happened = 'attended') as attended, count(m.id) as marked
        from directory.place_claim c left join delivery.occasion o on o.place_claim_id = c.id and o.ended_at is null
        left join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark n where n.replaces = m.id) left join delivery.reason r on r.code = m.reason
       where c.occurrence_id = oc.id and c.released_at is null and (c.held_until is null or c.confirmed_at is not null)) t on true
   group by b.site_id;

-- So many places a week that a building has on sale at the price of a cost sheet in force today.
create view strategy.building_sheet as
  select r.cost_sheet_id, s.site_id, sum(c.amount)::integer as weekly_places
    from market.rate r join directory.published_cost pc on pc.rate_id = r.id and pc.in_force @> platform.who('today')::date
    join directory.session s on s.opportunity_id = pc.opportunity_id and s.in_force @> platform.who('today')::date join strategy.own_building b on b.site_id = s.site_id
    join directory.capacity c on c.session_id = s.id and c.resource = 'place' and c.in_force @> platform.who('today')::date
   where r.in_force @> platform.who('today')::date and r.cost_sheet_id is not null group by r.cost_sheet_id, s.site_id;

-- People who go to a building by agreed lines of the week, by where they live and how they get there, with their visits a week.
create view strategy.building_journeys as
  select s.site_id, coalesce(t.mode, 'not decided') as mode, p.latitude, p.longitude, count(distinct l.person_id)::integer as people, sum(1.0 / l.every_weeks)::double precision as weekly_visits
    from planning.session_term l join directory.session s on s.id = l.session_id join strategy.own_building b on b.site_id = s.site_id join strategy.person_placed p on p.person_id = l.person_id
    left join planning.transport_counted t on t.planned_session_id = l.planned_session_id
   where l.agreed and l.in_force @> platform.who('today')::date group by s.site_id, coalesce(t.mode, 'not decided'), p.latitude, p.longitude;
grant select on strategy.own_building, strategy.building_use, strategy.building_sheet, strategy.building_journeys to daywell_app;
