-- directory: a closure of a building can be ended early, or taken back before it begins. The dates it cancelled are laid again; the cancelled ones stay as what was said.
alter table directory.closure
  add column ended_on date, add column ended_by uuid, add column ended_at timestamptz, add column end_reason text,
  add column in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  add constraint closure_ended_whole check (num_nonnulls(ended_on, ended_by, ended_at, end_reason) in (0, 4)),
  add constraint closure_ended_for_a_reason check (btrim(end_reason) <> ''),
  add constraint closure_ended_of_site check (ended_on is null or site_id is not null),
  add constraint closure_ended_early check (ended_on >= from_date - 1 and (until_date is null or ended_on < until_date)),
  -- what is over stays closed: the first day that is open again is the day of the decision or later
  add constraint closure_ended_from_now_on check (ended_on >= (ended_at at time zone 'Europe/London')::date - 1),
  drop constraint closure_of_site_once,
  add constraint closure_of_site_once exclude using gist (site_id with =, in_force with &&) where (site_id is not null);
drop trigger end_only on directory.closure;
create trigger end_only before update or delete on directory.closure for each row execute function platform.end_only('ended_on', 'ended_by', 'ended_at', 'end_reason');

create or replace view directory.published_closure with (security_invoker = true) as
  select s.id as session_id, lower(x.in_force) as from_date, upper(x.in_force) - 1 as until_date, x.id as closure_id, x.site_id, x.reason
    from directory.session s join directory.closure x on (x.session_id = s.id or x.site_id = s.site_id) and not isempty(x.in_force);

-- Which closure cancelled a date; when another date was laid in its place; in whose place a date was laid.
alter table directory.occurrence
  add column cancelled_for uuid constraint occurrence_cancelled_for references directory.closure, add column laid_again_at timestamptz,
  add column lays_again uuid constraint occurrence_laid_again_once unique constraint occurrence_lays_again references directory.occurrence,
  add constraint cancelled_for_is_cancelled check (cancelled_for is null or cancelled_at is not null),
  add constraint laid_again_was_closed check (laid_again_at is null or cancelled_for is not null),
  drop constraint occurrence_once;
create unique index occurrence_once on directory.occurrence (session_id, on_date) where laid_again_at is null;
create index occurrence_of_session on directory.occurrence (session_id, on_date);
create index occurrence_of_closure on directory.occurrence (cancelled_for) where cancelled_for is not null;
alter table directory.occurrence disable trigger end_only;
update directory.occurrence o set cancelled_for = x.id from directory.closure x join directory.session s on s.site_id = x.site_id
 where o.session_id = s.id and o.on_date >= x.from_date and (x.until_date is null or o.on_date <= x.until_date) and o.cancelled_at >= x.recorded_at and o.cancel_reason = x.reason;
alter table directory.occurrence enable trigger end_only;
drop trigger end_only on directory.occurrence;
create trigger end_only before update or delete on directory.occurrence for each row
  execute function platform.end_only('cancelled_at', 'cancel_reason', 'cancelled_by', 'cancelled_for', 'laid_again_at');

-- DW097: a date is laid again only where the closure that cancelled it no longer covers its day
create function directory.laid_again_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from directory.closure x where x.id = new.cancelled_for and x.in_force @> new.on_date) then
    raise exception using errcode = 'DW097', message = 'the building is still closed on this day'; end if;
  return new;
end $$;
create trigger laid_again_lawful before update of laid_again_at on directory.occurrence for each row when (old.laid_again_at is null and new.laid_again_at is not null)
  execute function directory.laid_again_lawful();
-- DW098: no date is laid on a day on which its building, or it alone, is closed
create function directory.not_while_closed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from fresh f join directory.session s on s.id = f.session_id join directory.closure x on (x.session_id = s.id or x.site_id = s.site_id) and x.in_force @> f.on_date) then
    raise exception using errcode = 'DW098', message = 'closed on this day'; end if;
  return null;
end $$;
create trigger not_while_closed after insert on directory.occurrence referencing new table as fresh for each statement execute function directory.not_while_closed();

-- Somebody who booked a date that was cancelled hears that it takes place after all: their place was given back, and they may book again.
alter table directory.booking_message drop constraint booking_message_kind,
  add constraint booking_message_kind check (kind in ('place offered', 'offer ran out', 'date cancelled', 'date laid again'));

-- delivery: which closure a mark follows from; the old date ends when another is laid in its place
alter table delivery.mark add column closure_id uuid constraint mark_of_closure references directory.closure,
  add constraint mark_of_closure_is_closed check (closure_id is null or reason = 'closed');
create index mark_by_closure on delivery.mark (closure_id) where closure_id is not null;
alter table delivery.mark disable trigger end_only;
update delivery.mark m set closure_id = x.id
  from delivery.occasion o join planning.session_term t on t.id = o.term_id join directory.session s on s.id = t.session_id join directory.closure x on x.site_id = s.site_id
 where m.occasion_id = o.id and m.reason = 'closed' and o.on_date >= x.from_date and (x.until_date is null or o.on_date <= x.until_date) and m.received_at >= x.recorded_at;
alter table delivery.mark enable trigger end_only;

create or replace view delivery.published_occasion with (security_invoker = true) as
  select o.id as occasion_id, o.person_id, o.planned_session_id, o.term_id, o.on_date, o.start_minute, o.end_minute, o.place_claim_id, o.stands_in_for,
         m.id as mark_id, m.reason, r.happened, m.noticed_at, m.marked_at, m.closure_id
    from delivery.occasion o
    left join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark later where later.replaces = m.id)
    left join delivery.reason r on r.code = m.reason where o.ended_at is null;
-- Dates of people that were closed and have another in their place, with the mark they had: what follows from that mark is taken back.
create view delivery.published_laid_again with (security_invoker = true) as
  select o.id as occasion_id, o.person_id, o.planned_session_id, o.term_id, o.on_date, o.start_minute, o.ended_at, m.id as mark_id, m.closure_id
    from delivery.occasion o join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark later where later.replaces = m.id)
   where o.end_reason = 'laid again';
grant select on delivery.published_laid_again to daywell_app;
create index occasion_laid_again on delivery.occasion (planned_session_id, on_date) where end_reason = 'laid again';

-- How many dates, regular places and single bookings opening a building from a day on would bring up again: numbers, never who.
create function directory.to_lay_again(closure uuid, open_from date) returns table (dates integer, people integer, bookings integer)
language sql stable security definer set search_path = pg_catalog as $$
  select count(distinct o.id)::int, count(distinct c.standing_place_id)::int, count(distinct b.id)::int from directory.occurrence o
    left join directory.place_claim c on c.occurrence_id = o.id and c.release_reason = 'date cancelled' and c.standing_place_id is not null
    left join directory.booking b on b.occurrence_id = o.id and b.cancelled_at is null
   where o.cancelled_for = closure and o.laid_again_at is null and o.on_date >= open_from $$;

-- Closures of buildings, for whoever tells people: where, when and why, and from when it is open again.
create view directory.published_site_closure with (security_invoker = true) as
  select x.id as closure_id, x.site_id, si.name as site, x.from_date, x.until_date, x.reason, x.ended_on + 1 as open_from, x.end_reason
    from directory.closure x join directory.site si on si.id = x.site_id;
-- By what means somebody prefers to be told: the means, never the number or the address.
create view people.published_way_to_tell with (security_invoker = true) as
  select distinct on (w.person_id) w.person_id, w.kind from people.contact_way w where w.in_force @> platform.who('today')::date
   order by w.person_id, w.preferred desc, w.recorded_at desc, w.id;
grant select on directory.published_site_closure, people.published_way_to_tell to daywell_app;
