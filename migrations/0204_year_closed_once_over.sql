-- finance: the month that holds 31 March closes the financial year, so it is closed once that day is over: what is marked on the last days of a year belongs to it.
alter table finance.accounting_period add constraint year_closed_once_over check (closed_at is null
  or ((not make_date(extract(year from from_date)::int, 3, 31) between from_date and until_date or (closed_at at time zone 'Europe/London')::date > make_date(extract(year from from_date)::int, 3, 31))
  and (not make_date(extract(year from until_date)::int, 3, 31) between from_date and until_date or (closed_at at time zone 'Europe/London')::date > make_date(extract(year from until_date)::int, 3, 31)))) not valid;
