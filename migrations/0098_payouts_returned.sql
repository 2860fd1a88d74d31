-- finance: a pay-out that the bank sends back. One person says so, another approves, and the whole of it is owed again.

create table finance.payout_return (                                  -- a pay-out that did not reach who it was for
  id uuid primary key, payout_id uuid not null references finance.payout, person_id uuid not null references people.person,
  returned_on date not null, reason text not null constraint payout_return_has_reason check (btrim(reason) <> ''),
  asked_by uuid not null, asked_at timestamptz not null default now(),
  approved_by uuid, approved_at timestamptz,
  stopped_by uuid, stopped_at timestamptz, stopped_why text,
  posted_as text generated always as (case when approved_at is null then null else 'reverse' end) stored,
  constraint payout_return_approved_whole check (num_nonnulls(approved_by, approved_at) in (0, 2)),
  constraint payout_return_approved_by_another check (approved_by <> asked_by),
  constraint payout_return_stopped_whole check (num_nonnulls(stopped_by, stopped_at, stopped_why) in (0, 3)),
  constraint payout_return_approved_or_stopped check (approved_at is null or stopped_at is null),
  constraint payout_return_posted foreign key (posted_as, id) references finance.transfer (kind, source_id) deferrable initially deferred);
-- The whole of a pay-out comes back, and once: so never more than was paid out.
create unique index payout_returned_once on finance.payout_return (payout_id) where stopped_at is null;
create index payout_return_person on finance.payout_return (person_id);
create trigger end_only before update or delete on finance.payout_return for each row
  execute function platform.end_only('approved_by','approved_at','stopped_by','stopped_at','stopped_why');

-- Only what was paid comes back, to the account of the same person, not before it was paid and not in days to come.
create function finance.payout_return_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare paid date;
begin
  select o.paid_on into paid from finance.payout o where o.id = new.payout_id and o.person_id = new.person_id;
  if paid is null then
    raise exception using errcode = '23514', constraint = 'payout_return_of_paid', message = 'only a pay-out that was paid can come back'; end if;
  if new.returned_on < paid then
    raise exception using errcode = '23514', constraint = 'payout_return_after_paid', message = 'a pay-out cannot come back before it was paid'; end if;
  return new;
end $$;
create trigger payout_return_lawful before insert on finance.payout_return for each row execute function finance.payout_return_lawful();

-- Approved together with the posting that takes exactly this pay-out back.
create function finance.payout_return_posted() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out' and gone.source_id = new.payout_id
                  where back.kind = 'reverse' and back.source_id = new.id) then
    raise exception using errcode = '23514', constraint = 'payout_return_posted', message = 'the books do not hold this return'; end if;
  return null;
end $$;
create constraint trigger payout_return_in_books after update on finance.payout_return deferrable initially deferred
  for each row when (new.approved_at is not null and old.approved_at is null) execute function finance.payout_return_posted();
revoke all on function finance.payout_return_lawful() from public;
revoke all on function finance.payout_return_posted() from public;

alter table finance.payout_return enable row level security;
create policy finance_all on finance.payout_return using (platform.is_role('finance', 'job'));
create policy own_payout_return on finance.payout_return for select using (people.may_read(person_id));
grant select, insert, update on finance.payout_return to daywell_app;

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
  union all
  select 'what came back of a pay-out is what its return says', r.id, r.payout_id::text from finance.payout_return r
   where r.approved_at is not null and not exists (
     select from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out' and gone.source_id = r.payout_id
      where back.kind = 'reverse' and back.source_id = r.id)
  union all
  select 'what came back of a pay-out is what its return says', back.id, back.amount_pence::text
    from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out'
   where not exists (select from finance.payout_return r where r.id = back.source_id and r.payout_id = gone.source_id and r.approved_at is not null)
  order by 1, 2 $$;
