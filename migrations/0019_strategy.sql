-- strategy: what commissioners may know. Owner's rights over what earlier steps publish, counted in cells without name, id or birth day;
-- the page hides what is under five before anything leaves (strategy/suppress.ts).
create function strategy.may_count() returns boolean language sql stable as $$
  select platform.who('role') in ('commissioner', 'team_manager', 'finance', 'administrator', 'job') $$;

-- What the counts below are made from. Owner's rights, and nobody may ask them: a view with the caller's rights would count only the
-- people that the caller may see, which for a commissioner is nobody.
create view planning.line_counted as
  select b.person_id, b.in_house, b.component, b.route, b.in_force * t.in_force as in_force
    from planning.budget_line b join planning.session_term t on t.id = b.term_id where t.agreed;
create view finance.cost_counted as
  select l.person_id, b.in_house, b.component, l.on_date, l.amount_pence
    from finance.pay_line l join planning.budget_line b on b.id = l.budget_line_id where not exists (select from finance.pay_line later where later.replaces = l.id);
revoke all on planning.line_counted, finance.cost_counted from daywell_app;

-- People who have a day opportunity paid for on the day of the request, one row for each kind of person.
create view strategy.borough_people as
  select p.support_reason, coalesce(p.local_area, 'Not known') as local_area,
         case when extract(year from age(platform.who('today')::date, p.born_on)) < 65 then '18 to 64' else '65 and over' end as age_group,
         b.age_band, u.in_house, u.outside, count(*)::integer as people
    from (select l.person_id, bool_or(l.in_house) as in_house, bool_or(not l.in_house) as outside from planning.line_counted l
           where l.in_force @> platform.who('today')::date and l.component = 'support' and l.route <> 'no_cost' group by l.person_id) u
    join people.person_today p on p.person_id = u.person_id,
    lateral (select case when y < 25 then '18 to 24' when y < 35 then '25 to 34' when y < 45 then '35 to 44' when y < 55 then '45 to 54'
                         when y < 65 then '55 to 64' when y < 75 then '65 to 74' when y < 85 then '75 to 84' else '85 and over' end as age_band
               from (select extract(year from age(platform.who('today')::date, p.born_on)) as y) a) b
   where strategy.may_count()
   group by 1, 2, 3, 4, 5, 6;

-- What was delivered in the last 52 weeks and owed for it: support only, without transport and meals.
create view strategy.borough_spend as
  select p.support_reason, coalesce(p.local_area, 'Not known') as local_area,
         case when extract(year from age(platform.who('today')::date, p.born_on)) < 65 then '18 to 64' else '65 and over' end as age_group,
         c.in_house, sum(c.pence)::bigint as pence, count(distinct c.person_id)::integer as people
    from (select d.person_id, d.in_house, sum(d.amount_pence) as pence from finance.cost_counted d
           where d.on_date > platform.who('today')::date - 364 and d.on_date <= platform.who('today')::date and d.component = 'support'
           group by d.person_id, d.in_house) c
    join people.person_today p on p.person_id = c.person_id
   where strategy.may_count()
   group by 1, 2, 3, 4;
grant select on strategy.borough_people, strategy.borough_spend to daywell_app;
