-- strategy: the key facts of any day, with ethnic group, and kept where counting takes long.

-- What somebody was counted as on a day. With its caller's rights: the counts below call it with their owner's, anybody else sees whom they may.
create function strategy.kind_on(on_day date) returns table (person_id uuid, support_reason text, local_area text, age integer, ethnic_group text)
language sql stable set search_path = pg_catalog as $$
  select p.id, r.value, coalesce(a.local_area, t.local_area, 'Not known'), extract(year from age(on_day, p.born_on))::integer,
         case when e.value is null or e.value like 'No data%' then 'Not recorded' when e.value like 'White:%' then 'White groups' else 'Other groups' end
    from people.person p
    left join people.client_detail r on r.person_id = p.id and r.kind = 'primary_support_reason' and r.in_force @> on_day
    left join people.client_detail e on e.person_id = p.id and e.kind = 'ethnicity' and e.in_force @> on_day
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> on_day
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> on_day
    left join people.team t on t.id = tp.team_id
   where not exists (select from people.merge m where m.merged_id = p.id) $$;

-- People with a day opportunity paid for on a day, one row for each kind of person.
create function strategy.people_on(on_day date)
  returns table (support_reason text, local_area text, age_group text, age_band text, ethnic_group text, in_house boolean, outside boolean, people integer)
language sql stable security definer set search_path = pg_catalog as $$
  select k.support_reason, k.local_area, case when k.age < 65 then '18 to 64' else '65 and over' end,
         case when k.age < 25 then '18 to 24' when k.age < 35 then '25 to 34' when k.age < 45 then '35 to 44' when k.age < 55 then '45 to 54'
              when k.age < 65 then '55 to 64' when k.age < 75 then '65 to 74' when k.age < 85 then '75 to 84' else '85 and over' end,
         k.ethnic_group, u.in_house, u.outside, count(*)::integer
    from (select l.person_id, coalesce(bool_or(l.in_house), false) as in_house, coalesce(bool_or(not l.in_house), false) as outside from planning.line_counted l
           where l.in_force @> on_day and l.component = 'support' and l.route <> 'no_cost' group by l.person_id) u
    join strategy.kind_on(on_day) k on k.person_id = u.person_id
   where (select strategy.may_count())
   group by 1, 2, 3, 4, 5, 6, 7 $$;

-- What was delivered between two days and is owed for it: support only, without transport and meals; people as they were counted on the last of them.
create function strategy.spend_between(first_day date, last_day date)
  returns table (support_reason text, local_area text, age_group text, in_house boolean, pence bigint, people integer)
language sql stable security definer set search_path = pg_catalog as $$
  select k.support_reason, k.local_area, case when k.age < 65 then '18 to 64' else '65 and over' end, c.in_house, sum(c.pence)::bigint, count(distinct c.person_id)::integer
    from (select d.person_id, d.in_house, sum(d.amount_pence) as pence from finance.cost_counted d
           where d.on_date between first_day and last_day and d.component = 'support' group by d.person_id, d.in_house) c
    join strategy.kind_on(last_day) k on k.person_id = c.person_id
   where (select strategy.may_count())
   group by 1, 2, 3, 4 $$;

-- The first day of the books: no year before it can be asked for.
create function strategy.books_begin_on() returns date language sql stable security definer set search_path = pg_catalog as $$
  select min(p.from_date) from finance.accounting_period p where strategy.may_count() $$;

create table strategy.counted (                                        -- counted cells between two days, as they were when they were counted; nobody is named
  first_day date not null, last_day date not null, people jsonb not null, spend jsonb not null,
  people_counted integer not null constraint counted_people check (people_counted >= 0), counted_at timestamptz not null,
  constraint counted_in_order check (first_day <= last_day), constraint counted_once primary key (first_day, last_day));
alter table strategy.counted enable row level security;
create policy read on strategy.counted for select using ((select strategy.may_count()));

-- Counts again and keeps what came out. Only through here: nobody can write a count that was not counted.
create function strategy.count_again(from_day date, until_day date, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare found_people jsonb; found_spend jsonb; found_count integer;
begin
  if not strategy.may_count() then raise insufficient_privilege; end if;
  select coalesce(jsonb_agg(to_jsonb(p) order by p.support_reason, p.local_area, p.age_band, p.ethnic_group, p.in_house, p.outside), '[]'), coalesce(sum(p.people), 0) into found_people, found_count from strategy.people_on(until_day) p;
  select coalesce(jsonb_agg(to_jsonb(s) order by s.support_reason, s.local_area, s.age_group, s.in_house), '[]') into found_spend from strategy.spend_between(from_day, until_day) s;
  insert into strategy.counted as c (first_day, last_day, people, spend, people_counted, counted_at) values (from_day, until_day, found_people, found_spend, found_count, at)
    on conflict on constraint counted_once do update set people = excluded.people, spend = excluded.spend, people_counted = excluded.people_counted, counted_at = excluded.counted_at;
  delete from strategy.counted c where c.last_day < until_day - 7 and c.last_day - c.first_day = until_day - from_day;    -- spans that moved on with the days
end $$;
