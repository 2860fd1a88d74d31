-- A dispute can be answered "you are right" for a fault in one week: what has to be put right is named, and is a task until somebody records it.
alter table charging.dispute_outcome add column week_start date, add column correction text,
  drop constraint dispute_outcome_word,
  add constraint dispute_outcome_word check (outcome in ('stands','changed','week_wrong','taken_back')),
  add constraint correction_word check (correction in ('mark','refund')),
  add constraint week_wrong_names_its_week check ((outcome = 'week_wrong') = (week_start is not null) and (week_start is null) = (correction is null)),
  add constraint wrong_week_from_monday check (extract(isodow from week_start) = 1),
  add constraint outcome_to_put_right unique (dispute_id, person_id, outcome);

create table charging.dispute_correction (
  dispute_id uuid primary key, person_id uuid not null,
  outcome text not null default 'week_wrong' constraint only_a_wrong_week check (outcome = 'week_wrong'),
  words text not null, done_on date not null, done_by uuid not null, recorded_at timestamptz not null default now(),
  constraint correction_of_outcome foreign key (dispute_id, person_id, outcome) references charging.dispute_outcome (dispute_id, person_id, outcome));
create trigger end_only before update or delete on charging.dispute_correction for each row execute function platform.end_only();
create index dispute_correction_person on charging.dispute_correction (person_id);

alter table charging.dispute_correction enable row level security;
create policy read on charging.dispute_correction for select using ((select platform.is_role('job')) or people.may_reckon(person_id));
create policy add on charging.dispute_correction for insert with check ((select platform.is_role('job')) or people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
grant select, insert on charging.dispute_correction to daywell_app;
