-- finance: money that a provider paid back. Each record is posted once: into the bank, and off what the provider owes back, or, for a date that a pay run paid
-- beside a block contract, onto the contract’s account, which then pays for that date. Nothing is deleted: a record is taken back by further rows of the books.
create table finance.paid_back (
  id uuid primary key, provider_id uuid not null constraint paid_back_provider references market.provider,
  pence bigint not null constraint paid_back_above_nothing check (pence > 0), paid_back_on date not null,
  reference text not null constraint paid_back_has_reference check (btrim(reference) <> ''), reason text not null constraint paid_back_has_reason check (btrim(reason) <> ''),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  taken_back_by uuid, taken_back_at timestamptz, taken_back_why text,
  constraint paid_back_taken_back_whole check (num_nonnulls(taken_back_by, taken_back_at, taken_back_why) in (0, 3)));
create unique index paid_back_once on finance.paid_back (provider_id, paid_back_on, pence, lower(btrim(reference))) where taken_back_at is null;
create trigger end_only before update or delete on finance.paid_back for each row execute function platform.end_only('taken_back_by', 'taken_back_at', 'taken_back_why');

-- What it is for: dates that runs paid, each with its amount; or, in one part without a date, what no mark says yet.
create table finance.paid_back_part (
  id uuid primary key, paid_back_id uuid not null constraint part_of_paid_back references finance.paid_back,
  pay_line_id uuid constraint paid_back_for_line references finance.pay_line, block_contract_id uuid constraint paid_back_under_contract references market.block_contract,
  pence bigint not null constraint paid_back_part_above_nothing check (pence > 0),
  constraint paid_back_contract_of_a_date check (block_contract_id is null or pay_line_id is not null),
  constraint paid_back_part_once unique nulls not distinct (paid_back_id, pay_line_id, block_contract_id));
create index paid_back_part_line on finance.paid_back_part (pay_line_id);
create index paid_back_part_contract on finance.paid_back_part (block_contract_id);
create trigger end_only before update or delete on finance.paid_back_part for each row execute function platform.end_only();

-- DW140: it came back on a day that has come
create function finance.paid_back_by_today() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.paid_back_on > platform.who('today')::date then
    raise exception using errcode = 'DW140', message = 'this day has not come'; end if;
  return new;
end $$;
create trigger paid_back_by_today before insert on finance.paid_back for each row execute function finance.paid_back_by_today();

-- DW141: for a date no more than is to be paid back for it: what a mark that was put right owes back and no run kept, or what a block contract pays for too
-- DW142: without a date no more than runs have paid the provider, less what it has paid back
create function finance.paid_back_within_paid() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare told finance.paid_back; paid record; stands bigint; back bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('finance settling', 0));
  select p.* into told from finance.paid_back p where p.id = new.paid_back_id;
  if new.pay_line_id is null then
    if (select sum(q.pence) from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id where p.provider_id = told.provider_id and p.taken_back_at is null)
     > (select coalesce(sum(m.paid_pence), 0) from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id
         where m.payee_kind = 'provider' and m.payee_id = told.provider_id and r.paid_at is not null) then
      raise exception using errcode = 'DW142', message = 'more would be paid back than was paid'; end if;
    if told.paid_back_on < (select min((r.paid_at at time zone 'Europe/London')::date) from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id
         where m.payee_kind = 'provider' and m.payee_id = told.provider_id and r.paid_at is not null) then
      raise exception using errcode = '23514', constraint = 'paid_back_after_paid', message = 'it cannot have come back before it was paid'; end if;
    return null;
  end if;
  select e.occasion_id, e.budget_line_id, e.on_date, e.amount_pence, (r.paid_at at time zone 'Europe/London')::date as paid_on into paid
    from finance.pay_line e join finance.pay_run_line x on x.pay_line_id = e.id and x.sign = 1 join finance.pay_run r on r.id = x.pay_run_id
   where e.id = new.pay_line_id and e.payee_kind = 'provider' and e.payee_id = told.provider_id and r.paid_at is not null
     and not exists (select from finance.pay_run_line y where y.pay_line_id = e.id and y.sign = -1);
  if not found then raise exception using errcode = 'DW141', message = 'no run has paid this date, or a later run took it up'; end if;
  if told.paid_back_on < paid.paid_on then
    raise exception using errcode = '23514', constraint = 'paid_back_after_paid', message = 'it cannot have come back before it was paid'; end if;
  select l.amount_pence into stands from finance.pay_line l
   where l.occasion_id = paid.occasion_id and l.budget_line_id = paid.budget_line_id and not exists (select from finance.pay_line later where later.replaces = l.id);
  select coalesce(sum(q.pence), 0) into back from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id join finance.pay_line e on e.id = q.pay_line_id
   where p.taken_back_at is null and e.occasion_id = paid.occasion_id and e.budget_line_id = paid.budget_line_id
     and case when new.block_contract_id is null then q.block_contract_id is null and q.pay_line_id = new.pay_line_id else q.block_contract_id is not null end;
  if new.block_contract_id is null then
    if back > paid.amount_pence - stands then raise exception using errcode = 'DW141', message = 'less is owed back for this date'; end if;
  elsif back > least(paid.amount_pence, stands) or not exists (
      select from finance.paid_beside_block(new.block_contract_id, paid.on_date, paid.on_date) b join finance.pay_line l on l.id = b.pay_line_id
       where l.occasion_id = paid.occasion_id and l.budget_line_id = paid.budget_line_id) then
    raise exception using errcode = 'DW141', message = 'less was paid for this date beside the contract'; end if;
  return null;
end $$;
create trigger paid_back_within_paid after insert on finance.paid_back_part for each row execute function finance.paid_back_within_paid();

-- DW143: a record, its parts and its rows in the books stand together; taken back, each row is reversed
create function finance.paid_back_in_books(back uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from finance.paid_back p where p.id = back and p.pence = (select sum(q.pence) from finance.paid_back_part q where q.paid_back_id = p.id)
       and not exists (
         select from finance.paid_back_part q where q.paid_back_id = p.id and not exists (
           select from finance.transfer t join finance.account d on d.id = t.debit_account_id and d.code = 'bank' join finance.account c on c.id = t.credit_account_id
            where t.kind = 'paid_back' and t.source_id = q.id and t.book = 'cash' and t.amount_pence = q.pence and t.effective_on = p.paid_back_on and t.provider_id = p.provider_id
              and c.code = case when q.block_contract_id is null then 'recoverable:' || p.provider_id::text else 'block:' || q.block_contract_id::text end
              and (p.taken_back_at is not null) = exists (select from finance.transfer undone where undone.reverses = t.id)))) $$;
create function finance.paid_back_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare back uuid;
begin
  back := case tg_table_name when 'paid_back' then (to_jsonb(new) ->> 'id')::uuid when 'paid_back_part' then (to_jsonb(new) ->> 'paid_back_id')::uuid
          else (select q.paid_back_id from finance.paid_back_part q where q.id = (to_jsonb(new) ->> 'source_id')::uuid) end;
  if back is null or not finance.paid_back_in_books(back) then
    raise exception using errcode = 'DW143', message = 'what a provider paid back and its rows in the books do not agree'; end if;
  return null;
end $$;
create constraint trigger paid_back_whole after insert or update on finance.paid_back deferrable initially deferred for each row execute function finance.paid_back_whole();
create constraint trigger paid_back_whole after insert on finance.paid_back_part deferrable initially deferred for each row execute function finance.paid_back_whole();
create constraint trigger paid_back_whole after insert on finance.transfer deferrable initially deferred for each row when (new.kind = 'paid_back') execute function finance.paid_back_whole();
revoke execute on function finance.paid_back_in_books(uuid) from public;

alter table finance.paid_back enable row level security;
create policy finance_all on finance.paid_back using (platform.is_role('finance', 'job'));
create policy own_paid_back on finance.paid_back for select using (platform.is_role('provider') and provider_id::text = platform.who('provider_id'));
alter table finance.paid_back_part enable row level security;
create policy finance_all on finance.paid_back_part using (platform.is_role('finance', 'job'));
create policy own_paid_back on finance.paid_back_part for select using (platform.is_role('provider') and exists (select from finance.paid_back p where p.id = paid_back_id));
grant select, insert, update on finance.paid_back to daywell_app;
grant select, insert on finance.paid_back_part to daywell_app;

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
  union all
  select 'what a provider paid back is what its record says', p.id, p.paid_back_on::text from finance.paid_back p where not finance.paid_back_in_books(p.id)
  union all
  select 'what a provider paid back is what its record says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'paid_back' and not exists (select from finance.paid_back_part q where q.id = t.source_id)
  order by 1, 2 $$;
