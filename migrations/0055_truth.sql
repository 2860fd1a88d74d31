-- directory: who assured an entry and when, what providers are asked, what they propose, what was approved, and when something is closed for a while.

-- What is the caller's own, a provider's.
create view directory.my_entry as
  select o.id as opportunity_id from directory.opportunity o join market.my_organisation m on m.organisation_id = o.organisation_id where o.withdrawn_on is null and o.audience <> 'hidden';
grant select on directory.my_entry to daywell_app;

-- Who looked: the council's staff by their role, or whoever runs it. Only a look that found it right makes an entry fresh.
alter table directory.entry_check
  add column looked_for text not null default 'council' constraint entry_check_looked_for check (looked_for in ('council', 'provider')),
  add column looker text constraint entry_check_looker check (btrim(looker) <> '');
create function directory.take_check() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.result in ('right', 'corrected') then
    update directory.opportunity set last_checked_on = new.checked_on, changed_at = greatest(changed_at, new.recorded_at), version = version + 1
     where id = new.opportunity_id and (last_checked_on is null or last_checked_on <= new.checked_on);
  end if;
  return null;
end $$;
create trigger take_check after insert on directory.entry_check for each row execute function directory.take_check();
-- Notes are for colleagues; what anybody reads of a look is the view.
drop policy read on directory.entry_check;
create policy read on directory.entry_check for select using ((select platform.is_role('job')) or (select platform.is_staff())
  or exists (select from directory.my_entry m where m.opportunity_id = entry_check.opportunity_id));
create view directory.last_look as
  select distinct on (k.opportunity_id, k.result in ('right', 'corrected')) k.opportunity_id, k.checked_on, k.result, k.looked_for, k.looker, k.result in ('right', 'corrected') as found_right
    from directory.entry_check k join directory.opportunity o on o.id = k.opportunity_id and o.audience <> 'hidden'
   where o.audience = 'public' or platform.is_staff() or platform.is_role('job')
   order by k.opportunity_id, k.result in ('right', 'corrected'), k.checked_on desc, k.recorded_at desc, k.id;
create view directory.published_source as select s.feed, s.name from directory.feed_source s;
grant select on directory.last_look, directory.published_source to daywell_app;

alter table directory.opportunity add column what_to_bring text;
-- The words of an entry are the directory's keepers' to change: whoever runs it proposes, and somebody approves.
drop policy change on directory.opportunity;
create policy change on directory.opportunity for update using ((select platform.is_role('job')) or (select platform.is_role('broker', 'commissioner', 'administrator')));

-- What whoever runs an entry is asked: after three months, and again after six. Once each for the same look.
create table directory.entry_reminder (
  id uuid primary key default gen_random_uuid(),
  opportunity_id uuid not null references directory.opportunity (id),
  months smallint not null constraint reminder_months check (months between 1 and 24),
  counted_from date not null,
  made_on date not null,
  told_at timestamptz, told_by uuid,
  answered_at timestamptz, answer text constraint reminder_answer check (answer in ('right', 'changed', 'closed for now', 'checked')),
  constraint reminder_once unique (opportunity_id, counted_from, months),
  constraint reminder_is_due check (made_on > counted_from),
  constraint reminder_told_by_somebody check ((told_at is null) = (told_by is null)),
  constraint reminder_answered_whole check ((answered_at is null) = (answer is null)));
create index reminder_open on directory.entry_reminder (opportunity_id) where answered_at is null;
create trigger end_only before update or delete on directory.entry_reminder for each row execute function platform.end_only('told_at', 'told_by', 'answered_at', 'answer');

-- What was public and approved: each as a whole, one after another. Nothing of it is edited; an earlier one comes back as a new one.
create table directory.entry_version (
  id uuid primary key default gen_random_uuid(),
  opportunity_id uuid not null references directory.opportunity (id),
  number integer not null constraint version_number check (number > 0),
  content jsonb not null constraint version_content check (jsonb_typeof(content) = 'object' and content ? 'name'),
  origin text not null constraint version_origin check (origin in ('as it stood', 'proposed', 'restored')),
  reason text not null constraint version_reason check (btrim(reason) <> ''),
  restored_number integer,
  approved_by uuid not null, approved_at timestamptz not null,
  constraint version_once unique (opportunity_id, number),
  constraint version_restores_earlier check ((origin = 'restored') = (restored_number is not null) and restored_number < number),
  constraint version_restores_its_own foreign key (opportunity_id, restored_number) references directory.entry_version (opportunity_id, number));
create trigger end_only before update or delete on directory.entry_version for each row execute function platform.end_only();

create table directory.entry_proposal (
  id uuid primary key default gen_random_uuid(),
  opportunity_id uuid not null references directory.opportunity (id),
  proposed jsonb not null constraint proposal_content check (jsonb_typeof(proposed) = 'object' and proposed ? 'name'),
  stood jsonb not null constraint proposal_stood check (jsonb_typeof(stood) = 'object'),                    -- what was public when it was proposed
  note text, looker text not null,
  proposed_by uuid not null, proposed_at timestamptz not null, proposed_on date not null,
  decision text constraint proposal_decision check (decision in ('approved', 'rejected', 'withdrawn')),
  reason text, decided_by uuid, decided_at timestamptz, version_number integer,
  constraint proposal_decided_whole check (num_nonnulls(decision, decided_by, decided_at) in (0, 3)),
  constraint proposal_rejected_with_reason check (decision is distinct from 'rejected' or btrim(reason) <> ''),
  constraint proposal_approved_by_another check (decision is null or decision = 'withdrawn' or decided_by <> proposed_by),
  constraint proposal_changes_something check (proposed <> stood),
  constraint proposal_approved_is_version check ((decision is not distinct from 'approved') = (version_number is not null)),
  constraint proposal_version foreign key (opportunity_id, version_number) references directory.entry_version (opportunity_id, number));
create unique index proposal_one_open on directory.entry_proposal (opportunity_id) where decision is null;
create index proposal_of_entry on directory.entry_proposal (opportunity_id, proposed_at desc);
create trigger end_only before update or delete on directory.entry_proposal for each row execute function platform.end_only('decision', 'reason', 'decided_by', 'decided_at', 'version_number');

-- A look by whoever runs it: they say so themselves, or what they proposed was approved.
drop policy add on directory.entry_check;
create policy add on directory.entry_check for insert with check ((select platform.is_role('job'))
  or ((select platform.is_staff()) and looked_for = 'council')
  or ((select platform.is_staff()) and looked_for = 'provider' and result = 'corrected' and exists (select from directory.entry_proposal p
    where p.opportunity_id = entry_check.opportunity_id and p.decision = 'approved' and p.proposed_on = entry_check.checked_on))
  or (looked_for = 'provider' and result = 'right' and exists (select from directory.my_entry m where m.opportunity_id = entry_check.opportunity_id)));

-- Closed for a while: the entry stays in the list and says so; it comes back by itself.
create table directory.entry_pause (
  id uuid primary key default gen_random_uuid(),
  opportunity_id uuid not null references directory.opportunity (id),
  from_date date not null, until_date date not null, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  reason text not null constraint pause_reason check (btrim(reason) <> ''),
  recorded_by uuid not null, recorded_at timestamptz not null default now(), ended_by uuid,
  constraint pause_in_order check (from_date <= until_date),
  constraint pause_within_a_year check (until_date < from_date + 366),     -- longer is an end, not a pause
  constraint pause_ended_by_somebody check ((ended_on is null) = (ended_by is null)),
  constraint pause_no_overlap exclude using gist (opportunity_id with =, in_force with &&));
create trigger end_only before update or delete on directory.entry_pause for each row execute function platform.end_only('ended_on', 'ended_by');
create trigger note_added after insert on directory.entry_pause referencing new table as touched for each statement execute function directory.note_entries_of_parts();
create trigger note_changed after update on directory.entry_pause referencing new table as touched for each statement execute function directory.note_entries_of_parts();

create index fault_report_open on directory.fault_report (opportunity_id) where settled_at is null;
alter table directory.fault_report add constraint fault_has_words check (btrim(words) <> '' and length(words) <= 1000);
-- How many reports of an entry wait; a reporter may not read the others' words.
create function directory.open_faults(entry uuid) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int from directory.fault_report where opportunity_id = entry and settled_at is null $$;
revoke execute on function directory.open_faults(uuid) from public;
grant execute on function directory.open_faults(uuid) to daywell_app;

grant select, insert, update on directory.entry_reminder, directory.entry_proposal, directory.entry_pause to daywell_app;
grant select, insert on directory.entry_version to daywell_app;
do $$
declare
  job text := '(select platform.is_role(''job''))';
  keepers text := '(select platform.is_role(''broker'', ''commissioner'', ''administrator''))';
  mine text := 'exists (select from directory.my_entry m where m.opportunity_id = %s.opportunity_id)';
  one text; own text;
begin
  foreach one in array array['entry_reminder', 'entry_version', 'entry_proposal', 'entry_pause'] loop
    own := format(mine, one);
    execute format('alter table directory.%I enable row level security', one);
    execute format('create policy read on directory.%I for select using (%s or %s or %s)', one, job, keepers,
      case one when 'entry_pause' then format('exists (select from directory.opportunity o where o.id = %s.opportunity_id)', one) else own end);
    execute format('create policy add on directory.%I for insert with check (%s%s)', one, job,
      case one when 'entry_reminder' then '' when 'entry_version' then ' or ' || keepers when 'entry_proposal' then ' or ' || own else ' or ' || keepers || ' or ' || own end);
    if one <> 'entry_version' then
      execute format('create policy change on directory.%I for update using (%s or %s or %s)%s', one, job, keepers, own,
        case one when 'entry_proposal' then format(' with check (%s or %s or (%s and decision = ''withdrawn''))', job, keepers, own) else '' end);
    end if;
  end loop;
end $$;

