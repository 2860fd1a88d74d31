-- outcomes: did it help?

create table outcomes.progress (
  id uuid primary key default gen_random_uuid(), outcome_id uuid not null, person_id uuid not null,
  voice text not null constraint progress_voice check (voice in ('person','carer','practitioner','provider')),
  on_date date not null, met text constraint progress_met check (met in ('fully','partially','not')),
  scale smallint constraint progress_scale check (scale between -2 and 2), words text, provider_id uuid references market.provider,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint progress_says_something check (num_nonnulls(met, scale, words) >= 1),
  constraint progress_outcome_of_person foreign key (outcome_id, person_id) references planning.outcome (id, person_id));
create trigger end_only before update or delete on outcomes.progress for each row execute function platform.end_only();

create table outcomes.review (
  id uuid primary key default gen_random_uuid(), review_due_id uuid not null constraint one_review_per_due unique, person_id uuid not null references people.person,
  started_on date not null, completed_on date, method text, outcomes_achieved text constraint outcomes_achieved check (outcomes_achieved in ('Fully met','Partially met','Not met')),
  event_outcome text, summary text, decided_by uuid, recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint review_due_of_this_person foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  constraint review_of_person unique (id, person_id), constraint review_completed_after_started check (completed_on >= started_on),
  constraint completed_review_says_how_far check (completed_on is null or (outcomes_achieved is not null and event_outcome is not null and decided_by is not null)));
create trigger end_only before update or delete on outcomes.review for each row
  execute function platform.end_only('completed_on','method','outcomes_achieved','event_outcome','summary','decided_by');
create table outcomes.review_outcome (                                -- each outcome, in each voice, side by side
  review_id uuid not null, person_id uuid not null, outcome_id uuid not null, voice text not null constraint review_voice check (voice in ('person','carer','practitioner','provider')),
  met text not null constraint review_met check (met in ('Fully met','Partially met','Not met')), words text, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  primary key (review_id, outcome_id, voice),
  constraint review_outcome_review foreign key (review_id, person_id) references outcomes.review (id, person_id),
  constraint review_outcome_of_person foreign key (outcome_id, person_id) references planning.outcome (id, person_id));
create trigger end_only before update or delete on outcomes.review_outcome for each row execute function platform.end_only();

create table outcomes.enablement_exit (                               -- how a tier-3 period ended
  id uuid primary key default gen_random_uuid(), tier_decision_id uuid not null constraint one_exit_per_decision unique, person_id uuid not null, review_id uuid not null, exit_on date not null,
  result text not null constraint exit_result check (result in ('no_more_support','less_support','same_support','more_support','left')), next_tier smallint constraint exit_next_tier check (next_tier in (1,2)),
  decided_by uuid not null, reason text not null, recorded_at timestamptz not null default now(),
  constraint exit_of_tier foreign key (tier_decision_id, person_id) references planning.tier_decision (id, person_id),
  constraint exit_reviewed foreign key (review_id, person_id) references outcomes.review (id, person_id));
create trigger end_only before update or delete on outcomes.enablement_exit for each row execute function platform.end_only();

create view outcomes.published_review with (security_invoker = true) as
  select r.id as review_id, r.person_id, r.review_due_id, d.kind, d.cause, r.started_on, r.completed_on, r.method, r.outcomes_achieved, r.event_outcome
    from outcomes.review r join needs.review_due d on d.id = r.review_due_id;
create view outcomes.published_exit with (security_invoker = true) as
  select id as enablement_exit_id, tier_decision_id, person_id, exit_on, result, next_tier from outcomes.enablement_exit;

-- the keys to earlier rows, so that they are found from both ends
create index enablement_exit_review on outcomes.enablement_exit (review_id);
create index progress_outcome on outcomes.progress (outcome_id);
create index progress_provider on outcomes.progress (provider_id);
create index review_person on outcomes.review (person_id);
create index review_outcome_outcome on outcomes.review_outcome (outcome_id);
