-- delivery: what a pause does to people's dates. A date in it falls away and its seat is kept; told too late for the pay rule, it is marked as missed.

-- A seat carries one date, as before; one that a pause took away may be laid again on the same seat.
alter table delivery.occasion drop constraint claim_used_once;
create unique index claim_used_once on delivery.occasion (place_claim_id) where end_reason is null or end_reason not in ('paused', 'pause ended');
create index occasion_paused on delivery.occasion (term_id, on_date) where end_reason in ('paused', 'pause ended');

alter table delivery.mark add column pause_id uuid,
  add constraint mark_of_pause foreign key (pause_id) references brokerage.pause (id),
  add constraint mark_of_pause_is_its_reason check (pause_id is null or reason in ('in_hospital', 'unwell', 'holiday', 'chose_otherwise'));
create index mark_by_pause on delivery.mark (pause_id) where pause_id is not null;

-- DW006, DW007: as before · DW148: no date is laid on a day on which its place is paused
create or replace function delivery.occasion_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from planning.session_term t where t.id = new.term_id and t.agreed and t.in_force @> new.on_date) then
    raise exception using errcode = 'DW006', message = 'no agreed line of the plan covers this day'; end if;
  if exists (select from people.person p where p.id = new.person_id and p.died_on < new.on_date) then
    raise exception using errcode = 'DW007', message = 'after the day of death'; end if;
  if exists (select from brokerage.pause x join brokerage.placement l on l.id = x.placement_id
              where x.person_id = new.person_id and x.in_force @> new.on_date and l.term_id = new.term_id) then
    raise exception using errcode = 'DW148', message = 'the place is paused on this day'; end if;
  return new;
end $$;

-- A date in whose place another was laid: after a closure, or after a pause that ended earlier.
drop index delivery.occasion_laid_again;
create index occasion_laid_again on delivery.occasion (planned_session_id, on_date) where end_reason in ('laid again', 'pause ended');
create or replace view delivery.published_laid_again with (security_invoker = true) as
  select o.id as occasion_id, o.person_id, o.planned_session_id, o.term_id, o.on_date, o.start_minute, o.ended_at, m.id as mark_id, m.closure_id
    from delivery.occasion o join delivery.mark m on m.occasion_id = o.id and not exists (select from delivery.mark later where later.replaces = m.id)
   where o.end_reason in ('laid again', 'pause ended');

-- The dates that a pause took away and still covers: what somebody's week shows in their place. Nobody's reason.
create view delivery.published_paused_date with (security_invoker = true) as
  select distinct on (o.planned_session_id, o.on_date) o.person_id, o.term_id, o.planned_session_id, o.on_date, o.start_minute, x.pause_id, x.from_date, case when upper_inf(x.in_force) then null else upper(x.in_force) - 1 end as until_date
    from delivery.occasion o
    join brokerage.published_placement p on p.term_id = o.term_id
    join brokerage.published_pause x on x.placement_id = p.placement_id and x.in_force @> o.on_date
   where o.end_reason = 'paused' and not exists (select from delivery.occasion n where n.planned_session_id = o.planned_session_id and n.on_date = o.on_date and n.ended_at is null)
   order by o.planned_session_id, o.on_date, o.ended_at desc;
grant select on delivery.published_paused_date to daywell_app;
