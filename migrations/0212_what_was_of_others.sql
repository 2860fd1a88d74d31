-- people: what stood on a merged record tells also of friends, people kept apart, carers and who may act, those ended on their first day too, since they
-- are ended before a merge; somebody whom the reader may not see without a name. No number that was only made up. But for that as before (0207).
create or replace function people.what_was(person uuid)
returns table (on_date date, until_date date, what text, words text, more text, pence bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with thing as (
    select n.from_date as on_date, least(n.until_date, n.ended_on) as until_date, 'name' as what, n.given_name || ' ' || n.family_name as words, n.kind as more, null::bigint as pence, false as of_money from people.person_name n where n.person_id = person and not isempty(n.in_force)
    union all select a.from_date, least(a.until_date, a.ended_on), 'address', concat_ws(', ', a.line_1, a.line_2, a.town, a.postcode), null, null, false from people.address a where a.person_id = person and not isempty(a.in_force)
    union all select w.from_date, least(w.until_date, w.ended_on), 'way', w.value, w.kind, null, false from people.contact_way w where w.person_id = person and not isempty(w.in_force)
    union all select d.from_date, least(d.until_date, d.ended_on), 'detail', k.title || ': ' || d.value, null, null, false from people.client_detail d join people.detail_kind k on k.kind = d.kind where d.person_id = person and not isempty(d.in_force)
    union all select t.from_date, least(t.until_date, t.ended_on), 'team', m.name, t.reason, null, false from people.team_of_person t join people.team m on m.id = t.team_id where t.person_id = person and not isempty(t.in_force)
    union all select i.recorded_at::date, i.ended_on, 'number', i.value, i.kind, null, false from people.identifier i where i.person_id = person and i.kind <> 'synthetic'
    union all select c.from_date, least(c.until_date, c.ended_on), 'talk', c.need || ': ' || c.how_to_meet_it, null, null, false from people.communication_need c where c.person_id = person and not isempty(c.in_force)
    union all select c.from_date, least(c.until_date, c.ended_on), 'consent', c.purpose || ': ' || case when c.given then 'yes' else 'no' end, c.how, null, false from people.consent c where c.person_id = person and not isempty(c.in_force)
    union all select t.from_date, least(t.until_date, t.ended_on), t.kind, (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = case when t.one = person then t.other else t.one end and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), t.reason, null, false from people.tie t where person in (t.one, t.other)
    union all select c.from_date, least(c.until_date, c.ended_on), 'carer', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = c.carer_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), c.relation, null, false from people.care_relation c where c.cared_for_id = person
    union all select c.from_date, least(c.until_date, c.ended_on), 'cares_for', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = c.cared_for_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), c.relation, null, false from people.care_relation c where c.carer_id = person
    union all select h.from_date, least(h.until_date, h.ended_on), 'authority', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = h.holder_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), h.ground || '. ' || h.reason, null, false from people.authority h where h.person_id = person
    union all select h.from_date, least(h.until_date, h.ended_on), 'acts_for', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = h.person_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), h.ground || '. ' || h.reason, null, false from people.authority h where h.holder_id = person
    union all select r.from_date, least(r.until_date, r.ended_on), 'restriction', r.reason, null, null, false from people.restriction r where r.person_id = person and not isempty(r.in_force)
    union all select c.received_on, c.closed_on, 'contact', coalesce(c.what_was_asked, ''), concat_ws('. ', c.outcome, c.outcome_reason), null, false from needs.contact c where c.person_id = person
    union all select a.started_on, a.completed_on, 'assessment', coalesce(a.what_matters, ''), concat_ws('. ', a.strengths, a.summary), null, false from needs.assessment a where a.person_id = person
    union all select e.decided_on, null, 'eligibility', case when e.eligible then 'Eligible' else 'Not eligible' end, e.reason, null, false from needs.eligibility_decision e where e.person_id = person
    union all select a.started_on, a.completed_on, 'carer_assessment', coalesce(a.reason, ''), null, null, false from needs.carer_assessment a where a.carer_id = person
    union all select r.due_on, r.settled_on, 'review_due', r.cause, r.settlement, null, false from needs.review_due r where r.person_id = person
    union all select b.recorded_at::date, null, 'budget', b.table_version, null, b.weekly_pence, false from allocation.indicative_budget b where b.person_id = person
    union all select o.agreed_on, o.ended_on, 'outcome', o.words, o.end_reason, null, false from planning.outcome o where o.person_id = person
    union all select t.from_date, least(t.until_date, t.ended_on), 'session', coalesce(t.own_arrangement, e.name, 'A session'), concat_ws('. ', t.reason, t.end_reason), null, false
      from planning.session_term t left join directory.session s on s.id = t.session_id left join directory.opportunity e on e.id = s.opportunity_id where t.person_id = person and t.agreed_at is not null
    union all select l.from_date, least(l.until_date, l.ended_on), 'place', g.name, l.end_reason, null, false
      from brokerage.placement l join market.provider v on v.id = l.provider_id join directory.organisation g on g.id = v.organisation_id where l.person_id = person and not isempty(l.in_force)
    union all select p.from_date, least(p.until_date, p.ended_on), 'pause', coalesce(q.reason, ''), q.words, null, false
      from brokerage.pause p left join brokerage.pause_reason q on q.pause_id = p.id where p.person_id = person and not isempty(p.in_force)
    union all select v.started_on, v.completed_on, 'review', coalesce(v.summary, ''), v.event_outcome, null, false from outcomes.review v where v.person_id = person
    union all select p.on_date, null, 'progress', coalesce(p.words, p.met, ''), p.voice, null, false from outcomes.progress p where p.person_id = person
    union all select m.sent_at::date, null, 'message', m.words, m.sender, null, false from brokerage.message m where m.person_id = person
    union all select c.from_date, least(c.until_date, c.ended_on), 'charge_decided', c.reason, c.basis, c.weekly_pence, true from charging.contribution c where c.person_id = person and not isempty(c.in_force)
    union all select n.told_on, null, 'charge_told', n.how, null, n.weekly_pence, true from charging.notice n where n.person_id = person
    union all select d.raised_on, o.decided_on, 'dispute', d.words, o.reason, null, true from charging.dispute d left join charging.dispute_outcome o on o.dispute_id = d.id where d.person_id = person
    union all select c.week_start, c.week_start + 6, 'charged', '', null, c.charge_pence, true from finance.charge c where c.person_id = person and not exists (select from finance.charge l where l.replaces = c.id)
    union all select r.received_on, null, 'paid_in', coalesce(r.reference, ''), r.how, r.pence, true from finance.receipt r where r.person_id = person
    union all select o.paid_on, null, 'paid_out', o.reason, null, o.pence, true from finance.payout o where o.person_id = person and o.paid_on is not null)
  select t.on_date, t.until_date, t.what, t.words, nullif(t.more, ''), t.pence from thing t
   where case when (select platform.is_role('finance')) then t.of_money and (select people.may_reckon(person)) else (select platform.is_role('job')) or (select people.may_change(person)) end
   order by t.on_date nulls first, t.what, t.words $$;
