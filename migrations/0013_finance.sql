-- finance: what was owed and paid? A transfer is one row with both sides, so the books cannot fail to sum to zero.

create table finance.cost_centre (code text primary key, name text not null);
create table finance.budget (                                         -- a year's money of a cost centre, with its paper
  id uuid primary key default gen_random_uuid(), cost_centre text not null references finance.cost_centre, financial_year smallint not null, pence bigint not null constraint budget_pence check (pence >= 0),
  citation text, assumption text, recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint one_budget_a_year unique (cost_centre, financial_year), constraint budget_cited_or_assumed check (num_nonnulls(citation, assumption) >= 1));
create trigger end_only before update or delete on finance.budget for each row execute function platform.end_only();

create table finance.accounting_period (id text primary key, from_date date not null, until_date date not null, closed_at timestamptz, closed_by uuid,
  constraint accounting_period_in_order check (from_date <= until_date),
  constraint periods_do_not_overlap exclude using gist (daterange(from_date, until_date, '[]') with &&));
create trigger end_only before update or delete on finance.accounting_period for each row execute function platform.end_only('closed_at','closed_by');
create table finance.account (
  id uuid primary key default gen_random_uuid(), book text not null constraint account_book check (book in ('commitment','cash')), code text not null, owner_id uuid,
  constraint account_once unique (book, code), constraint account_in_book unique (id, book),
  guard text not null default 'none' constraint account_guard check (guard in ('none','debits_within_credits','credits_within_debits')),
  debits_pence bigint not null default 0, credits_pence bigint not null default 0,          -- kept for guarded accounts only, by trigger only
  constraint not_overdrawn check (case guard when 'debits_within_credits' then debits_pence <= credits_pence
                                             when 'credits_within_debits' then credits_pence <= debits_pence else true end));
create table finance.transfer (
  id uuid primary key, book text not null, debit_account_id uuid not null, credit_account_id uuid not null, amount_pence bigint not null constraint transfer_above_nothing check (amount_pence > 0),
  effective_on date not null, period_id text not null references finance.accounting_period, posted_at timestamptz not null default now(), posted_by uuid not null,
  kind text not null, source_id uuid not null, reverses uuid constraint reversed_once unique,
  person_id uuid references people.person, provider_id uuid references market.provider, budget_line_id uuid references planning.budget_line, occasion_id uuid references delivery.occasion,
  constraint transfer_debit foreign key (debit_account_id, book) references finance.account (id, book),
  constraint transfer_credit foreign key (credit_account_id, book) references finance.account (id, book),
  constraint two_sides check (debit_account_id <> credit_account_id), constraint posted_once unique (kind, source_id),
  constraint transfer_mirrored unique (id, book, credit_account_id, debit_account_id, amount_pence),
  constraint reverses_exactly foreign key (reverses, book, debit_account_id, credit_account_id, amount_pence) references finance.transfer (id, book, credit_account_id, debit_account_id, amount_pence));
create trigger end_only before update or delete on finance.transfer for each row execute function platform.end_only();

-- DW008 the accounting period is closed
create function finance.post() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from finance.accounting_period p where p.id in (select period_id from posted) order by p.id for share;   -- a closing waits for us, or we for it
  if exists (select from posted t join finance.accounting_period p on p.id = t.period_id where p.closed_at is not null) then
    raise exception using errcode = 'DW008', message = 'the accounting period is closed'; end if;
  perform 1 from finance.account a where a.guard <> 'none' and a.id in (select debit_account_id from posted union select credit_account_id from posted) order by a.id for update;
  update finance.account a set debits_pence = a.debits_pence + d.dr, credits_pence = a.credits_pence + d.cr from (
    select id, sum(dr)::bigint as dr, sum(cr)::bigint as cr from (select debit_account_id as id, amount_pence as dr, 0::bigint as cr from posted
      union all select credit_account_id, 0, amount_pence from posted) x group by id) d where a.id = d.id and a.guard <> 'none';
  return null;
end $$;
create trigger post after insert on finance.transfer referencing new table as posted for each statement execute function finance.post();

create table finance.pay_line (                                       -- what one occasion is owed for on one budget line, under one mark and rule
  id uuid primary key default gen_random_uuid(), occasion_id uuid not null, term_id uuid not null, person_id uuid not null, on_date date not null,
  budget_line_id uuid not null, payee_id uuid references market.provider, agreed_pence bigint not null,
  mark_id uuid not null, pay_rule_id uuid references delivery.pay_rule, amount_pence bigint not null constraint pay_not_negative check (amount_pence >= 0), exception_reason text,
  replaces uuid constraint pay_line_replaced_once unique, recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint pay_by_mark foreign key (mark_id, occasion_id) references delivery.mark (id, occasion_id),
  constraint pay_for_occasion foreign key (occasion_id, term_id, person_id, on_date) references delivery.occasion (id, term_id, person_id, on_date),
  constraint pay_at_agreed_price foreign key (budget_line_id, term_id, agreed_pence) references planning.budget_line (id, term_id, per_session_pence),
  constraint pay_line_chain unique (id, occasion_id, budget_line_id), constraint pay_line_as_dated unique (id, person_id, on_date),
  constraint pay_replaces_own foreign key (replaces, occasion_id, budget_line_id) references finance.pay_line (id, occasion_id, budget_line_id),
  constraint not_above_agreed check (amount_pence <= agreed_pence or exception_reason is not null));
create unique index owed_once on finance.pay_line (occasion_id, budget_line_id) where replaces is null;
create trigger end_only before update or delete on finance.pay_line for each row execute function platform.end_only();
create table finance.pay_run (id uuid primary key default gen_random_uuid(), period_id text not null references finance.accounting_period, drafted_by uuid not null, drafted_at timestamptz not null default now(),
  approved_by uuid, approved_at timestamptz, paid_at timestamptz, reason text not null default 'pay run',
  constraint pay_run_approved_by_another check (approved_by <> drafted_by), constraint pay_run_approval_whole check ((approved_by is null) = (approved_at is null)),
  constraint paid_after_approval check (paid_at is null or approved_at is not null));
create trigger end_only before update or delete on finance.pay_run for each row execute function platform.end_only('approved_by','approved_at','paid_at');
create table finance.pay_run_line (pay_run_id uuid not null references finance.pay_run, pay_line_id uuid not null references finance.pay_line,
  sign smallint not null constraint pay_sign check (sign in (1, -1)),
  constraint paid_once primary key (pay_line_id, sign));              -- a line is paid at most once and taken back at most once, in whatever run
create trigger end_only before update or delete on finance.pay_run_line for each row execute function platform.end_only();
create table finance.pay_hold (id uuid primary key default gen_random_uuid(), pay_line_id uuid not null references finance.pay_line, why text not null, who_must_act text not null,
  held_by uuid, held_at timestamptz not null default now(), released_at timestamptz, released_by uuid, constraint released_by_somebody check ((released_at is null) = (released_by is null)));
create trigger end_only before update or delete on finance.pay_hold for each row execute function platform.end_only('released_at','released_by');

create table finance.charge (                                         -- a person's week (Monday), as a revision
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, week_start date not null constraint charge_from_monday check (extract(isodow from week_start) = 1),
  notice_id uuid not null, first_day_charged date not null, told_weekly_pence bigint not null, delivered_cost_pence bigint not null,
  charge_pence bigint not null constraint charge_not_negative check (charge_pence >= 0),
  rule_version text not null, replaces uuid constraint charge_replaced_once unique, recorded_by uuid, recorded_at timestamptz not null default now(), reason text not null default 'week complete',
  constraint charge_chain unique (id, person_id, week_start), constraint charge_as_told unique (id, person_id, week_start, first_day_charged),
  constraint charged_as_told foreign key (notice_id, person_id, first_day_charged, told_weekly_pence) references charging.notice (id, person_id, first_day_charged, weekly_pence),
  constraint charge_replaces_own foreign key (replaces, person_id, week_start) references finance.charge (id, person_id, week_start),
  constraint not_before_told check (week_start + 6 >= first_day_charged), constraint not_above_what_was_told check (charge_pence <= told_weekly_pence),
  constraint not_above_cost check (charge_pence <= delivered_cost_pence));
create unique index charged_once on finance.charge (person_id, week_start) where replaces is null;
create trigger end_only before update or delete on finance.charge for each row execute function platform.end_only();
create table finance.charge_line (                                    -- only occasions of this person and week, on or after the first day charged
  charge_id uuid not null, pay_line_id uuid not null, person_id uuid not null, week_start date not null, first_day_charged date not null, on_date date not null,
  cost_pence bigint not null, charge_pence bigint not null, primary key (charge_id, pay_line_id),
  constraint charge_line_of_charge foreign key (charge_id, person_id, week_start, first_day_charged) references finance.charge (id, person_id, week_start, first_day_charged),
  constraint charge_line_of_pay_line foreign key (pay_line_id, person_id, on_date) references finance.pay_line (id, person_id, on_date),
  constraint charge_line_in_week check (on_date between week_start and week_start + 6),
  constraint not_before_first_day_charged check (on_date >= first_day_charged),
  constraint line_not_above_cost check (charge_pence between 0 and cost_pence));
create trigger end_only before update or delete on finance.charge_line for each row execute function platform.end_only();
-- DW014 a charge inside a free period · DW015 the lines of a charge add up to it, and its cost to theirs
create function finance.charge_line_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.charge_pence > 0 and exists (select from finance.pay_line l join planning.session_term t on t.id = l.term_id
       where l.id = new.pay_line_id and charging.free_on(t.free_period_id, new.on_date)) then
    raise exception using errcode = 'DW014', message = 'this day is free for the person'; end if;
  return new;
end $$;
create trigger charge_line_lawful before insert on finance.charge_line for each row execute function finance.charge_line_lawful();
create function finance.charge_adds_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare charge uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select coalesce(sum(l.charge_pence), 0) from finance.charge_line l where l.charge_id = charge) <> (select c.charge_pence from finance.charge c where c.id = charge) then
    raise exception using errcode = 'DW015', message = 'the lines of the charge do not add up to it'; end if;
  return null;
end $$;
create constraint trigger charge_adds_up after insert on finance.charge deferrable initially deferred for each row execute function finance.charge_adds_up('id');
create constraint trigger charge_adds_up after insert on finance.charge_line deferrable initially deferred for each row execute function finance.charge_adds_up('charge_id');

create view finance.published_delivered_cost with (security_invoker = true) as   -- the current pay line of each occasion and budget line
  select l.id as pay_line_id, l.person_id, l.occasion_id, l.budget_line_id, b.component, b.route, b.in_house, b.provider_id, l.payee_id, l.on_date, l.amount_pence
    from finance.pay_line l join planning.budget_line b on b.id = l.budget_line_id where not exists (select from finance.pay_line later where later.replaces = l.id);
create view finance.published_outturn as                              -- owner's rights: money by account family and period, nobody named
  select t.period_id, t.book, split_part(d.code, ':', 1) as debited, split_part(c.code, ':', 1) as credited, sum(t.amount_pence)::bigint as pence
    from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
   where platform.is_role('team_manager','finance','commissioner','administrator','job') group by 1, 2, 3, 4;

-- the keys to earlier rows, so that they are found from both ends
create index charge_line_pay_line on finance.charge_line (pay_line_id);
create index pay_hold_pay_line on finance.pay_hold (pay_line_id);
create index pay_line_payee on finance.pay_line (payee_id);
create index pay_line_pay_rule on finance.pay_line (pay_rule_id);
create index pay_line_budget_line on finance.pay_line (budget_line_id);
create index pay_run_period on finance.pay_run (period_id);
create index pay_run_line_pay_run on finance.pay_run_line (pay_run_id);
create index transfer_debit_account on finance.transfer (debit_account_id);
create index transfer_credit_account on finance.transfer (credit_account_id);
create index transfer_period on finance.transfer (period_id);
create index transfer_person on finance.transfer (person_id);
create index transfer_provider on finance.transfer (provider_id);
create index transfer_budget_line on finance.transfer (budget_line_id);
create index transfer_occasion on finance.transfer (occasion_id);
