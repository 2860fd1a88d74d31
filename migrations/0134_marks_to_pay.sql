-- finance: marks that have no pay yet are kept in a list of their own. Found anew they ask for every mark and its pay; kept, a page asks for the few that wait.

-- What the list must hold: each mark that stands on a date that stands, with each line in force that day that costs something and has no pay under that mark.
create view finance.mark_found_without_pay as
  select m.id as mark_id, b.id as budget_line_id, o.id as occasion_id, o.on_date
    from delivery.occasion o join delivery.mark m on m.occasion_id = o.id
    join planning.session_term t on t.id = o.term_id and t.agreed
    join planning.budget_line b on b.term_id = o.term_id and b.in_force * t.in_force @> o.on_date and b.per_session_pence > 0
   where o.ended_at is null and not exists (select from delivery.mark later where later.replaces = m.id)
     and not exists (select from finance.pay_line l where l.occasion_id = o.id and l.mark_id = m.id and l.budget_line_id = b.id);

create table finance.mark_to_pay (
  mark_id uuid not null, budget_line_id uuid not null constraint mark_to_pay_line references planning.budget_line, occasion_id uuid not null, on_date date not null,
  constraint mark_to_pay_once primary key (mark_id, budget_line_id),
  constraint mark_to_pay_of_occasion foreign key (mark_id, occasion_id) references delivery.mark (id, occasion_id));
create index mark_to_pay_by_date on finance.mark_to_pay (on_date, occasion_id);
create index mark_to_pay_budget_line on finance.mark_to_pay (budget_line_id);
alter table finance.mark_to_pay enable row level security;
revoke all on finance.mark_to_pay from public;

-- A mark comes in with the lines that cost something that day; the one it corrects goes. A mark has no pay when it is made. The way there is by keys, for one mark
-- or ten thousand: a way that was chosen for many at once is kept by the connection, and would read every date for the next single mark.
create function finance.mark_comes_to_pay() returns trigger language plpgsql security definer
set search_path = pg_catalog set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
begin
  if exists (select from fresh f where f.replaces is not null) then
    delete from finance.mark_to_pay u using fresh f where u.mark_id = f.replaces; end if;
  insert into finance.mark_to_pay (mark_id, budget_line_id, occasion_id, on_date)
    select f.id, b.id, o.id, o.on_date from fresh f join delivery.occasion o on o.id = f.occasion_id and o.ended_at is null
      join planning.session_term t on t.id = o.term_id and t.agreed
      join planning.budget_line b on b.term_id = o.term_id and b.in_force * t.in_force @> o.on_date and b.per_session_pence > 0
    on conflict do nothing;
  return null;
end $$;
create trigger mark_comes_to_pay after insert on delivery.mark referencing new table as fresh for each statement execute function finance.mark_comes_to_pay();

-- Its pay takes it out.
create function finance.mark_is_paid() returns trigger language plpgsql security definer
set search_path = pg_catalog set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
begin
  delete from finance.mark_to_pay u using fresh f where u.mark_id = f.mark_id and u.budget_line_id = f.budget_line_id;
  return null;
end $$;
create trigger mark_is_paid after insert on finance.pay_line referencing new table as fresh for each statement execute function finance.mark_is_paid();

-- A line that is added over dates that are marked already brings their marks in. A mark that is being made holds its date; the lock waits for it, or it for the line.
create function finance.line_comes_to_pay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from delivery.occasion o where o.term_id = new.term_id and new.in_force @> o.on_date order by o.id for update;
  if not found then return null; end if;
  insert into finance.mark_to_pay (mark_id, budget_line_id, occasion_id, on_date)
    select f.mark_id, f.budget_line_id, f.occasion_id, f.on_date from finance.mark_found_without_pay f where f.budget_line_id = new.id
    on conflict do nothing;
  return null;
end $$;
create trigger line_comes_to_pay after insert on planning.budget_line for each row when (new.per_session_pence > 0) execute function finance.line_comes_to_pay();

-- The list as it is read: what has fallen away since (a date withdrawn, a line or its planned session ended before the date) is left out. People who are shut to
-- the reader are left out, as finance's rules say.
create or replace view finance.mark_without_pay as
  select distinct o.id as occasion_id, o.term_id, o.person_id, o.on_date, m.reason
    from finance.mark_to_pay u join delivery.occasion o on o.id = u.occasion_id join delivery.mark m on m.id = u.mark_id
    join planning.budget_line b on b.id = u.budget_line_id join planning.session_term t on t.id = b.term_id
   where (select platform.is_role('job', 'finance')) and o.ended_at is null and t.agreed and b.in_force * t.in_force @> o.on_date
     and not exists (select from delivery.mark later where later.replaces = m.id)
     and not exists (select from people.shut_to_me s where s.person_id = o.person_id);

-- Finds the whole list anew: for records that were there before it, and for many rows laid with triggers off. Nobody but the owner of the tables.
create function finance.find_marks_to_pay() returns void language sql set search_path = pg_catalog as $$
  delete from finance.mark_to_pay;
  insert into finance.mark_to_pay (mark_id, budget_line_id, occasion_id, on_date)
    select f.mark_id, f.budget_line_id, f.occasion_id, f.on_date from finance.mark_found_without_pay f $$;
revoke execute on function finance.find_marks_to_pay() from public;
select finance.find_marks_to_pay();

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
  order by 1, 2 $$;
