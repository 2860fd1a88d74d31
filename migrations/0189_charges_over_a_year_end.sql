-- finance: a week that begins before 1 April and ends after 31 March is charged as one week, and its income belongs to both years: each charge line to the year of
-- its date. The charge stands in the year of its Monday; a row of kind year_end moves what the dates from 1 April were charged to the new year's income.
create index charge_before_april on finance.charge (person_id, week_start) where extract(month from week_start) = 3 and extract(day from week_start) > 25;

create view finance.charge_over_year_end with (security_invoker = true) as
  select c.id as charge_id, c.person_id, c.week_start, extract(year from c.week_start)::int as next_year,
         (select coalesce(sum(l.charge_pence), 0)::bigint from finance.charge_line l where l.charge_id = c.id and l.on_date >= make_date(extract(year from c.week_start)::int, 4, 1)) as next_year_pence,
         (select coalesce(sum(case when a.code like 'client income:%:' || extract(year from c.week_start)::int then t.amount_pence else -t.amount_pence end), 0)::bigint
            from finance.charge o join finance.transfer t on t.kind = 'year_end' and t.source_id = o.id join finance.account a on a.id = t.credit_account_id
           where o.person_id = c.person_id and o.week_start = c.week_start) as booked_pence
    from finance.charge c
   where extract(month from c.week_start) = 3 and extract(day from c.week_start) > 25 and not exists (select from finance.charge later where later.replaces = c.id);
grant select on finance.charge_over_year_end to daywell_app;

create function finance.fault_charge_over_year_end() returns table (rule text, subject uuid, detail text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'a week over 31 March is earned in the years of its dates', c.charge_id, c.week_start::text from finance.charge_over_year_end c where c.next_year_pence <> c.booked_pence
  union all
  select 'a week over 31 March is earned in the years of its dates', t.id, t.amount_pence::text
    from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
   where t.kind = 'year_end' and not exists (
     select from finance.charge o where o.id = t.source_id and extract(month from o.week_start) = 3 and extract(day from o.week_start) > 25
        and t.effective_on = make_date(extract(year from o.week_start)::int, 4, 1)
        and d.code like 'client income:%' and c.code like 'client income:%' and split_part(d.code, ':', 2) = split_part(c.code, ':', 2)
        and extract(year from o.week_start)::text in (split_part(d.code, ':', 3), split_part(c.code, ':', 3))
        and (extract(year from o.week_start) - 1)::text in (split_part(d.code, ':', 3), split_part(c.code, ':', 3))) $$;
revoke execute on function finance.fault_charge_over_year_end() from public;

-- DW150: a charge over a year end, its lines and its row in the books stand together
create function finance.year_end_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare told finance.charge;
begin
  select o.* into told from finance.charge o where o.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  if not found or (tg_table_name = 'transfer' and not (extract(month from told.week_start) = 3 and extract(day from told.week_start) > 25))
  or exists (select from finance.charge_over_year_end c where c.person_id = told.person_id and c.week_start = told.week_start and c.next_year_pence <> c.booked_pence) then
    raise exception using errcode = 'DW150', message = 'what a week over 31 March earns in the new year and its row in the books do not agree'; end if;
  return null;
end $$;
create constraint trigger year_end_whole after insert on finance.charge deferrable initially deferred for each row
  when (extract(month from new.week_start) = 3 and extract(day from new.week_start) > 25) execute function finance.year_end_whole('id');
create constraint trigger year_end_whole after insert on finance.charge_line deferrable initially deferred for each row
  when (extract(month from new.week_start) = 3 and extract(day from new.week_start) > 25 and extract(month from new.on_date) = 4) execute function finance.year_end_whole('charge_id');
create constraint trigger year_end_whole after insert on finance.transfer deferrable initially deferred for each row
  when (new.kind = 'year_end') execute function finance.year_end_whole('source_id');
