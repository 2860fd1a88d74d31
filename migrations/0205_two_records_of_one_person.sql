-- people: two records of one person. The id of the record that ends stays; the other goes on. What is merged can be taken back; nothing is moved but numbers.

-- ─────────── a merge has a beginning and may have an end ───────────
alter table people.merge drop constraint merge_pkey,
  add column id uuid not null default gen_random_uuid() constraint merge_pkey primary key,
  add column taken_back_at timestamptz, add column taken_back_by uuid, add column taken_back_why text constraint merge_taken_back_why check (btrim(taken_back_why) <> ''),
  add constraint merge_reason check (btrim(reason) <> ''),
  add constraint merge_taken_back_whole check (num_nonnulls(taken_back_at, taken_back_by, taken_back_why) in (0, 3)),
  add constraint merge_taken_back_later check (taken_back_at >= recorded_at);
create unique index merged_once on people.merge (merged_id) where taken_back_at is null;
drop trigger end_only on people.merge;
create trigger end_only before update or delete on people.merge for each row execute function platform.end_only('taken_back_at', 'taken_back_by', 'taken_back_why');

-- Two records that look alike and are two people: who said so, and why.
create table people.told_apart (
  one uuid not null references people.person, other uuid not null references people.person,
  reason text not null constraint told_apart_reason check (btrim(reason) <> ''), recorded_by uuid not null, recorded_at timestamptz not null default platform.now(),
  constraint told_apart_in_order check (one < other), constraint told_apart_once primary key (one, other));
create index told_apart_other on people.told_apart (other);
create trigger end_only before update or delete on people.told_apart for each row execute function platform.end_only();
alter table people.told_apart enable row level security;
create policy read on people.told_apart for select using ((select platform.is_role('job')) or people.may_change(one) or people.may_change(other));
create policy add on people.told_apart for insert with check ((select platform.is_role('job')) or ((select platform.is_role('team_manager')) and (people.may_change(one) or people.may_change(other))));
create policy change on people.told_apart for update using (false);

-- A number may end on one record and begin on another; it stands on one at a time.
alter table people.identifier add column ended_on date;
alter table people.identifier drop constraint identifier_once;
create unique index identifier_once on people.identifier (kind, value) where ended_on is null;
drop trigger end_only on people.identifier;
create trigger end_only before update or delete on people.identifier for each row execute function platform.end_only('ended_on');

-- Under which record a merged one goes on.
create function people.goes_on_as(p uuid) returns uuid language plpgsql stable security definer set search_path = pg_catalog as $$
begin return (select m.survivor_id from people.merge m where m.merged_id = p and m.taken_back_at is null); end $$;
revoke execute on function people.goes_on_as(uuid) from public;
grant execute on function people.goes_on_as(uuid) to daywell_app;

-- ─────────── who reaches a merged record: whoever reaches the one that goes on ───────────
create or replace view people.shut_to_me as
  select r.person_id from people.restriction r where r.in_force @> platform.who('today')::date and not exists (select from people.restricted_to n
    where n.person_id = r.person_id and n.staff_id::text = platform.who('staff_id') and n.in_force @> platform.who('today')::date)
  union all
  select m.merged_id from people.merge m join people.restriction r on r.person_id = m.survivor_id
   where m.taken_back_at is null and r.in_force @> platform.who('today')::date and not exists (select from people.restricted_to n
    where n.person_id = r.person_id and n.staff_id::text = platform.who('staff_id') and n.in_force @> platform.who('today')::date);
create or replace view people.in_my_teams as                          -- practitioner, team manager: people of their teams today, with what was merged into them
  select t.person_id from people.team_of_person t where t.team_id = any (platform.whose('team_ids'))
     and t.from_date <= platform.who('today')::date and coalesce(least(t.until_date, t.ended_on) >= platform.who('today')::date, true)  -- spelt out: quicker than the range
     and not exists (select from people.shut_to_me s where s.person_id = t.person_id)
     and not exists (select from people.merge m where m.merged_id = t.person_id and m.taken_back_at is null)
  union all
  select m.merged_id from people.merge m join people.team_of_person t on t.person_id = m.survivor_id
   where m.taken_back_at is null and t.team_id = any (platform.whose('team_ids'))
     and t.from_date <= platform.who('today')::date and coalesce(least(t.until_date, t.ended_on) >= platform.who('today')::date, true)
     and not exists (select from people.shut_to_me s where s.person_id = m.survivor_id);

-- As before (0107), of merges that stand.
create or replace function people.looked_as(actor uuid, person uuid, on_day date) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case
      when coalesce(people.goes_on_as(a.person_id), a.person_id) = person then 'self'
      when exists (select from people.care_relation r where r.carer_id = a.person_id and r.cared_for_id = person and r.in_force @> on_day) then 'carer'
      when exists (select from people.authority h where h.holder_id = a.person_id and h.person_id = person and h.in_force @> on_day) then 'acts_for'
    end
    from platform.account a
   where a.id = actor and a.person_id is not null
     and ((select platform.is_role('job', 'administrator')) or ((select platform.is_role('team_manager', 'person')) and (select people.may_see(person)))) $$;

-- ─────────── what stands on a record, and what must end before it is merged into another ───────────
create function people.open_on(period daterange, day date) returns boolean language sql immutable parallel safe as $$
  select not isempty(period) and (upper_inf(period) or upper(period) > day) $$;

-- Each kind of thing: how many run (and on whose page each is ended), how many end by themselves with a merge, how many there are, since when they run.
create function people.on_record(person uuid, beside uuid)
returns table (what text, at_person uuid, running integer, ends integer, whole integer, since date)
language sql stable security definer set search_path = pg_catalog as $$
  with now as (select coalesce(platform.who('today')::date, current_date) as day),
  thing as (
    select 'contact' as what, person as at_person, c.closed_on is null as running, false as ends, true as counted, c.received_on as on_date from needs.contact c where c.person_id = person
    union all select 'assessment', person, a.completed_on is null and not exists (select from needs.assessment l where l.replaces = a.id), false, true, a.started_on from needs.assessment a where a.person_id = person
    union all select 'carer_assessment', person, a.completed_on is null, false, true, a.started_on from needs.carer_assessment a where a.carer_id = person
    union all select 'review', person, exists (select from outcomes.review v where v.review_due_id = r.id and v.completed_on is null), r.settled_on is null, true, r.due_on from needs.review_due r where r.person_id = person
    union all select 'budget', person, false, false, true, b.recorded_at::date from allocation.indicative_budget b where b.person_id = person and not exists (select from allocation.indicative_budget l where l.replaces = b.id)
    union all select 'submission', person, s.closed is null, false, true, s.recorded_at::date from charging.submission s where s.person_id = person
    union all select 'charge', person, false, people.open_on(c.in_force, now.day), true, c.from_date from charging.contribution c, now where c.person_id = person and not isempty(c.in_force)
    union all select 'dispute', person, o.dispute_id is null or (o.outcome = 'week_wrong' and not exists (select from charging.dispute_correction k where k.dispute_id = d.id)), false, true, d.raised_on
      from charging.dispute d left join charging.dispute_outcome o on o.dispute_id = d.id where d.person_id = person
    union all select 'plan', person, people.open_on(t.in_force, now.day), false, true, t.from_date from planning.session_term t, now where t.person_id = person and t.agreed_at is not null and t.withdrawn_at is null
    union all select 'plan_draft', person, true, false, false, v.from_date from planning.plan_version v where v.person_id = person and v.agreed_at is null and v.withdrawn_at is null
    union all select 'plan_draft', person, true, false, false, t.from_date from planning.session_term t where t.person_id = person and t.agreed_at is null and t.withdrawn_at is null
    union all select 'referral', person, true, false, false, r.opened_on from brokerage.referral r where r.person_id = person and r.closed_on is null
    union all select 'place', person, people.open_on(l.in_force, now.day), false, true, l.from_date from brokerage.placement l, now where l.person_id = person and not isempty(l.in_force)
    union all select 'place', person, true, false, false, s.from_date from directory.standing_place s, now where s.person_id = person and people.open_on(s.in_force, now.day)
    union all select 'pause', person, people.open_on(p.in_force, now.day), false, true, p.from_date from brokerage.pause p, now where p.person_id = person and not isempty(p.in_force)
    union all select case when c.purpose in ('public', 'taster') then 'booking' else 'place' end, person, true, false, false, c.on_date
      from directory.place_claim c, now where c.person_id = person and c.released_at is null and c.on_date >= now.day
    union all select 'booking', person, b.cancelled_at is null and b.claim_id is null and o.on_date >= now.day, false, true, o.on_date
      from directory.booking b join directory.occurrence o on o.id = b.occurrence_id, now where b.person_id = person
    union all select 'date', person, o.on_date >= now.day or not exists (select from delivery.mark m where m.occasion_id = o.id), false, true, o.on_date from delivery.occasion o, now where o.person_id = person and o.ended_at is null
    union all select 'money', person, false, false, true, c.week_start from finance.charge c where c.person_id = person and not exists (select from finance.charge l where l.replaces = c.id)
    union all select 'money', person, true, false, false, null from finance.account a where a.owner_id = person and a.book = 'cash' and a.debits_pence <> a.credits_pence
    union all select 'money', person, true, false, false, l.on_date from finance.pay_line l                                -- a date that no pay run has paid yet
      where l.person_id = person and l.amount_pence <> 0 and l.payee_kind in ('provider', 'direct_payment') and not exists (select from finance.pay_line n where n.replaces = l.id)
        and not exists (select from finance.pay_run_line x join finance.pay_run r on r.id = x.pay_run_id where x.pay_line_id = l.id and r.paid_at is not null)
    union all select 'money', person, true, false, false, l.on_date from finance.pay_line l, now                           -- a date whose week is not charged yet
      where l.person_id = person and l.chargeable_pence > 0 and l.on_date >= now.day - 371 and not exists (select from finance.pay_line n where n.replaces = l.id)
        and exists (select from charging.notice t where t.person_id = person and t.weekly_pence > 0 and t.first_day_charged <= date_trunc('week', l.on_date::timestamp)::date + 6)
        and not exists (select from finance.charge c where c.person_id = person and c.week_start = date_trunc('week', l.on_date::timestamp)::date)
    union all select 'money', person, true, false, false, u.on_date from finance.mark_to_pay u join delivery.occasion o on o.id = u.occasion_id where o.person_id = person
    union all select 'money', person, true, false, false, o.asked_at::date from finance.payout o where o.person_id = person and o.stopped_at is null and o.paid_on is null
    union all select 'money', person, true, false, false, b.asked_at::date from finance.payout_return b where b.person_id = person and b.stopped_at is null and b.approved_at is null
    union all select 'account', person, a.disabled_at is null, false, true, a.recorded_at::date from platform.account a where a.person_id = person
    union all select 'tie', person, people.open_on(t.in_force, now.day), false, true, t.from_date from people.tie t, now where person in (t.one, t.other)
    union all select 'carer', person, people.open_on(c.in_force, now.day), false, true, c.from_date from people.care_relation c, now where c.cared_for_id = person
    union all select 'cares_for', c.cared_for_id, people.open_on(c.in_force, now.day), false, true, c.from_date from people.care_relation c, now where c.carer_id = person
    union all select 'authority', person, people.open_on(h.in_force, now.day), false, true, h.from_date from people.authority h, now where h.person_id = person
    union all select 'acts_for', h.person_id, people.open_on(h.in_force, now.day), false, true, h.from_date from people.authority h, now where h.holder_id = person
    union all select 'restriction', person, people.open_on(r.in_force, now.day) and beside is not null and not exists (select from people.restriction o where o.person_id = beside and o.in_force @> now.day), false, true, r.from_date
      from people.restriction r, now where r.person_id = person
    union all select 'death', person, beside is not null and exists (select from people.person o where o.id = beside and o.died_on is null), false, true, p.died_on from people.person p where p.id = person and p.died_on is not null)
  select t.what, t.at_person, count(*) filter (where t.running)::integer, count(*) filter (where t.ends)::integer, count(*) filter (where t.counted)::integer, min(t.on_date) filter (where t.running)
    from thing t group by t.what, t.at_person order by t.what, t.at_person $$;
revoke execute on function people.on_record(uuid, uuid) from public;

-- The same for whoever may change both records.
create function people.stands_on(person uuid, beside uuid)
returns table (what text, at_person uuid, running integer, ends integer, whole integer, since date)
language sql stable security definer set search_path = pg_catalog as $$
  select r.* from people.on_record(person, beside) r where (select platform.is_role('job')) or ((select people.may_change(person)) and (beside is null or (select people.may_change(beside)))) $$;
revoke execute on function people.stands_on(uuid, uuid) from public;
grant execute on function people.stands_on(uuid, uuid) to daywell_app;

-- As before: no chains. And nothing runs on the record that ends, nor do two NHS numbers say that these are two people. Both records are held, so that
-- nothing is begun on either meanwhile: every row about a person holds that person's own row.
create or replace function people.merge_without_chain() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from people.person p where p.id in (new.merged_id, new.survivor_id) order by p.id for update;
  if exists (select from people.merge m where m.taken_back_at is null and (m.merged_id = new.survivor_id or m.survivor_id = new.merged_id)) then
    raise exception using errcode = 'DW021', message = 'one of these records is already merged'; end if;
  if new.merged_id <> new.survivor_id and exists (select from people.on_record(new.merged_id, new.survivor_id) r where r.running > 0) then
    raise exception using errcode = 'DW157', message = 'something still runs on the record that would end'; end if;
  if exists (select from people.identifier a join people.identifier b on b.kind = a.kind and b.value <> a.value
              where a.kind = 'nhs_number' and a.person_id = new.merged_id and b.person_id = new.survivor_id and a.ended_on is null and b.ended_on is null) then
    raise exception using errcode = 'DW159', message = 'the two records hold two NHS numbers'; end if;
  return new;
end $$;

-- ─────────── nothing is begun on a merged record ───────────
-- After the row: by then the person's own row is held, by its key or (a column named with +) here, so that a merge on its way stands or is gone.
create function people.not_on_merged() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare named text; found boolean;
begin
  foreach named in array tg_argv loop
    if left(named, 1) = '+' then
      named := substr(named, 2);
      execute format('select from people.person p where p.id in (select a.%I from added a) order by p.id for key share', named);
    end if;
    if exists (select from people.merge m where m.taken_back_at is null) then
      execute format('select exists (select from added a join people.merge m on m.merged_id = a.%I where m.taken_back_at is null)', named) into found;
      if found then raise exception using errcode = 'DW158', message = 'this record was merged into another'; end if;
    end if;
  end loop;
  return null;
end $$;
do $$ declare one record; begin
  for one in
    select c.oid::regclass as name, string_agg(quote_literal(case when exists (select from pg_constraint k
              where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'people.person'::regclass and k.conkey = array[a.attnum]) then '' else '+' end || a.attname), ', ' order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
     where c.relkind = 'r' and n.nspname in ('people', 'directory', 'market', 'needs', 'allocation', 'charging', 'planning', 'brokerage', 'outcomes')
       and a.attname in ('person_id', 'carer_id', 'cared_for_id', 'holder_id', 'held_by', 'one', 'other') and a.atttypid = 'uuid'::regtype
     group by c.oid union all select 'platform.account'::regclass, quote_literal('+person_id') loop
    execute format('create trigger not_on_merged after insert on %s referencing new table as added for each statement execute function people.not_on_merged(%s)', one.name, one.columns);
  end loop;
end $$;

-- A death is recorded on the record that goes on.
create function people.no_death_on_merged() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from people.merge m where m.merged_id = new.id and m.taken_back_at is null) then
    raise exception using errcode = 'DW158', message = 'this record was merged into another'; end if;
  return new;
end $$;
create trigger no_death_on_merged before update of died_on on people.person for each row when (old.died_on is null and new.died_on is not null) execute function people.no_death_on_merged();
