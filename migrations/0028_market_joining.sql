-- market: how a provider joins the framework by its legal route, is checked, is admitted or not, may be suspended, and leaves.

create table market.framework_notice (                                -- the notices of the legal route; nobody is admitted without one
  id uuid primary key default gen_random_uuid(), framework_id uuid not null references market.framework,
  kind text not null constraint notice_kind check (kind in ('tender','award','change','other')),
  reference text not null constraint notice_reference check (btrim(reference) <> ''), published_on date not null,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint notice_once unique (framework_id, reference), constraint notice_of_framework unique (id, framework_id));
create trigger end_only before update or delete on market.framework_notice for each row execute function platform.end_only();

create table market.application (                                     -- a draft until it is sent; afterwards it stands
  id uuid primary key default gen_random_uuid(), framework_id uuid not null references market.framework, provider_id uuid references market.provider,
  kind text not null constraint application_kind check (kind in ('framework','micro_provider','personal_assistant','shared_lives','community_group','other')),
  short_path boolean not null, link_hash bytea constraint application_link unique,
  name text, answers jsonb not null default '{}', joining jsonb, began_on date not null, sent_on date, withdrawn_on date,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint application_of_framework unique (id, framework_id),
  constraint application_sent_whole check (sent_on is null or (btrim(name) <> '' and joining is not null)),
  constraint application_in_order check (sent_on >= began_on));
create index application_framework on market.application (framework_id);
create index application_provider on market.application (provider_id);
create index application_waiting on market.application (sent_on) where sent_on is not null;
create function market.application_stands() returns trigger language plpgsql as $$
declare was jsonb := to_jsonb(old); becomes jsonb;
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'an application is withdrawn, never deleted'; end if;
  if old.sent_on is null then return new; end if;
  becomes := to_jsonb(new);
  if old.withdrawn_on is null then was := was - 'withdrawn_on'; becomes := becomes - 'withdrawn_on'; end if;
  if old.provider_id is null then was := was - 'provider_id'; becomes := becomes - 'provider_id'; end if;
  if was <> becomes then raise exception using errcode = 'DW002', message = 'an application that was sent stands'; end if;
  return new;
end $$;
create trigger application_stands before update or delete on market.application for each row execute function market.application_stands();

create table market.application_lot (
  application_id uuid not null references market.application, lot_id uuid not null references market.lot, primary key (application_id, lot_id));
create index application_lot_lot on market.application_lot (lot_id);

create table market.published_offer (                                 -- what came of an application: its page in the directory, published once
  application_id uuid primary key references market.application, opportunity_id uuid not null constraint offer_published_once unique references directory.opportunity,
  recorded_at timestamptz not null default now());
create trigger end_only before update or delete on market.published_offer for each row execute function platform.end_only();

create table market.interest (                                        -- a connection of somebody who decides with somebody who applies or provides
  id uuid primary key default gen_random_uuid(), staff_id uuid not null, application_id uuid references market.application, provider_id uuid references market.provider,
  what text not null constraint interest_said check (btrim(what) <> ''), declared_on date not null, ended_on date,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint interest_in_one check (num_nonnulls(application_id, provider_id) = 1));
create trigger end_only before update or delete on market.interest for each row execute function platform.end_only('ended_on');
create index interest_application on market.interest (application_id);
create index interest_provider on market.interest (provider_id);

create table market.check_item (                                      -- one look at one thing; the last one counts
  id uuid primary key default gen_random_uuid(), application_id uuid references market.application, provider_id uuid references market.provider,
  kind text not null constraint check_kind check (kind in ('insurance','safeguarding','staff_checks','references','policies','exclusion_grounds')),
  met boolean not null, evidence text not null constraint check_evidence check (btrim(evidence) <> ''), expires_on date,
  checked_by uuid not null, checked_on date not null, recorded_at timestamptz not null default clock_timestamp(),
  constraint check_of_somebody check (num_nonnulls(application_id, provider_id) = 1),
  constraint check_not_run_out check (not met or expires_on is null or expires_on >= checked_on));
create trigger end_only before update or delete on market.check_item for each row execute function platform.end_only();
create index check_item_application on market.check_item (application_id, kind, checked_on desc);
create index check_item_provider on market.check_item (provider_id, kind, checked_on desc);

create table market.decision (                                        -- one for each lot asked for, by a named person without an interest
  id uuid primary key default gen_random_uuid(), application_id uuid not null, lot_id uuid not null, framework_id uuid not null, notice_id uuid not null,
  admitted boolean not null, reasons text not null constraint decision_reasons check (btrim(reasons) <> ''),
  checks_required text[] not null, no_interest boolean not null constraint decided_without_interest check (no_interest),
  decided_by uuid not null, decided_on date not null, recorded_at timestamptz not null default now(),
  constraint decided_once unique (application_id, lot_id), constraint decision_as_made unique (id, lot_id, admitted),
  constraint decision_on_what_was_asked foreign key (application_id, lot_id) references market.application_lot (application_id, lot_id),
  constraint decision_of_framework foreign key (application_id, framework_id) references market.application (id, framework_id),
  constraint decision_by_notice foreign key (notice_id, framework_id) references market.framework_notice (id, framework_id),
  constraint exclusion_looked_at check (not admitted or 'exclusion_grounds' = any (checks_required)));
create trigger end_only before update or delete on market.decision for each row execute function platform.end_only();
create index decision_notice on market.decision (notice_id);
create index decision_lot on market.decision (lot_id);

-- Has this person declared an interest in this application or in the provider behind it?
create function market.has_interest(staff uuid, application uuid, provider uuid, day date) returns boolean language sql stable as $$
  select exists (select from market.interest i where i.staff_id = staff and i.declared_on <= day and (i.ended_on is null or i.ended_on >= day)
    and (i.application_id = application or i.provider_id = provider)) $$;
-- The last look at each thing, of an application or of a provider.
create view market.last_check with (security_invoker = true) as
  select distinct on (c.application_id, c.provider_id, c.kind) c.application_id, c.provider_id, c.kind, c.met, c.evidence, c.expires_on, c.checked_by, c.checked_on
    from market.check_item c order by c.application_id, c.provider_id, c.kind, c.checked_on desc, c.recorded_at desc;

-- DW041 an interest is declared · DW042 a check is missing, was not met or has run out · DW043 not sent, or withdrawn
create function market.decided_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare asked market.application;
begin
  select a.* into asked from market.application a where a.id = new.application_id for share;
  if asked.sent_on is null or asked.withdrawn_on is not null then raise exception using errcode = 'DW043', message = 'the application is not sent, or was withdrawn'; end if;
  if market.has_interest(new.decided_by, new.application_id, asked.provider_id, new.decided_on) then
    raise exception using errcode = 'DW041', message = 'whoever decides has declared an interest'; end if;
  if new.admitted and exists (select from unnest(new.checks_required) k where not exists (
      select from market.last_check c where c.application_id = new.application_id and c.kind = k and c.met and (c.expires_on is null or c.expires_on >= new.decided_on))) then
    raise exception using errcode = 'DW042', message = 'a check is missing, was not met or has run out'; end if;
  return new;
end $$;
create trigger decided_rightly before insert on market.decision for each row execute function market.decided_rightly();

-- An admission follows a decision that says yes. What came from another system has none, and only a job brings it in.
alter table market.admission add column decision_id uuid constraint admitted_by_one_decision unique, add column decision_admits boolean,
  add constraint admission_decision_whole check ((decision_id is null) = (decision_admits is null)),
  add constraint admission_decision_says_yes check (decision_admits),
  add constraint admission_as_decided foreign key (decision_id, lot_id, decision_admits) references market.decision (id, lot_id, admitted);

create table market.suspension (                                      -- nothing new is bought while it lasts; who has a place keeps it
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider,
  reason text not null constraint suspension_reason check (btrim(reason) <> ''), from_date date not null, until_date date, ended_on date, end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  decided_by uuid not null, recorded_at timestamptz not null default now(),
  constraint suspension_in_order check (until_date is null or from_date <= until_date),
  constraint suspension_ended_for_a_reason check ((ended_on is null) = (end_reason is null)),
  constraint suspended_once exclude using gist (provider_id with =, in_force with &&));
create trigger end_only before update or delete on market.suspension for each row execute function platform.end_only('ended_on','end_reason');

create table market.least_hours (                                     -- the least a provider can take on for one person in a week
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider,
  weekly_minutes integer not null constraint least_hours_sensible check (weekly_minutes between 15 and 10080), from_date date not null, ended_on date,
  in_force daterange generated always as (platform.period(from_date, null, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint one_least_at_a_time exclude using gist (provider_id with =, in_force with &&));
create trigger end_only before update or delete on market.least_hours for each row execute function platform.end_only('ended_on');

-- What later steps may know: who is suspended from when to when, and the least each takes on.
create view market.published_suspension as select s.provider_id, s.from_date, least(s.until_date, s.ended_on) as until_date, s.in_force from market.suspension s;
create view market.published_least_hours as select h.provider_id, h.weekly_minutes, h.in_force from market.least_hours h;
-- A provider that is suspended today is not on offer.
create or replace view market.published_provider as
  select p.id as provider_id, p.organisation_id, o.name, p.in_house, p.kind, p.cqc_id,
         exists (select from market.admission a where a.provider_id = p.id and a.in_force @> platform.who('today')::date) as admitted,
         exists (select from market.suspension s where s.provider_id = p.id and s.in_force @> platform.who('today')::date) as suspended
    from market.provider p join directory.organisation o on o.id = p.organisation_id;

-- DW044: nothing new is offered to a provider while it is suspended · DW045: nor less than the least it takes on for one person in a week, with what they have there already
create function brokerage.offered_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare day date := coalesce(platform.who('today')::date, new.recorded_at::date); least_minutes integer; minutes numeric;
begin
  if exists (select from market.suspension s where s.provider_id = new.provider_id and s.in_force @> day) then
    raise exception using errcode = 'DW044', message = 'this provider is suspended'; end if;
  select h.weekly_minutes into least_minutes from market.least_hours h where h.provider_id = new.provider_id and h.in_force @> day;
  if least_minutes is null then return new; end if;
  select sum((o.end_minute - o.start_minute)::numeric / o.every_weeks) into minutes from planning.session_term t join planning.session_term o on o.person_id = t.person_id
   where t.id = new.term_id and (o.id = t.id or o.id in (select l.term_id from brokerage.placement l where l.provider_id = new.provider_id and l.person_id = t.person_id and (upper_inf(l.in_force) or upper(l.in_force) > day)));
  if minutes < least_minutes then raise exception using errcode = 'DW045', message = 'less than the least this provider takes on'; end if;
  return new;
end $$;
create trigger offered_rightly before insert on brokerage.offer for each row execute function brokerage.offered_rightly();

-- How many people have a place at these sessions in a span of days: a number, never who, for those who shape the market.
create function directory.people_with_places(sessions uuid[], from_day date, until_day date) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select count(distinct x.person_id)::integer from (
    select p.person_id from directory.standing_place p where p.session_id = any (sessions) and p.in_force && daterange(from_day, until_day, '[]')
    union all
    select c.person_id from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id
     where o.session_id = any (sessions) and c.released_at is null and c.person_id is not null and c.on_date >= from_day and (until_day is null or c.on_date <= until_day)) x $$;

-- ─────────── who sees and changes what ───────────
do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))'; named text := ' and %I::text = platform.who(''staff_id'')';
  looks text := '(select platform.is_role(''commissioner'',''finance'',''administrator''))'; staff text := '(select platform.is_staff())';
  own text := ' or provider_id::text = platform.who(''provider_id'')'; one record;
begin
  for one in select * from (values
    ('framework_notice', 'true', shapes, 'false'),
    ('application', looks || own, shapes || own, shapes),
    ('application_lot', looks || ' or exists (select from market.application a where a.id = application_id)', shapes || ' or exists (select from market.application a where a.id = application_id)', 'false'),
    ('published_offer', looks || ' or exists (select from market.application a where a.id = application_id)', 'false', 'false'),
    ('interest', looks, shapes || format(named, 'staff_id'), shapes || format(named, 'staff_id')),
    ('check_item', looks || own, shapes || format(named, 'checked_by'), 'false'),
    ('decision', looks || ' or exists (select from market.application a where a.id = application_id)', shapes || format(named, 'decided_by'), 'false'),
    ('suspension', staff || own, shapes || format(named, 'decided_by'), shapes),
    ('least_hours', staff || own, shapes || own, shapes || own)) as t (name, reads, adds, changes) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s)', one.name, job, one.reads);
    execute format('create policy add on market.%I for insert with check (%s or %s)', one.name, job, one.adds);
    execute format('create policy change on market.%I for update using (%s or %s)', one.name, job, one.changes);
  end loop;
  -- somebody may be admitted by a decision alone; only a job brings in what another system agreed
  drop policy add on market.admission;
  execute format('create policy add on market.admission for insert with check (%s or (%s and decision_id is not null))', job, shapes);
end $$;
grant delete on market.application_lot to daywell_app;                 -- a draft may change its mind
create policy take_back on market.application_lot for delete using ((select platform.is_role('job')) or (select platform.is_role('commissioner')));
create function market.lot_of_a_draft() returns trigger language plpgsql as $$
begin
  if exists (select from market.application a where a.id = old.application_id and a.sent_on is not null) then
    raise exception using errcode = 'DW001', message = 'an application that was sent stands'; end if;
  return old;
end $$;
create trigger lot_of_a_draft before delete on market.application_lot for each row execute function market.lot_of_a_draft();
