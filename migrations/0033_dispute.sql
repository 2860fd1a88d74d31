-- A person says that a charge is wrong. What is decided is a line of its own, and nobody decides over their own decision.

alter table charging.contribution add constraint contribution_by_decider unique (id, decided_by);
alter table charging.notice add constraint notice_of_its_contribution unique (id, person_id, contribution_id);
drop trigger end_only on charging.dispute;
alter table charging.dispute drop constraint dispute_answered_by_somebody, drop column answered_on, drop column answer, drop column answered_by,
  add column contribution_id uuid not null, add column charge_decided_by uuid not null, add column raised_by_person boolean not null default false,
  add constraint dispute_of_notice foreign key (notice_id, person_id, contribution_id) references charging.notice (id, person_id, contribution_id),
  add constraint dispute_knows_decider foreign key (contribution_id, charge_decided_by) references charging.contribution (id, decided_by),
  add constraint dispute_in_order check (raised_on <= answer_by),
  add constraint dispute_as_raised unique (id, person_id, charge_decided_by);
create trigger end_only before update or delete on charging.dispute for each row execute function platform.end_only();

create table charging.dispute_outcome (
  dispute_id uuid primary key, person_id uuid not null, charge_decided_by uuid not null,
  outcome text not null constraint dispute_outcome_word check (outcome in ('stands','changed','taken_back')),
  reason text not null, contribution_id uuid, weekly_pence bigint, decided_on date not null, decided_by uuid not null, recorded_at timestamptz not null default now(),
  constraint outcome_of_dispute foreign key (dispute_id, person_id, charge_decided_by) references charging.dispute (id, person_id, charge_decided_by),
  constraint changed_to_a_new_charge foreign key (contribution_id, person_id, weekly_pence) references charging.contribution (id, person_id, weekly_pence),
  constraint changed_names_the_new_charge check ((outcome = 'changed') = (contribution_id is not null) and (contribution_id is null) = (weekly_pence is null)),
  constraint dispute_decided_by_another check (outcome = 'taken_back' or decided_by <> charge_decided_by));
create trigger end_only before update or delete on charging.dispute_outcome for each row execute function platform.end_only();
create index dispute_outcome_person on charging.dispute_outcome (person_id);
create index dispute_outcome_contribution on charging.dispute_outcome (contribution_id);
create index dispute_contribution on charging.dispute (contribution_id);

-- One open dispute of a person at a time; the new charge was decided after the person said that the old one is wrong.
create function charging.dispute_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('charging dispute:' || new.person_id, 0));
  if exists (select from charging.dispute d where d.person_id = new.person_id and not exists (select from charging.dispute_outcome o where o.dispute_id = d.id)) then
    raise exception using errcode = '23514', constraint = 'one_open_dispute', message = 'the person has an open dispute already'; end if;
  return new;
end $$;
create trigger dispute_lawful before insert on charging.dispute for each row execute function charging.dispute_lawful();
create function charging.dispute_outcome_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.contribution_id is not null and not exists (select from charging.contribution c join charging.dispute d on d.id = new.dispute_id
       where c.id = new.contribution_id and c.id <> d.contribution_id and c.recorded_at > d.recorded_at) then
    raise exception using errcode = '23514', constraint = 'new_charge_after_dispute', message = 'the new charge must be decided after the dispute was raised'; end if;
  return new;
end $$;
create trigger dispute_outcome_lawful before insert on charging.dispute_outcome for each row execute function charging.dispute_outcome_lawful();
revoke all on function charging.dispute_lawful(), charging.dispute_outcome_lawful() from public;

-- Disputes that have no outcome yet: what is asked for in them is not chased.
create view charging.published_open_dispute with (security_invoker = true) as
  select d.id as dispute_id, d.person_id, d.contribution_id, d.raised_on, d.answer_by from charging.dispute d
   where not exists (select from charging.dispute_outcome o where o.dispute_id = d.id);

-- The person, or who acts for them, says it and may take it back; finance decides.
drop policy if exists add on charging.dispute;
create policy raise on charging.dispute for insert with check ((select platform.is_role('job')) or (people.may_reckon(person_id) and raised_by_person = (select platform.is_role('person'))));
alter table charging.dispute_outcome enable row level security;
create policy read on charging.dispute_outcome for select using ((select platform.is_role('job')) or people.may_reckon(person_id));
create policy add on charging.dispute_outcome for insert with check ((select platform.is_role('job')) or (people.may_reckon(person_id) and (outcome = 'taken_back' or (select platform.is_role('finance')))));
grant select, insert on charging.dispute_outcome to daywell_app;
grant select on charging.published_open_dispute to daywell_app;
