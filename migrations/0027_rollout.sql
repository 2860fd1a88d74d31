-- allocation: a new table comes in step by step, a fall is eased over years, and a table is watched. No table changes what a person has: a review does.

-- An agreed plan names the budget it followed, so that budget and cost can be held against each other.
alter table allocation.evidenced_plan add column indicative_budget_id uuid references allocation.indicative_budget;
alter table allocation.evidenced_plan disable trigger end_only;
update allocation.evidenced_plan e set indicative_budget_id = v.issued_budget_id from planning.plan_version v where v.id = e.plan_version_ref;
alter table allocation.evidenced_plan enable trigger end_only;
create index evidenced_plan_indicative_budget on allocation.evidenced_plan (indicative_budget_id);

-- DW040: whoever was told a budget moves to another table at a review of theirs, and the budget names it.
alter table allocation.indicative_budget add column review_due_id uuid,
  add constraint budget_review_of_person foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  add constraint budget_at_review unique (id, person_id, review_due_id, weekly_pence);
create index indicative_budget_review_due on allocation.indicative_budget (review_due_id);
create function allocation.another_table_at_review() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before text;
begin
  select b.table_version into before from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
   where i.person_id = new.person_id order by i.issued_on desc, i.recorded_at desc, b.id desc limit 1;
  if before <> new.table_version and new.review_due_id is null then
    raise exception using errcode = 'DW040', message = 'another table counts for this person only from a review'; end if;
  return new;
end $$;
create trigger another_table_at_review before insert on allocation.indicative_budget for each row execute function allocation.another_table_at_review();

create table allocation.rollout_phase (                               -- who moves to a table, where, and from which day; no phases = everybody from its first day
  id uuid primary key default gen_random_uuid(), table_version text not null references allocation.table_version,
  local_area text constraint phase_area_not_blank check (btrim(local_area) <> ''),                -- null = the whole borough
  moves text not null constraint phase_moves check (moves in ('new_person','unscheduled_review','planned_review')),
  from_date date not null, until_date date, ended_on date, basis text not null constraint phase_basis check (btrim(basis) <> ''),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint phase_in_order check (until_date >= from_date));
create unique index phase_once on allocation.rollout_phase (table_version, coalesce(local_area, ''), moves) where ended_on is null;
create trigger end_only before update or delete on allocation.rollout_phase for each row execute function platform.end_only('ended_on');

-- The amounts of a relief: year 0 to the last; the cost that meets the needs, or the way from old to new, whichever is more; a part-penny to the person.
create function allocation.relief_path(old_pence bigint, new_pence bigint, sufficient_pence bigint, years integer) returns bigint[] language sql immutable parallel safe as $$
  select array_agg(greatest(sufficient_pence, new_pence + ((old_pence - new_pence) * (years - t) + years - 1) / years) order by t) from generate_series(0, years) t $$;

create table allocation.relief (                                      -- at a review that moved a person to a lower budget: how it falls, year by year
  id uuid primary key default gen_random_uuid(), person_id uuid not null, indicative_budget_id uuid not null, review_due_id uuid not null,
  old_weekly_pence bigint not null, new_weekly_pence bigint not null, sufficient_weekly_pence bigint not null constraint relief_sufficient check (sufficient_weekly_pence >= 0),
  years integer not null constraint relief_years check (years between 1 and 20), weekly_pence bigint[] not null,
  from_date date not null, until_date date not null, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  decided_by uuid not null, recorded_at timestamptz not null default now(), reason text not null constraint relief_reason check (btrim(reason) <> ''),
  constraint relief_at_review foreign key (indicative_budget_id, person_id, review_due_id, new_weekly_pence)
    references allocation.indicative_budget (id, person_id, review_due_id, weekly_pence),
  constraint relief_review_of_person foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  constraint relief_eases_a_fall check (new_weekly_pence < old_weekly_pence),
  constraint relief_as_worked_out check (weekly_pence = allocation.relief_path(old_weekly_pence, new_weekly_pence, sufficient_weekly_pence, years)),
  constraint relief_whole_years check (until_date = (from_date + make_interval(years => years))::date - 1),
  constraint one_relief_at_a_time exclude using gist (person_id with =, in_force with &&));
create index relief_indicative_budget on allocation.relief (indicative_budget_id);
create index relief_review_due on allocation.relief (review_due_id);
create trigger end_only before update or delete on allocation.relief for each row execute function platform.end_only('ended_on');

create table allocation.table_comparison (                            -- winners and losers before a table is adopted; small numbers are hidden before it is kept
  id uuid primary key default gen_random_uuid(), new_content jsonb not null, new_hash text not null,
  years integer not null constraint comparison_years check (years between 0 and 20), gainers_wait boolean not null default false, asked_by uuid not null, asked_on date not null,
  recorded_at timestamptz not null default now(), done_at timestamptz, result jsonb,
  constraint comparison_done_whole check ((done_at is null) = (result is null)));
create trigger end_only before update or delete on allocation.table_comparison for each row execute function platform.end_only('done_at','result');

-- Budgets people were told, and what their week cost when a plan was first agreed on it: owner's rights, no id, no name.
create view allocation.evidence_counted as
  select x.table_version, x.points, x.month, x.enough, count(*)::integer as plans
    from (select distinct on (b.id) b.table_version, b.points, to_char(e.recorded_at at time zone 'Europe/London', 'YYYY-MM') as month, e.weekly_pence <= b.weekly_pence as enough
            from allocation.evidenced_plan e join allocation.issue i on i.indicative_budget_id = e.indicative_budget_id
            join allocation.indicative_budget b on b.id = e.indicative_budget_id order by b.id, e.recorded_at, e.id) x
   where platform.is_role('team_manager','commissioner','finance','job')
   group by 1, 2, 3, 4;
-- Exceptions by reason and day: owner's rights, no id, no name; evidenced = a plan was agreed on the budget, so the next calibration has its cost.
create view allocation.exception_counted as
  select e.reason_code, e.decision, e.asked_on, e.decided_on, (exists (select from allocation.evidenced_plan p where p.indicative_budget_id = e.indicative_budget_id)) as evidenced,
         count(*)::integer as exceptions
    from allocation.exception e where platform.is_role('team_manager','commissioner','finance','job') group by 1, 2, 3, 4, 5;
grant select on allocation.evidence_counted, allocation.exception_counted to daywell_app;

alter table allocation.rollout_phase enable row level security;
create policy read on allocation.rollout_phase for select using ((select platform.is_role('job')) or (select platform.is_staff()));
create policy add on allocation.rollout_phase for insert with check ((select platform.is_role('job','commissioner')));
create policy change on allocation.rollout_phase for update using ((select platform.is_role('job','commissioner')));
alter table allocation.relief enable row level security;
create policy read on allocation.relief for select using ((select platform.is_role('job')) or people.may_reckon(person_id));
create policy add on allocation.relief for insert with check ((select platform.is_role('job')) or people.reaches(person_id, '{team_manager}'));
create policy change on allocation.relief for update using ((select platform.is_role('job')) or people.reaches(person_id, '{team_manager}'));
alter table allocation.table_comparison enable row level security;
create policy read on allocation.table_comparison for select using ((select platform.is_role('job','commissioner','finance','team_manager')));
create policy add on allocation.table_comparison for insert with check ((select platform.is_role('job','commissioner','finance')));
create policy change on allocation.table_comparison for update using ((select platform.is_role('job')));
