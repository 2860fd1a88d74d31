-- strategy: what moves a scenario's answer is written down assumption by assumption, so that a job that stops goes on where it was.

create table strategy.scenario_drivers_part (                          -- what one assumption does at its low and high end; thrown away once the whole stands
  scenario_id uuid not null references strategy.scenario, assumption text not null constraint scenario_drivers_part_assumption check (btrim(assumption) <> ''),
  bars jsonb not null constraint scenario_drivers_part_bars check (jsonb_typeof(bars) = 'array'), constraint scenario_drivers_part_once primary key (scenario_id, assumption));

alter table strategy.scenario_drivers_part enable row level security;
create policy read on strategy.scenario_drivers_part for select using ((select platform.is_role('job', 'commissioner', 'team_manager', 'finance', 'administrator')));
create policy add on strategy.scenario_drivers_part for insert with check ((select platform.is_role('job')));
create policy throw_away on strategy.scenario_drivers_part for delete using ((select platform.is_role('job')));
grant select, insert, delete on strategy.scenario_drivers_part to daywell_app;
