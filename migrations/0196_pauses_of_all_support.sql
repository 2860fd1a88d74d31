-- brokerage: a pause of all of a person's support holds for a place that begins while it lasts, too; the pauses of one time away have its id in common. Those that stand were of named places.
alter table brokerage.pause add column support_pause_id uuid;
create index pause_of_support on brokerage.pause (person_id) where support_pause_id is not null;

-- Whoever makes a place while all support is paused may say that it begins in spite of that.
alter table brokerage.placement add column begins_in_pause boolean not null default false;

-- DW144: a place that begins while all support of its person is paused is paused with it, or somebody said that it begins
create function brokerage.paused_with_support() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare seen daterange := new.in_force * daterange((new.recorded_at at time zone 'Europe/London')::date - 28, null);
begin
  if not new.begins_in_pause and exists (
    select from brokerage.pause x where x.person_id = new.person_id and x.support_pause_id is not null and x.placement_id <> new.id and x.in_force && seen
       and not exists (select from brokerage.pause n where n.placement_id = new.id and n.in_force && x.in_force)) then
    raise exception using errcode = 'DW144', message = 'all support of this person is paused on some of these days'; end if;
  return null;
end $$;
create constraint trigger paused_with_support after insert on brokerage.placement deferrable initially deferred for each row execute function brokerage.paused_with_support();
revoke execute on function brokerage.paused_with_support() from public;

-- delivery: a date laid while its place is paused says in which pause. It falls away, or is marked as missed because the pay rule pays for it.
alter table delivery.occasion add column pause_id uuid, add constraint laid_in_pause foreign key (pause_id) references brokerage.pause (id);
create index occasion_laid_in_pause on delivery.occasion (pause_id) where pause_id is not null;

-- DW006, DW007: as before · DW148: as before, save of a date that names the pause of its own place on that day
create or replace function delivery.occasion_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare in_pause uuid;
begin
  if not exists (select from planning.session_term t where t.id = new.term_id and t.agreed and t.in_force @> new.on_date) then
    raise exception using errcode = 'DW006', message = 'no agreed line of the plan covers this day'; end if;
  if exists (select from people.person p where p.id = new.person_id and p.died_on < new.on_date) then
    raise exception using errcode = 'DW007', message = 'after the day of death'; end if;
  select x.id into in_pause from brokerage.pause x join brokerage.placement l on l.id = x.placement_id
   where x.person_id = new.person_id and x.in_force @> new.on_date and l.term_id = new.term_id limit 1;
  if in_pause is distinct from new.pause_id then
    raise exception using errcode = 'DW148', message = 'the place is paused on this day, or not by this pause'; end if;
  return new;
end $$;

-- DW145: a date that is laid in a pause falls away in the same breath, or is marked as missed for it
create function delivery.settled_in_pause() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from delivery.occasion o where o.id = new.id and o.ended_at is null)
     and not exists (select from delivery.mark m where m.occasion_id = new.id and m.pause_id = new.pause_id) then
    raise exception using errcode = 'DW145', message = 'a date of a paused day is expected'; end if;
  return null;
end $$;
create constraint trigger settled_in_pause after insert on delivery.occasion deferrable initially deferred for each row when (new.pause_id is not null) execute function delivery.settled_in_pause();
revoke execute on function delivery.settled_in_pause() from public;
