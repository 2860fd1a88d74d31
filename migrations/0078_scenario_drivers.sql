-- strategy: what moves the answer of a saved scenario, and what it would be worth to know more. Worked out once by a job and kept.

create table strategy.scenario_drivers (                               -- the same content, seed and number of runs give the same drivers
  scenario_id uuid primary key references strategy.scenario, seed integer not null,
  draws integer not null constraint scenario_drivers_draws check (draws > 1),
  drivers jsonb not null, worked_out_at timestamptz not null default now());
create trigger end_only before update or delete on strategy.scenario_drivers for each row execute function platform.end_only();

alter table strategy.scenario_drivers enable row level security;
create policy read on strategy.scenario_drivers for select using ((select platform.is_role('job', 'commissioner', 'team_manager', 'finance', 'administrator')));
create policy add on strategy.scenario_drivers for insert with check ((select platform.is_role('job')));
grant select, insert on strategy.scenario_drivers to daywell_app;
