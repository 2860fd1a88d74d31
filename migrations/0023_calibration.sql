-- Calibrations of the allocation table: asked for, worked out by a job, approved by two people, adopted, and then frozen.

-- Groups the person belonged to when the plan was agreed, for the audit of fairness alone; the person is not named and cannot be looked up from here.
alter table allocation.evidenced_plan add column groups jsonb not null default '{}' constraint groups_are_words check (jsonb_typeof(groups) = 'object');

create table allocation.plan_finding (                                 -- what a review found: was the plan enough?
  id uuid primary key default gen_random_uuid(), plan_version_ref uuid not null references allocation.evidenced_plan (plan_version_ref),
  found_on date not null, needs_met boolean not null, open_unmet_need boolean not null, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint met_and_unmet_exclude_each_other check (not (needs_met and open_unmet_need)));
create index plan_finding_plan on allocation.plan_finding (plan_version_ref, found_on);
create trigger end_only before update or delete on allocation.plan_finding for each row execute function platform.end_only();

create table allocation.calibration (
  id uuid primary key default gen_random_uuid(), source text not null constraint calibration_source check (source in ('file','records')), file_name text,
  prior_version text not null references allocation.table_version, version text not null, from_date date not null,
  quantile_per_mille integer not null constraint calibration_quantile check (quantile_per_mille between 500 and 950),
  recovery_per_mille integer not null constraint calibration_recovery check (recovery_per_mille between 0 and 1000), seed bigint not null, cash jsonb,
  asked_by uuid not null, asked_at timestamptz not null,
  constraint a_file_has_a_name check ((source = 'file') = (file_name is not null)));
create index calibration_asked on allocation.calibration (asked_at desc, id);
create index calibration_prior on allocation.calibration (prior_version);
create trigger end_only before update or delete on allocation.calibration for each row execute function platform.end_only();

create table allocation.calibration_input (                            -- the plans of a file, taken away as soon as the result stands
  calibration_id uuid primary key references allocation.calibration, given integer not null, left_out jsonb not null, plans jsonb not null);

create table allocation.calibration_result (
  calibration_id uuid primary key references allocation.calibration, refusal text, result jsonb, table_hash text,
  adoptable boolean not null default false, made_up boolean not null, worked_out_at timestamptz not null,
  constraint refused_or_worked_out check (num_nonnulls(refusal, result) = 1 and (result is null) = (table_hash is null)),
  constraint refused_is_not_adoptable check (result is not null or not adoptable),
  constraint result_as_worked_out unique (calibration_id, adoptable));
create trigger end_only before update or delete on allocation.calibration_result for each row execute function platform.end_only();

create table allocation.calibration_approval (
  calibration_id uuid not null, approved_by uuid not null, approved_at timestamptz not null,
  adoptable boolean not null default true constraint only_what_passed_every_gate check (adoptable),
  constraint approved_once primary key (calibration_id, approved_by),
  constraint approval_of_a_result foreign key (calibration_id, adoptable) references allocation.calibration_result (calibration_id, adoptable));
create trigger end_only before update or delete on allocation.calibration_approval for each row execute function platform.end_only();

create table allocation.calibration_adoption (                         -- two different people approved it, and from then on nothing of it changes
  calibration_id uuid primary key, table_version text not null constraint one_calibration_per_table unique references allocation.table_version,
  first_approver uuid not null, second_approver uuid not null, adopted_by uuid not null, adopted_at timestamptz not null,
  constraint adopted_by_two_people check (first_approver <> second_approver),
  constraint first_has_approved foreign key (calibration_id, first_approver) references allocation.calibration_approval (calibration_id, approved_by),
  constraint second_has_approved foreign key (calibration_id, second_approver) references allocation.calibration_approval (calibration_id, approved_by));
create trigger end_only before update or delete on allocation.calibration_adoption for each row execute function platform.end_only();
create index calibration_adoption_first on allocation.calibration_adoption (calibration_id, first_approver);
create index calibration_adoption_second on allocation.calibration_adoption (calibration_id, second_approver);

grant select, insert, update on allocation.plan_finding, allocation.calibration, allocation.calibration_input, allocation.calibration_result,
  allocation.calibration_approval, allocation.calibration_adoption to daywell_app;
grant delete on allocation.calibration_input to daywell_app;

create function allocation.may_calibrate() returns boolean language sql stable as $$ select platform.is_role('team_manager','finance','commissioner','job') $$;
create function allocation.is_adopted(calibration uuid) returns boolean language sql stable as $$
  select exists (select from allocation.calibration_adoption a where a.calibration_id = calibration) $$;

alter table allocation.plan_finding enable row level security;
create policy read on allocation.plan_finding for select using ((select platform.is_role('team_manager','commissioner','job')));
create policy add on allocation.plan_finding for insert with check ((select platform.is_role('practitioner','team_manager','job')));
create policy change on allocation.plan_finding for update using ((select platform.is_role('job')));

-- Whoever holds a review adds what was found, without reading the evidence: only where the plan is evidence at all.
create function allocation.record_finding(finding uuid, plan uuid, on_date date, met boolean, unmet boolean, by uuid) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into allocation.plan_finding (id, plan_version_ref, found_on, needs_met, open_unmet_need, recorded_by)
  select finding, plan, on_date, met, unmet, by where platform.is_role('practitioner','team_manager','job')
     and exists (select from allocation.evidenced_plan e where e.plan_version_ref = plan) $$;
grant execute on function allocation.record_finding(uuid, uuid, date, boolean, boolean, uuid) to daywell_app;

-- An adopted calibration is public: what was asked, and what came of it.
alter table allocation.calibration enable row level security;
create policy read on allocation.calibration for select using ((select allocation.may_calibrate()) or allocation.is_adopted(id));
create policy add on allocation.calibration for insert with check ((select allocation.may_calibrate()));
create policy change on allocation.calibration for update using ((select platform.is_role('job')));

alter table allocation.calibration_input enable row level security;
create policy read on allocation.calibration_input for select using ((select platform.is_role('job')));
create policy add on allocation.calibration_input for insert with check ((select allocation.may_calibrate()));
create policy change on allocation.calibration_input for update using ((select platform.is_role('job')));
create policy take_back on allocation.calibration_input for delete using ((select platform.is_role('job')));

alter table allocation.calibration_result enable row level security;
create policy read on allocation.calibration_result for select using ((select allocation.may_calibrate()) or allocation.is_adopted(calibration_id));
create policy add on allocation.calibration_result for insert with check ((select platform.is_role('job')));
create policy change on allocation.calibration_result for update using ((select platform.is_role('job')));

-- Everybody approves for themselves.
alter table allocation.calibration_approval enable row level security;
create policy read on allocation.calibration_approval for select using ((select allocation.may_calibrate()));
create policy add on allocation.calibration_approval for insert with check (
  (select platform.is_role('job')) or ((select allocation.may_calibrate()) and approved_by::text = coalesce(platform.who('staff_id'), platform.who('account_id'))));
create policy change on allocation.calibration_approval for update using ((select platform.is_role('job')));

alter table allocation.calibration_adoption enable row level security;
create policy read on allocation.calibration_adoption for select using (true);
create policy add on allocation.calibration_adoption for insert with check ((select platform.is_role('commissioner','job')));
create policy change on allocation.calibration_adoption for update using ((select platform.is_role('job')));
