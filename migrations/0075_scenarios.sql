-- strategy: scenarios that were saved, and what the model answered. Nobody is in them: a scenario holds counts and assumptions.

create table strategy.scenario (                                        -- one way the years to come may go, as it was saved; a changed one is saved beside it
  id uuid primary key default gen_random_uuid(),
  name text not null constraint scenario_name check (btrim(name) <> '' and length(name) <= 200),
  about text not null constraint scenario_about check (btrim(about) <> '' and length(about) <= 2000),
  content jsonb not null, content_hash text not null constraint scenario_hash check (content_hash ~ '^[0-9a-f]{64}$'),
  based_on uuid references strategy.scenario,
  saved_by uuid not null, saved_by_name text not null, saved_on date not null, recorded_at timestamptz not null default now(),
  ended_on date, ended_by uuid, ended_by_name text, ended_why text constraint scenario_ended_why check (btrim(ended_why) <> ''),
  constraint scenario_ended_whole check (num_nonnulls(ended_on, ended_by, ended_by_name, ended_why) in (0, 4)),
  constraint scenario_ended_after check (ended_on >= saved_on));
create unique index scenario_name_once on strategy.scenario (lower(btrim(name))) where ended_on is null;
create trigger end_only before update or delete on strategy.scenario for each row execute function platform.end_only('ended_on', 'ended_by', 'ended_by_name', 'ended_why');
create table strategy.scenario_result (                                 -- what the model answered: the same content, seed and number of runs give the same answer
  scenario_id uuid primary key references strategy.scenario, seed integer not null, draws integer not null constraint scenario_draws check (draws > 0),
  result jsonb not null, worked_out_at timestamptz not null default now());
create trigger end_only before update or delete on strategy.scenario_result for each row execute function platform.end_only();

alter table strategy.scenario enable row level security;
alter table strategy.scenario_result enable row level security;
create policy read on strategy.scenario for select using ((select platform.is_role('job', 'commissioner', 'team_manager', 'finance', 'administrator')));
create policy add on strategy.scenario for insert with check ((select platform.is_role('job')) or ((select platform.is_role('commissioner')) and saved_by::text = platform.who('staff_id') and ended_on is null));
create policy change on strategy.scenario for update using ((select platform.is_role('commissioner'))) with check (ended_by is null or ended_by::text = platform.who('staff_id'));
create policy read on strategy.scenario_result for select using ((select platform.is_role('job', 'commissioner', 'team_manager', 'finance', 'administrator')));
create policy add on strategy.scenario_result for insert with check ((select platform.is_role('job')));
grant select, insert, update on strategy.scenario to daywell_app;
grant select, insert on strategy.scenario_result to daywell_app;
