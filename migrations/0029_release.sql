-- Money bound for dates that will not happen is given back, as rows of the ledger of kind `release`.

create view delivery.published_date_made with (security_invoker = true) as  -- every date ever made for a line, whether it stands or was withdrawn
  select o.term_id, o.person_id, o.on_date, o.ended_at is not null as withdrawn from delivery.occasion o;

create table finance.commitment_adjustment (                          -- a line's money set right against the dates that are still to come
  id uuid primary key, budget_line_id uuid not null references planning.budget_line, person_id uuid not null references people.person,
  kind text not null constraint adjustment_kind check (kind in ('release','commit_more')),
  part text not null constraint adjustment_part check (part in ('agreed','committed')),
  pence bigint not null constraint adjustment_above_nothing check (pence > 0),
  cause text not null constraint adjustment_cause check (cause in ('line_ended','dates_fell_away','dates_came_back')),
  on_date date not null, follows uuid constraint adjustment_followed_once unique, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint adjustment_of_line unique (id, budget_line_id),
  constraint adjustment_follows_own foreign key (follows, budget_line_id) references finance.commitment_adjustment (id, budget_line_id),
  constraint only_what_was_given_back_comes_back check (kind = 'release' or (part = 'committed' and cause = 'dates_came_back' and follows is not null)),
  constraint adjustment_posted foreign key (kind, id) references finance.transfer (kind, source_id) deferrable initially deferred);
create unique index first_adjustment on finance.commitment_adjustment (budget_line_id) where follows is null;
create index adjustment_line on finance.commitment_adjustment (budget_line_id);
create index adjustment_person on finance.commitment_adjustment (person_id);
create trigger end_only before update or delete on finance.commitment_adjustment for each row execute function platform.end_only();
alter table finance.commitment_adjustment enable row level security;
create policy finance_all on finance.commitment_adjustment using (platform.is_role('finance', 'job'));

-- Where the money of a person's lines stands: owner's rights, for those who may see what the person is charged.
create view finance.published_line_money as
  select t.budget_line_id, t.person_id,
         sum(case when c.code like 'agreed:%' then t.amount_pence else 0 end - case when d.code like 'agreed:%' then t.amount_pence else 0 end)::bigint as agreed_pence,
         sum(case when c.code like 'committed:%' then t.amount_pence else 0 end - case when d.code like 'committed:%' then t.amount_pence else 0 end)::bigint as committed_pence,
         sum(case when c.code like 'delivered:%' then t.amount_pence else 0 end - case when d.code like 'delivered:%' then t.amount_pence else 0 end)::bigint as spent_pence,
         sum(case when t.kind = 'release' then t.amount_pence when t.kind = 'reverse' and d.code like 'available:%' then -t.amount_pence else 0 end)::bigint as released_pence,
         sum(case when t.kind in ('agree','commit_more') then t.amount_pence else 0 end)::bigint as bound_pence
    from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
   where t.book = 'commitment' and t.budget_line_id is not null and people.may_reckon(t.person_id)
   group by t.budget_line_id, t.person_id;

create or replace function finance.faults() returns table (rule text, subject uuid, detail text)
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
  union all
  select 'a date gives back no more than it did not take', l.id, l.on_date::text from finance.transfer t join finance.pay_line l on l.id = t.source_id
   where t.kind = 'release' and not exists (select from finance.transfer back where back.reverses = t.id)
     and (l.amount_pence + t.amount_pence > l.agreed_pence or exists (select from finance.pay_line later where later.replaces = l.id))
  union all
  select 'what a line gave back is what its adjustments say', a.id, a.budget_line_id::text from finance.commitment_adjustment a
   where not exists (select from finance.transfer t where t.kind = a.kind and t.source_id = a.id and t.amount_pence = a.pence and t.budget_line_id = a.budget_line_id)
  order by 1, 2 $$;
grant select on delivery.published_date_made, finance.published_line_money to daywell_app;
grant select, insert on finance.commitment_adjustment to daywell_app;
