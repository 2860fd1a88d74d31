-- finance: what is held for dates of later years is reckoned every hour and kept. Reckoned for each page it asks for every line that holds money, and every date of its year.
create table finance.held_for_later_year (
  cost_centre text not null constraint held_later_centre check (cost_centre in ('own-services', 'outside-providers', 'direct-payments')),
  financial_year integer not null,
  part text not null constraint held_later_part check (part in ('agreed', 'committed')),
  pence bigint not null constraint held_later_not_below_nothing check (pence >= 0),
  reckoned_at timestamptz not null,
  constraint held_later_once primary key (cost_centre, financial_year, part));
alter table finance.held_for_later_year enable row level security;
create policy read on finance.held_for_later_year for select using ((select platform.is_role('finance', 'job')));
create policy add on finance.held_for_later_year for insert with check ((select platform.is_role('job')));
create policy remove on finance.held_for_later_year for delete using ((select platform.is_role('job')));
revoke all on finance.held_for_later_year from public;
grant select, insert, delete on finance.held_for_later_year to daywell_app;
