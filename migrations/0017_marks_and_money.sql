-- What attendance, pay and the person's own week read and keep beyond the first tables.

-- ─────────── what earlier steps publish for delivery and finance ───────────
create view directory.published_session as                            -- public: what happens where, nobody named
  select s.id as session_id, s.opportunity_id, coalesce(nullif(btrim(s.name), ''), o.name) as name, o.name as opportunity, o.kind, o.free, o.price_from_pence,
         s.weekday, s.start_minute, s.end_minute, si.name as site, si.town, o.organisation_id
    from directory.session s join directory.opportunity o on o.id = s.opportunity_id left join directory.site si on si.id = s.site_id;
create view directory.published_calendar as select calendar, kind, from_date, until_date, name from directory.calendar_period;
create view directory.published_claim with (security_invoker = true) as -- a seat on a date that is firm, not a hold
  select c.id as place_claim_id, c.standing_place_id, c.occurrence_id, c.person_id, c.on_date, c.start_minute, c.end_minute, c.purpose,
         c.released_at is null and (c.held_until is null or c.confirmed_at is not null) as firm
    from directory.place_claim c where c.person_id is not null;
create or replace view planning.published_budget_line with (security_invoker = true) as
  select b.id as budget_line_id, b.term_id, t.planned_session_id, b.person_id, t.outcome_id, b.component, b.route, b.pool_id, b.provider_id, b.in_house, b.per_session_pence,
         b.council_share_pence, t.session_id, t.own_arrangement, t.support_band, t.weekday, t.every_weeks, t.first_monday, t.season, t.start_minute, t.end_minute,
         b.in_force * t.in_force as in_force, t.provenance, b.rate_id, b.transport_decision_id
    from planning.budget_line b join planning.session_term t on t.id = b.term_id where t.agreed;
create view planning.published_payer_share with (security_invoker = true) as
  select s.budget_line_id, s.payer, s.legal_ground, s.share_pence from planning.payer_share s join planning.budget_line b on b.id = s.budget_line_id;
create view planning.published_term with (security_invoker = true) as  -- agreed lines of people's weeks
  select t.id as term_id, t.planned_session_id, t.person_id, t.outcome_id, t.session_id, t.own_arrangement, t.weekday, t.every_weeks, t.first_monday, t.season,
         t.start_minute, t.end_minute, t.support_band, t.characteristics, t.with_friends, t.from_date, t.until_date, t.ended_on, t.in_force, t.provenance, t.free_period_id
    from planning.session_term t where t.agreed;
create view planning.published_transport with (security_invoker = true) as  -- how the person gets there, as last decided for the session
  select distinct on (planned_session_id) planned_session_id, person_id, funded, mode from planning.transport_decision
   where planned_session_id is not null order by planned_session_id, recorded_at desc, id desc;
create view brokerage.published_pause with (security_invoker = true) as
  select p.placement_id, p.in_force from brokerage.pause p;

-- ─────────── delivery ───────────
-- No lot: the rule for what is bought outside the framework.
alter table delivery.pay_rule alter column lot_id drop not null;
alter table delivery.pay_rule drop constraint one_rule_at_a_time, add constraint one_rule_at_a_time
  exclude using gist ((coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =, reason with =, notice_hours_under with =, in_force with &&);
insert into delivery.reason (code, words, happened) values ('attended_part', 'Came for part of the time', 'attended');
alter table delivery.mark add column here_from_minute smallint, add column here_until_minute smallint,
  add constraint mark_times_only_for_a_part check ((reason = 'attended_part') = (here_from_minute is not null) and (here_from_minute is null) = (here_until_minute is null)),
  add constraint mark_times check (0 <= here_from_minute and here_from_minute < here_until_minute and here_until_minute <= 1440);
create index mark_by_occasion on delivery.mark (occasion_id);
create index occasion_of_person on delivery.occasion (person_id, on_date) where ended_at is null;

-- ─────────── finance ───────────
-- The part of a pay line that counts towards the person's charge; what the person hands over on the day is never part of it.
alter table finance.pay_line add column chargeable_pence bigint not null default 0 constraint chargeable_within_pay check (chargeable_pence between 0 and amount_pence),
  add column payee_kind text not null default 'provider' constraint payee_kind check (payee_kind in ('provider','in_house','direct_payment')),
  add column holder_id uuid;                                           -- whose direct payment account: the person, or the pool
create index pay_line_of_person on finance.pay_line (person_id, on_date);
create index pay_line_by_date on finance.pay_line (on_date);
create index transfer_of_person on finance.transfer (person_id, posted_at) where person_id is not null;
create index charge_of_person on finance.charge (person_id, week_start);

create table finance.remittance (                                     -- what one run pays one payee, and what it keeps back
  id uuid primary key, pay_run_id uuid not null references finance.pay_run,
  payee_kind text not null constraint remittance_payee check (payee_kind in ('provider','direct_payment')), payee_id uuid not null,
  paid_pence bigint not null constraint remittance_paid check (paid_pence >= 0), netted_pence bigint not null constraint remittance_netted check (netted_pence >= 0),
  constraint one_remittance_a_payee unique (pay_run_id, payee_kind, payee_id));
create trigger end_only before update or delete on finance.remittance for each row execute function platform.end_only();
create table finance.receipt (                                        -- money a person paid the council
  id uuid primary key, person_id uuid not null references people.person, received_on date not null, pence bigint not null constraint receipt_above_nothing check (pence > 0),
  how text not null constraint receipt_how check (how in ('bank transfer','direct debit','card','cash','cheque')), reference text,
  recorded_by uuid not null, recorded_at timestamptz not null default now());
create trigger end_only before update or delete on finance.receipt for each row execute function platform.end_only();

create view finance.published_charge with (security_invoker = true) as  -- the charge of each week as it stands
  select c.id as charge_id, c.person_id, c.week_start, c.told_weekly_pence, c.delivered_cost_pence, c.charge_pence, c.rule_version, c.recorded_at
    from finance.charge c where not exists (select from finance.charge later where later.replaces = c.id);

-- Kept from being overdrawn, and never apart from their transfers: what `daywell finance verify` looks for.
create function finance.faults() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'the books sum to zero', null::uuid, b.book from (
    select a.book, sum(case when t.debit_account_id = a.id then -t.amount_pence else t.amount_pence end) as held
      from finance.account a join finance.transfer t on a.id in (t.debit_account_id, t.credit_account_id) group by a.book) b where b.held <> 0
  union all
  select 'guarded totals equal their transfers', a.id, a.code from finance.account a where a.guard <> 'none'
     and (a.debits_pence <> (select coalesce(sum(t.amount_pence), 0) from finance.transfer t where t.debit_account_id = a.id)
       or a.credits_pence <> (select coalesce(sum(t.amount_pence), 0) from finance.transfer t where t.credit_account_id = a.id))
  union all
  select 'every pay line follows the mark that stands', l.id, l.on_date::text from finance.pay_line l
   where not exists (select from finance.pay_line later where later.replaces = l.id) and exists (select from delivery.mark m where m.replaces = l.mark_id)
  union all
  select 'no date is paid twice', l.occasion_id, l.budget_line_id::text from finance.pay_run_line r join finance.pay_line l on l.id = r.pay_line_id
   group by l.occasion_id, l.budget_line_id having sum(r.sign) > 1
  union all
  select 'what is owed for a date is what its pay line says', l.id, l.on_date::text from finance.pay_line l
   where not exists (select from finance.pay_line later where later.replaces = l.id)
     and l.amount_pence <> (select coalesce(sum(case when d.code like 'cost:%' then t.amount_pence else 0 end - case when c.code like 'cost:%' then t.amount_pence else 0 end), 0)
                              from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
                             where t.book = 'cash' and t.occasion_id = l.occasion_id and t.budget_line_id = l.budget_line_id)
  union all
  select 'what a person is charged is what their charges say', c.person_id, sum(c.charge_pence)::text from finance.charge c
   where not exists (select from finance.charge later where later.replaces = c.id) group by c.person_id
  having sum(c.charge_pence) <> (select coalesce(sum(case when t.kind = 'charge' then t.amount_pence when t.kind = 'refund' then -t.amount_pence else 0 end), 0)
                                   from finance.transfer t where t.person_id = c.person_id)
  order by 1, 2 $$;

-- ─────────── who may see and change them ───────────
alter table finance.remittance enable row level security;
create policy finance_all on finance.remittance using (platform.is_role('finance', 'job'));
create policy own_remittance on finance.remittance for select using (platform.is_role('provider') and payee_kind = 'provider' and payee_id::text = platform.who('provider_id'));
alter table finance.receipt enable row level security;
create policy finance_all on finance.receipt using (platform.is_role('finance', 'job'));
create policy own_receipt on finance.receipt for select using (people.may_read(person_id));
revoke execute on function finance.faults() from public;
grant execute on function finance.faults() to daywell_app;
-- a person says before the day that they cannot come
create policy own_notice on delivery.mark for insert with check (platform.is_role('person') and noticed_at is not null and replaces is null
  and exists (select from delivery.occasion o where o.id = occasion_id and people.reaches(o.person_id, '{person}')));
grant select on directory.published_session, directory.published_calendar, directory.published_claim, planning.published_budget_line, planning.published_payer_share,
  planning.published_term, planning.published_transport, brokerage.published_pause, finance.published_charge to daywell_app;
grant select, insert, update on finance.remittance, finance.receipt to daywell_app;
