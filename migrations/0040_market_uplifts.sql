-- market: prices of a lot move together: proposed from what wages and prices did, decided by a named officer, told to each provider, and in force as new rates from a day.

create table market.uplift_proposal (
  id uuid primary key default gen_random_uuid(), lot_id uuid not null references market.lot, from_date date not null,
  base_year smallint not null, to_year smallint not null, wage_percent smallint not null constraint uplift_wage_share check (wage_percent between 0 and 100),
  basis_points integer not null constraint uplift_sensible check (basis_points between -5000 and 10000), working jsonb not null, rule_version text not null,
  proposed_by uuid not null, proposed_on date not null, recorded_at timestamptz not null default now(),
  constraint uplift_years_in_order check (base_year < to_year), constraint uplift_of_lot unique (id, lot_id, from_date));
create trigger end_only before update or delete on market.uplift_proposal for each row execute function platform.end_only();
create index uplift_proposal_lot on market.uplift_proposal (lot_id);
create table market.uplift_decision (                                 -- by a person, who may decide another figure than was proposed, and says why
  id uuid primary key default gen_random_uuid(), proposal_id uuid not null constraint uplift_decided_once unique, lot_id uuid not null, from_date date not null,
  basis_points integer not null constraint uplift_decided_sensible check (basis_points between -5000 and 10000), reason text not null constraint uplift_reason check (btrim(reason) <> ''),
  decided_by uuid not null, decided_on date not null, recorded_at timestamptz not null default now(),
  constraint uplift_as_proposed foreign key (proposal_id, lot_id, from_date) references market.uplift_proposal (id, lot_id, from_date),
  constraint one_uplift_of_a_lot_a_day unique (lot_id, from_date), constraint uplift_not_backwards check (from_date >= decided_on));
create trigger end_only before update or delete on market.uplift_decision for each row execute function platform.end_only();
create table market.uplift_rate (                                     -- what it did to each price, or why nothing
  decision_id uuid not null references market.uplift_decision, old_rate_id uuid not null references market.rate, provider_id uuid not null references market.provider,
  new_rate_id uuid references market.rate, left_alone text, primary key (decision_id, old_rate_id),
  constraint uplifted_or_left_alone check (num_nonnulls(new_rate_id, left_alone) = 1));
create trigger end_only before update or delete on market.uplift_rate for each row execute function platform.end_only();
create index uplift_rate_provider on market.uplift_rate (provider_id);
create index uplift_rate_old on market.uplift_rate (old_rate_id);
create index uplift_rate_new on market.uplift_rate (new_rate_id);

do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))'; looks text := '(select platform.is_role(''commissioner'',''finance'',''administrator''))'; one record;
begin
  for one in select * from (values
    ('uplift_proposal', looks || ' or exists (select from market.uplift_decision d where d.proposal_id = uplift_proposal.id)', shapes || ' and proposed_by::text = platform.who(''staff_id'')'),
    ('uplift_decision', looks || ' or exists (select from market.uplift_rate r where r.decision_id = uplift_decision.id)', shapes || ' and decided_by::text = platform.who(''staff_id'')'),
    ('uplift_rate', looks || ' or provider_id::text = platform.who(''provider_id'')', shapes)) as t (name, reads, adds) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s)', one.name, job, one.reads);
    execute format('create policy add on market.%I for insert with check (%s or (%s))', one.name, job, one.adds);
  end loop;
end $$;
