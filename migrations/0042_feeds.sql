-- Where entries come from, how often they are read, and what came of each reading. A reading goes on where it stopped: the address of the next
-- page is kept with it, and each page is one transaction.
create table directory.feed_source (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint feed_source_name_not_blank check (btrim(name) <> ''),
  feed text not null constraint feed_source_once unique,                   -- the name under which its records are kept in source_record
  address text not null constraint feed_source_address check (address ~* '^https?://'),
  standard text not null constraint feed_source_standard check (standard in ('open_referral', 'openactive')),
  every_hours integer constraint feed_source_every_hours check (every_hours between 1 and 8784),   -- null: only when somebody asks
  policy text not null constraint feed_source_policy check (policy in ('publish', 'review')),
  next_at timestamptz,
  follow_from text,                                                        -- RPDE: the last "next" that was read; from here the feed is followed
  stopped_at timestamptz,
  recorded_by uuid not null, recorded_at timestamptz not null default now());

create table directory.feed_run (
  id uuid primary key default gen_random_uuid(),
  source_id uuid not null references directory.feed_source (id),
  begun_at timestamptz not null, ended_at timestamptz,
  state text not null default 'reading' constraint feed_run_state check (state in ('reading', 'done', 'failed', 'stopped')),
  next_page text,                                                          -- where it goes on; none once the feed is read to its end
  pages_read integer not null default 0, pages_total integer,
  imported integer not null default 0, updated integer not null default 0, unchanged integer not null default 0,
  rejected integer not null default 0, withdrawn integer not null default 0, to_review integer not null default 0,
  findings jsonb not null default '[]', fault text,
  recorded_by uuid not null,
  constraint feed_run_ended check ((state = 'reading') = (ended_at is null)),
  constraint feed_run_counts check (least(pages_read, imported, updated, unchanged, rejected, withdrawn, to_review) >= 0),
  constraint feed_run_done check (state <> 'done' or (next_page is null and fault is null)),
  constraint feed_run_fault check (state <> 'failed' or fault is not null));
create unique index feed_run_one_at_a_time on directory.feed_run (source_id) where state = 'reading';
create index feed_run_of_source on directory.feed_run (source_id, begun_at desc);

-- A change that a human looks at before it is public: what a source now says, beside what stands here.
create table directory.entry_change (
  id uuid primary key default gen_random_uuid(),
  source_id uuid not null references directory.feed_source (id),
  external_id text not null,
  opportunity_id uuid references directory.opportunity (id),
  why text not null constraint entry_change_why check (why in ('not trusted', 'changed here', 'gone')),
  proposed jsonb not null, content_hash text not null, findings jsonb not null default '[]',
  proposed_at timestamptz not null,
  stood jsonb,                                                             -- what was public until it was decided: the last approved version
  decision text constraint entry_change_decision check (decision in ('approved', 'declined')),
  decided_at timestamptz, decided_by uuid,
  constraint entry_change_decided_whole check (num_nonnulls(decision, decided_at, decided_by) in (0, 3)));
create unique index entry_change_one_open on directory.entry_change (source_id, external_id) where decision is null;
create index entry_change_opportunity on directory.entry_change (opportunity_id);
create index entry_change_declined on directory.entry_change (source_id, content_hash) where decision = 'declined';

-- The version of the opportunity that the feed wrote last: a later one was changed here.
alter table directory.source_record add column saved_version integer;

do $$
declare
  one text;
  job text := '(select platform.is_role(''job''))';
  keepers text := '(select platform.is_role(''commissioner'', ''administrator''))';
begin
  foreach one in array array['feed_source', 'feed_run', 'entry_change'] loop
    execute format('grant select, insert, update on directory.%I to daywell_app', one);
    execute format('alter table directory.%I enable row level security', one);
    execute format('create policy read on directory.%I for select using (%s or %s)', one, job, keepers);
    execute format('create policy add on directory.%I for insert with check (%s or %s)', one, job, keepers);
    execute format('create policy change on directory.%I for update using (%s or %s)', one, job, keepers);
  end loop;
end $$;
