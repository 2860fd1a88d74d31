-- directory: a place on one date, booked by anybody or on behalf of a person. What identifies a member of the public is blanked after a stated time.
-- A booking without a claim waits; one whose claim is held is offered; with a firm claim it is booked. It gets one claim at most: an offer that ran out
-- ends it, so nobody holds up the next.

create table directory.booking (
  id uuid primary key default gen_random_uuid(), occurrence_id uuid not null references directory.occurrence,
  claim_id uuid references directory.place_claim constraint booking_has_own_claim unique,
  reference text not null constraint booking_reference unique, link_hash bytea constraint booking_link unique,
  person_id uuid references people.person,
  called text, reach text, access_words text,                          -- what to call them, one way to reach them, what they need
  booked_by uuid not null, booked_at timestamptz not null, cancelled_at timestamptz,
  cancelled_how text constraint booking_cancelled_how check (cancelled_how in ('given back','offer declined','offer ran out')), blanked_at timestamptz,
  constraint booking_for_one_of_both check (num_nonnulls(person_id, link_hash) = 1),
  constraint booking_cancelled_whole check ((cancelled_at is null) = (cancelled_how is null)),
  constraint booking_says_who check (case when blanked_at is null then btrim(called) <> '' and (person_id is not null or btrim(reach) <> '')
                                          else num_nonnulls(called, reach, access_words) = 0 end));
create unique index booking_of_person_once on directory.booking (occurrence_id, person_id) where cancelled_at is null and person_id is not null;
create index booking_of_date on directory.booking (occurrence_id, booked_at, id);
create index booking_of_person on directory.booking (person_id) where person_id is not null;
create index booking_of_reach on directory.booking (lower(reach)) where reach is not null and cancelled_at is null;
create index booking_to_blank on directory.booking (occurrence_id) where blanked_at is null;
create index booking_waiting on directory.booking (occurrence_id) where claim_id is null and cancelled_at is null;

create function directory.booking_stands() returns trigger language plpgsql as $$
declare was jsonb := to_jsonb(old); becomes jsonb := to_jsonb(new);
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'a booking is cancelled, never deleted'; end if;
  if old.claim_id is null then was := was - 'claim_id'; becomes := becomes - 'claim_id'; end if;
  if old.cancelled_at is null then was := was - 'cancelled_at' - 'cancelled_how'; becomes := becomes - 'cancelled_at' - 'cancelled_how'; end if;
  if old.blanked_at is null and new.blanked_at is not null then
    was := was - 'blanked_at' - 'called' - 'reach' - 'access_words'; becomes := becomes - 'blanked_at' - 'called' - 'reach' - 'access_words'; end if;
  if was <> becomes then raise exception using errcode = 'DW002', message = 'a booking stands as it was made'; end if;
  return new;
end $$;
create trigger booking_stands before update or delete on directory.booking for each row execute function directory.booking_stands();

create table directory.booking_message (                               -- what somebody who booked must hear; told once, by a named person
  id uuid primary key default gen_random_uuid(), booking_id uuid not null references directory.booking,
  kind text not null constraint booking_message_kind check (kind in ('place offered','offer ran out','date cancelled')),
  held_until timestamptz, sent_at timestamptz not null, told_at timestamptz, told_by uuid,
  constraint booking_told_whole check ((told_at is null) = (told_by is null)),
  constraint booking_message_once unique (booking_id, kind));
create trigger end_only before update or delete on directory.booking_message for each row execute function platform.end_only('told_at','told_by');
create index booking_message_untold on directory.booking_message (booking_id) where told_at is null;

-- How many wait for a date: a number, whoever asks. With it nobody who comes later passes them.
create function directory.waiting_for(occurrence uuid) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int from directory.booking b where b.occurrence_id = occurrence and b.claim_id is null and b.cancelled_at is null $$;

do $$ declare
  job text := '(select platform.is_role(''job''))'; plans text := 'people.reaches(person_id, ''{practitioner,team_manager,broker}'')';
  ours text := 'occurrence_id in (select m.occurrence_id from market.my_occurrences m)'; mine text := 'people.reaches(person_id, ''{person}'')';
begin
  alter table directory.booking enable row level security;
  execute format('create policy read on directory.booking for select using (%s or people.may_plan(person_id) or %s or (person_id is null and (select platform.is_role(''broker''))))', job, ours);
  execute format('create policy add on directory.booking for insert with check (%s or (person_id is not null and (%s or %s)))', job, plans, mine);
  execute format('create policy change on directory.booking for update using (%s or (person_id is not null and (%s or %s)))', job, plans, mine);
  alter table directory.booking_message enable row level security;
  execute format('create policy read on directory.booking_message for select using (%s or exists (select from directory.booking b where b.id = booking_id))', job);
  execute format('create policy add on directory.booking_message for insert with check (%s or exists (select from directory.booking b where b.id = booking_id))', job);
  execute format('create policy change on directory.booking_message for update using (%s or exists (select from directory.booking b where b.id = booking_id))', job);
end $$;
