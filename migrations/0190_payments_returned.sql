-- finance: a payment of a pay run that the bank sends back. One person says so, another approves, and the whole of it is owed to its payee again, once: its dates stay in
-- their run. It goes out again with a later run, or by hand, once.
create unique index remittance_as_paid on finance.remittance (id, payee_kind, payee_id, paid_pence);

create table finance.payment_return (                                  -- a payment that did not reach who it was for
  id uuid primary key, remittance_id uuid not null, payee_kind text not null, payee_id uuid not null,
  pence bigint not null constraint payment_return_above_nothing check (pence > 0),
  returned_on date not null, reason text not null constraint payment_return_has_reason check (btrim(reason) <> ''),
  asked_by uuid not null, asked_at timestamptz not null default now(),
  approved_by uuid, approved_at timestamptz,
  stopped_by uuid, stopped_at timestamptz, stopped_why text,
  agreed boolean not null generated always as (approved_at is not null) stored,
  posted_as text generated always as (case when approved_at is null then null else 'reverse' end) stored,
  constraint payment_return_of foreign key (remittance_id, payee_kind, payee_id, pence) references finance.remittance (id, payee_kind, payee_id, paid_pence),
  constraint payment_return_approved_whole check (num_nonnulls(approved_by, approved_at) in (0, 2)),
  constraint payment_return_approved_by_another check (approved_by <> asked_by),
  constraint payment_return_stopped_whole check (num_nonnulls(stopped_by, stopped_at, stopped_why) in (0, 3)),
  constraint payment_return_approved_or_stopped check (approved_at is null or stopped_at is null),
  constraint payment_return_as_approved unique (id, payee_kind, payee_id, pence, agreed),
  constraint payment_return_posted foreign key (posted_as, id) references finance.transfer (kind, source_id) deferrable initially deferred);
create unique index payment_returned_once on finance.payment_return (remittance_id) where stopped_at is null;
create index payment_return_payee on finance.payment_return (payee_id);
create trigger end_only before update or delete on finance.payment_return for each row
  execute function platform.end_only('approved_by','approved_at','stopped_by','stopped_at','stopped_why');

-- Paid again: with a run that has a payment to the same payee, or by hand on a day under a reference. Only what came back, approved; the whole of it.
create table finance.payment_again (
  id uuid primary key, return_id uuid not null, payee_kind text not null, payee_id uuid not null, pence bigint not null,
  of_approved boolean not null default true constraint payment_again_of_approved check (of_approved),
  pay_run_id uuid, paid_on date, reference text,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  taken_back_by uuid, taken_back_at timestamptz, taken_back_why text,
  constraint payment_again_of_return foreign key (return_id, payee_kind, payee_id, pence, of_approved) references finance.payment_return (id, payee_kind, payee_id, pence, agreed),
  constraint payment_again_in_run foreign key (pay_run_id, payee_kind, payee_id) references finance.remittance (pay_run_id, payee_kind, payee_id),
  constraint payment_again_by_run_or_hand check (num_nonnulls(paid_on, reference) = case when pay_run_id is null then 2 else 0 end),
  constraint payment_again_has_reference check (btrim(reference) <> ''),
  constraint payment_again_taken_back_whole check (num_nonnulls(taken_back_by, taken_back_at, taken_back_why) in (0, 3)),
  constraint payment_again_by_hand_taken_back check (taken_back_at is null or pay_run_id is null));
create unique index payment_again_once on finance.payment_again (return_id) where taken_back_at is null;
create index payment_again_run on finance.payment_again (pay_run_id, payee_id);
create trigger end_only before update or delete on finance.payment_again for each row
  execute function platform.end_only('taken_back_by','taken_back_at','taken_back_why');

-- Only what a run has paid comes back, not before it was paid; it is paid again by hand not before it came back.
create function finance.payment_return_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare paid date;
begin
  select (r.paid_at at time zone 'Europe/London')::date into paid from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.id = new.remittance_id;
  if paid is null then
    raise exception using errcode = '23514', constraint = 'payment_return_of_paid', message = 'only a payment that was paid can come back'; end if;
  if new.returned_on < paid then
    raise exception using errcode = '23514', constraint = 'payment_return_after_paid', message = 'a payment cannot come back before it was paid'; end if;
  return new;
end $$;
create trigger payment_return_lawful before insert on finance.payment_return for each row execute function finance.payment_return_lawful();
create function finance.payment_again_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.paid_on < (select r.returned_on from finance.payment_return r where r.id = new.return_id) then
    raise exception using errcode = '23514', constraint = 'payment_again_after_return', message = 'it cannot be paid again before it came back'; end if;
  return new;
end $$;
create trigger payment_again_lawful before insert on finance.payment_again for each row execute function finance.payment_again_lawful();

-- DW151: a return that is approved, and a payment by hand, stand together with exactly their rows in the books
create function finance.payment_return_in_books(back uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from finance.payment_return r where r.id = back and (r.approved_at is not null) = exists (
      select from finance.transfer t join finance.transfer gone on gone.id = t.reverses and gone.kind = 'pay' and gone.source_id = r.remittance_id
       where t.kind = 'reverse' and t.source_id = r.id and t.amount_pence = r.pence and t.effective_on = r.returned_on)) $$;
create function finance.payment_again_in_books(again uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from finance.payment_again g where g.id = again and case when g.pay_run_id is not null
      then (select m.paid_pence from finance.remittance m where m.pay_run_id = g.pay_run_id and m.payee_kind = g.payee_kind and m.payee_id = g.payee_id)
        >= (select sum(o.pence) from finance.payment_again o where o.pay_run_id = g.pay_run_id and o.payee_kind = g.payee_kind and o.payee_id = g.payee_id)
      else exists (
        select from finance.transfer t join finance.account d on d.id = t.debit_account_id and d.owner_id = g.payee_id join finance.account c on c.id = t.credit_account_id and c.code = 'bank'
         where t.kind = 'pay' and t.source_id = g.id and t.amount_pence = g.pence and t.effective_on = g.paid_on
           and (g.taken_back_at is not null) = exists (select from finance.transfer undone where undone.reverses = t.id)) end) $$;
create function finance.payment_return_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not (case tg_table_name when 'payment_return' then finance.payment_return_in_books(new.id) else finance.payment_again_in_books(new.id) end) then
    raise exception using errcode = 'DW151', message = 'a payment that came back, or went out again, and its rows in the books do not agree'; end if;
  return null;
end $$;
create constraint trigger payment_return_whole after insert or update on finance.payment_return deferrable initially deferred for each row execute function finance.payment_return_whole();
create constraint trigger payment_again_whole after insert or update on finance.payment_again deferrable initially deferred for each row execute function finance.payment_return_whole();
revoke execute on function finance.payment_return_in_books(uuid) from public;
revoke execute on function finance.payment_again_in_books(uuid) from public;
revoke execute on function finance.payment_return_lawful() from public;
revoke execute on function finance.payment_again_lawful() from public;
revoke execute on function finance.payment_return_whole() from public;

create function finance.fault_payment_returned() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what came back of a payment, and went out again, is what its record says', r.id, r.pence::text from finance.payment_return r where not finance.payment_return_in_books(r.id)
  union all
  select 'what came back of a payment, and went out again, is what its record says', g.id, g.pence::text from finance.payment_again g where not finance.payment_again_in_books(g.id)
  union all
  select 'what came back of a payment, and went out again, is what its record says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'pay' and not exists (select from finance.payment_again g where g.id = t.source_id)
     and not exists (select from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.id = t.source_id and m.paid_pence = t.amount_pence and r.paid_at is not null)
  union all
  select 'what came back of a payment, and went out again, is what its record says', back.id, back.amount_pence::text
    from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay'
   where not exists (select from finance.payment_return r where r.id = back.source_id and r.remittance_id = gone.source_id and r.approved_at is not null)
     and not exists (select from finance.payment_again g where g.id = gone.source_id and g.taken_back_at is not null) $$;
revoke execute on function finance.fault_payment_returned() from public;

alter table finance.payment_return enable row level security;
create policy finance_all on finance.payment_return using (platform.is_role('finance', 'job'));
create policy own_payment_return on finance.payment_return for select using (platform.is_role('provider') and payee_kind = 'provider' and payee_id::text = platform.who('provider_id'));
alter table finance.payment_again enable row level security;
create policy finance_all on finance.payment_again using (platform.is_role('finance', 'job'));
create policy own_payment_again on finance.payment_again for select using (platform.is_role('provider') and payee_kind = 'provider' and payee_id::text = platform.who('provider_id'));
grant select, insert, update on finance.payment_return to daywell_app;
grant select, insert, update on finance.payment_again to daywell_app;

-- What runs have brought a provider: what came back did not reach it, and what went out again by hand did. DW142 of what it pays back counts by this.
create function finance.paid_to(provider uuid) returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select sum(m.paid_pence) from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.payee_kind = 'provider' and m.payee_id = provider and r.paid_at is not null), 0)::bigint
       - coalesce((select sum(b.pence) from finance.payment_return b where b.payee_kind = 'provider' and b.payee_id = provider and b.approved_at is not null), 0)::bigint
       + coalesce((select sum(g.pence) from finance.payment_again g where g.payee_kind = 'provider' and g.payee_id = provider and g.pay_run_id is null and g.taken_back_at is null), 0)::bigint $$;
revoke execute on function finance.paid_to(uuid) from public;
create or replace function finance.paid_back_within_paid() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare told finance.paid_back; paid record; stands bigint; back bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('finance settling', 0));
  select p.* into told from finance.paid_back p where p.id = new.paid_back_id;
  if new.pay_line_id is null then
    if (select sum(q.pence) from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id where p.provider_id = told.provider_id and p.taken_back_at is null)
     > finance.paid_to(told.provider_id) then
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
