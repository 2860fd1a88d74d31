-- finance: the instalments of a block contract stand in the books, each once, from the day it is due: out of the bank, onto the contract's account, which the
-- dates in its places are taken from (0114).
alter table market.block_instalment add constraint block_instalment_as_agreed unique (block_contract_id, due_on, amount_pence);
create table finance.instalment_posted (
  id uuid primary key, block_contract_id uuid not null, due_on date not null, pence bigint not null, posted_on date not null, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint instalment_posted_once unique (block_contract_id, due_on), constraint instalment_not_before_due check (posted_on >= due_on),
  constraint instalment_as_agreed foreign key (block_contract_id, due_on, pence) references market.block_instalment (block_contract_id, due_on, amount_pence));
create trigger end_only before update or delete on finance.instalment_posted for each row execute function platform.end_only();
alter table finance.instalment_posted enable row level security;
create policy finance_all on finance.instalment_posted using (platform.is_role('finance', 'job'));
grant select, insert on finance.instalment_posted to daywell_app;

-- DW129: an instalment is posted when it is due, not before, and not one that fell away with an earlier end
create function finance.instalment_is_due() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.posted_on > platform.who('today')::date
     or not exists (select from market.block_contract b where b.id = new.block_contract_id and b.in_force @> new.due_on) then
    raise exception using errcode = 'DW129', message = 'this instalment is not due'; end if;
  return new;
end $$;
create trigger instalment_is_due before insert on finance.instalment_posted for each row execute function finance.instalment_is_due();

-- DW130: an instalment and its row in the books stand together, with the same sides, amount and day
create function finance.instalment_in_books(instalment uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from finance.instalment_posted i join finance.transfer t on t.kind = 'instalment' and t.source_id = i.id and t.book = 'cash' and t.amount_pence = i.pence and t.effective_on = i.due_on
      join finance.account d on d.id = t.debit_account_id and d.code = 'block:' || i.block_contract_id::text join finance.account c on c.id = t.credit_account_id and c.code = 'bank'
     where i.id = instalment) $$;
create function finance.instalment_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not finance.instalment_in_books((to_jsonb(new) ->> tg_argv[0])::uuid) then
    raise exception using errcode = 'DW130', message = 'an instalment and its row in the books do not agree'; end if;
  return null;
end $$;
create constraint trigger instalment_whole after insert on finance.instalment_posted deferrable initially deferred for each row execute function finance.instalment_whole('id');
create constraint trigger instalment_whole after insert on finance.transfer deferrable initially deferred for each row when (new.kind = 'instalment') execute function finance.instalment_whole('source_id');
revoke execute on function finance.instalment_in_books(uuid) from public;

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
  union all
  select 'every mark without pay stands in its list', f.mark_id, f.on_date::text from finance.mark_found_without_pay f
   where not exists (select from finance.mark_to_pay u where u.mark_id = f.mark_id and u.budget_line_id = f.budget_line_id)
  union all
  select 'what a block contract was paid is what its instalments say', i.id, i.due_on::text from finance.instalment_posted i
   where not finance.instalment_in_books(i.id) or exists (select from finance.transfer t join finance.transfer back on back.reverses = t.id where t.kind = 'instalment' and t.source_id = i.id)
  union all
  select 'what a block contract was paid is what its instalments say', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'instalment' and not exists (select from finance.instalment_posted i where i.id = t.source_id)
  order by 1, 2 $$;
