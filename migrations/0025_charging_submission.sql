-- charging: what somebody tells the council about their money, and what shows it, before anybody works out or decides a charge.
create table charging.submission (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, for_day date not null,
  cause text not null constraint submission_cause check (cause in ('first','change','yearly')),
  answers jsonb not null, answers_hash text not null, evidence_needed text[] not null, words text not null default '',
  tells_of_partner boolean not null, partner_consent boolean not null,
  sent_by uuid not null, sent_by_person boolean not null, recorded_at timestamptz not null default now(), withdrawn_on date, withdrawn_why text,
  constraint submission_as_sent unique (id, person_id, answers_hash), constraint submission_of_person unique (id, person_id),
  constraint partner_agrees check (partner_consent or not tells_of_partner),
  constraint withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_why is null)));
create trigger end_only before update or delete on charging.submission for each row execute function platform.end_only('withdrawn_on','withdrawn_why');
create index submission_person on charging.submission (person_id);
create table charging.evidence (                                      -- one thing somebody saw, or accepted without seeing it, and why
  submission_id uuid not null, item text not null, person_id uuid not null, document text not null, seen_on date, accepted_because text,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), primary key (submission_id, item),
  constraint evidence_of_submission foreign key (submission_id, person_id) references charging.submission (id, person_id),
  constraint seen_or_accepted check (num_nonnulls(seen_on, accepted_because) = 1));
create trigger end_only before update or delete on charging.evidence for each row execute function platform.end_only();
create index evidence_person on charging.evidence (person_id);

-- An assessment made from what was sent is made from exactly that, once, and only when everything it needs was seen or accepted.
alter table charging.financial_assessment add column submission_id uuid constraint submission_assessed_once unique,
  add constraint assessed_as_sent foreign key (submission_id, person_id, answers_hash) references charging.submission (id, person_id, answers_hash);
create function charging.evidence_complete() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from charging.submission s where s.id = new.submission_id and s.withdrawn_on is not null) then
    raise exception using errcode = '23514', constraint = 'submission_withdrawn', message = 'what was sent has been withdrawn'; end if;
  if exists (select from charging.submission s, unnest(s.evidence_needed) needed where s.id = new.submission_id
               and not exists (select from charging.evidence e where e.submission_id = s.id and e.item = needed)) then
    raise exception using errcode = '23514', constraint = 'evidence_missing', message = 'something that is needed has not been seen'; end if;
  return new;
end $$;
create trigger evidence_complete before insert on charging.financial_assessment for each row when (new.submission_id is not null) execute function charging.evidence_complete();
revoke all on function charging.evidence_complete() from public;

-- The person sends their own; their workers and finance see it and record what they saw.
grant select, insert, update on charging.submission, charging.evidence to daywell_app;
alter table charging.submission enable row level security;
create policy read on charging.submission for select using ((select platform.is_role('job')) or people.may_reckon(person_id));
create policy add on charging.submission for insert with check ((select platform.is_role('job')) or (people.may_reckon(person_id) and sent_by_person = (select platform.is_role('person'))));
create policy change on charging.submission for update using ((select platform.is_role('job')) or people.may_reckon(person_id));
alter table charging.evidence enable row level security;
create policy read on charging.evidence for select using ((select platform.is_role('job')) or people.may_reckon(person_id));
create policy add on charging.evidence for insert with check ((select platform.is_role('job')) or people.reaches(person_id, '{practitioner,team_manager,finance}'));
