-- market: a purchase off the framework that a person chose: on what ground, up to which price, between which days, and who decided.

create table market.off_framework_purchase (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, provider_id uuid not null references market.provider,
  ground text not null constraint off_framework_ground check (ground in ('person_chose','nobody_on_the_framework','urgent')),
  words text not null constraint off_framework_words check (btrim(words) <> ''), limit_pence bigint not null constraint off_framework_limit check (limit_pence > 0),
  from_date date not null, until_date date not null, ended_on date, in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  decided_by uuid not null, recorded_at timestamptz not null default now(),
  constraint off_framework_in_order check (from_date <= until_date),
  constraint one_off_framework_at_a_time exclude using gist (person_id with =, provider_id with =, in_force with &&),
  constraint off_framework_as_decided unique (id, person_id, provider_id, limit_pence));
create trigger end_only before update or delete on market.off_framework_purchase for each row execute function platform.end_only('ended_on');
create index off_framework_provider on market.off_framework_purchase (provider_id);
alter table market.off_framework_purchase enable row level security;
create policy read on market.off_framework_purchase for select using ((select platform.is_role('job')) or people.may_plan(person_id) or (people.may_see(person_id) and (select platform.is_role('finance'))));
create policy add on market.off_framework_purchase for insert with check ((select platform.is_role('job')) or ((select platform.is_role('team_manager')) and people.may_change(person_id) and decided_by::text = platform.who('staff_id')));
create policy change on market.off_framework_purchase for update using ((select platform.is_role('job')) or ((select platform.is_role('team_manager')) and people.may_change(person_id)));

-- A line bought off the framework names its purchase and stays within its limit, for the same person and provider.
alter table planning.budget_line add column off_framework_id uuid, add column off_framework_limit_pence bigint,
  add constraint off_framework_both_or_neither check ((off_framework_id is null) = (off_framework_limit_pence is null)),
  add constraint off_framework_of_line foreign key (off_framework_id, person_id, provider_id, off_framework_limit_pence)
    references market.off_framework_purchase (id, person_id, provider_id, limit_pence),
  add constraint off_framework_within_the_limit check (off_framework_id is null or per_session_pence <= off_framework_limit_pence);
create index budget_line_off_framework on planning.budget_line (off_framework_id) where off_framework_id is not null;

-- DW047: what the council buys itself from somebody off the framework, without a price of the schedule, needs a recorded purchase; only a job brings in what another system agreed
create function planning.bought_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.component <> 'support' or new.route not in ('council_managed','provider_managed') or new.provider_id is null or new.in_house or new.rate_id is not null
     or new.off_framework_id is not null or coalesce(platform.who('role'), 'job') = 'job' then return new; end if;
  if not exists (select from market.admission a where a.provider_id = new.provider_id and a.in_force @> new.from_date) then
    raise exception using errcode = 'DW047', message = 'bought off the framework without a recorded purchase'; end if;
  return new;
end $$;
create trigger bought_rightly before insert on planning.budget_line for each row execute function planning.bought_rightly();
