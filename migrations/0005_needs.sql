-- needs: what matters to the person, and what is eligible?

create table needs.contact (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, received_on date not null,
  route text not null constraint contact_route_known check (route in ('community','transition','hospital_discharge','hospital_diversion','reablement','self_funder','other_council','prison')),
  asked_by text, what_was_asked text, closed_on date,
  outcome text constraint contact_outcome_known check (outcome in ('reablement','assessment','planning','hospital','moved','nhs','self_funder','advice','other_service','declined','died','not_offered','other')),
  outcome_reason text, closed_by uuid, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint contact_closed_with_outcome check ((closed_on is null) = (outcome is null)),
  constraint contact_closed_after_received check (closed_on >= received_on));
create trigger end_only before update or delete on needs.contact for each row execute function platform.end_only('closed_on','outcome','outcome_reason','closed_by');

create table needs.assessment (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, contact_id uuid references needs.contact,
  kind text not null default 'long_term' constraint assessment_kind check (kind in ('long_term','short_term')), started_on date not null, completed_on date, method text,
  what_matters text, strengths text, summary text, assessor_id uuid not null, replaces uuid constraint assessment_replaced_once unique,
  provenance text not null default 'recorded' constraint assessment_provenance check (provenance in ('recorded','migrated')),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint assessment_of_person unique (id, person_id), constraint assessment_completed unique (id, person_id, completed_on),
  constraint assessment_replaces_own foreign key (replaces, person_id) references needs.assessment (id, person_id),
  constraint completed_after_started check (completed_on >= started_on));
create trigger end_only before update or delete on needs.assessment for each row
  execute function platform.end_only('completed_on','method','what_matters','strengths','summary');

create unique index one_open_assessment on needs.assessment (person_id) where completed_on is null;

create table needs.assessed_level (                                   -- ten outcomes a–j, four modifiers x1–x4; scored before carers' part
  assessment_id uuid not null references needs.assessment,
  item text not null constraint assessed_item check (item in ('a','b','c','d','e','f','g','h','i','j','x1','x2','x3','x4')),
  level smallint not null constraint level_nought_to_four check (level between 0 and 4), words text,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), primary key (assessment_id, item));
create table needs.carer_part (                                       -- the share (in quarters) a willing and able carer meets; only after the level, never without consent
  assessment_id uuid not null, item text not null, carer_id uuid not null,
  carer_quarters smallint not null constraint quarters_nought_to_four check (carer_quarters between 0 and 4),
  consent_id uuid not null, consent_given boolean not null default true constraint carer_said_yes check (consent_given), words text,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), primary key (assessment_id, item, carer_id),
  constraint level_before_carers_part foreign key (assessment_id, item) references needs.assessed_level (assessment_id, item),
  constraint carers_own_consent foreign key (consent_id, carer_id, consent_given) references people.consent (id, person_id, agreed));
-- DW017: a completed assessment is not changed; a new one replaces it. DW024: carers together do no more than the whole.
create function needs.assessment_is_open() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select a.completed_on from needs.assessment a where a.id = coalesce(new.assessment_id, old.assessment_id) for share) is not null then
    raise exception using errcode = 'DW017', message = 'the assessment is completed'; end if;
  if tg_table_name = 'carer_part' and tg_op <> 'DELETE' then
    if (select coalesce(sum(c.carer_quarters), 0) from needs.carer_part c
         where c.assessment_id = new.assessment_id and c.item = new.item and c.carer_id <> new.carer_id) + new.carer_quarters > 4 then
      raise exception using errcode = 'DW024', message = 'carers together cannot do more than the whole'; end if;
  end if;
  return coalesce(new, old);
end $$;
create trigger assessment_is_open before insert or update or delete on needs.assessed_level for each row execute function needs.assessment_is_open();
create trigger assessment_is_open before insert or update or delete on needs.carer_part for each row execute function needs.assessment_is_open();

create table needs.eligibility_decision (                             -- one, named, on a completed assessment
  id uuid primary key default gen_random_uuid(), assessment_id uuid not null constraint one_eligibility_decision unique, person_id uuid not null, completed_on date not null,
  eligible boolean not null, eligible_items text[] not null default '{}',
  from_impairment boolean, wellbeing_impact boolean, ways_unable jsonb,     -- the three findings; null only where they came from another system without them
  decided_by uuid not null, decided_on date not null, reason text not null,
  recorded_at timestamptz not null default now(),
  constraint decided_on_completed_assessment foreign key (assessment_id, person_id, completed_on) references needs.assessment (id, person_id, completed_on),
  constraint eligible_as_found check (num_nulls(from_impairment, wellbeing_impact, ways_unable) = 3
    or (num_nulls(from_impairment, wellbeing_impact, ways_unable) = 0 and eligible = (from_impairment and wellbeing_impact and cardinality(eligible_items) >= 2))),
  constraint eligibility_not_before_assessment check (decided_on >= completed_on),
  constraint eligibility_as_decided unique (assessment_id, person_id, eligible));
create trigger end_only before update or delete on needs.eligibility_decision for each row execute function platform.end_only();

create table needs.urgent_decision (                                  -- Care Act s.19(3): care before assessment, by one named decision
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, decided_by uuid not null, decided_on date not null,
  weekly_ceiling_pence bigint not null constraint urgent_ceiling check (weekly_ceiling_pence > 0), assess_by date not null, until_date date not null,
  reason text not null, recorded_at timestamptz not null default now(),
  constraint urgent_decision_of_person unique (id, person_id, until_date),
  constraint assess_after_decision check (assess_by >= decided_on), constraint urgent_until_after_decision check (until_date >= decided_on));
create trigger end_only before update or delete on needs.urgent_decision for each row execute function platform.end_only();

create table needs.carer_assessment (
  id uuid primary key default gen_random_uuid(), carer_id uuid not null references people.person, started_on date not null, completed_on date,
  method text, hours_a_week smallint constraint carer_hours check (hours_a_week between 0 and 168), adults_cared_for smallint constraint adults_cared_for check (adults_cared_for >= 1),
  eligible boolean, decided_by uuid, reason text, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint carer_completed_after_started check (completed_on >= started_on));
create trigger end_only before update or delete on needs.carer_assessment for each row
  execute function platform.end_only('completed_on','method','hours_a_week','adults_cared_for','eligible','decided_by','reason');

create table needs.review_due (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  kind text not null constraint review_kind check (kind in ('planned','unplanned')),
  cause text not null, due_on date not null, settled_on date, settlement text, settled_by uuid,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint review_due_of_person unique (id, person_id), constraint settled_with_words check ((settled_on is null) = (settlement is null)));
create trigger end_only before update or delete on needs.review_due for each row execute function platform.end_only('settled_on','settlement','settled_by');
create index review_due_open on needs.review_due (due_on) where settled_on is null;

create view needs.published_contact with (security_invoker = true) as
  select id as contact_id, person_id, received_on, route, closed_on, outcome from needs.contact;
create view needs.published_assessment with (security_invoker = true) as
  select a.id as assessment_id, a.person_id, a.kind, a.started_on, a.completed_on, a.method, e.eligible, e.decided_on as eligibility_decided_on
    from needs.assessment a left join needs.eligibility_decision e on e.assessment_id = a.id;
create view needs.published_review_due with (security_invoker = true) as
  select id as review_due_id, person_id, kind, cause, due_on, settled_on, settlement from needs.review_due;

-- the keys to earlier rows, so that they are found from both ends
create index assessment_person on needs.assessment (person_id);
create index assessment_contact on needs.assessment (contact_id);
create index carer_assessment_carer on needs.carer_assessment (carer_id);
create index carer_part_consent on needs.carer_part (consent_id);
create index contact_person on needs.contact (person_id);
create index review_due_person on needs.review_due (person_id);
create index urgent_decision_person on needs.urgent_decision (person_id);
