-- market: a price of the council's own service is what its cost sheet gives; a price above the middle of its like is asked for a reason; every price is looked at again each year.

alter table market.cost_sheet_line add column part text not null constraint cost_part check (part in ('direct','premises','overhead','transport')),
  add constraint cost_not_negative check (amount_pence >= 0);
alter table market.cost_sheet
  add column lot_id uuid not null references market.lot, add column support_band text not null references directory.support_band,
  add column places integer not null constraint cost_sheet_has_places check (places > 0), add column open_days smallint not null constraint cost_sheet_opens check (open_days between 1 and 366),
  add column units_a_day smallint not null default 1 constraint cost_sheet_day check (units_a_day between 1 and 24),
  add column occupancy_percent smallint not null constraint cost_sheet_occupancy check (occupancy_percent between 1 and 100),
  add column journeys_a_year integer constraint cost_sheet_journeys check (journeys_a_year > 0), add column journey_price_pence bigint constraint journey_price check (journey_price_pence >= 0),
  add constraint cost_sheet_units_follow check (units_a_year = places * open_days * units_a_day * occupancy_percent / 100),
  add constraint journeys_both_or_neither check ((journeys_a_year is null) = (journey_price_pence is null)),
  drop constraint cost_sheet_replaces_its_own, drop constraint cost_sheet_chain,
  add constraint cost_sheet_chain unique (id, provider_id, lot_id, support_band, unit, financial_year),
  add constraint cost_sheet_replaces_its_own foreign key (replaces, provider_id, lot_id, support_band, unit, financial_year)
    references market.cost_sheet (id, provider_id, lot_id, support_band, unit, financial_year),
  add constraint cost_sheet_price_derived unique (id, provider_id, lot_id, support_band, unit, unit_price_pence);
create unique index cost_sheet_one_root on market.cost_sheet (provider_id, lot_id, support_band, unit, financial_year) where replaces is null;
create index cost_sheet_lot on market.cost_sheet (lot_id);

-- DW046: the unit price recovers the cost, and no more: cost over units, the part-penny up; transport apart, over its journeys
create function market.cost_sheet_adds_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare sheet market.cost_sheet; cost bigint; journeys bigint;
begin
  select c.* into sheet from market.cost_sheet c where c.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  select coalesce(sum(l.amount_pence) filter (where l.part <> 'transport'), 0), coalesce(sum(l.amount_pence) filter (where l.part = 'transport'), 0) into cost, journeys
    from market.cost_sheet_line l where l.cost_sheet_id = sheet.id;
  if sheet.unit_price_pence <> (cost + sheet.units_a_year - 1) / sheet.units_a_year
     or (sheet.journeys_a_year is null) <> (journeys = 0)
     or sheet.journey_price_pence <> (journeys + sheet.journeys_a_year - 1) / sheet.journeys_a_year then
    raise exception using errcode = 'DW046', message = 'the price is not what the cost sheet gives'; end if;
  return null;
end $$;
create constraint trigger cost_sheet_adds_up after insert on market.cost_sheet deferrable initially deferred for each row execute function market.cost_sheet_adds_up('id');
create constraint trigger cost_sheet_adds_up after insert on market.cost_sheet_line deferrable initially deferred for each row execute function market.cost_sheet_adds_up('cost_sheet_id');

-- The published price is the derived price: to the sheet, the lot, the band, the unit and the penny.
alter table market.rate add column cost_sheet_id uuid,
  add constraint price_as_derived foreign key (cost_sheet_id, provider_id, lot_id, support_band, unit, price_pence)
    references market.cost_sheet (id, provider_id, lot_id, support_band, unit, unit_price_pence);
create index rate_cost_sheet on market.rate (cost_sheet_id) where cost_sheet_id is not null;
create or replace view market.published_rate as                       -- the published schedule of prices
  select r.id as rate_id, r.provider_id, r.lot_id, l.name as lot, r.support_band, r.unit, r.price_pence, r.from_date, r.until_date, r.ended_on, r.in_force, p.in_house, r.cost_sheet_id
    from market.rate r join market.lot l on l.id = r.lot_id join market.provider p on p.id = r.provider_id;
-- How a published price of the council's own service is made up: for all to see, once it is published.
create view market.published_cost_sheet as
  select c.id as cost_sheet_id, c.provider_id, o.name as provider, l.name as lot, c.support_band, c.unit, c.financial_year, c.places, c.open_days, c.units_a_day, c.occupancy_percent,
         c.units_a_year, c.unit_price_pence, c.journeys_a_year, c.journey_price_pence, c.reason, c.citation, c.recorded_at,
         (select jsonb_agg(jsonb_build_object('part', x.part, 'label', x.label, 'amount', x.amount_pence, 'citation', x.citation) order by x.line) from market.cost_sheet_line x where x.cost_sheet_id = c.id) as lines
    from market.cost_sheet c join market.lot l on l.id = c.lot_id join market.provider p on p.id = c.provider_id join directory.organisation o on o.id = p.organisation_id
   where exists (select from market.rate r where r.cost_sheet_id = c.id and not isempty(r.in_force));

create table market.price_question (                                  -- a price above the middle of its like: why?
  id uuid primary key default gen_random_uuid(), rate_id uuid not null constraint asked_once unique references market.rate,
  price_pence bigint not null, median_pence bigint not null, compared integer not null constraint compared_with_some check (compared > 0),
  asked_by uuid not null, asked_on date not null, recorded_at timestamptz not null default now(),
  constraint asked_above_the_middle check (price_pence > median_pence));
create trigger end_only before update or delete on market.price_question for each row execute function platform.end_only();
create table market.price_reason (                                    -- given by the provider or the council; the last one is shown
  id uuid primary key default gen_random_uuid(), rate_id uuid not null references market.rate, reason text not null constraint price_reason_said check (btrim(reason) <> ''),
  given_by_provider boolean not null, given_by uuid not null, given_on date not null, recorded_at timestamptz not null default clock_timestamp());
create trigger end_only before update or delete on market.price_reason for each row execute function platform.end_only();
create index price_reason_rate on market.price_reason (rate_id, given_on desc);
create table market.price_review (                                    -- looked at again, and found right for now
  id uuid primary key default gen_random_uuid(), rate_id uuid not null references market.rate, reason text not null constraint price_review_reason check (btrim(reason) <> ''),
  reviewed_by uuid not null, reviewed_on date not null, recorded_at timestamptz not null default now());
create trigger end_only before update or delete on market.price_review for each row execute function platform.end_only();
create index price_review_rate on market.price_review (rate_id, reviewed_on desc);

do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))';
  own text := ' or exists (select from market.rate r where r.id = rate_id and r.provider_id::text = platform.who(''provider_id''))'; one record;
begin
  for one in select * from (values
    ('price_question', 'true', shapes || ' and asked_by::text = platform.who(''staff_id'')'),
    ('price_reason', 'true', '(' || shapes || ' and not given_by_provider)' || replace(own, ' or exists', ' or given_by_provider and exists')),
    ('price_review', '(select platform.is_role(''commissioner'',''finance'',''administrator''))' || own, shapes || ' and reviewed_by::text = platform.who(''staff_id'')')) as t (name, reads, adds) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s)', one.name, job, one.reads);
    execute format('create policy add on market.%I for insert with check (%s or (%s))', one.name, job, one.adds);
  end loop;
  -- the council's own service is priced from its cost sheet; only a job brings in what another system agreed
  drop policy add on market.rate;
  execute format('create policy add on market.rate for insert with check (%s or ((select platform.is_role(''commissioner'',''administrator'')) and (cost_sheet_id is not null or not exists (select from market.provider p where p.id = provider_id and p.in_house))))', job);
end $$;
