-- What a person's week reads at each visit, read at less cost. An index that keeps two spans of days apart is slow to walk (some 70,000 instructions more a
-- question than one in plain order): where a person or a term has a few rows, plain order finds them, and `is true` keeps the days out of the search.
create index budget_line_of_term on planning.budget_line (term_id) include (in_force, id, person_id, component, route, provider_id, per_session_pence, council_share_pence);
create index placement_of_term on brokerage.placement (term_id) include (in_force, provider_id);
create index name_of_person on people.person_name (person_id) include (kind, in_force, given_name);

-- The last word on how somebody gets to a session, and the most that was agreed beyond a budget, found at the end of an index.
create index transport_last_of_session on planning.transport_decision (planned_session_id, recorded_at, id) include (mode);
create index exception_agreed_of_budget on allocation.exception (indicative_budget_id, agreed_pence);
drop index people.person_name_person, planning.transport_to_session, allocation.exception_indicative_budget;

-- As before (0193).
create or replace view people.published_given_name as
select n.person_id, n.kind, n.given_name from people.person_name n
 where n.kind in ('legal', 'preferred') and (n.in_force @> platform.who('today')::date) is true and people.may_see(n.person_id)
   and not exists (select from people.merge m where m.merged_id = n.person_id);

-- As before (0193).
create or replace view finance.week_date as
select o.person_id, o.id as occasion_id, o.on_date, o.start_minute, o.end_minute, o.planned_session_id, o.term_id, t.own_arrangement, t.outcome_id, t.free_period_id, t.in_force as term_in_force,
       coalesce(nullif(btrim(s.name), ''), e.name) as name, si.name as site, si.town, e.free, e.price_from_pence, r.happened, case when r.happened <> 'attended' then r.words end as reason,
       (select p.provider_id from brokerage.placement p where p.term_id = o.term_id and (p.in_force @> o.on_date) is true) as placed_with,
       (select d.mode from planning.transport_decision d where d.planned_session_id = o.planned_session_id order by d.recorded_at desc, d.id desc limit 1) as getting_there
  from delivery.occasion o
  join planning.session_term t on t.id = o.term_id and t.agreed
  left join directory.session s on s.id = t.session_id left join directory.opportunity e on e.id = s.opportunity_id left join directory.site si on si.id = s.site_id
  left join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark later where later.replaces = m.id)
  left join delivery.reason r on r.code = m.reason
 where o.ended_at is null and people.may_read(o.person_id);

-- As before (0193), with whether a relief was ever begun and not ended: only then is it worth asking what it leaves on a day.
create or replace view allocation.published_indicative with (security_invoker = false) as
select b.id as indicative_budget_id, b.person_id, b.assessment_id, b.table_version, b.weekly_pence, b.yearly_pence, i.issued_on, i.short_by_pence,
       greatest(b.weekly_pence, (select max(e.agreed_pence) from allocation.exception e where e.indicative_budget_id = b.id)) as counts_weekly_pence,
       exists (select from allocation.relief r where r.indicative_budget_id = b.id and r.ended_on is null) as has_relief
  from allocation.indicative_budget b left join allocation.issue i on i.indicative_budget_id = b.id
 where not exists (select from allocation.indicative_budget later where later.replaces = b.id)
   and ((select platform.is_role('job')) or people.may_reckon(b.person_id));
