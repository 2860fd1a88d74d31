-- Platform: what every step stands on, and which knows no step.
-- Conventions of the whole model: ids are uuids made by the application · money is whole pence (bigint) · days are dates ·
-- clock times are minutes of the local day · a period is from_date, until_date (last day agreed, null = open), ended_on (set once
-- when it ends early) and in_force (generated; empty when withdrawn before it began) · rows of legal effect are ended and added, never edited.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

do $$ declare name text; begin
  foreach name in array array['platform','people','directory','market','needs','allocation','charging','planning','brokerage',
    'delivery','outcomes','finance','engagement','strategy','returns'] loop execute format('create schema %I', name); end loop;
  if not exists (select from pg_roles where rolname = 'daywell_app') then create role daywell_app nologin; end if;
  execute format('grant daywell_app to %I', current_user);
end $$;

-- Nothing is edited: only the named columns may go from null to a value, once. Nothing is deleted.
create function platform.end_only() returns trigger language plpgsql as $$
declare was jsonb := to_jsonb(old); becomes jsonb; col text;
begin
  if tg_op = 'DELETE' then
    raise exception using errcode = 'DW001', message = format('%s.%s: rows are ended, never deleted', tg_table_schema, tg_table_name);
  end if;
  becomes := to_jsonb(new) - 'in_force' - 'live' - 'agreed'; was := was - 'in_force' - 'live' - 'agreed';
  foreach col in array coalesce(tg_argv, '{}') loop
    if was -> col = 'null'::jsonb then was := was - col; becomes := becomes - col; end if;
  end loop;
  if was <> becomes then
    raise exception using errcode = 'DW002', message = format('%s.%s: rows are ended and added, never edited', tg_table_schema, tg_table_name);
  end if;
  return new;
end $$;

create function platform.period(from_date date, until_date date, ended_on date) returns daterange
language sql immutable parallel safe as $$
  select case when least(until_date, ended_on) < from_date then 'empty'::daterange
              else daterange(from_date, least(until_date, ended_on), '[]') end $$;

-- Who asks: set by the database door at the start of every transaction. Unset means nobody, and nobody sees nothing.
create function platform.who(name text) returns text language sql stable parallel safe as $$
  select nullif(current_setting('daywell.' || name, true), '') $$;
create function platform.whose(name text) returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('daywell.' || name, true), ''), '{}')::uuid[] $$;
create function platform.is_role(variadic names text[]) returns boolean language sql stable parallel safe as $$
  select coalesce(platform.who('role') = any (names), false) $$;

-- A fact an early step makes known to later ones. Written in the transaction that makes it true.
create table platform.fact (
  id uuid primary key default gen_random_uuid(), name text not null, subject_id uuid not null, on_date date not null,
  recorded_at timestamptz not null default now(), unique (name, subject_id, on_date));

-- What is to be done after the transaction that asks for it: handed to the job queue once that transaction stands.
create table platform.outbox (
  id uuid primary key default gen_random_uuid(), name text not null, payload jsonb not null,
  recorded_at timestamptz not null default now(), dispatched_at timestamptz);
create index outbox_waiting on platform.outbox (recorded_at) where dispatched_at is null;

-- When a job that runs by itself is due next: one answer for every process that serves this council.
create table platform.job_schedule (name text primary key, next_at timestamptz not null);

-- ─────────── accounts and sign-in ───────────
create table platform.account (
  id uuid primary key default gen_random_uuid(),
  username text not null constraint account_username_lower_case check (username = lower(username)),
  display_name text not null, role text not null constraint account_role_known check (role in
    ('practitioner','team_manager','broker','provider','commissioner','finance','administrator','person')),
  provider_id uuid, person_id uuid,                          -- whose account it is, for providers and for people and carers; no key: later steps own them
  password_hash text not null, demo boolean not null default false,
  failed_count integer not null default 0, locked_at timestamptz, disabled_at timestamptz,
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint account_username_taken unique (username),
  constraint account_provider_named check ((role = 'provider') = (provider_id is not null)),
  constraint account_person_named check ((role = 'person') = (person_id is not null)));

-- Who decided: the name behind a staff id. Owner's rights, names and roles only.
create view platform.published_staff as
  select id as staff_id, display_name as name, role from platform.account where role not in ('person','provider');

create table platform.session (
  token_hash bytea primary key, account_id uuid not null references platform.account,
  created_at timestamptz not null, last_seen_at timestamptz not null, ended_at timestamptz);
create index session_account on platform.session (account_id);

-- One statement per request: 30 minutes idle, 12 hours in all. The last look is noted at most once a minute.
create function platform.resume(hash bytea, at timestamptz) returns setof platform.account
language plpgsql security definer set search_path = pg_catalog as $$
declare found_session platform.session;
begin
  select s.* into found_session from platform.session s
   where s.token_hash = hash and s.ended_at is null and s.last_seen_at > at - interval '30 minutes' and s.created_at > at - interval '12 hours';
  if found_session.token_hash is null then return; end if;
  if found_session.last_seen_at < at - interval '1 minute' then
    update platform.session s set last_seen_at = greatest(s.last_seen_at, at) where s.token_hash = hash;
  end if;
  return query select a.* from platform.account a where a.id = found_session.account_id and a.disabled_at is null;
end $$;

-- ─────────── the same request twice ───────────
create table platform.idempotency (
  account_id uuid not null, key text not null constraint idempotency_key_length check (length(key) between 8 and 200), route text not null, request_hash text not null,
  status integer, body text, recorded_at timestamptz not null default now(),
  constraint idempotency_key_used primary key (account_id, key));

-- ─────────── audit: append-only, chained by hash in sixteen lanes so that readers do not queue behind one another ───────────
create table platform.audit_lane (lane smallint primary key, sequence bigint not null default 0, hash bytea not null default '\x');
insert into platform.audit_lane (lane) select generate_series(0, 15);

create table platform.audit_entry (
  lane smallint not null references platform.audit_lane, sequence bigint not null, at timestamptz not null,
  actor_id uuid, actor_role text not null, actor_name text not null, action text not null, subject text not null, subject_id uuid, person_id uuid,
  detail jsonb not null, previous_hash bytea not null, hash bytea not null, primary key (lane, sequence));
create index audit_of_person on platform.audit_entry (person_id, at) where person_id is not null;
create index audit_at on platform.audit_entry (at);
create trigger end_only before update or delete on platform.audit_entry for each row execute function platform.end_only();

create function platform.audit_hash(entry platform.audit_entry) returns bytea language sql stable as $$
  select sha256(entry.previous_hash || convert_to(jsonb_build_array(entry.lane, entry.sequence,
    to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.actor_id, entry.actor_role, entry.actor_name,
    entry.action, entry.subject, entry.subject_id, entry.person_id, entry.detail)::text, 'UTF8')) $$;

create function platform.record_audit(at timestamptz, actor_id uuid, actor_role text, actor_name text, action text, subject text, subject_id uuid, person_id uuid, detail jsonb)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare entry platform.audit_entry; head platform.audit_lane;
begin
  select l.* into head from platform.audit_lane l where l.lane = pg_backend_pid() % 16 for update;
  entry.lane := head.lane; entry.sequence := head.sequence + 1; entry.at := at; entry.actor_id := actor_id; entry.actor_role := actor_role;
  entry.actor_name := actor_name; entry.action := action; entry.subject := subject; entry.subject_id := subject_id; entry.person_id := person_id;
  entry.detail := detail; entry.previous_hash := head.hash;
  entry.hash := platform.audit_hash(entry);
  insert into platform.audit_entry values (entry.*);
  update platform.audit_lane l set sequence = entry.sequence, hash = entry.hash where l.lane = entry.lane;
end $$;

-- What is wrong with the chain: nothing, when it is whole.
create function platform.audit_faults() returns table (lane smallint, sequence bigint, fault text)
language sql stable security definer set search_path = pg_catalog as $$
  with chained as (
    select e.*, lag(e.sequence) over w as before, lag(e.hash) over w as hash_before, platform.audit_hash(e) as expected
      from platform.audit_entry e window w as (partition by e.lane order by e.sequence))
  select c.lane, c.sequence, 'the entry was changed' from chained c where c.hash <> c.expected
  union all select c.lane, c.sequence, 'entries before this one are missing' from chained c where c.sequence <> coalesce(c.before, 0) + 1
  union all select c.lane, c.sequence, 'the link to the entry before is broken' from chained c where c.previous_hash <> coalesce(c.hash_before, '\x')
  union all select l.lane, l.sequence, 'the newest entries are missing' from platform.audit_lane l
    left join lateral (select e.sequence, e.hash from platform.audit_entry e where e.lane = l.lane order by e.sequence desc limit 1) last on true
   where l.sequence <> coalesce(last.sequence, 0) or l.hash <> coalesce(last.hash, '\x')
  order by 1, 2 $$;

-- ─────────── rights ───────────
grant usage on schema platform to daywell_app;
grant select, insert on platform.fact, platform.outbox to daywell_app;
grant select, insert, update on platform.job_schedule to daywell_app;
grant select, insert, update on platform.account, platform.session, platform.idempotency to daywell_app;
grant select on platform.audit_entry, platform.published_staff to daywell_app;
revoke execute on function platform.resume(bytea, timestamptz), platform.audit_faults(),
  platform.record_audit(timestamptz, uuid, text, text, text, text, uuid, uuid, jsonb) from public;
grant execute on function platform.resume(bytea, timestamptz), platform.audit_faults(),
  platform.record_audit(timestamptz, uuid, text, text, text, text, uuid, uuid, jsonb) to daywell_app;

alter table platform.account enable row level security;
create policy administered on platform.account using (platform.is_role('job', 'administrator'));
create policy own on platform.account for select using (id::text = platform.who('account_id'));
alter table platform.session enable row level security;
create policy administered on platform.session using (platform.is_role('job', 'administrator'));
alter table platform.idempotency enable row level security;
create policy own on platform.idempotency using (account_id::text = platform.who('account_id') or platform.is_role('job'));
alter table platform.audit_entry enable row level security;
create policy administered on platform.audit_entry for select using (platform.is_role('job', 'administrator'));
create policy about_oneself on platform.audit_entry for select using (platform.is_role('person') and person_id = any (platform.whose('person_ids')));
