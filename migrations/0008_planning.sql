-- planning: what will my week be?
-- A planned session is the identity of one line of the week; a term is what it is between two dates; a version is a set of terms agreed as a whole.
-- Every key that makes a thing lawful has two further, flagged ways in: provenance 'migrated' (until a named review) and
-- 'urgent' (under one named decision of Care Act s.19(3), with its ceiling and assessment date).

create table planning.outcome (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  words text not null constraint outcome_in_words check (btrim(words) <> ''), i_statement text,
  care_act_item text not null constraint outcome_item check (care_act_item in ('a','b','c','d','e','f','g','h','i','j')),
  agreed_on date not null, ended_on date, end_reason text, recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint outcome_of_person unique (id, person_id));
create trigger end_only before update or delete on planning.outcome for each row execute function platform.end_only('ended_on','end_reason');

create table planning.tier_decision (                                 -- suggested with reasons, decided by a human
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  suggested_tier smallint not null constraint suggested_tier check (suggested_tier in (1,2,3)), suggestion jsonb not null default '{}', rule_version text not null default '1',
  tier smallint not null constraint decided_tier check (tier in (1,2,3)), reason text not null, decided_by uuid not null, decided_on date not null,
  reablement boolean not null default false, reablement_reason text,  -- whether it is reablement in law is a named finding
  from_date date not null, until_date date, ended_on date, policy_days integer not null default 84 constraint policy_days check (policy_days > 0),
  longer_reason text, review_due_id uuid, recorded_at timestamptz not null default now(),
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint tier_of_person unique (id, person_id),
  constraint tier_review_of_person foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  constraint enablement_has_end_and_review check (tier <> 3 or (until_date is not null and review_due_id is not null)),
  constraint enablement_longer_needs_reason check (tier <> 3 or until_date < from_date + policy_days or longer_reason is not null),
  constraint reablement_found_for_a_reason check (not reablement or (tier = 3 and reablement_reason is not null)),
  constraint one_tier_at_a_time exclude using gist (person_id with =, in_force with &&));
create trigger end_only before update or delete on planning.tier_decision for each row execute function platform.end_only('ended_on');

create table planning.approval_limit (
  id uuid primary key default gen_random_uuid(), staff_id uuid not null, yearly_pence bigint not null constraint limit_not_negative check (yearly_pence >= 0),
  from_date date not null, until_date date, ended_on date, recorded_by uuid, recorded_at timestamptz not null default now(), reason text not null default 'delegation',
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored, constraint limit_of_staff unique (id, staff_id, yearly_pence),
  constraint one_limit_at_a_time exclude using gist (staff_id with =, in_force with &&));
create trigger end_only before update or delete on planning.approval_limit for each row execute function platform.end_only('ended_on');

create table planning.plan (id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person constraint one_plan_a_person unique,
  recorded_by uuid, recorded_at timestamptz not null default now(), constraint plan_of_person unique (id, person_id));
create trigger end_only before update or delete on planning.plan for each row execute function platform.end_only();
create table planning.plan_version (                                  -- contents_hash leaves prices out; cost stands apart
  id uuid primary key default gen_random_uuid(), plan_id uuid not null, person_id uuid not null, number integer not null, from_date date not null,
  prepared_by uuid not null, contents_hash text not null, gross_yearly_pence bigint not null constraint yearly_cost check (gross_yearly_pence >= 0),
  -- what the cut guard compares with the version before; pence at the constant prices of this version's day
  yearly_minutes bigint not null default 0, yearly_sessions integer not null default 0, yearly_staff_minutes bigint not null default 0,
  yearly_journeys integer not null default 0, constant_price_pence bigint not null default 0,
  provenance text not null default 'planned' constraint version_provenance check (provenance in ('planned','urgent','migrated')),
  urgent_decision_id uuid, urgent_until date, issued_budget_id uuid, advocacy_answer_id uuid, review_due_id uuid,
  contents_approval_id uuid, cost_approval_id uuid, agreed_at timestamptz, withdrawn_at timestamptz,
  recorded_at timestamptz not null default now(), reason text not null default 'planned',
  constraint version_number_once unique (plan_id, number), constraint version_contents unique (id, plan_id, prepared_by, contents_hash),
  constraint version_cost unique (id, plan_id, prepared_by, contents_hash, gross_yearly_pence), constraint version_of_person unique (id, person_id),
  constraint version_plan_of_person foreign key (plan_id, person_id) references planning.plan (id, person_id),
  constraint version_urgent_decision foreign key (urgent_decision_id, person_id, urgent_until) references needs.urgent_decision (id, person_id, until_date),
  constraint version_issued_budget foreign key (issued_budget_id, person_id) references allocation.issue (indicative_budget_id, person_id),
  constraint version_advocacy foreign key (advocacy_answer_id, person_id) references people.advocacy_answer (id, person_id),
  constraint version_review foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  constraint agreed_or_withdrawn check (agreed_at is null or withdrawn_at is null),
  constraint urgent_names_its_decision check ((provenance = 'urgent') = (urgent_decision_id is not null) and (urgent_decision_id is null) = (urgent_until is null)),
  constraint migrated_names_its_review check (provenance <> 'migrated' or review_due_id is not null),
  constraint agreed_on_issued_budget check (agreed_at is null or provenance <> 'planned' or issued_budget_id is not null),
  constraint agreed_with_advocacy_answered check (agreed_at is null or provenance <> 'planned' or advocacy_answer_id is not null));
create trigger end_only before update or delete on planning.plan_version for each row
  execute function platform.end_only('agreed_at','withdrawn_at','issued_budget_id','advocacy_answer_id','contents_approval_id','cost_approval_id');

create table planning.planned_session (                               -- identity of one line of the week, through all versions
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, plan_id uuid not null,
  purpose text not null constraint session_purpose check (purpose in ('support','carer_break','taster')), recorded_at timestamptz not null default now(),
  constraint session_in_own_plan foreign key (plan_id, person_id) references planning.plan (id, person_id),
  constraint planned_session_of_person unique (id, person_id));
create trigger end_only before update or delete on planning.planned_session for each row execute function platform.end_only();

create table planning.session_term (                                  -- what the line is, between two dates
  id uuid primary key default gen_random_uuid(), planned_session_id uuid not null, person_id uuid not null, outcome_id uuid,
  session_id uuid references directory.session,                       -- null: own arrangement (personal assistant at home, a walk with a friend)
  own_arrangement text, weekday smallint not null constraint term_weekday check (weekday between 1 and 7),
  every_weeks smallint not null default 1 constraint term_every_weeks check (every_weeks in (1,2,3,4,6)),
  first_monday date not null constraint term_first_monday check (extract(isodow from first_monday) = 1),
  season text not null default 'all' constraint term_season check (season in ('all','term','holiday')), start_minute smallint not null, end_minute smallint not null,
  support_band text not null references directory.support_band, characteristics text[] not null default '{}', with_friends uuid[] not null default '{}',
  from_date date not null, until_date date, ended_on date, end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  provenance text not null default 'planned' constraint term_provenance check (provenance in ('planned','urgent','migrated')),
  urgent_decision_id uuid, urgent_until date, review_due_id uuid, tier_decision_id uuid, free_period_id uuid,
  agreed_at timestamptz, withdrawn_at timestamptz, agreed boolean generated always as (agreed_at is not null) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint session_or_own_arrangement check (num_nonnulls(session_id, own_arrangement) = 1),
  constraint term_minutes check (0 <= start_minute and start_minute < end_minute and end_minute <= 1440),
  constraint term_in_order check (until_date >= from_date),
  constraint term_of_planned_session foreign key (planned_session_id, person_id) references planning.planned_session (id, person_id),
  constraint outcome_of_the_same_person foreign key (outcome_id, person_id) references planning.outcome (id, person_id),
  constraint term_urgent_decision foreign key (urgent_decision_id, person_id, urgent_until) references needs.urgent_decision (id, person_id, until_date),
  constraint term_review foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  constraint term_tier foreign key (tier_decision_id, person_id) references planning.tier_decision (id, person_id),
  constraint term_free_period foreign key (free_period_id, person_id) references charging.free_period (id, person_id),
  constraint no_session_without_outcome check (outcome_id is not null or provenance in ('urgent','migrated')),
  constraint urgent_term_names_its_decision check ((provenance = 'urgent') = (urgent_decision_id is not null) and (urgent_decision_id is null) = (urgent_until is null)),
  constraint urgent_term_ends_with_decision check (provenance <> 'urgent' or (until_date is not null and until_date <= urgent_until)),
  constraint migrated_term_names_its_review check (provenance <> 'migrated' or review_due_id is not null),
  constraint term_agreed_or_withdrawn check (agreed_at is null or withdrawn_at is null),
  constraint term_agreed unique (id, agreed), constraint term_of_person unique (id, person_id),
  constraint term_identity unique (id, planned_session_id, person_id), constraint term_outcome unique (id, person_id, outcome_id),
  constraint one_term_at_a_time exclude using gist (planned_session_id with =, in_force with &&) where (agreed_at is not null),
  constraint week_without_clash exclude using gist (person_id with =, weekday with =, in_force with &&,
    int4range(start_minute, end_minute) with &&, directory.cells(every_weeks, first_monday, season) with &&) where (agreed_at is not null));
create trigger end_only before update or delete on planning.session_term for each row
  execute function platform.end_only('agreed_at','withdrawn_at','ended_on','end_reason');
create table planning.plan_version_term (plan_version_id uuid not null references planning.plan_version, term_id uuid not null references planning.session_term,
  person_id uuid not null, primary key (plan_version_id, term_id),
  constraint version_and_term_same_person foreign key (plan_version_id, person_id) references planning.plan_version (id, person_id),
  constraint term_and_version_same_person foreign key (term_id, person_id) references planning.session_term (id, person_id));
create trigger end_only before update or delete on planning.plan_version_term for each row execute function platform.end_only();

create table planning.dropped_line (                                  -- a draft: this agreed line leaves the week when the next version is agreed
  term_id uuid primary key, person_id uuid not null, last_day date not null, reason text not null constraint dropped_for_a_reason check (btrim(reason) <> ''),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint dropped_line_of_person foreign key (term_id, person_id) references planning.session_term (id, person_id));

create table planning.pool (id uuid primary key default gen_random_uuid(), name text not null, held_by uuid not null references people.person,
  recorded_by uuid, recorded_at timestamptz not null default now());
create table planning.pool_member (
  id uuid primary key default gen_random_uuid(), pool_id uuid not null references planning.pool, person_id uuid not null references people.person,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint member_once exclude using gist (pool_id with =, person_id with =, in_force with &&));
create trigger end_only before update or delete on planning.pool_member for each row execute function platform.end_only('ended_on');
create table planning.direct_payment_exception (id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  decided_by uuid not null, reason text not null, from_date date not null, until_date date not null, recorded_at timestamptz not null default now(),
  constraint exception_of_person unique (id, person_id), constraint exception_in_order check (from_date <= until_date));
create trigger end_only before update or delete on planning.direct_payment_exception for each row execute function platform.end_only();
create table planning.transport_decision (                            -- decided on need, session by session; what was tried comes first
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, planned_session_id uuid, needed boolean not null, funded boolean not null,
  options_tried jsonb not null default '[]', mode text, decided_by uuid not null, decided_on date not null, reason text not null, recorded_at timestamptz not null default now(),
  constraint transport_of_person unique (id, person_id), constraint transport_funded_where_needed check (not funded or needed),
  constraint transport_to_own_session foreign key (planned_session_id, person_id) references planning.planned_session (id, person_id));
create index transport_to_session on planning.transport_decision (planned_session_id);
create trigger end_only before update or delete on planning.transport_decision for each row execute function platform.end_only();

create table planning.budget_line (                                   -- the money of a term: one line a component and route
  id uuid primary key default gen_random_uuid(), term_id uuid not null, person_id uuid not null,
  component text not null constraint line_component check (component in ('support','transport','escort','meal','employer_costs')),
  route text not null constraint line_route check (route in ('direct_payment','council_managed','provider_managed','prepaid_card','no_cost')),
  pool_id uuid references planning.pool, provider_id uuid, in_house boolean, rate_id uuid references market.rate, block_contract_id uuid references market.block_contract,
  off_framework_ground text, transport_decision_id uuid,
  per_session_pence bigint not null constraint line_price check (per_session_pence >= 0), council_share_pence bigint not null, direct_payment_exception_id uuid,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint line_of_term foreign key (term_id, person_id) references planning.session_term (id, person_id),
  constraint in_house_told_truly foreign key (provider_id, in_house) references market.provider (id, in_house),
  constraint line_transport_decision foreign key (transport_decision_id, person_id) references planning.transport_decision (id, person_id),
  constraint line_exception_of_person foreign key (direct_payment_exception_id, person_id) references planning.direct_payment_exception (id, person_id),
  constraint provider_both_or_neither check ((provider_id is null) = (in_house is null)),
  constraint free_means_no_cost check ((route = 'no_cost') = (per_session_pence = 0)),
  constraint council_share_within_price check (council_share_pence between 0 and per_session_pence),
  constraint line_as_priced unique (id, term_id, per_session_pence), constraint line_of_person unique (id, person_id),
  constraint pool_only_for_direct_payment check (pool_id is null or route = 'direct_payment'),
  constraint no_direct_payment_for_own_service check (route <> 'direct_payment' or in_house is not true or direct_payment_exception_id is not null),
  constraint one_price_at_a_time exclude using gist (term_id with =, component with =, route with =, in_force with &&));
create trigger end_only before update or delete on planning.budget_line for each row execute function platform.end_only('ended_on');

create table planning.payer_share (                                   -- who pays this line, on which legal ground; the shares add up to the price
  budget_line_id uuid not null references planning.budget_line,
  payer text not null constraint payer check (payer in ('council','nhs','education','person','other')),
  legal_ground text not null constraint legal_ground check (legal_ground in ('care_act','section_117','continuing_healthcare','joint_funding','education_health_care_plan','own_choice','top_up')),
  share_pence bigint not null constraint share_above_nothing check (share_pence > 0), recorded_by uuid, recorded_at timestamptz not null default now(),
  primary key (budget_line_id, payer, legal_ground));
create trigger end_only before update or delete on planning.payer_share for each row execute function platform.end_only();

create table planning.approval (                                      -- contents and cost apart, each keyed to its own
  id uuid primary key default gen_random_uuid(), plan_version_id uuid not null, plan_id uuid not null,
  about text not null constraint approval_about check (about in ('contents','cost')), approved boolean not null, comment text not null,
  decided_by uuid not null, decided_on date not null, decided_at timestamptz not null default now(), prepared_by uuid not null,
  contents_hash text not null, gross_yearly_pence bigint, limit_id uuid not null, limit_pence bigint not null,
  constraint approves_these_contents foreign key (plan_version_id, plan_id, prepared_by, contents_hash) references planning.plan_version (id, plan_id, prepared_by, contents_hash),
  constraint approves_this_cost foreign key (plan_version_id, plan_id, prepared_by, contents_hash, gross_yearly_pence)
    references planning.plan_version (id, plan_id, prepared_by, contents_hash, gross_yearly_pence),
  constraint own_limit foreign key (limit_id, decided_by, limit_pence) references planning.approval_limit (id, staff_id, yearly_pence),
  constraint cost_only_in_cost_approval check ((about = 'cost') = (gross_yearly_pence is not null)),
  constraint not_ones_own_plan check (decided_by <> prepared_by),
  constraint approval_as_given unique (id, about, approved),
  constraint within_the_limit check (not approved or about = 'contents' or gross_yearly_pence <= limit_pence));
create unique index approved_once on planning.approval (plan_version_id, about) where approved;
create trigger end_only before update or delete on planning.approval for each row execute function platform.end_only();
alter table planning.plan_version add constraint version_contents_approval foreign key (contents_approval_id) references planning.approval (id),
  add constraint version_cost_approval foreign key (cost_approval_id) references planning.approval (id);

create table planning.cut_guard (                                     -- no fall without a review, reasons, carer impact, notice, and the way to complain
  plan_version_id uuid not null, person_id uuid not null,
  measure text not null constraint cut_measure check (measure in ('hours','sessions','ratio','transport','money')),
  was bigint not null, becomes bigint not null, review_due_id uuid not null, reasons text not null constraint cut_reasons check (btrim(reasons) <> ''),
  carer_impact text not null constraint cut_carer_impact check (btrim(carer_impact) <> ''), told_on date not null, first_day date not null,
  complaint_route_told boolean not null constraint told_how_to_complain check (complaint_route_told),
  decided_by uuid not null, recorded_at timestamptz not null default now(), primary key (plan_version_id, measure),
  constraint cut_of_version foreign key (plan_version_id, person_id) references planning.plan_version (id, person_id),
  constraint cut_reviewed foreign key (review_due_id, person_id) references needs.review_due (id, person_id),
  constraint cut_falls check (becomes < was), constraint cut_told_before check (told_on < first_day));
create trigger end_only before update or delete on planning.cut_guard for each row execute function platform.end_only();

create view planning.published_budget_line with (security_invoker = true) as
  select b.id as budget_line_id, b.term_id, t.planned_session_id, b.person_id, t.outcome_id, b.component, b.route, b.pool_id, b.provider_id, b.in_house, b.per_session_pence,
         b.council_share_pence, t.session_id, t.own_arrangement, t.support_band, t.weekday, t.every_weeks, t.first_monday, t.season, t.start_minute, t.end_minute,
         b.in_force * t.in_force as in_force, t.provenance
    from planning.budget_line b join planning.session_term t on t.id = b.term_id where t.agreed;
create view planning.published_outcome with (security_invoker = true) as
  select id as outcome_id, person_id, words, i_statement, care_act_item, agreed_on, ended_on from planning.outcome;
create view planning.published_tier with (security_invoker = true) as
  select id as tier_decision_id, person_id, tier, from_date, until_date, ended_on, in_force, reablement from planning.tier_decision;
create view planning.published_version with (security_invoker = true) as
  select id as plan_version_id, plan_id, person_id, number, from_date, gross_yearly_pence, provenance, agreed_at from planning.plan_version where agreed_at is not null;

-- the keys to earlier rows, so that they are found from both ends
create index approval_plan_version on planning.approval (plan_version_id);
create index approval_by_limit on planning.approval (limit_id);
create index budget_line_direct_payment_exception on planning.budget_line (direct_payment_exception_id);
create index budget_line_transport_decision on planning.budget_line (transport_decision_id);
create index budget_line_provider on planning.budget_line (provider_id);
create index budget_line_block_contract on planning.budget_line (block_contract_id);
create index budget_line_rate on planning.budget_line (rate_id);
create index budget_line_pool on planning.budget_line (pool_id);
create index cut_guard_review_due on planning.cut_guard (review_due_id);
create index direct_payment_exception_person on planning.direct_payment_exception (person_id);
create index outcome_person on planning.outcome (person_id);
create index plan_version_contents_approval on planning.plan_version (contents_approval_id);
create index plan_version_cost_approval on planning.plan_version (cost_approval_id);
create index plan_version_review_due on planning.plan_version (review_due_id);
create index plan_version_advocacy_answer on planning.plan_version (advocacy_answer_id);
create index plan_version_issued_budget on planning.plan_version (issued_budget_id);
create index plan_version_urgent_decision on planning.plan_version (urgent_decision_id);
create index plan_version_term_term on planning.plan_version_term (term_id);
create index planned_session_plan on planning.planned_session (plan_id);
create index planned_session_person on planning.planned_session (person_id);
create index pool_held_by on planning.pool (held_by);
create index pool_member_person on planning.pool_member (person_id);
create index session_term_review_due on planning.session_term (review_due_id);
create index session_term_free_period on planning.session_term (free_period_id);
create index session_term_outcome on planning.session_term (outcome_id);
create index session_term_planned_session on planning.session_term (planned_session_id);
create index session_term_session on planning.session_term (session_id);
create index session_term_tier_decision on planning.session_term (tier_decision_id);
create index session_term_urgent_decision on planning.session_term (urgent_decision_id);
create index transport_decision_person on planning.transport_decision (person_id);
