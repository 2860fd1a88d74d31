-- market: what a service earns and costs, and when it would fail. Its open book: the council's own from its cost sheets, another's by its consent.

alter table market.cost_sheet add column lowest_hourly_pay_pence bigint constraint cost_sheet_pay check (lowest_hourly_pay_pence > 0);

create table market.open_book (                                       -- handed in by consent, for one service: what a provider sells in a lot
  id uuid primary key default gen_random_uuid(), provider_id uuid not null, lot_id uuid not null references market.lot,
  in_house boolean not null default false constraint own_service_has_cost_sheets check (not in_house),
  unit text not null constraint open_book_unit check (unit in ('day','half_day','session','hour')),
  places integer not null constraint open_book_places check (places > 0), open_days smallint not null constraint open_book_days check (open_days between 1 and 366),
  units_a_day smallint not null constraint open_book_day check (units_a_day between 1 and 24), occupancy_percent smallint not null constraint open_book_occupancy check (occupancy_percent between 1 and 100),
  units_a_year integer not null constraint open_book_serves_somebody check (units_a_year > 0),
  lowest_hourly_pay_pence bigint constraint open_book_pay check (lowest_hourly_pay_pence > 0), paid_hours integer constraint open_book_hours check (paid_hours > 0),
  cost_pence bigint not null constraint open_book_costs_something check (cost_pence > 0), stated_pence bigint not null constraint stated_income_not_negative check (stated_pence >= 0),
  stated_units integer not null default 0 constraint stated_units_not_negative check (stated_units >= 0),
  year_from date not null,                                            -- first day of the year the figures are of
  agreed_by text not null constraint open_book_agreed_by check (btrim(agreed_by) <> ''), agreed_as text not null constraint open_book_agreed_as check (btrim(agreed_as) <> ''), agreed_on date not null,
  given_by_provider boolean not null,
  from_date date not null, ended_on date, ended_by uuid, end_reason text, withdrawn_on date,
  in_force daterange generated always as (platform.period(from_date, null, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint open_book_of_provider foreign key (provider_id, in_house) references market.provider (id, in_house),
  constraint open_book_units_follow check (units_a_year = places * open_days * units_a_day * occupancy_percent / 100),
  constraint stated_units_within_use check (stated_units <= units_a_year),
  constraint hours_with_pay check (paid_hours is null or lowest_hourly_pay_pence is not null),
  constraint agreed_before_it_is_used check (agreed_on <= from_date),
  constraint open_book_ended_whole check (num_nulls(ended_on, ended_by, end_reason) in (0, 3)),
  constraint withdrawn_is_ended check (withdrawn_on is null or ended_on is not null),
  constraint one_open_book_at_a_time exclude using gist (provider_id with =, lot_id with =, in_force with &&));
create trigger end_only before update or delete on market.open_book for each row execute function platform.end_only('ended_on','ended_by','end_reason','withdrawn_on');
create index open_book_lot on market.open_book (lot_id);
create table market.open_book_cost (
  open_book_id uuid not null references market.open_book, line smallint not null, part text not null constraint open_book_part check (part in ('direct','premises','overhead')),
  label text not null constraint open_book_label check (btrim(label) <> ''), amount_pence bigint not null constraint open_book_cost_not_negative check (amount_pence >= 0),
  varies boolean not null, is_pay boolean not null, primary key (open_book_id, line));
create trigger end_only before update or delete on market.open_book_cost for each row execute function platform.end_only();
create table market.open_book_income (                                -- what others pay in a year, as the provider states it
  open_book_id uuid not null references market.open_book, payer text not null constraint stated_payer check (payer in ('self_funder','other_council','grant')),
  amount_pence bigint not null constraint stated_income_above_nothing check (amount_pence > 0), primary key (open_book_id, payer));
create trigger end_only before update or delete on market.open_book_income for each row execute function platform.end_only();

-- DW057 the lines of an open book do not add up to it · DW058 the hours paid for, at the lowest pay, cost more than the pay
create function market.open_book_adds_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare book market.open_book; cost bigint; pay bigint;
begin
  select b.* into book from market.open_book b where b.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  select coalesce(sum(c.amount_pence), 0), coalesce(sum(c.amount_pence) filter (where c.is_pay), 0) into cost, pay from market.open_book_cost c where c.open_book_id = book.id;
  if cost <> book.cost_pence or (select coalesce(sum(i.amount_pence), 0) from market.open_book_income i where i.open_book_id = book.id) <> book.stated_pence then
    raise exception using errcode = 'DW057', message = 'the lines do not add up to the open book'; end if;
  if book.paid_hours::bigint * book.lowest_hourly_pay_pence > pay then raise exception using errcode = 'DW058', message = 'hours and pay do not add up'; end if;
  return null;
end $$;
create constraint trigger open_book_adds_up after insert on market.open_book deferrable initially deferred for each row execute function market.open_book_adds_up('id');
create constraint trigger open_book_adds_up after insert on market.open_book_cost deferrable initially deferred for each row execute function market.open_book_adds_up('open_book_id');
create constraint trigger open_book_adds_up after insert on market.open_book_income deferrable initially deferred for each row execute function market.open_book_adds_up('open_book_id');

create table market.service_month (                                   -- what a service had in a whole month, as finance worked it out; worked out again, it is replaced
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider, lot_id uuid not null references market.lot,
  month date not null constraint month_from_its_first check (extract(day from month) = 1), people integer not null constraint month_people check (people >= 0),
  total_pence bigint not null constraint month_total check (total_pence >= 0),
  replaces uuid constraint service_month_replaced_once unique, recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint service_month_chain unique (id, provider_id, lot_id, month),
  constraint service_month_replaces_its_own foreign key (replaces, provider_id, lot_id, month) references market.service_month (id, provider_id, lot_id, month));
create unique index service_month_one_root on market.service_month (provider_id, lot_id, month) where replaces is null;
create index service_month_lot on market.service_month (lot_id);
create trigger end_only before update or delete on market.service_month for each row execute function platform.end_only();
create table market.service_use (
  service_month_id uuid not null references market.service_month, unit text not null constraint service_use_unit check (unit in ('session','half_day','day','hour','week')),
  booked integer not null, attended integer not null, booked_minutes bigint not null, attended_minutes bigint not null, primary key (service_month_id, unit),
  constraint attended_within_booked check (attended between 0 and booked and attended_minutes between 0 and booked_minutes));
create trigger end_only before update or delete on market.service_use for each row execute function platform.end_only();
create table market.service_income (
  service_month_id uuid not null references market.service_month, payer text not null constraint income_payer check (payer in ('council','contribution','direct_payment','on_the_day','nhs','education','other')),
  amount_pence bigint not null constraint service_income_above_nothing check (amount_pence > 0), primary key (service_month_id, payer));
create trigger end_only before update or delete on market.service_income for each row execute function platform.end_only();
-- DW059 the income of a month adds up to its total
create function market.service_month_adds_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare worked_out uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select coalesce(sum(i.amount_pence), 0) from market.service_income i where i.service_month_id = worked_out) <> (select m.total_pence from market.service_month m where m.id = worked_out) then
    raise exception using errcode = 'DW059', message = 'the income of the month does not add up'; end if;
  return null;
end $$;
create constraint trigger service_month_adds_up after insert on market.service_month deferrable initially deferred for each row execute function market.service_month_adds_up('id');
create constraint trigger service_month_adds_up after insert on market.service_income deferrable initially deferred for each row execute function market.service_month_adds_up('service_month_id');

-- A provider sees its own months; what people are charged is between them and the council, so both stand as one sum there.
create view market.my_service_income as
  select m.id as service_month_id, case when i.payer = 'contribution' then 'council' else i.payer end as payer, sum(i.amount_pence)::bigint as amount_pence
    from market.service_month m join market.service_income i on i.service_month_id = m.id
   where platform.is_role('provider') and m.provider_id::text = platform.who('provider_id') group by 1, 2;

-- Whoever agreed may take the figures back: from then on the council does not see them.
create function market.withdraw_open_book(book uuid, why text, staff uuid, last_day date, on_day date) returns integer language plpgsql volatile security definer set search_path = pg_catalog as $$
declare done integer;
begin
  update market.open_book b set ended_on = last_day, ended_by = staff, end_reason = why, withdrawn_on = on_day
   where b.id = book and b.ended_on is null and (platform.is_role('commissioner') or platform.is_role('provider') and b.provider_id::text = platform.who('provider_id'));
  get diagnostics done = row_count;
  return done;
end $$;

do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))'; looks text := '(select platform.is_role(''commissioner'',''finance''))';
  own text := '(select platform.is_role(''provider'')) and provider_id::text = platform.who(''provider_id'')'; one record;
begin
  for one in select * from (values
    ('open_book', looks || ' and withdrawn_on is null or ' || own, shapes || ' and not given_by_provider or ' || own || ' and given_by_provider'),
    ('open_book_cost', 'exists (select from market.open_book b where b.id = open_book_id)', 'exists (select from market.open_book b where b.id = open_book_id)'),
    ('open_book_income', 'exists (select from market.open_book b where b.id = open_book_id)', 'exists (select from market.open_book b where b.id = open_book_id)'),
    ('service_month', looks || ' or ' || own, 'false'),
    ('service_use', 'exists (select from market.service_month m where m.id = service_month_id)', 'false'),
    ('service_income', looks, 'false')) as t (name, reads, adds) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s)', one.name, job, one.reads);
    execute format('create policy add on market.%I for insert with check (%s or (%s))', one.name, job, one.adds);
  end loop;
  execute format('create policy change on market.open_book for update using (%s or %s or %s)', job, shapes, own);
end $$;
