-- strategy: scenarios too large for the time of a page. A job makes the draws in parts and writes each down, so that it goes on where it stopped.

create table strategy.simulation (                                     -- a run: what was asked stands; only how far it is, its end or its answer are added
  id uuid primary key, name text not null constraint simulation_name check (btrim(name) <> ''), scenario jsonb not null,
  seed integer not null constraint simulation_seed check (seed >= 0), draws integer not null constraint simulation_draws check (draws between 2 and 100000),
  asked_by uuid not null, asked_by_name text not null, asked_at timestamptz not null,
  made integer not null default 0, cancelled_by_name text, cancelled_at timestamptz, result jsonb, ended_at timestamptz,
  constraint simulation_made check (made between 0 and draws),
  constraint simulation_cancelled_by check ((cancelled_at is null) = (cancelled_by_name is null)),
  constraint simulation_answer_is_whole check ((result is null) = (ended_at is null) and (result is null or made = draws)),
  constraint simulation_one_end check (cancelled_at is null or result is null));
create index simulation_latest on strategy.simulation (asked_at desc, id);

create table strategy.simulation_part (                                -- the figures of some draws one after another, 64-bit numbers; thrown away once the answer stands
  simulation_id uuid not null references strategy.simulation, from_draw integer not null constraint simulation_part_from check (from_draw >= 0),
  until_draw integer not null, figures bytea not null,
  constraint simulation_part_in_order check (from_draw < until_draw), constraint simulation_part_once primary key (simulation_id, from_draw));

create function strategy.simulation_goes_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.name, new.scenario, new.seed, new.draws, new.asked_by, new.asked_by_name, new.asked_at)
     is distinct from (old.id, old.name, old.scenario, old.seed, old.draws, old.asked_by, old.asked_by_name, old.asked_at)
     or new.made < old.made or old.result is not null or old.cancelled_at is not null then
    raise exception 'a simulation goes on or ends; what was asked and what was answered stand' using errcode = 'check_violation', constraint = 'simulation_goes_on';
  end if;
  return new;
end $$;
create trigger goes_on before update on strategy.simulation for each row execute function strategy.simulation_goes_on();

alter table strategy.simulation enable row level security;
alter table strategy.simulation_part enable row level security;
create policy read on strategy.simulation for select using ((select strategy.may_count()));
create policy add on strategy.simulation for insert with check ((select platform.is_role('commissioner')) and asked_by::text = platform.who('staff_id') and made = 0 and result is null);
create policy go_on on strategy.simulation for update using ((select platform.is_role('job','commissioner')))
  with check ((select platform.is_role('job')) or (cancelled_at is not null and result is null));
create policy read on strategy.simulation_part for select using ((select platform.is_role('job')));
create policy add on strategy.simulation_part for insert with check ((select platform.is_role('job')));
create policy throw_away on strategy.simulation_part for delete using ((select platform.is_role('job')));
grant delete on strategy.simulation_part to daywell_app;
