-- market: what the council sees when it visits a service outside regulation, and what has to be put right by when.

-- A service is an entry of the directory, by the provider behind it: who may see what follows from the provider.
create function market.service_of_provider() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from market.provider p join directory.opportunity o on o.organisation_id = p.organisation_id where p.id = new.provider_id and o.id = new.opportunity_id) then
    raise exception using errcode = 'DW080', message = 'the service is not of this provider'; end if;
  return new;
end $$;

create table market.assurance_visit (                                 -- planned, then made, then signed by a second person; a signed one stands
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, provider_id uuid not null references market.provider,
  planned_on date not null, announced boolean not null, visited_by uuid not null, planned_by uuid not null,
  questions jsonb not null,                                            -- the council's list on the day it was planned
  made_on date, people_spoken integer constraint visit_people check (people_spoken between 0 and 10000), summary text constraint visit_summary check (btrim(summary) <> ''),
  shared_on date,                                                      -- the provider may read the draft from this day
  called_off_on date, called_off_reason text,
  signed_by uuid, signed_on date,
  corrects_id uuid constraint visit_corrected_once unique references market.assurance_visit,
  recorded_at timestamptz not null default now(),
  constraint visit_service unique (id, opportunity_id),
  constraint visit_signed_by_another check (signed_by <> visited_by),
  constraint visit_signed_whole check ((signed_by is null) = (signed_on is null)),
  constraint visit_made_whole check (num_nonnulls(made_on, people_spoken, summary) in (0, 3)),
  constraint visit_signed_after_it_was_made check (signed_on is null or (made_on is not null and signed_on >= made_on)),
  constraint visit_called_off_whole check ((called_off_on is null) = (called_off_reason is null)),
  constraint visit_called_off_for_a_reason check (btrim(called_off_reason) <> ''),
  constraint visit_called_off_or_signed check (called_off_on is null or signed_on is null),
  constraint visit_shared_once_made check (shared_on is null or made_on is not null),
  constraint visit_of_itself check (corrects_id <> id));
create index assurance_visit_service on market.assurance_visit (opportunity_id, made_on desc);
create index assurance_visit_provider on market.assurance_visit (provider_id);
create trigger service_of_provider before insert on market.assurance_visit for each row execute function market.service_of_provider();

create table market.visit_finding (                                   -- one answer to one question, with what was seen
  visit_id uuid not null references market.assurance_visit, question text not null,
  answer text not null constraint finding_answer check (answer in ('met','partly','not_met','not_looked')),
  evidence text not null constraint finding_evidence check (btrim(evidence) <> ''),
  document text constraint finding_document check (btrim(document) <> ''), document_on date,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  primary key (visit_id, question),
  constraint finding_document_has_a_name check (document_on is null or document is not null));

-- DW081 a signed visit, or one that was called off, stands · DW082 a question of its list has no answer · DW083 only a signed visit is corrected, for the same service
create function market.visit_stands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'rows are ended, never deleted'; end if;
  if tg_op = 'INSERT' then
    if new.signed_on is not null and new.made_on is null or new.corrects_id is not null and not exists (
        select from market.assurance_visit v where v.id = new.corrects_id and v.signed_on is not null and v.opportunity_id = new.opportunity_id) then
      raise exception using errcode = 'DW083', message = 'only a signed visit of the same service is corrected'; end if;
    if new.signed_on is not null and coalesce(platform.who('role'), 'job') <> 'job' then
      raise exception using errcode = 'DW082', message = 'a visit is signed once its questions are answered'; end if;
    return new;
  end if;
  if old.signed_on is not null or old.called_off_on is not null then
    raise exception using errcode = 'DW081', message = 'a visit that is signed or called off stands'; end if;
  if (new.id, new.opportunity_id, new.provider_id, new.questions, new.planned_by, new.corrects_id) is distinct from (old.id, old.opportunity_id, old.provider_id, old.questions, old.planned_by, old.corrects_id)
     or (old.shared_on is not null and new.shared_on is distinct from old.shared_on) then
    raise exception using errcode = 'DW002', message = 'rows are ended and added, never edited'; end if;
  if new.signed_on is not null and exists (select from jsonb_array_elements(new.questions) q where not exists (
      select from market.visit_finding f where f.visit_id = new.id and f.question = q ->> 'key')) then
    raise exception using errcode = 'DW082', message = 'a question has no answer'; end if;
  return new;
end $$;
create trigger visit_stands before insert or update or delete on market.assurance_visit for each row execute function market.visit_stands();

create function market.finding_stands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare visit market.assurance_visit;
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'rows are ended, never deleted'; end if;
  select v.* into visit from market.assurance_visit v where v.id = new.visit_id for share;
  if (visit.signed_on is not null or visit.called_off_on is not null) and coalesce(platform.who('role'), 'job') <> 'job' then
    raise exception using errcode = 'DW081', message = 'a visit that is signed or called off stands'; end if;
  if tg_op = 'UPDATE' and (visit.signed_on is not null or (new.visit_id, new.question) <> (old.visit_id, old.question)) then
    raise exception using errcode = 'DW002', message = 'rows are ended and added, never edited'; end if;
  return new;
end $$;
create trigger finding_stands before insert or update or delete on market.visit_finding for each row execute function market.finding_stands();

create table market.assurance_action (                                -- what has to be put right, by whom and by when
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, provider_id uuid not null references market.provider,
  what text not null constraint action_what check (btrim(what) <> ''), owner text not null constraint action_owner check (owner in ('provider','council')),
  essential boolean not null default false,                            -- it keeps people safe: late means not good enough
  due_on date not null, visit_id uuid, set_by uuid not null, set_on date not null, recorded_at timestamptz not null default now(),
  constraint action_service unique (id, opportunity_id),
  constraint action_due_later check (due_on >= set_on),
  constraint action_of_visit foreign key (visit_id, opportunity_id) references market.assurance_visit (id, opportunity_id));
create index assurance_action_service on market.assurance_action (opportunity_id);
create index assurance_action_provider on market.assurance_action (provider_id);
create index assurance_action_visit on market.assurance_action (visit_id);
create trigger end_only before update or delete on market.assurance_action for each row execute function platform.end_only();
create trigger service_of_provider before insert on market.assurance_action for each row execute function market.service_of_provider();

create table market.action_step (                                     -- what became of it: the last step says how it stands
  id uuid primary key default gen_random_uuid(), action_id uuid not null references market.assurance_action,
  sequence integer not null constraint action_step_sequence check (sequence > 0),
  kind text not null constraint action_step_kind check (kind in ('said_done','accepted','asked_again','withdrawn')),
  note text not null constraint action_step_note check (btrim(note) <> ''), due_on date, on_date date not null, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint action_step_in_order unique (action_id, sequence),
  constraint action_asked_again_by_a_day check ((kind = 'asked_again') = (due_on is not null)),
  constraint action_asked_again_later check (due_on is null or due_on >= on_date));
create trigger end_only before update or delete on market.action_step for each row execute function platform.end_only();

-- DW084: a step that does not follow from the one before: nothing follows what is accepted or withdrawn; only what is said to be done is asked for again
create function market.action_step_follows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare last market.action_step;
begin
  perform from market.assurance_action a where a.id = new.action_id for update;
  select s.* into last from market.action_step s where s.action_id = new.action_id order by s.sequence desc limit 1;
  if new.sequence <> coalesce(last.sequence, 0) + 1 or last.kind in ('accepted','withdrawn')
     or (new.kind = 'said_done' and last.kind = 'said_done') or (new.kind = 'asked_again' and last.kind is distinct from 'said_done') then
    raise exception using errcode = 'DW084', message = 'this does not follow from how the action stands'; end if;
  return new;
end $$;
create trigger action_step_follows before insert on market.action_step for each row execute function market.action_step_follows();

-- How each action stands: its last step, and the day it is due by now.
create view market.action_now with (security_invoker = true) as
  select a.id as action_id, a.opportunity_id, a.provider_id, a.visit_id, a.what, a.owner, a.essential, a.set_by, a.set_on,
         coalesce((select s.due_on from market.action_step s where s.action_id = a.id and s.due_on is not null order by s.sequence desc limit 1), a.due_on) as due_on,
         l.kind as last_step, l.note as last_note, l.on_date as last_on
    from market.assurance_action a left join lateral (select s.kind, s.note, s.on_date from market.action_step s where s.action_id = a.id order by s.sequence desc limit 1) l on true;

do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))'; named text := ' and %I::text = platform.who(''staff_id'')';
  own text := 'provider_id::text = platform.who(''provider_id'')'; one record;
begin
  for one in select * from (values
    ('assurance_visit', shapes || ' or (' || own || ' and (shared_on is not null or signed_on is not null))', shapes || format(named, 'planned_by'),
     shapes, shapes || ' and (signed_by is null or signed_by::text = platform.who(''staff_id''))'),
    ('visit_finding', 'exists (select from market.assurance_visit v where v.id = visit_id)', shapes || format(named, 'recorded_by'), shapes, shapes || format(named, 'recorded_by')),
    ('assurance_action', shapes || ' or (' || own || ' and (visit_id is null or exists (select from market.assurance_visit v where v.id = visit_id)))', shapes || format(named, 'set_by'), 'false', 'false'),
    ('action_step', 'exists (select from market.assurance_action a where a.id = action_id)',
     '(' || shapes || format(named, 'recorded_by') || ') or (kind = ''said_done'' and (select platform.is_role(''provider'')) and exists (select from market.assurance_action a where a.id = action_id and a.owner = ''provider''))', 'false', 'false')) as t (name, reads, adds, changes, becomes) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s)', one.name, job, one.reads);
    execute format('create policy add on market.%I for insert with check (%s or %s)', one.name, job, one.adds);
    execute format('create policy change on market.%I for update using (%s or %s) with check (%s or %s)', one.name, job, one.changes, job, one.becomes);
  end loop;
end $$;
