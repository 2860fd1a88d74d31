-- What a person was told and the outcomes they agreed to, found and put in order by one index each; and what is decided of them, found in plain order as in 0194.
create index contribution_of_person on charging.contribution (person_id) include (in_force, weekly_pence, basis);
create index notice_person_by_day on charging.notice (person_id, first_day_charged);
drop index charging.notice_person;
create index outcome_person_by_day on planning.outcome (person_id, agreed_on, id);
drop index planning.outcome_person;

-- As before (0193).
create or replace view charging.published_told as
select n.notice_id, n.person_id, n.told_on, n.first_day_charged, n.told_pence, n.up_to and c.basis = 'provisional' as up_to, n.provenance = 'migrated' and c.weekly_pence >= n.told_pence as taken_over,
       least(n.told_pence, c.weekly_pence) as weekly_pence, lower(c.in_force) as decided_from, greatest(n.first_day_charged, lower(c.in_force)) as from_date,
       least(n.before_next, case when upper_inf(c.in_force) then null else upper(c.in_force) - 1 end) as until_date
  from (select told.id as notice_id, told.person_id, told.told_on, told.first_day_charged, told.weekly_pence as told_pence, told.up_to, told.provenance,
               min(told.first_day_charged) over (partition by told.person_id order by told.first_day_charged range between '1 day'::interval following and unbounded following) - 1 as before_next
          from charging.notice told
         where not exists (select from charging.contribution gone join charging.notice later on later.person_id = gone.person_id and later.first_day_charged = told.first_day_charged
                             join charging.contribution held on held.id = later.contribution_id and not isempty(held.in_force)
                            where gone.id = told.contribution_id and isempty(gone.in_force))) n
  join charging.contribution c on c.person_id = n.person_id and (c.in_force && daterange(n.first_day_charged, n.before_next, '[]')) is true
 where people.may_reckon(n.person_id);
