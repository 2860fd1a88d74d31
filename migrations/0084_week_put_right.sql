-- A week that an answer called wrong is not asked for until it is put right, and money given back for it counts in its charge.
alter table charging.dispute_outcome add constraint outcome_with_its_correction unique (dispute_id, person_id, week_start, correction);
alter table charging.dispute_correction add column week_start date, add column correction text, add column given_back_pence bigint constraint given_back_above_nothing check (given_back_pence > 0),
  add constraint corrects_as_answered foreign key (dispute_id, person_id, week_start, correction) references charging.dispute_outcome (dispute_id, person_id, week_start, correction),
  add constraint refund_names_its_sum check ((correction is not distinct from 'refund') = (given_back_pence is not null)),
  add constraint correction_of_its_week check (num_nonnulls(week_start, correction) = 2) not valid;
create index dispute_correction_week on charging.dispute_correction (person_id, week_start);

create view charging.published_week_in_question with (security_invoker = true) as  -- said to be right about, and not put right yet
  select o.dispute_id, o.person_id, o.week_start, o.correction from charging.dispute_outcome o
   where o.outcome = 'week_wrong' and not exists (select from charging.dispute_correction k where k.dispute_id = o.dispute_id);
create view charging.published_week_given_back with (security_invoker = true) as  -- what the council gave back for a week
  select k.person_id, k.week_start, sum(k.given_back_pence)::bigint as given_back_pence from charging.dispute_correction k
   where k.given_back_pence is not null group by k.person_id, k.week_start;
grant select on charging.published_week_in_question, charging.published_week_given_back to daywell_app;

-- Only finance gives money back.
drop policy add on charging.dispute_correction;
create policy add on charging.dispute_correction for insert with check ((select platform.is_role('job'))
  or (people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]) and (given_back_pence is null or (select platform.is_role('finance')))));
