-- charging, allocation, needs, delivery, finance: first pages ask first what waits, then whether the reader may see it.

-- Each view holds ids only, read with the owner's rights: the lists join them to the tables themselves, whose rules then decide about
-- the few that wait, not about everybody.
create view charging.to_tell as                                       -- charges nobody has been told
  select c.id from charging.contribution c
   where (select platform.is_role('job') or platform.is_staff())
     and not isempty(c.in_force) and (upper_inf(c.in_force) or upper(c.in_force) > platform.who('today')::date)
     and not exists (select from charging.notice n where n.contribution_id = c.id);
create view charging.to_settle as                                     -- provisional charges without an assessment since
  select c.id from charging.contribution c
   where (select platform.is_role('job') or platform.is_staff())
     and c.basis = 'provisional' and c.in_force @> platform.who('today')::date
     and not exists (select from charging.financial_assessment a where a.person_id = c.person_id and a.recorded_at > c.recorded_at);
create view charging.to_decide as                                     -- assessments that nothing was decided from, the newest of each person
  select a.id from charging.financial_assessment a
   where (select platform.is_role('job') or platform.is_staff())
     and not exists (select from charging.contribution c where c.financial_assessment_id = a.id)
     and not exists (select from charging.financial_assessment later where later.person_id = a.person_id and later.recorded_at > a.recorded_at)
     and not exists (select from charging.contribution c where c.person_id = a.person_id and c.recorded_at > a.recorded_at);
create view charging.to_assess as                                     -- assessments that found eligible needs of people whose money nobody has looked at
  select a.id as assessment_id from needs.assessment a join needs.eligibility_decision e on e.assessment_id = a.id
   where (select platform.is_role('job') or platform.is_staff()) and e.eligible
     and not exists (select from charging.contribution c where c.person_id = a.person_id)
     and not exists (select from charging.financial_assessment f where f.person_id = a.person_id);
grant select on charging.to_tell, charging.to_settle, charging.to_decide, charging.to_assess to daywell_app;

create view allocation.to_work_out as                                 -- assessments that found eligible needs of people without a budget
  select a.id as assessment_id from needs.assessment a join needs.eligibility_decision e on e.assessment_id = a.id
   where (select platform.is_role('job') or platform.is_staff()) and e.eligible
     and not exists (select from allocation.indicative_budget b where b.person_id = a.person_id);
create view allocation.to_issue as                                    -- budgets worked out, the last of their kind, that nobody has told
  select b.id from allocation.indicative_budget b
   where (select platform.is_role('job') or platform.is_staff())
     and not exists (select from allocation.issue i where i.indicative_budget_id = b.id)
     and not exists (select from allocation.indicative_budget later where later.replaces = b.id);
grant select on allocation.to_work_out, allocation.to_issue to daywell_app;

create view needs.open_assessment as                                  -- assessments that are begun and whose eligibility is not decided
  select a.id from needs.assessment a
   where (select platform.is_role('job') or platform.is_staff()) and a.provenance = 'recorded'
     and not exists (select from needs.eligibility_decision e where e.assessment_id = a.id)
     and not exists (select from needs.assessment l where l.replaces = a.id);
grant select on needs.open_assessment to daywell_app;

create view delivery.unmarked_date as                                 -- dates that stand and that nobody has marked
  select o.id as occasion_id, o.on_date from delivery.occasion o
   where (select platform.is_role('job', 'provider') or platform.is_staff()) and o.ended_at is null
     and not exists (select from delivery.mark m where m.occasion_id = o.id);
grant select on delivery.unmarked_date to daywell_app;

-- Dates whose mark stands and that have no pay for a line that costs something. People who are shut to the reader are left out, as
-- finance's rules say.
create view finance.mark_without_pay as
  select o.id as occasion_id, o.term_id, o.person_id, o.on_date, m.reason from delivery.occasion o join delivery.mark m on m.occasion_id = o.id
   where (select platform.is_role('job', 'finance')) and o.ended_at is null
     and not exists (select from delivery.mark later where later.replaces = m.id)
     and not exists (select from people.shut_to_me s where s.person_id = o.person_id)
     and exists (select from planning.budget_line b join planning.session_term t on t.id = b.term_id
                  where b.term_id = o.term_id and t.agreed and b.in_force * t.in_force @> o.on_date and b.per_session_pence > 0
                    and not exists (select from finance.pay_line l where l.occasion_id = o.id and l.mark_id = m.id and l.budget_line_id = b.id));
grant select on finance.mark_without_pay to daywell_app;

create view allocation.told_under as                                  -- the table behind the budget that each person was told last
  select distinct on (i.person_id) i.person_id, b.table_version
    from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
   where (select platform.is_role('job') or platform.is_staff())
   order by i.person_id, i.issued_on desc, i.recorded_at desc, b.id desc;
grant select on allocation.told_under to daywell_app;

create view planning.to_plan as                                       -- people who were told a budget and never had a plan
  select distinct i.person_id from allocation.issue i
   where (select platform.is_role('job') or platform.is_staff())
     and not exists (select from planning.plan_version v where v.person_id = i.person_id);
grant select on planning.to_plan to daywell_app;
