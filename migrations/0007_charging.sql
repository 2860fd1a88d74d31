-- charging: what does the person pay, and from which day did they know it?

create table charging.amount (                                        -- a figure set by law, dated; absent = the calculation stops
  id uuid primary key default gen_random_uuid(), name text not null, pence bigint, per_mille integer, status text not null default 'enacted'
    constraint amount_status check (status in ('enacted','derived','recalled')),
  citation text not null, recorded_by uuid not null, checked_by uuid, checked_at timestamptz, from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_at timestamptz not null default now(),
  constraint amount_or_share check (num_nonnulls(pence, per_mille) = 1),
  constraint amount_checked_by_another check (checked_by <> recorded_by),
  constraint amount_checked_at_a_time check ((checked_by is null) = (checked_at is null)),
  constraint one_amount_at_a_time exclude using gist (name with =, in_force with &&));
create trigger end_only before update or delete on charging.amount for each row execute function platform.end_only('ended_on','checked_by','checked_at');

create table charging.policy_switch (                                 -- what the council chose where the law lets it
  id uuid primary key default gen_random_uuid(), name text not null, value jsonb not null, citation text, assumption text,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint switch_cited_or_assumed check (num_nonnulls(citation, assumption) >= 1),
  constraint one_switch_at_a_time exclude using gist (name with =, in_force with &&));
create trigger end_only before update or delete on charging.policy_switch for each row execute function platform.end_only('ended_on');

create table charging.financial_assessment (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, for_day date not null,
  household text not null constraint assessed_as check (household in ('single','lone_parent','couple')), basis text not null default 'assessed'
    constraint financial_basis check (basis in ('assessed','light_touch','refused','provisional')),
  answers jsonb not null, answers_hash text not null, weekly_pence bigint not null constraint assessed_not_negative check (weekly_pence >= 0),
  rule_version text not null, used_derived_amount boolean not null default false, replaces uuid constraint assessment_of_means_replaced_once unique,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'assessed',
  constraint means_of_person unique (id, person_id), constraint means_result unique (id, person_id, weekly_pence),
  constraint means_replaces_own foreign key (replaces, person_id) references charging.financial_assessment (id, person_id));
create trigger end_only before update or delete on charging.financial_assessment for each row execute function platform.end_only();
create table charging.working_line (
  financial_assessment_id uuid not null references charging.financial_assessment, number smallint not null, part text not null, sign text not null, label text not null,
  amount_pence bigint not null, working text not null default '', citation text not null, mark text, derived boolean not null default false, primary key (financial_assessment_id, number));
create trigger end_only before update or delete on charging.working_line for each row execute function platform.end_only();

create table charging.contribution (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  basis text not null constraint contribution_basis check (basis in ('assessed','light_touch','refused','provisional','migrated')),
  financial_assessment_id uuid constraint assessment_decided_once unique, weekly_pence bigint not null constraint contribution_not_negative check (weekly_pence >= 0),
  settles uuid constraint settled_once unique, settles_pence bigint,  -- the "up to" figure this one settles, only downward
  rule_version text not null, decided_by uuid not null, reason text not null default 'assessed', from_date date not null, until_date date, ended_on date,
  recorded_at timestamptz not null default now(),
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint contribution_as_told unique (id, person_id, weekly_pence),
  constraint assessed_means foreign key (financial_assessment_id, person_id, weekly_pence) references charging.financial_assessment (id, person_id, weekly_pence),
  constraint assessed_needs_assessment check (basis not in ('assessed') or financial_assessment_id is not null),
  constraint settles_own foreign key (settles, person_id, settles_pence) references charging.contribution (id, person_id, weekly_pence),
  constraint settles_both_or_neither check ((settles is null) = (settles_pence is null)),
  constraint settles_only_downward check (settles_pence is null or weekly_pence <= settles_pence),
  constraint provisional_settles_nothing check (basis <> 'provisional' or settles is null),
  constraint one_contribution_at_a_time exclude using gist (person_id with =, in_force with &&));
create trigger end_only before update or delete on charging.contribution for each row execute function platform.end_only('ended_on');
-- DW013: days that were told "up to" an amount are never charged more than it, whichever row settles them.
create function charging.up_to_holds() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from charging.contribution p where p.person_id = new.person_id and p.id <> new.id and p.basis = 'provisional' and new.weekly_pence > p.weekly_pence
               and daterange(p.from_date, p.until_date, '[]') @> new.from_date and (p.ended_on is null or p.ended_on < p.from_date or new.from_date <= p.ended_on)
               and exists (select from charging.notice n where n.contribution_id = p.id)) then
    raise exception using errcode = 'DW013', message = 'a provisional contribution settles only downward'; end if;
  return new;
end $$;
create trigger up_to_holds before insert on charging.contribution for each row execute function charging.up_to_holds();

create table charging.free_period (                                   -- reablement, intermediate care (six weeks at least, longer if the council wishes), s117, carers
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  ground text not null constraint free_ground check (ground in ('reablement','intermediate_care','section_117','continuing_healthcare','carer','vcjd','council_choice')),
  from_date date not null, until_date date not null, decided_by uuid not null, reason text not null default 'decided', recorded_at timestamptz not null default now(),
  constraint free_in_order check (from_date <= until_date),
  constraint free_period_of_person unique (id, person_id));
create trigger end_only before update or delete on charging.free_period for each row execute function platform.end_only();
-- Is this day free under this period? In reablement and intermediate care the first six weeks (42 days) are free whatever was agreed.
create function charging.free_on(period uuid, day date) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from charging.free_period f where f.id = period and day >= f.from_date
    and (day <= f.until_date or (f.ground in ('reablement','intermediate_care') and day < f.from_date + 42))) $$;

create table charging.notice (                                        -- the person was told, on a day, how much at most
  id uuid primary key default gen_random_uuid(), contribution_id uuid not null, person_id uuid not null, told_on date,
  provenance text not null default 'told' constraint notice_provenance check (provenance in ('told','migrated')),
  first_day_charged date not null, weekly_pence bigint not null, told_by uuid not null, how text not null, up_to boolean not null default false,
  recorded_at timestamptz not null default now(),
  constraint notice_of_contribution foreign key (contribution_id, person_id, weekly_pence) references charging.contribution (id, person_id, weekly_pence),
  constraint told_unless_migrated check (told_on is not null or provenance = 'migrated'),
  constraint told_before_charged check (told_on <= first_day_charged),
  constraint notice_as_told unique (id, person_id, first_day_charged, weekly_pence));
create trigger end_only before update or delete on charging.notice for each row execute function platform.end_only();
create table charging.dispute (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, notice_id uuid not null references charging.notice, raised_on date not null, words text not null,
  answer_by date not null, answered_on date, answer text, answered_by uuid, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint dispute_answered_by_somebody check (num_nonnulls(answered_on, answer, answered_by) in (0, 3)));
create trigger end_only before update or delete on charging.dispute for each row execute function platform.end_only('answered_on','answer','answered_by');

create view charging.published_contribution with (security_invoker = true) as
  select id as contribution_id, person_id, basis, weekly_pence, from_date, until_date, ended_on, in_force, rule_version from charging.contribution;
create view charging.published_notice with (security_invoker = true) as
  select id as notice_id, contribution_id, person_id, told_on, first_day_charged, weekly_pence, up_to, provenance from charging.notice;
create view charging.published_free_period with (security_invoker = true) as
  select id as free_period_id, person_id, ground, from_date, until_date from charging.free_period;

-- the keys to earlier rows, so that they are found from both ends
create index dispute_person on charging.dispute (person_id);
create index dispute_notice on charging.dispute (notice_id);
create index financial_assessment_person on charging.financial_assessment (person_id);
create index free_period_person on charging.free_period (person_id);
create index notice_contribution on charging.notice (contribution_id);
