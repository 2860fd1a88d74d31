-- Two records that were said to be two people are not merged until that is withdrawn with a reason; a merge keeps which numbers the record that goes on took.

-- ─────────── what was said may be withdrawn ───────────
alter table people.told_apart drop constraint told_apart_once,
  add column id uuid not null default gen_random_uuid() constraint told_apart_pkey primary key,
  add column withdrawn_at timestamptz, add column withdrawn_by uuid, add column withdrawn_why text constraint told_apart_withdrawn_why check (btrim(withdrawn_why) <> ''),
  add constraint told_apart_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_why) in (0, 3)),
  add constraint told_apart_withdrawn_later check (withdrawn_at >= recorded_at);
create unique index told_apart_once on people.told_apart (one, other) where withdrawn_at is null;
drop trigger end_only on people.told_apart;
create trigger end_only before update or delete on people.told_apart for each row execute function platform.end_only('withdrawn_at', 'withdrawn_by', 'withdrawn_why');
drop policy change on people.told_apart;
create policy change on people.told_apart for update using ((select platform.is_role('job')) or ((select platform.is_role('team_manager')) and (people.may_change(one) or people.may_change(other))));

-- Which words that they are two people stand between two records: of these themselves, or of one that was merged into either.
create function people.told_apart_of(a uuid, b uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  with first as (select a as id union select m.merged_id from people.merge m where m.survivor_id = a and m.taken_back_at is null),
  second as (select b as id union select m.merged_id from people.merge m where m.survivor_id = b and m.taken_back_at is null)
  select t.id from first f cross join second s join people.told_apart t on t.one = least(f.id, s.id) and t.other = greatest(f.id, s.id) where t.withdrawn_at is null $$;
revoke execute on function people.told_apart_of(uuid, uuid) from public;
grant execute on function people.told_apart_of(uuid, uuid) to daywell_app;

-- As before (0207), without what was withdrawn.
create or replace function people.alike_pairs()
returns table (one uuid, one_given text, one_family text, one_born date, one_team text, other uuid, other_given text, other_family text, other_born date, other_team text, may_open boolean, restricted boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with mine as materialized (select distinct m.person_id from people.in_my_teams m
    where (select platform.is_role('team_manager')) and not exists (select from people.merge g where g.merged_id = m.person_id and g.taken_back_at is null)),
  ours as materialized (
    select p.id, p.born_on, n.given_name, n.family_name, people.search_key(n.given_name, n.family_name) as key
      from mine join people.person p on p.id = mine.person_id join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date),
  near as (
    select o.*, p.id as other, p.born_on as other_born, n.given_name as other_given, n.family_name as other_family
      from ours o join people.person p on p.born_on = o.born_on and p.id <> o.id
      join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date
    union
    select o.*, p.id, p.born_on, n.given_name, n.family_name
      from ours o join people.person_name n on people.search_key(n.given_name, n.family_name) = o.key and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date
      join people.person p on p.id = n.person_id and p.id <> o.id and p.born_on <> o.born_on
       and ((extract(year from p.born_on) = extract(year from o.born_on))::int + (extract(month from p.born_on) = extract(month from o.born_on))::int + (extract(day from p.born_on) = extract(day from o.born_on))::int >= 2
         or (extract(year from p.born_on) = extract(year from o.born_on) and extract(month from p.born_on) = extract(day from o.born_on) and extract(day from p.born_on) = extract(month from o.born_on))))
  select n.id, n.given_name, n.family_name, n.born_on, ot.name, n.other, n.other_given, n.other_family, n.other_born, tt.name, m.person_id is not null,
         exists (select from people.restriction r where r.person_id = n.other and r.in_force @> platform.who('today')::date)
    from near n left join mine m on m.person_id = n.other
    left join people.team_of_person op on op.person_id = n.id and op.in_force @> platform.who('today')::date left join people.team ot on ot.id = op.team_id
    left join people.team_of_person tp on tp.person_id = n.other and tp.in_force @> platform.who('today')::date left join people.team tt on tt.id = tp.team_id
   where (m.person_id is null or n.id < n.other)
     and not exists (select from people.merge g where g.merged_id = n.other and g.taken_back_at is null)
     and not exists (select from people.told_apart a where a.one = least(n.id, n.other) and a.other = greatest(n.id, n.other) and a.withdrawn_at is null) $$;

-- As before (0205), and not while it stands that these are two people.
create or replace function people.merge_without_chain() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from people.person p where p.id in (new.merged_id, new.survivor_id) order by p.id for update;
  if exists (select from people.merge m where m.taken_back_at is null and (m.merged_id = new.survivor_id or m.survivor_id = new.merged_id)) then
    raise exception using errcode = 'DW021', message = 'one of these records is already merged'; end if;
  if exists (select from people.told_apart_of(new.merged_id, new.survivor_id)) then
    raise exception using errcode = 'DW160', message = 'somebody said that these are two people'; end if;
  if new.merged_id <> new.survivor_id and exists (select from people.on_record(new.merged_id, new.survivor_id) r where r.running > 0) then
    raise exception using errcode = 'DW157', message = 'something still runs on the record that would end'; end if;
  if exists (select from people.identifier a join people.identifier b on b.kind = a.kind and b.value <> a.value
              where a.kind = 'nhs_number' and a.person_id = new.merged_id and b.person_id = new.survivor_id and a.ended_on is null and b.ended_on is null) then
    raise exception using errcode = 'DW159', message = 'the two records hold two NHS numbers'; end if;
  return new;
end $$;

-- ─────────── which numbers went over ───────────
alter table people.merge add column took text[] not null default '{}';
alter table people.merge disable trigger end_only;
update people.merge m set took = array(select i.kind || ' ' || i.value from people.identifier i
   where i.person_id = m.merged_id and i.ended_on = (m.recorded_at at time zone 'Europe/London')::date
     and exists (select from people.identifier o where o.person_id = m.survivor_id and o.kind = i.kind and o.value = i.value and o.recorded_at >= i.recorded_at)
   group by i.kind, i.value order by i.kind, i.value);
alter table people.merge enable trigger end_only;

-- As before (0205); what is held and set aside for a place is no place of its own.
create or replace function people.on_record(person uuid, beside uuid)
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
    union all select 'place_held', person, true, false, false, s.from_date from directory.standing_place s, now where s.person_id = person and people.open_on(s.in_force, now.day)
    union all select 'pause', person, people.open_on(p.in_force, now.day), false, true, p.from_date from brokerage.pause p, now where p.person_id = person and not isempty(p.in_force)
    union all select case when c.purpose in ('public', 'taster') then 'booking' else 'place_date' end, person, true, false, false, c.on_date
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
