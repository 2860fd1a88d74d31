-- brokerage: a placement is paused from a day, until a day or without an end. The table stood and nothing wrote into it, so there is no row to fill.

alter table brokerage.placement add constraint placement_of_person unique (id, person_id);

alter table brokerage.pause drop column reason,
  add column person_id uuid not null, add column act_id uuid not null,               -- one act may pause several places of a person; sent twice, it is one
  add column continues uuid, add column review_due_id uuid,
  add column end_kind text, add column ended_by uuid, add column ended_at timestamptz,
  add constraint pause_of_person unique (id, person_id),
  add constraint pause_of_placement unique (id, placement_id),
  add constraint pause_of_own_placement foreign key (placement_id, person_id) references brokerage.placement (id, person_id),
  add constraint pause_once_an_act unique (act_id, placement_id),
  add constraint pause_continued_once unique (continues),
  add constraint pause_continues_own foreign key (continues, placement_id) references brokerage.pause (id, placement_id),
  add constraint pause_review_of_person foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  add constraint open_pause_names_its_review check (until_date is not null or review_due_id is not null),
  add constraint placement_pause_in_order check (from_date <= until_date),
  add constraint placement_pause_within_a_year check (until_date < from_date + 366),  -- longer is an end of the place, not a pause
  add constraint placement_pause_end_kind check (end_kind in ('back', 'changed', 'wrong', 'place_ended')), -- changed: another goes on from it, with another last day
  add constraint placement_pause_ended_by_somebody check ((ended_on is null) = (end_kind is null) and (ended_on is null) = (ended_by is null) and (ended_on is null) = (ended_at is null)),
  add constraint placement_pause_ends_early check (ended_on < until_date),
  add constraint wrong_pause_never_was check (end_kind <> 'wrong' or ended_on < from_date);
create index pause_person on brokerage.pause (person_id);
create index pause_review on brokerage.pause (review_due_id) where review_due_id is not null;
drop trigger end_only on brokerage.pause;
create trigger end_only before update or delete on brokerage.pause for each row execute function platform.end_only('ended_on', 'end_kind', 'ended_by', 'ended_at');

-- Why, apart from the days: a provider and finance read the days of a pause, and never why.
create table brokerage.pause_reason (
  pause_id uuid primary key, person_id uuid not null,
  reason text not null constraint pause_reason_known check (reason in ('in_hospital', 'unwell', 'holiday', 'chose_otherwise')),
  words text constraint pause_words check (btrim(words) <> ''), recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint pause_reason_of_pause foreign key (pause_id, person_id) references brokerage.pause (id, person_id),
  constraint other_reason_in_words check (reason <> 'chose_otherwise' or words is not null));
create index pause_reason_person on brokerage.pause_reason (person_id);
create trigger end_only before update or delete on brokerage.pause_reason for each row execute function platform.end_only();
alter table brokerage.pause_reason enable row level security;
create policy read on brokerage.pause_reason for select using ((select platform.is_role('job')) or people.may_plan(person_id));
create policy add on brokerage.pause_reason for insert with check ((select platform.is_role('job')) or people.reaches(person_id, '{practitioner,team_manager,broker}'));
grant select, insert, update on brokerage.pause_reason to daywell_app;

-- DW146: a pause lies within the days of its placement · DW147: it neither begins nor ends more than four weeks ago; one that was entered wrongly is taken back whenever it is seen
create function brokerage.paused_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare place daterange; today date := (coalesce(new.ended_at, new.recorded_at) at time zone 'Europe/London')::date;
begin
  if tg_op = 'INSERT' then
    select l.in_force into place from brokerage.placement l where l.id = new.placement_id for share;
    if not place @> new.from_date or not coalesce(place @> new.until_date, true) then
      raise exception using errcode = 'DW146', message = 'the placement does not stand on all these days'; end if;
    if new.from_date < today - 28 then
      raise exception using errcode = 'DW147', message = 'these days are too long over'; end if;
  elsif new.end_kind in ('back', 'changed') and new.ended_on < today - 29 and old.ended_on is null then
    raise exception using errcode = 'DW147', message = 'these days are too long over';
  end if;
  return new;
end $$;
create trigger paused_rightly before insert or update on brokerage.pause for each row execute function brokerage.paused_rightly();

create or replace view brokerage.published_pause with (security_invoker = true) as
  select p.placement_id, p.in_force, p.id as pause_id, p.person_id, p.from_date, p.until_date, p.continues from brokerage.pause p;
