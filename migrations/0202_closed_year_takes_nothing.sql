-- finance: a financial year whose March is closed takes nothing more. What is posted for its dates afterwards is moved, row by row, to the same account of the
-- year that is open (after_close): the closed year stays as it was, the day it is about stays, and the row says which one it moves.
create function finance.year_of_account(code text) returns integer language sql immutable parallel safe set search_path = pg_catalog as $$
  select substring(code from '^(?:available|delivered|cost|client income):[^:]+:([0-9]{4})$')::integer $$;

-- Which of some years are closed: the period that holds 31 March is.
create function finance.closed_years(years integer[]) returns setof integer language sql stable security definer set search_path = pg_catalog as $$
  select distinct y from unnest(years) y join finance.accounting_period p on make_date(y + 1, 3, 31) between p.from_date and p.until_date where p.closed_at is not null $$;

create or replace function finance.post() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare years integer[];
begin
  select array_agg(distinct finance.year_of_account(a.code)) filter (where finance.year_of_account(a.code) is not null) into years from finance.account a
   where a.id in (select debit_account_id from posted union select credit_account_id from posted);
  perform 1 from finance.accounting_period p where p.id in (select period_id from posted)
      or exists (select from unnest(years) y where make_date(y + 1, 3, 31) between p.from_date and p.until_date) order by p.id for share;   -- a closing waits for us, or we for it
  if exists (select from posted t join finance.accounting_period p on p.id = t.period_id where p.closed_at is not null) then
    raise exception using errcode = 'DW008', message = 'the accounting period is closed'; end if;
  years := array(select finance.closed_years(years));
  if cardinality(years) > 0 and exists (
      select from (select debit_account_id as id, -amount_pence as moved from posted union all select credit_account_id, amount_pence from posted) x
        join finance.account a on a.id = x.id where finance.year_of_account(a.code) = any (years) group by a.id having sum(x.moved) <> 0)
     or exists (select from posted t where t.kind = 'after_close' and not exists (
      select from finance.transfer o where o.id = t.source_id and o.amount_pence = t.amount_pence and o.effective_on = t.effective_on and o.book = t.book and o.kind <> 'after_close')) then
    raise exception using errcode = 'DW154', message = 'the financial year is closed: what is posted for its dates goes to the open year'; end if;
  perform 1 from finance.account a where a.guard <> 'none' and a.id in (select debit_account_id from posted union select credit_account_id from posted) order by a.id for update;
  update finance.account a set debits_pence = a.debits_pence + d.dr, credits_pence = a.credits_pence + d.cr from (
    select id, sum(dr)::bigint as dr, sum(cr)::bigint as cr from (select debit_account_id as id, amount_pence as dr, 0::bigint as cr from posted
      union all select credit_account_id, 0, amount_pence from posted) x group by id) d where a.id = d.id and a.guard <> 'none';
  return null;
end $$;
