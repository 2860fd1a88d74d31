-- What a person's week asks at each visit, asked at less cost. A function of plain SQL that reads a table is planned anew at each call; one of PL/pgSQL keeps its plan.

-- As before: whether the caller may reach a person in one of these roles. A person's own account is asked first and at half the cost: its ids stand in the
-- setting as they are written out, each 36 characters long, so that to find one is to find it whole.
create or replace function people.reaches(p uuid, roles text[]) returns boolean language plpgsql stable cost 5000 as $$
declare caller text;
begin
  if current_setting('daywell.role', true) = 'person' then
    return coalesce('person' = any (roles) and strpos(current_setting('daywell.person_ids', true), p::text) > 0, false); end if;
  caller := platform.who('role');
  if p is null or caller is null then return false; end if;
  if caller = 'job' then return true; end if;
  if not caller = any (roles) then return false; end if;
  if caller in ('practitioner','team_manager') then return exists (select from people.in_my_teams m where m.person_id = p); end if;
  if caller = 'broker' then return exists (select from brokerage.to_be_placed m where m.person_id = p); end if;
  if caller = 'provider' then return exists (select from brokerage.my_people m where m.person_id = p); end if;
  return caller = 'finance' and not exists (select from people.shut_to_me m where m.person_id = p);
end $$;

-- As before (0154), with one short look where there is no relief.
create or replace function allocation.eased_on(budget uuid, day date) returns bigint language plpgsql stable as $$
declare found_relief allocation.relief; passed integer := 0;
begin
  select r.* into found_relief from allocation.relief r where r.indicative_budget_id = budget and r.ended_on is null order by r.from_date desc, r.id desc limit 1;
  if not found then return null; end if;
  while passed < found_relief.years and (found_relief.from_date + make_interval(years => passed + 1))::date <= day loop passed := passed + 1; end loop;
  return found_relief.weekly_pence[1 + passed];
end $$;

-- As before: whether a period makes a day free.
create or replace function charging.free_on(period uuid, day date) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from charging.free_period f where f.id = period and day >= f.from_date
    and (day <= f.until_date or (f.ground in ('reablement','intermediate_care') and day < f.from_date + 42)));
end $$;

-- What a person may be called today, and nothing else of the head of their record: the name they like first, then their legal one.
create view people.published_given_name as
select n.person_id, n.kind, n.given_name from people.person_name n
 where n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date and people.may_see(n.person_id)
   and not exists (select from people.merge m where m.merged_id = n.person_id);
grant select on people.published_given_name to daywell_app;

-- The name of a provider for a list of dates, found by its number alone.
create view market.published_provider_name as
select p.id as provider_id, (select g.name from directory.organisation g where g.id = p.organisation_id) as name from market.provider p;
grant select on market.published_provider_name to daywell_app;

-- The open reviews of one person, by day.
create index review_due_open_of_person on needs.review_due (person_id, due_on) where settled_on is null;

-- A view asks its rule once of each row of its own, and not again of every table that it joins: all that these join belongs to the same person (composite keys see to it), and the rule lets nobody see what one of those tables would hide from them.
create or replace view allocation.published_indicative with (security_invoker = false) as
select b.id as indicative_budget_id, b.person_id, b.assessment_id, b.table_version, b.weekly_pence, b.yearly_pence, i.issued_on, i.short_by_pence,
       greatest(b.weekly_pence, (select max(e.agreed_pence) from allocation.exception e where e.indicative_budget_id = b.id)) as counts_weekly_pence
  from allocation.indicative_budget b left join allocation.issue i on i.indicative_budget_id = b.id
 where not exists (select from allocation.indicative_budget later where later.replaces = b.id)
   and ((select platform.is_role('job')) or people.may_reckon(b.person_id));

create or replace view finance.published_charge with (security_invoker = false) as
select c.id as charge_id, c.person_id, c.week_start, c.told_weekly_pence, c.delivered_cost_pence, c.charge_pence, c.rule_version, c.recorded_at from finance.charge c
 where not exists (select from finance.charge later where later.replaces = c.id)
   and ((select platform.is_role('job')) or (select platform.is_role('finance')) or people.may_read(c.person_id));

-- What a person may be asked for, and on which days: each notice holds until the next one's first day, never above the contribution in force.
-- What was told of a decision that never began gives way once what took its place was told from the same first day.
create view charging.published_told as
select n.notice_id, n.person_id, n.told_on, n.first_day_charged, n.told_pence, n.up_to and c.basis = 'provisional' as up_to, n.provenance = 'migrated' and c.weekly_pence >= n.told_pence as taken_over,
       least(n.told_pence, c.weekly_pence) as weekly_pence, lower(c.in_force) as decided_from, greatest(n.first_day_charged, lower(c.in_force)) as from_date,
       least(n.before_next, case when upper_inf(c.in_force) then null else upper(c.in_force) - 1 end) as until_date
  from (select told.id as notice_id, told.person_id, told.told_on, told.first_day_charged, told.weekly_pence as told_pence, told.up_to, told.provenance,
               min(told.first_day_charged) over (partition by told.person_id order by told.first_day_charged range between '1 day'::interval following and unbounded following) - 1 as before_next
          from charging.notice told
         where not exists (select from charging.contribution gone join charging.notice later on later.person_id = gone.person_id and later.first_day_charged = told.first_day_charged
                             join charging.contribution held on held.id = later.contribution_id and not isempty(held.in_force)
                            where gone.id = told.contribution_id and isempty(gone.in_force))) n
  join charging.contribution c on c.person_id = n.person_id and c.in_force && daterange(n.first_day_charged, n.before_next, '[]')
 where people.may_reckon(n.person_id);

-- The dates of a person, whoever may read their record: each with its session, where, who runs it, how they get there, and what came of it.
create view finance.week_date as
select o.person_id, o.id as occasion_id, o.on_date, o.start_minute, o.end_minute, o.planned_session_id, o.term_id, t.own_arrangement, t.outcome_id, t.free_period_id, t.in_force as term_in_force,
       coalesce(nullif(btrim(s.name), ''), e.name) as name, si.name as site, si.town, e.free, e.price_from_pence, r.happened, case when r.happened <> 'attended' then r.words end as reason,
       (select p.provider_id from brokerage.placement p where p.term_id = o.term_id and p.in_force @> o.on_date) as placed_with,
       (select d.mode from planning.transport_decision d where d.planned_session_id = o.planned_session_id order by d.recorded_at desc, d.id desc limit 1) as getting_there
  from delivery.occasion o
  join planning.session_term t on t.id = o.term_id and t.agreed
  left join directory.session s on s.id = t.session_id left join directory.opportunity e on e.id = s.opportunity_id left join directory.site si on si.id = s.site_id
  left join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark later where later.replaces = m.id)
  left join delivery.reason r on r.code = m.reason
 where o.ended_at is null and people.may_read(o.person_id);

-- The lines of a person's budget, whoever may read their record: each with who pays how much of it.
create view finance.week_price as
select b.person_id, b.id as budget_line_id, b.term_id, b.component, b.route, b.provider_id, b.per_session_pence, b.council_share_pence, b.in_force, s.payers, coalesce(s.person, 0) as person_pence
  from planning.budget_line b
 cross join lateral (
   select json_agg(json_build_object('payer', p.payer, 'ground', p.legal_ground, 'share', p.share_pence) order by p.payer, p.legal_ground) as payers,
          sum(p.share_pence) filter (where p.payer = 'person') as person
     from planning.payer_share p where p.budget_line_id = b.id) s
 where people.may_read(b.person_id);

-- What is owed for a date as it stands, whoever may read the record of whose date it is.
create view finance.week_pay as
select l.person_id, l.occasion_id, l.budget_line_id, l.amount_pence, l.chargeable_pence from finance.pay_line l
 where not exists (select from finance.pay_line later where later.replaces = l.id) and people.may_read(l.person_id);

-- The outcomes of a person, and what each voice said of them, whoever may read their record.
create view planning.published_goal as
select o.id as outcome_id, o.person_id, o.words, o.care_act_item, o.agreed_on from planning.outcome o where people.may_read(o.person_id);

create view outcomes.published_voice as
select p.person_id, p.outcome_id, p.voice, p.met, p.words, p.on_date, p.recorded_at from outcomes.progress p where p.met is not null and people.may_read(p.person_id)
union all
select r.person_id, o.outcome_id, o.voice, case o.met when 'Fully met' then 'fully' when 'Partially met' then 'partially' else 'not' end, o.words, r.completed_on, o.recorded_at
  from outcomes.review r join outcomes.review_outcome o on o.review_id = r.id where r.completed_on is not null and people.may_read(r.person_id);

grant select on charging.published_told, finance.week_date, finance.week_price, finance.week_pay, planning.published_goal, outcomes.published_voice to daywell_app;

-- Which longer questions a person's week needs: asked in one short statement, for most people the answer is none. The rows themselves are read under their own rules.
-- Since when something of theirs is being worked out comes from the same look at the records as the week itself: asked later, the work could be done in between, and old sums would stand without a word.
create function finance.week_needs(person uuid, first_day date, last_day date)
returns table (paused boolean, disputed boolean, off boolean, since timestamptz) language plpgsql stable security definer set search_path = pg_catalog as $$
declare waiting boolean := false;
begin
  if not (platform.is_role('finance', 'job') or people.may_reckon(person)) then return; end if;
  if to_regclass('pgboss.job') is not null then
    waiting := exists (select from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%');
  end if;
  select exists (select from brokerage.pause p where p.person_id = person),
         exists (select from charging.dispute d where d.person_id = person and not exists (select from charging.dispute_outcome o where o.dispute_id = d.id)),
         exists (select from delivery.occasion o join delivery.mark m on m.occasion_id = o.id
                  where o.person_id = person and o.on_date between first_day and last_day and m.reason in ('provider_cancelled', 'closed')),
         waiting or exists (select from platform.outbox b where b.dispatched_at is null)
    into paused, disputed, off, waiting;
  if waiting then since := finance.being_worked_out(person); end if;
  return next;
end $$;
revoke execute on function finance.week_needs(uuid, date, date) from public;
grant execute on function finance.week_needs(uuid, date, date) to daywell_app;
