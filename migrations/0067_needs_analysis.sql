-- strategy: a council's own population projections and shares (prevalence), each file a whole that stands until another takes its place.
create table strategy.projection_file (
  id uuid primary key default gen_random_uuid(), kind text not null constraint projection_kind check (kind in ('population','prevalence')),
  file_name text not null constraint projection_file_named check (btrim(file_name) <> ''), content_hash text not null, rows integer not null constraint projection_rows check (rows > 0),
  loaded_by uuid, loaded_by_name text not null, loaded_on date not null, recorded_at timestamptz not null default now(),
  ended_on date, ended_by uuid, ended_by_name text, end_reason text,
  constraint projection_end_whole check ((ended_on is null) = (end_reason is null) and (ended_on is null) = (ended_by_name is null)),
  constraint projection_end_in_order check (ended_on >= loaded_on), constraint projection_file_kind unique (id, kind));
create unique index one_projection_in_force on strategy.projection_file (kind) where ended_on is null;
create trigger end_only before update or delete on strategy.projection_file for each row execute function platform.end_only('ended_on','ended_by','ended_by_name','end_reason');

create table strategy.population_projection (
  file_id uuid not null, kind text not null default 'population' constraint population_kind check (kind = 'population'),
  area text not null, sex text not null constraint population_sex check (sex in ('female','male','all')),
  age_from smallint not null constraint population_age check (age_from between 0 and 120), age_to smallint constraint population_ages_in_order check (age_to between age_from and 120),
  year smallint not null constraint population_year check (year between 1990 and 2100), people integer not null constraint population_not_negative check (people >= 0),
  source text not null constraint population_sourced check (btrim(source) <> ''), source_date text not null, evidence text not null constraint population_evidence check (evidence in ('verified','unverified')),
  constraint population_of_file foreign key (file_id, kind) references strategy.projection_file (id, kind),
  constraint one_population_a_band exclude using gist (file_id with =, area with =, sex with =, year with =, int4range(age_from, age_to, '[]') with &&));
create trigger end_only before update or delete on strategy.population_projection for each row execute function platform.end_only();

create table strategy.prevalence_rate (
  file_id uuid not null, kind text not null default 'prevalence' constraint prevalence_kind check (kind = 'prevalence'),
  cohort text not null constraint prevalence_cohort check (cohort in ('learning_disability','mental_health','physical_sensory','older_dementia','carers','transition')),
  measure text not null constraint prevalence_measure check (btrim(measure) <> ''), sex text not null constraint prevalence_sex check (sex in ('female','male','all')),
  age_from smallint not null constraint prevalence_age check (age_from between 0 and 120), age_to smallint constraint prevalence_ages_in_order check (age_to between age_from and 120),
  rate double precision not null constraint prevalence_is_a_share check (rate >= 0 and rate <= 1),
  source text not null constraint prevalence_sourced check (btrim(source) <> ''), source_date text not null, evidence text not null constraint prevalence_evidence check (evidence in ('verified','unverified')),
  constraint prevalence_of_file foreign key (file_id, kind) references strategy.projection_file (id, kind),
  constraint one_prevalence_a_band exclude using gist (file_id with =, cohort with =, measure with =, sex with =, int4range(age_from, age_to, '[]') with &&));
create trigger end_only before update or delete on strategy.prevalence_rate for each row execute function platform.end_only();

alter table strategy.projection_file enable row level security;
alter table strategy.population_projection enable row level security;
alter table strategy.prevalence_rate enable row level security;
create policy read on strategy.projection_file for select using ((select strategy.may_count()));
create policy read on strategy.population_projection for select using ((select strategy.may_count()));
create policy read on strategy.prevalence_rate for select using ((select strategy.may_count()));
create policy add on strategy.projection_file for insert with check ((select platform.is_role('job')) or ((select platform.is_role('commissioner')) and loaded_by::text = platform.who('staff_id')));
create policy finish on strategy.projection_file for update using ((select platform.is_role('commissioner','job'))) with check ((select platform.is_role('job')) or ended_by::text = platform.who('staff_id'));
create policy add on strategy.population_projection for insert with check ((select platform.is_role('commissioner','job')));
create policy add on strategy.prevalence_rate for insert with check ((select platform.is_role('commissioner','job')));
