-- market: who can provide it, at what price, on what terms?

create table market.provider (
  id uuid primary key default gen_random_uuid(), organisation_id uuid not null references directory.organisation,
  in_house boolean not null,
  kind text not null default 'framework' constraint provider_kind check (kind in ('in_house','framework','micro_provider','personal_assistant','shared_lives','community_group','other')),
  cqc_id text, local_ref text constraint provider_ref_once unique, recorded_by uuid, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint in_house_as_it_is unique (id, in_house),
  constraint in_house_kind_agrees check ((kind = 'in_house') = in_house));
create trigger end_only before update or delete on market.provider for each row execute function platform.end_only('cqc_id');
create table market.framework (                                       -- the day opportunities framework and its legal route
  id uuid primary key default gen_random_uuid(), name text not null constraint framework_once unique, legal_route text not null, from_date date not null, until_date date,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null, constraint framework_from unique (id, from_date));
create trigger end_only before update or delete on market.framework for each row execute function platform.end_only();
create table market.lot (id uuid primary key default gen_random_uuid(), name text not null constraint lot_once unique, framework_id uuid references market.framework, description text);

create table market.admission (
  provider_id uuid not null references market.provider, lot_id uuid not null references market.lot, decided_by uuid not null, reason text not null,
  from_date date not null, until_date date, ended_on date, end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  id uuid primary key default gen_random_uuid(), recorded_at timestamptz not null default now(),
  constraint admitted_once exclude using gist (provider_id with =, lot_id with =, in_force with &&));
create trigger end_only before update or delete on market.admission for each row execute function platform.end_only('ended_on','end_reason');

create table market.rate (                                            -- a price in force; there is no volume column, so no block can be entered here
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider, lot_id uuid not null references market.lot,
  support_band text not null references directory.support_band,
  unit text not null constraint rate_unit check (unit in ('session','half_day','day','hour','week')),
  price_pence bigint not null constraint rate_above_nothing check (price_pence > 0), from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null, citation text,
  constraint one_rate_at_a_time exclude using gist (provider_id with =, lot_id with =, support_band with =, unit with =, in_force with &&));
create trigger end_only before update or delete on market.rate for each row execute function platform.end_only('ended_on');

create table market.block_contract (                                  -- stands until it ends; none may begin once the framework has
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider, lot_id uuid references market.lot,
  framework_id uuid not null, framework_from date not null, reference text not null constraint block_once unique,
  places integer constraint block_places check (places > 0), total_pence bigint not null constraint block_total check (total_pence > 0),
  from_date date not null, until_date date not null, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint block_in_order check (from_date <= until_date),
  constraint no_new_block_contract check (from_date < framework_from),
  constraint block_before_this_framework foreign key (framework_id, framework_from) references market.framework (id, from_date));
create trigger end_only before update or delete on market.block_contract for each row execute function platform.end_only('ended_on');
create table market.block_instalment (
  block_contract_id uuid not null references market.block_contract, due_on date not null, amount_pence bigint not null constraint instalment_above_nothing check (amount_pence > 0),
  primary key (block_contract_id, due_on));
create trigger end_only before update or delete on market.block_instalment for each row execute function platform.end_only();
create function market.instalments_add_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select coalesce(sum(i.amount_pence), 0) from market.block_instalment i where i.block_contract_id = (to_jsonb(new) ->> tg_argv[0])::uuid)
     <> (select b.total_pence from market.block_contract b where b.id = (to_jsonb(new) ->> tg_argv[0])::uuid) then
    raise exception using errcode = 'DW023', message = 'the instalments do not add up to the contract'; end if;
  return null;
end $$;
create constraint trigger instalments_add_up after insert on market.block_contract deferrable initially deferred for each row execute function market.instalments_add_up('id');
create constraint trigger instalments_add_up after insert on market.block_instalment deferrable initially deferred for each row execute function market.instalments_add_up('block_contract_id');

create table market.cost_sheet (                                      -- full cost of a service; the unit price is its recomputation
  id uuid primary key default gen_random_uuid(), provider_id uuid not null references market.provider, opportunity_id uuid references directory.opportunity,
  financial_year smallint not null, unit text not null, units_a_year integer not null constraint cost_sheet_units check (units_a_year > 0),
  unit_price_pence bigint not null constraint cost_sheet_price check (unit_price_pence >= 0), working jsonb not null, rule_version text not null,
  citation text, replaces uuid constraint cost_sheet_replaced_once unique, recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint cost_sheet_chain unique (id, provider_id, financial_year),
  constraint cost_sheet_replaces_its_own foreign key (replaces, provider_id, financial_year) references market.cost_sheet (id, provider_id, financial_year));
create trigger end_only before update or delete on market.cost_sheet for each row execute function platform.end_only();
create table market.cost_sheet_line (
  cost_sheet_id uuid not null references market.cost_sheet, line smallint not null, label text not null, amount_pence bigint not null, citation text,
  primary key (cost_sheet_id, line));
create trigger end_only before update or delete on market.cost_sheet_line for each row execute function platform.end_only();

create view market.published_provider as                              -- public: what a provider is, not its accounts
  select p.id as provider_id, p.organisation_id, o.name, p.in_house, p.kind, p.cqc_id,
         exists (select from market.admission a where a.provider_id = p.id and a.in_force @> platform.who('today')::date) as admitted
    from market.provider p join directory.organisation o on o.id = p.organisation_id;
create view market.published_rate as                                  -- the published schedule of prices
  select r.id as rate_id, r.provider_id, r.lot_id, l.name as lot, r.support_band, r.unit, r.price_pence, r.from_date, r.until_date, r.ended_on, r.in_force, p.in_house
    from market.rate r join market.lot l on l.id = r.lot_id join market.provider p on p.id = r.provider_id;

-- the keys to earlier rows, so that they are found from both ends
create index admission_lot on market.admission (lot_id);
create index block_contract_provider on market.block_contract (provider_id);
create index block_contract_lot on market.block_contract (lot_id);
create index block_contract_framework on market.block_contract (framework_id);
create index cost_sheet_opportunity on market.cost_sheet (opportunity_id);
create index cost_sheet_provider on market.cost_sheet (provider_id);
create index provider_organisation on market.provider (organisation_id);
create index rate_lot on market.rate (lot_id);
