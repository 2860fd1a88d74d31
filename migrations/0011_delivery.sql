-- delivery: what really happened?

create table delivery.occasion (                                      -- the person's side of a date: "my Tuesday"
  id uuid primary key default gen_random_uuid(), term_id uuid not null, planned_session_id uuid not null, person_id uuid not null, on_date date not null,
  start_minute smallint not null, end_minute smallint not null, place_claim_id uuid constraint claim_used_once unique,
  stands_in_for uuid constraint stood_in_for_once unique references delivery.occasion, ended_at timestamptz, end_reason text, ended_by uuid,   -- swapped, moved, withdrawn
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint occasion_minutes check (0 <= start_minute and start_minute < end_minute and end_minute <= 1440),
  constraint occasion_ended_for_a_reason check ((ended_at is null) = (end_reason is null)),
  constraint occasion_of_term foreign key (term_id, planned_session_id, person_id) references planning.session_term (id, planned_session_id, person_id),
  constraint occasion_claim foreign key (place_claim_id, person_id, on_date) references directory.place_claim (id, person_id, on_date),
  constraint occasion_as_dated unique (id, term_id, person_id, on_date),
  constraint person_expected_once exclude using gist (person_id with =, on_date with =, int4range(start_minute, end_minute) with &&) where (ended_at is null));
create unique index one_occasion_a_date on delivery.occasion (planned_session_id, on_date) where ended_at is null;
create index occasion_by_date on delivery.occasion (on_date, term_id);
create trigger end_only before update or delete on delivery.occasion for each row execute function platform.end_only('ended_at','end_reason','ended_by');

-- DW006 no agreed line covers this day · DW007 after the day of death
create function delivery.occasion_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from planning.session_term t where t.id = new.term_id and t.agreed and t.in_force @> new.on_date) then
    raise exception using errcode = 'DW006', message = 'no agreed line of the plan covers this day'; end if;
  if exists (select from people.person p where p.id = new.person_id and p.died_on < new.on_date) then
    raise exception using errcode = 'DW007', message = 'after the day of death'; end if;
  return new;
end $$;
create trigger occasion_lawful before insert on delivery.occasion for each row execute function delivery.occasion_lawful();

create table delivery.reason (code text primary key, words text not null,
  happened text not null constraint reason_happened check (happened in ('attended','absent','cancelled_by_provider','closed')));
insert into delivery.reason (code, words, happened) values
  ('attended','Came','attended'),('unwell','Unwell','absent'),('chose_otherwise','Chose to do something else','absent'),
  ('holiday','On holiday','absent'),('carer_unavailable','Carer was not able to help','absent'),('transport_failed','Transport did not come','absent'),
  ('in_hospital','In hospital','absent'),('appointment','At an appointment','absent'),('no_reason_given','Did not come, no reason given','absent'),
  ('provider_cancelled','Cancelled by the provider','cancelled_by_provider'),('closed','Closed','closed');

create table delivery.pay_rule (                                      -- consequences as data, per lot and reason, dated
  id uuid primary key default gen_random_uuid(), lot_id uuid not null references market.lot, reason text not null references delivery.reason,
  notice_hours_under integer not null default 0, paid_per_mille integer not null constraint paid_share check (paid_per_mille between 0 and 1000),
  paid_absences_cap integer constraint paid_absences check (paid_absences_cap >= 0), charged boolean not null, note_needed boolean not null,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored, citation text, recorded_at timestamptz not null default now(),
  constraint pay_rule_notice check (notice_hours_under >= 0),
  constraint one_rule_at_a_time exclude using gist (lot_id with =, reason with =, notice_hours_under with =, in_force with &&));
create trigger end_only before update or delete on delivery.pay_rule for each row execute function platform.end_only('ended_on');

create table delivery.mark (                                          -- appended; a correction replaces the last one; ids are made on the phone
  id uuid primary key, occasion_id uuid not null references delivery.occasion, reason text not null references delivery.reason, noticed_at timestamptz, note text,
  marked_by uuid not null, marked_at timestamptz not null, received_at timestamptz not null default now(), replaces uuid constraint mark_replaced_once unique, correction_reason text,
  constraint mark_of_occasion unique (id, occasion_id),
  constraint mark_replaces_own foreign key (replaces, occasion_id) references delivery.mark (id, occasion_id),
  constraint correction_has_reason check ((replaces is null) = (correction_reason is null)));
create unique index one_first_mark on delivery.mark (occasion_id) where replaces is null;
create trigger end_only before update or delete on delivery.mark for each row execute function platform.end_only();

create table delivery.continuity_message (                            -- told when a date falls away
  id uuid primary key default gen_random_uuid(), occasion_id uuid not null references delivery.occasion, person_id uuid not null references people.person,
  told_at timestamptz not null, told_by uuid not null, how text not null, words text not null);
create trigger end_only before update or delete on delivery.continuity_message for each row execute function platform.end_only();

create view delivery.published_occasion with (security_invoker = true) as
  select o.id as occasion_id, o.person_id, o.planned_session_id, o.term_id, o.on_date, o.start_minute, o.end_minute, o.place_claim_id, o.stands_in_for,
         m.id as mark_id, m.reason, r.happened, m.noticed_at, m.marked_at
    from delivery.occasion o
    left join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark later where later.replaces = m.id)
    left join delivery.reason r on r.code = m.reason where o.ended_at is null;

-- the keys to earlier rows, so that they are found from both ends
create index continuity_message_person on delivery.continuity_message (person_id);
create index continuity_message_occasion on delivery.continuity_message (occasion_id);
create index occasion_term on delivery.occasion (term_id, on_date);
create index occasion_person on delivery.occasion (person_id, on_date);
