-- allocation: how much money, and why exactly that much? There is no maximum column: nothing can cap.

create table allocation.table_version (
  version text primary key, from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored, content jsonb not null,
  approved_by uuid not null, second_approver uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'adopted',
  constraint two_approvers check (approved_by <> second_approver),
  constraint one_table_at_a_time exclude using gist (in_force with &&));
create trigger end_only before update or delete on allocation.table_version for each row execute function platform.end_only('ended_on');

create table allocation.indicative_budget (
  id uuid primary key default gen_random_uuid(), assessment_id uuid not null, person_id uuid not null,
  eligible boolean not null default true constraint budget_for_eligible_needs check (eligible), table_version text not null references allocation.table_version,
  weekly_pence bigint not null constraint budget_not_negative check (weekly_pence >= 0), yearly_pence bigint not null constraint yearly_not_negative check (yearly_pence >= 0),
  points integer, answers_hash text not null, rule_version text not null default '1', recorded_by uuid not null, recorded_at timestamptz not null default now(),
  replaces uuid constraint budget_replaced_once unique,
  constraint budget_of_person unique (id, person_id), constraint budget_chain unique (id, assessment_id),
  constraint budget_replaces_own foreign key (replaces, assessment_id) references allocation.indicative_budget (id, assessment_id),
  constraint eligibility_was_decided foreign key (assessment_id, person_id, eligible) references needs.eligibility_decision (assessment_id, person_id, eligible));
create unique index one_first_budget on allocation.indicative_budget (assessment_id) where replaces is null;
create trigger end_only before update or delete on allocation.indicative_budget for each row execute function platform.end_only();

create table allocation.indicative_line (
  indicative_budget_id uuid not null references allocation.indicative_budget, item text not null, points integer not null constraint points_not_negative check (points >= 0),
  weekly_pence bigint not null, working jsonb not null default '{}', primary key (indicative_budget_id, item));
create trigger end_only before update or delete on allocation.indicative_line for each row execute function platform.end_only();
create function allocation.lines_add_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare budget uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select coalesce(sum(l.weekly_pence), 0) from allocation.indicative_line l where l.indicative_budget_id = budget)
     <> (select b.weekly_pence from allocation.indicative_budget b where b.id = budget) then
    raise exception using errcode = 'DW004', message = 'the lines do not add up to the weekly budget'; end if;
  return null;
end $$;
create constraint trigger lines_add_up after insert on allocation.indicative_budget deferrable initially deferred for each row execute function allocation.lines_add_up('id');
create constraint trigger lines_add_up after insert on allocation.indicative_line deferrable initially deferred for each row execute function allocation.lines_add_up('indicative_budget_id');

create table allocation.sufficiency_check (                           -- could this budget buy a week that meets the needs, here, now?
  id uuid primary key default gen_random_uuid(), indicative_budget_id uuid not null references allocation.indicative_budget, checked_on date not null,
  priced_week_pence bigint not null constraint priced_week check (priced_week_pence >= 0),
  short_by_pence bigint not null constraint short_by check (short_by_pence >= 0),
  missing_sessions integer not null default 0 constraint missing_sessions_not_negative check (missing_sessions >= 0), data_version text not null, rule_version text not null default '1',
  working jsonb not null, recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint check_as_found unique (id, indicative_budget_id, short_by_pence, missing_sessions));
create trigger end_only before update or delete on allocation.sufficiency_check for each row execute function platform.end_only();

create table allocation.exception (
  id uuid primary key default gen_random_uuid(), indicative_budget_id uuid not null references allocation.indicative_budget, reason_code text not null constraint exception_reason_known check (reason_code in ('rate','rare_need','market_gap','answer_wrong','preference','transition')), words text,
  asked_on date not null, asked_by uuid not null, amount_pence bigint not null constraint exception_above_nothing check (amount_pence > 0), decided_on date, decided_by uuid,
  decision text constraint exception_decision check (decision in ('agreed','agreed in part','not agreed')), decision_reason text, recorded_at timestamptz not null default now(),
  constraint exception_of_budget unique (id, indicative_budget_id),
  constraint exception_decided_by_somebody check (num_nonnulls(decided_on, decided_by, decision) in (0, 3)));
create trigger end_only before update or delete on allocation.exception for each row execute function platform.end_only('decided_on','decided_by','decision','decision_reason');

create table allocation.issue (                                        -- told to the person: never without a check; short = an exception is open
  indicative_budget_id uuid primary key, person_id uuid not null, check_id uuid not null, short_by_pence bigint not null, missing_sessions integer not null default 0,
  exception_id uuid, issued_by uuid not null, issued_on date not null, recorded_at timestamptz not null default now(), how text not null default 'letter',
  constraint issued_to_this_person foreign key (indicative_budget_id, person_id) references allocation.indicative_budget (id, person_id),
  constraint issue_after_check foreign key (check_id, indicative_budget_id, short_by_pence, missing_sessions) references allocation.sufficiency_check (id, indicative_budget_id, short_by_pence, missing_sessions),
  constraint issue_exception_of_budget foreign key (exception_id, indicative_budget_id) references allocation.exception (id, indicative_budget_id),
  constraint issued_budget_of_person unique (indicative_budget_id, person_id),
  constraint short_needs_exception check ((short_by_pence = 0 and missing_sessions = 0) or exception_id is not null));
create trigger end_only before update or delete on allocation.issue for each row execute function platform.end_only();

create table allocation.evidenced_plan (                              -- planning hands over what a lawful week really cost, for calibration
  id uuid primary key default gen_random_uuid(), answers_hash text not null, weekly_pence bigint not null, previous_weekly_pence bigint, plan_version_ref uuid not null constraint evidenced_once unique,
  recorded_at timestamptz not null default now());
create trigger end_only before update or delete on allocation.evidenced_plan for each row execute function platform.end_only();

create view allocation.published_indicative with (security_invoker = true) as
  select b.id as indicative_budget_id, b.person_id, b.assessment_id, b.table_version, b.weekly_pence, b.yearly_pence, i.issued_on, i.short_by_pence
    from allocation.indicative_budget b left join allocation.issue i on i.indicative_budget_id = b.id
   where not exists (select from allocation.indicative_budget later where later.replaces = b.id);

-- the keys to earlier rows, so that they are found from both ends
create index exception_indicative_budget on allocation.exception (indicative_budget_id);
create index sufficiency_check_indicative_budget on allocation.sufficiency_check (indicative_budget_id);
