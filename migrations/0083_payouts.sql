-- finance: what the council owes a person is paid out. One person asks, another approves, and never more than is owed.

-- What stands to the credit of a person in the books: what they paid and what was refunded, less what was charged and paid out.
create function finance.owed_to(person uuid) returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select sum(t.amount_pence) from finance.account a join finance.transfer t on t.credit_account_id = a.id where a.book = 'cash' and a.code = 'due from:' || person), 0)::bigint
       - coalesce((select sum(t.amount_pence) from finance.account a join finance.transfer t on t.debit_account_id = a.id where a.book = 'cash' and a.code = 'due from:' || person), 0)::bigint $$;

create table finance.payout (                                         -- money that goes back to a person
  id uuid primary key, person_id uuid not null references people.person,
  pence bigint not null constraint payout_above_nothing check (pence > 0),
  payee text not null constraint payout_payee check (payee in ('person','acts_for_them','estate')),
  how text not null constraint payout_how check (how in ('bank transfer','card','cheque','cash')), reference text, reason text not null constraint payout_has_reason check (btrim(reason) <> ''),
  asked_by uuid not null, asked_at timestamptz not null default now(),
  approved_by uuid, approved_at timestamptz, paid_on date,
  stopped_by uuid, stopped_at timestamptz, stopped_why text,
  posted_as text generated always as (case when approved_at is null then null else 'pay_out' end) stored,
  constraint payout_approved_whole check (num_nonnulls(approved_by, approved_at, paid_on) in (0, 3)),
  constraint payout_approved_by_another check (approved_by <> asked_by),
  constraint payout_stopped_whole check (num_nonnulls(stopped_by, stopped_at, stopped_why) in (0, 3)),
  constraint payout_paid_or_stopped check (approved_at is null or stopped_at is null),
  constraint payout_posted foreign key (posted_as, id) references finance.transfer (kind, source_id) deferrable initially deferred);
create index payout_person on finance.payout (person_id);
create trigger end_only before update or delete on finance.payout for each row
  execute function platform.end_only('approved_by','approved_at','paid_on','stopped_by','stopped_at','stopped_why');

-- Asked for: no more than is owed and not asked for already. Approved: no more than is owed on that day.
create function finance.payout_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare others bigint;
begin
  if tg_op = 'UPDATE' and (old.approved_at is not null or new.approved_at is null) then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('finance payout:' || new.person_id, 0));
  select coalesce(sum(o.pence), 0) into others from finance.payout o
   where o.person_id = new.person_id and o.id <> new.id and o.stopped_at is null
     and case when o.approved_at is null then tg_op = 'INSERT' else not exists (select from finance.transfer t where t.kind = 'pay_out' and t.source_id = o.id) end;
  if new.pence > finance.owed_to(new.person_id) - others then
    raise exception using errcode = '23514', constraint = 'payout_within_owed', message = 'more would be paid out than is owed to the person'; end if;
  return new;
end $$;
create trigger payout_lawful before insert or update on finance.payout for each row execute function finance.payout_lawful();
revoke all on function finance.payout_lawful() from public;
revoke all on function finance.owed_to(uuid) from public;

alter table finance.payout enable row level security;
create policy finance_all on finance.payout using (platform.is_role('finance', 'job'));
create policy own_payout on finance.payout for select using (people.may_read(person_id));
grant select, insert, update on finance.payout to daywell_app;

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
  union all
  select 'what was paid out to a person is what its pay-out says', p.id, p.pence::text from finance.payout p
   where p.approved_at is not null and not exists (select from finance.transfer t where t.kind = 'pay_out' and t.source_id = p.id and t.amount_pence = p.pence and t.person_id = p.person_id)
  union all
  select 'what was paid out to a person is what its pay-out says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'pay_out' and not exists (select from finance.payout p where p.id = t.source_id and p.approved_at is not null)
  order by 1, 2 $$;
