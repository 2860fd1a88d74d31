-- What a provider keeps with the council: papers, prices it proposes, messages.

-- ─────────── platform: small files, kept whole and never run ───────────
create table platform.file (
  id uuid primary key default gen_random_uuid(), name text not null constraint file_named check (btrim(name) <> '' and length(name) <= 200),
  media_type text not null, content bytea not null, content_sha256 bytea not null,
  provider_id uuid, readers text[] not null,                            -- whose it is, and which roles may open it beside them
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint file_size check (octet_length(content) between 1 and 5242880),
  constraint file_whole check (content_sha256 = sha256(content)),
  -- what it is by its first bytes, not by what it is called
  constraint file_type check (case media_type
    when 'application/pdf' then substr(content, 1, 5) = '\x255044462d'::bytea
    when 'image/jpeg' then substr(content, 1, 3) = '\xffd8ff'::bytea
    when 'image/png' then substr(content, 1, 8) = '\x89504e470d0a1a0a'::bytea
    else false end));
create trigger end_only before update or delete on platform.file for each row execute function platform.end_only();
alter table platform.file enable row level security;
create policy read on platform.file for select using ((select platform.is_role('job')) or platform.who('role') = any (readers) or provider_id::text = platform.who('provider_id'));
create policy add on platform.file for insert with check ((select platform.is_role('job'))
  or (recorded_by::text in (platform.who('staff_id'), platform.who('account_id')) and not (select platform.is_role('public','person'))
      and (not (select platform.is_role('provider')) or provider_id::text = platform.who('provider_id'))));
grant select, insert on platform.file to daywell_app;

-- ─────────── market: papers a provider sends, each looked at once; prices it proposes ───────────
create table market.document (
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider,
  kind text not null constraint document_kind check (kind in ('insurance','safeguarding','staff_checks','references','policies')),
  words text not null constraint document_said check (btrim(words) <> ''), file_id uuid constraint document_of_own_file unique references platform.file,
  expires_on date, sent_by uuid not null, sent_on date not null, recorded_at timestamptz not null default clock_timestamp(),
  constraint document_of_provider unique (id, provider_id),
  constraint document_not_run_out check (expires_on is null or expires_on >= sent_on));
create trigger end_only before update or delete on market.document for each row execute function platform.end_only();
create index document_provider on market.document (provider_id);
alter table market.check_item add column document_id uuid constraint document_looked_at_once unique,
  add constraint check_of_own_document foreign key (document_id, provider_id) references market.document (id, provider_id),
  add constraint document_check_of_provider check (document_id is null or provider_id is not null);

create table market.rate_proposal (                                   -- a provider asks for a price; the council decides, and a rate follows or a reason
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider, lot_id uuid not null references market.lot,
  support_band text not null references directory.support_band,
  unit text not null constraint proposal_unit check (unit in ('session','half_day','day','hour','week')),
  price_pence bigint not null constraint proposal_above_nothing check (price_pence > 0), from_date date not null,
  reason text not null constraint proposal_reason check (btrim(reason) <> ''), proposed_by uuid not null, proposed_on date not null,
  withdrawn_on date, decided_on date, decided_by uuid, answer text constraint proposal_answer check (answer in ('agreed','declined')), answer_reason text,
  rate_id uuid constraint proposal_rate_once unique references market.rate, recorded_at timestamptz not null default now(),
  constraint proposal_in_order check (from_date >= proposed_on),
  constraint proposal_decided_whole check (num_nonnulls(decided_on, decided_by, answer, answer_reason) in (0, 4)),
  constraint proposal_ended_once check (withdrawn_on is null or decided_on is null),
  constraint proposal_rate_when_agreed check ((rate_id is not null) = (answer is not distinct from 'agreed')));
create trigger end_only before update or delete on market.rate_proposal for each row
  execute function platform.end_only('withdrawn_on','decided_on','decided_by','answer','answer_reason','rate_id');
create unique index one_proposal_waits on market.rate_proposal (provider_id, lot_id, support_band, unit) where withdrawn_on is null and decided_on is null;
create index rate_proposal_lot on market.rate_proposal (lot_id);

-- ─────────── brokerage: one thread between a provider and the council ───────────
create table brokerage.message (
  id uuid primary key, provider_id uuid not null references market.provider, from_provider boolean not null,
  words text not null constraint message_said check (btrim(words) <> '' and length(words) <= 4000),
  session_id uuid references directory.session, person_id uuid references people.person,   -- what it is about, where it is about one
  sent_by uuid not null, sender text not null, sent_at timestamptz not null, recorded_at timestamptz not null default now());
create trigger end_only before update or delete on brokerage.message for each row execute function platform.end_only();
create index message_thread on brokerage.message (provider_id, sent_at);
create index message_session on brokerage.message (session_id) where session_id is not null;
create index message_person on brokerage.message (person_id) where person_id is not null;
create table brokerage.message_read (                                 -- first opened by somebody of the other side
  message_id uuid primary key references brokerage.message, read_by uuid not null, read_at timestamptz not null);
create trigger end_only before update or delete on brokerage.message_read for each row execute function platform.end_only();

-- DW063: a message is about a session the provider runs, or a person who has or had a place with it
create function brokerage.message_about_own() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.session_id is not null and not exists (select from directory.session s join directory.opportunity o on o.id = s.opportunity_id
       join market.provider p on p.organisation_id = o.organisation_id where s.id = new.session_id and p.id = new.provider_id)
     or new.person_id is not null and not exists (select from brokerage.placement l
       where l.person_id = new.person_id and l.provider_id = new.provider_id and not isempty(l.in_force)) then
    raise exception using errcode = 'DW063', message = 'not a session or a person of this provider'; end if;
  return new;
end $$;
create trigger message_about_own before insert on brokerage.message for each row execute function brokerage.message_about_own();

-- ─────────── who sees and changes what ───────────
do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))'; own text := 'provider_id::text = platform.who(''provider_id'')';
  looks text := '(select platform.is_role(''commissioner'',''finance'',''administrator''))'; one record;
  side text := 'from_provider = (select platform.is_role(''provider''))';
begin
  for one in select * from (values
    ('market.document', shapes || ' or ' || own, own, 'false'),
    ('market.rate_proposal', looks || ' or ' || own, own, shapes || ' or ' || own),
    ('brokerage.message', own || ' and (person_id is null or people.reaches(person_id, ''{provider}'')) or (select platform.is_role(''broker'',''commissioner'')) and (person_id is null or people.reaches(person_id, ''{broker}''))',
      side || ' and ' || own || ' or ' || side || ' and (select platform.is_role(''broker'',''commissioner'')) and (person_id is null or people.reaches(person_id, ''{broker}''))', 'false'),
    ('brokerage.message_read', 'exists (select from brokerage.message m where m.id = message_id)',
      'exists (select from brokerage.message m where m.id = message_id and m.from_provider <> (select platform.is_role(''provider'')))', 'false')) as t (name, reads, adds, changes) loop
    execute format('alter table %s enable row level security', one.name);
    execute format('create policy read on %s for select using (%s or (%s))', one.name, job, one.reads);
    execute format('create policy add on %s for insert with check (%s or (%s))', one.name, job, one.adds);
    execute format('create policy change on %s for update using (%s or (%s))', one.name, job, one.changes);
  end loop;
end $$;
