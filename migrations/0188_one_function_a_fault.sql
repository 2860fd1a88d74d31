-- finance: the proof of the books in small functions, one a rule: finance.fault_… gives the rule in words, what is wrong and where. finance.faults()
-- gathers from all of them, so that a new rule is one new function and none that stands is written again. The rules are those of before, word for word.

create function finance.fault_books_sum_to_zero() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'the books sum to zero', null::uuid, b.book from (
    select a.book, sum(case when t.debit_account_id = a.id then -t.amount_pence else t.amount_pence end) as held
      from finance.account a join finance.transfer t on a.id in (t.debit_account_id, t.credit_account_id) group by a.book) b where b.held <> 0 $$;

create function finance.fault_guarded_totals() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'guarded totals equal their transfers', a.id, a.code from finance.account a where a.guard <> 'none'
     and (a.debits_pence <> (select coalesce(sum(t.amount_pence), 0) from finance.transfer t where t.debit_account_id = a.id)
       or a.credits_pence <> (select coalesce(sum(t.amount_pence), 0) from finance.transfer t where t.credit_account_id = a.id)) $$;

create function finance.fault_pay_line_of_standing_mark() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'every pay line follows the mark that stands', l.id, l.on_date::text from finance.pay_line l
   where not exists (select from finance.pay_line later where later.replaces = l.id) and exists (select from delivery.mark m where m.replaces = l.mark_id) $$;

create function finance.fault_date_paid_twice() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'no date is paid twice', l.occasion_id, l.budget_line_id::text from finance.pay_run_line r join finance.pay_line l on l.id = r.pay_line_id
   group by l.occasion_id, l.budget_line_id having sum(r.sign) > 1 $$;

create function finance.fault_owed_for_a_date() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what is owed for a date is what its pay line says', l.id, l.on_date::text from finance.pay_line l
   where not exists (select from finance.pay_line later where later.replaces = l.id)
     and l.amount_pence <> (select coalesce(sum(case when d.code like 'cost:%' then t.amount_pence else 0 end - case when c.code like 'cost:%' then t.amount_pence else 0 end), 0)
                              from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
                             where t.book = 'cash' and t.occasion_id = l.occasion_id and t.budget_line_id = l.budget_line_id) $$;

create function finance.fault_charged_to_a_person() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what a person is charged is what their charges say', c.person_id, sum(c.charge_pence)::text from finance.charge c
   where not exists (select from finance.charge later where later.replaces = c.id) group by c.person_id
  having sum(c.charge_pence) <> (select coalesce(sum(case when t.kind = 'charge' then t.amount_pence when t.kind = 'refund' then -t.amount_pence else 0 end), 0)
                                   from finance.transfer t where t.person_id = c.person_id) $$;

create function finance.fault_given_back_by_a_date() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'a date gives back no more than it did not take', l.id, l.on_date::text from finance.transfer t join finance.pay_line l on l.id = t.source_id
   where t.kind = 'release' and not exists (select from finance.transfer back where back.reverses = t.id)
     and (l.amount_pence + t.amount_pence > l.agreed_pence or exists (select from finance.pay_line later where later.replaces = l.id)) $$;

create function finance.fault_given_back_by_a_line() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what a line gave back is what its adjustments say', a.id, a.budget_line_id::text from finance.commitment_adjustment a
   where not exists (select from finance.transfer t where t.kind = a.kind and t.source_id = a.id and t.amount_pence = a.pence and t.budget_line_id = a.budget_line_id) $$;

create function finance.fault_paid_out() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what was paid out to a person is what its pay-out says', p.id, p.pence::text from finance.payout p
   where p.approved_at is not null and not exists (select from finance.transfer t where t.kind = 'pay_out' and t.source_id = p.id and t.amount_pence = p.pence and t.person_id = p.person_id)
  union all
  select 'what was paid out to a person is what its pay-out says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'pay_out' and not exists (select from finance.payout p where p.id = t.source_id and p.approved_at is not null) $$;

create function finance.fault_pay_out_came_back() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what came back of a pay-out is what its return says', r.id, r.payout_id::text from finance.payout_return r
   where r.approved_at is not null and not exists (
     select from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out' and gone.source_id = r.payout_id
      where back.kind = 'reverse' and back.source_id = r.id)
  union all
  select 'what came back of a pay-out is what its return says', back.id, back.amount_pence::text
    from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out'
   where not exists (select from finance.payout_return r where r.id = back.source_id and r.payout_id = gone.source_id and r.approved_at is not null) $$;

create function finance.fault_mark_without_pay() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'every mark without pay stands in its list', f.mark_id, f.on_date::text from finance.mark_found_without_pay f
   where not exists (select from finance.mark_to_pay u where u.mark_id = f.mark_id and u.budget_line_id = f.budget_line_id) $$;

create function finance.fault_instalments() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what a block contract was paid is what its instalments say', i.id, i.due_on::text from finance.instalment_posted i
   where not finance.instalment_in_books(i.id) or exists (select from finance.transfer t join finance.transfer back on back.reverses = t.id where t.kind = 'instalment' and t.source_id = i.id)
  union all
  select 'what a block contract was paid is what its instalments say', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'instalment' and not exists (select from finance.instalment_posted i where i.id = t.source_id) $$;

create function finance.fault_paid_back() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'what a provider paid back is what its record says', p.id, p.paid_back_on::text from finance.paid_back p where not finance.paid_back_in_books(p.id)
  union all
  select 'what a provider paid back is what its record says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'paid_back' and not exists (select from finance.paid_back_part q where q.id = t.source_id) $$;

create or replace function finance.faults() returns table (rule text, subject uuid, detail text)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare one name;
begin
  for one in select p.proname from pg_proc p where p.pronamespace = 'finance'::regnamespace and p.proname like 'fault\_%' and p.pronargs = 0 order by p.proname loop
    return query execute format('select f.rule, f.subject, f.detail from finance.%I() f order by f.subject', one);
  end loop;
end $$;

revoke execute on function finance.fault_books_sum_to_zero() from public;
revoke execute on function finance.fault_guarded_totals() from public;
revoke execute on function finance.fault_pay_line_of_standing_mark() from public;
revoke execute on function finance.fault_date_paid_twice() from public;
revoke execute on function finance.fault_owed_for_a_date() from public;
revoke execute on function finance.fault_charged_to_a_person() from public;
revoke execute on function finance.fault_given_back_by_a_date() from public;
revoke execute on function finance.fault_given_back_by_a_line() from public;
revoke execute on function finance.fault_paid_out() from public;
revoke execute on function finance.fault_pay_out_came_back() from public;
revoke execute on function finance.fault_mark_without_pay() from public;
revoke execute on function finance.fault_instalments() from public;
revoke execute on function finance.fault_paid_back() from public;
