-- finance: a payment that came back and was paid again by hand counts once a second person has confirmed it, as every movement of money. From its record on
-- no run pays it; until it is confirmed its payee is still owed it. What was recorded by one person before this stands as it is (by_one).
alter table finance.payment_again
  add column confirmed_by uuid, add column confirmed_at timestamptz,
  add column by_one boolean not null default true;
alter table finance.payment_again alter column by_one set default false;
alter table finance.payment_again
  add constraint payment_again_confirmed_whole check (num_nonnulls(confirmed_by, confirmed_at) in (0, 2)),
  add constraint payment_again_confirmed_by_another check (confirmed_by <> recorded_by),
  add constraint payment_again_confirmed_by_hand check (confirmed_at is null or (pay_run_id is null and not by_one)),
  add column agreed boolean not null generated always as (pay_run_id is not null or by_one or confirmed_at is not null) stored;
drop trigger end_only on finance.payment_again;
create trigger end_only before update or delete on finance.payment_again for each row
  execute function platform.end_only('confirmed_by','confirmed_at','taken_back_by','taken_back_at','taken_back_why');

-- One that was taken back before it was confirmed is confirmed no more; and nothing new is recorded by one person alone.
create or replace function finance.payment_again_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' then
    if old.taken_back_at is not null then
      raise exception using errcode = '23514', constraint = 'payment_again_open', message = 'it was taken back, so it is confirmed no more'; end if;
    return new;
  end if;
  if new.by_one or new.confirmed_at is not null then
    raise exception using errcode = '23514', constraint = 'payment_again_confirmed_by_another', message = 'one person records it and another confirms it'; end if;
  if new.paid_on < (select r.returned_on from finance.payment_return r where r.id = new.return_id) then
    raise exception using errcode = '23514', constraint = 'payment_again_after_return', message = 'it cannot be paid again before it came back'; end if;
  return new;
end $$;
create trigger payment_again_confirmed before update of confirmed_at on finance.payment_again for each row execute function finance.payment_again_lawful();

-- DW151, drawn anew: a payment by hand stands in the books exactly from its confirmation on
create or replace function finance.payment_again_in_books(again uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from finance.payment_again g where g.id = again and case
      when g.pay_run_id is not null then
        (select m.paid_pence from finance.remittance m where m.pay_run_id = g.pay_run_id and m.payee_kind = g.payee_kind and m.payee_id = g.payee_id)
        >= (select sum(o.pence) from finance.payment_again o where o.pay_run_id = g.pay_run_id and o.payee_kind = g.payee_kind and o.payee_id = g.payee_id)
      when not g.agreed then not exists (select from finance.transfer t where t.kind = 'pay' and t.source_id = g.id)
      else exists (
        select from finance.transfer t join finance.account d on d.id = t.debit_account_id and d.owner_id = g.payee_id join finance.account c on c.id = t.credit_account_id and c.code = 'bank'
         where t.kind = 'pay' and t.source_id = g.id and t.amount_pence = g.pence and t.effective_on = g.paid_on
           and (g.taken_back_at is not null) = exists (select from finance.transfer undone where undone.reverses = t.id)) end) $$;

-- What runs have brought a provider: what was paid again by hand counts from its confirmation on
create or replace function finance.paid_to(provider uuid) returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select sum(m.paid_pence) from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.payee_kind = 'provider' and m.payee_id = provider and r.paid_at is not null), 0)::bigint
       - coalesce((select sum(b.pence) from finance.payment_return b where b.payee_kind = 'provider' and b.payee_id = provider and b.approved_at is not null), 0)::bigint
       + coalesce((select sum(g.pence) from finance.payment_again g where g.payee_kind = 'provider' and g.payee_id = provider and g.pay_run_id is null and g.agreed and g.taken_back_at is null), 0)::bigint $$;
