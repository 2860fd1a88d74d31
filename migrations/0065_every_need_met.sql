-- planning: a plan says of every eligible need how it is met: by a line of the week, or in another way that was agreed with the person.
-- Care Act 2014, s.25(1): a care and support plan must specify the needs and how the council is going to meet those it meets;
-- s.18(7): it need not meet what a carer is meeting.
-- DW075 an eligible need that no line serves and nothing else meets
create table planning.need_met_otherwise (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people.person,
  care_act_item text not null constraint met_otherwise_item check (care_act_item in ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j')),
  how text not null constraint met_otherwise_how check (how in ('carer', 'community', 'other_service', 'equipment', 'health', 'not_wanted')),
  words text not null constraint met_otherwise_in_words check (btrim(words) <> ''),
  agreed_on date not null,
  ended_on date,
  end_reason text,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  constraint met_otherwise_in_order check (ended_on is null or ended_on >= agreed_on),
  constraint met_otherwise_ends_with_reason check ((ended_on is null) = (end_reason is null))
);
create unique index one_other_way_at_a_time on planning.need_met_otherwise (person_id, care_act_item) where ended_on is null;
create index need_met_otherwise_person on planning.need_met_otherwise (person_id);
create trigger end_only before delete or update on planning.need_met_otherwise for each row execute function platform.end_only('ended_on', 'end_reason');
alter table planning.need_met_otherwise enable row level security;
create policy read on planning.need_met_otherwise for select using ((select platform.is_role('job')) or people.may_plan(person_id));
create policy add on planning.need_met_otherwise for insert with check ((select platform.is_role('job')) or people.may_change(person_id));
create policy change on planning.need_met_otherwise for update using ((select platform.is_role('job')) or people.may_change(person_id));
grant select, insert, update on planning.need_met_otherwise to daywell_app;

-- The eligible needs of the newest decision that neither a line of this version serves nor anything else meets.
create function planning.needs_not_met(version uuid, of_person uuid) returns text language sql stable security definer set search_path = pg_catalog as $$
  select string_agg(n.item, ', ' order by n.item)
    from (select e.eligible, e.eligible_items from needs.eligibility_decision e where e.person_id = of_person order by e.decided_on desc, e.recorded_at desc, e.id desc limit 1) d
   cross join lateral unnest(d.eligible_items) n (item)
   where d.eligible
     and not exists (select from planning.need_met_otherwise o where o.person_id = of_person and o.care_act_item = n.item and o.ended_on is null)
     and not exists (select from planning.plan_version_term vt join planning.session_term t on t.id = vt.term_id join planning.outcome u on u.id = t.outcome_id
                      where vt.plan_version_id = version and u.care_act_item = n.item) $$;

create function planning.needs_met() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare missing text;
begin
  if new.agreed_at is null or new.provenance <> 'planned' then return new; end if;
  missing := planning.needs_not_met(new.id, new.person_id);
  if missing is not null then raise exception using errcode = 'DW075', message = 'eligible needs that nothing meets: ' || missing; end if;
  return new;
end $$;
create trigger needs_met before insert on planning.plan_version for each row execute function planning.needs_met();
create trigger needs_met_later before update of agreed_at on planning.plan_version for each row when (old.agreed_at is null) execute function planning.needs_met();
