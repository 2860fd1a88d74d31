-- Who may see and change which rows. The application works as daywell_app, which owns nothing and is bound by every policy.
-- Whoever asks is told by the database door at the start of each transaction; unset means nobody, and nobody sees no person.

-- ─────────── rights of the application's role ───────────
do $$ declare s text; begin
  foreach s in array array['people','directory','market','needs','allocation','charging','planning','brokerage','delivery','outcomes','finance','engagement','strategy','returns'] loop
    execute format('grant usage on schema %I to daywell_app', s);
    execute format('grant select, insert, update on all tables in schema %I to daywell_app', s);
    execute format('alter default privileges in schema %I grant select, insert, update on tables to daywell_app', s);
  end loop; end $$;
-- `taken` and balances move by trigger only
revoke insert, update on directory.stock, finance.account from daywell_app;
grant insert (occurrence_id, resource, capacity), update (capacity) on directory.stock to daywell_app;
grant insert (id, book, code, owner_id, guard) on finance.account to daywell_app;
revoke all on people.person_today from daywell_app;                   -- everybody, so nobody asks it directly
-- drafts may be taken back whole
grant delete on needs.carer_part, directory.opportunity_site, directory.opportunity_term, planning.dropped_line to daywell_app;

-- ─────────── who reaches whom ───────────
create index team_of_person_person on people.team_of_person (person_id);
create index placement_person on brokerage.placement (person_id, provider_id);
create index placement_term on brokerage.placement (term_id, provider_id);
create index referral_person on brokerage.referral (person_id);

-- What the caller reaches, as sets. Views with their owner's rights, and each shows only the caller's own.
create view people.shut_to_me as                                      -- restricted, and the caller is not among the named staff
  select r.person_id from people.restriction r where r.in_force @> platform.who('today')::date and not exists (select from people.restricted_to n
    where n.person_id = r.person_id and n.staff_id::text = platform.who('staff_id') and n.in_force @> platform.who('today')::date);
create view people.in_my_teams as                                     -- practitioner, team manager: people of their teams today
  select t.person_id from people.team_of_person t where t.team_id = any (platform.whose('team_ids'))
     and t.from_date <= platform.who('today')::date and coalesce(least(t.until_date, t.ended_on) >= platform.who('today')::date, true)  -- spelt out: quicker than the range
     and not exists (select from people.shut_to_me s where s.person_id = t.person_id);
create view brokerage.to_be_placed as                                 -- broker: people with approved contents, referred, or placed
  select p.id as person_id from people.person p where platform.is_role('broker') and not exists (select from people.shut_to_me s where s.person_id = p.id)
     and (exists (select from brokerage.referral r where r.person_id = p.id) or exists (select from brokerage.placement l where l.person_id = p.id)
       or exists (select from planning.plan n join planning.approval a on a.plan_id = n.id where n.person_id = p.id and a.about = 'contents' and a.approved));
create view brokerage.my_placements as                                -- provider: whom it serves, served or is about to
  select l.person_id, l.term_id, l.in_force from brokerage.placement l
   where platform.is_role('provider') and l.provider_id = platform.who('provider_id')::uuid and not isempty(l.in_force);
create view brokerage.my_outcomes as select t.outcome_id from planning.session_term t join brokerage.my_placements l on l.term_id = t.id;
create view market.my_organisation as
  select p.organisation_id from market.provider p where platform.is_role('provider') and p.id = platform.who('provider_id')::uuid;
create view market.my_sessions as
  select s.id as session_id from directory.session s join directory.opportunity o on o.id = s.opportunity_id join market.my_organisation m on m.organisation_id = o.organisation_id;
create view market.my_occurrences as select o.id as occurrence_id from directory.occurrence o join market.my_sessions s on s.session_id = o.session_id;

create function platform.is_staff() returns boolean language sql stable as $$
  select platform.is_role('practitioner','team_manager','broker','commissioner','finance','administrator','job') $$;
-- May the caller, having one of these roles, reach this person? Its cost (about 20 µs) is told to the planner, so that it is asked last and of few.
-- A restricted person: only the staff named for them; the provider that serves them and the person themselves are not shut out.
create function people.reaches(p uuid, roles text[]) returns boolean language plpgsql stable cost 5000 as $$
declare caller text := platform.who('role');
begin
  if p is null or caller is null then return false; end if;
  if caller = 'job' then return true; end if;
  if not caller = any (roles) then return false; end if;
  if caller in ('practitioner','team_manager') then return exists (select from people.in_my_teams m where m.person_id = p); end if;
  if caller = 'broker' then return exists (select from brokerage.to_be_placed m where m.person_id = p); end if;
  if caller = 'provider' then return exists (select from brokerage.my_placements m where m.person_id = p); end if;
  if caller = 'person' then return p = any (platform.whose('person_ids')); end if;
  return caller = 'finance' and not exists (select from people.shut_to_me m where m.person_id = p);
end $$;
-- name and that the person is known · what matters to them, in full · plan and place · money, in full · change the record
create or replace function people.may_see(p uuid) returns boolean language sql stable as $$ select people.reaches(p, '{practitioner,team_manager,broker,finance,provider,person}') $$;
create function people.may_read(p uuid) returns boolean language sql stable as $$ select people.reaches(p, '{practitioner,team_manager,person}') $$;
create function people.may_plan(p uuid) returns boolean language sql stable as $$ select people.reaches(p, '{practitioner,team_manager,broker,person}') $$;
create function people.may_reckon(p uuid) returns boolean language sql stable as $$ select people.reaches(p, '{practitioner,team_manager,finance,person}') $$;
create function people.may_change(p uuid) returns boolean language sql stable as $$ select people.reaches(p, '{practitioner,team_manager}') $$;
-- Is this date the caller's, a provider's? Placed with it on that day, unless the person swapped away; or swapped to it.
create function brokerage.my_date(term uuid, day date, claim uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from brokerage.my_placements l where l.term_id = term and l.in_force @> day) and not exists (select from directory.place_claim c where c.id = claim and c.purpose = 'swap')
      or exists (select from directory.place_claim c join market.my_occurrences o on o.occurrence_id = c.occurrence_id where c.id = claim and c.purpose = 'swap') $$;

-- ─────────── the policies ───────────
-- One table: who reads its rows, who adds them, who ends or corrects them (as who adds, unless said). A job sees and does all.
create function pg_temp.protect(one regclass, reads text, adds text, changes text default null) returns void language plpgsql as $$
declare rule text := '((select platform.is_role(''job'')) or (%s))'; relation text := (select c.relname from pg_class c where c.oid = one);
begin
  reads := format(rule, replace(reads, 'this.', relation || '.')); changes := format(rule, replace(coalesce(changes, adds), 'this.', relation || '.'));
  adds := format(rule, replace(adds, 'this.', relation || '.'));
  execute format('alter table %s enable row level security', one);
  execute format('create policy read on %s for select using %s', one, reads);
  execute format('create policy add on %s for insert with check %s', one, adds);
  execute format('create policy change on %s for update using %s', one, changes);
  if has_table_privilege('daywell_app', one, 'DELETE') then execute format('create policy take_back on %s for delete using %s', one, adds); end if;
end $$;

do $$ declare
  one record; nobody text := 'false'; anybody text := 'true'; staff text := '(select platform.is_staff())';
  shapes_market text := '(select platform.is_role(''commissioner'',''administrator''))';
  keeps_directory text := '(select platform.is_role(''broker'',''commissioner'',''administrator''))';
  sells text := '(select platform.is_role(''practitioner'',''team_manager'',''broker'',''commissioner'',''administrator''))';
  finance text := '(select platform.is_role(''finance''))';
  reckons text := 'people.reaches(person_id, ''{practitioner,team_manager,finance}'')';
  plans text := 'people.reaches(person_id, ''{practitioner,team_manager,broker}'')';
  recorded_here text := ' and provenance <> ''migrated''';              -- only a job brings in what another system agreed
  by_name text := ' and decided_by::text = platform.who(''staff_id'')';
begin
  -- people
  perform pg_temp.protect(t, anybody, '(select platform.is_role(''administrator''))') from unnest(array['people.team','people.detail_kind']::regclass[]) t;
  perform pg_temp.protect('people.person', 'people.may_see(id)', '(select platform.is_role(''practitioner'',''team_manager''))', 'people.may_change(id)');
  perform pg_temp.protect('people.person_name', 'people.may_see(person_id)', 'people.may_change(person_id)');
  perform pg_temp.protect(t, 'people.reaches(person_id, ''{practitioner,team_manager,broker,finance,person}'')', 'people.may_change(person_id)') from unnest(array['people.identifier','people.address']::regclass[]) t;
  perform pg_temp.protect('people.contact_way', 'people.may_plan(person_id) or exists (select from brokerage.my_placements m where m.person_id = this.person_id and (upper_inf(m.in_force) or upper(m.in_force) > platform.who(''today'')::date))', 'people.may_change(person_id)');
  perform pg_temp.protect('people.communication_need', 'people.may_plan(person_id) or (may_be_shared and exists (select from brokerage.my_placements m where m.person_id = this.person_id and (upper_inf(m.in_force) or upper(m.in_force) > platform.who(''today'')::date)))', 'people.may_change(person_id)');
  perform pg_temp.protect('people.client_detail', 'people.may_plan(person_id) or (kind in (''primary_support_reason'',''funding_status'') and people.may_see(person_id) and ' || finance || ')', 'people.may_change(person_id)');
  perform pg_temp.protect('people.care_relation', 'people.may_plan(carer_id) or people.may_plan(cared_for_id)', 'people.may_change(carer_id) or people.may_change(cared_for_id)');
  perform pg_temp.protect('people.authority', 'people.may_plan(person_id) or people.may_plan(holder_id)', 'people.may_change(person_id)');
  perform pg_temp.protect(t, 'people.may_read(person_id)', 'people.may_change(person_id)') from unnest(array['people.consent','people.advocacy_answer']::regclass[]) t;
  perform pg_temp.protect('people.tie', '(kind = ''friend'' or ' || staff || ') and (people.may_plan(one) or people.may_plan(other))', 'people.may_change(one) or people.may_change(other)');
  perform pg_temp.protect('people.merge', 'people.may_see(merged_id) or people.may_see(survivor_id)', '(select platform.is_role(''team_manager'')) and people.may_change(survivor_id) and people.may_change(merged_id)');
  perform pg_temp.protect('people.team_of_person', 'people.may_see(person_id)',
    '(select platform.is_role(''practitioner'',''team_manager'')) and (team_id = any (platform.whose(''team_ids'')) or people.may_change(person_id))', 'people.may_change(person_id)');
  perform pg_temp.protect('people.team_of_staff', staff, '(select platform.is_role(''administrator''))');
  perform pg_temp.protect('people.restriction', 'people.may_see(person_id)', '(select platform.is_role(''team_manager'')) and people.may_change(person_id)');
  perform pg_temp.protect('people.restricted_to', 'people.may_change(person_id)', '(select platform.is_role(''team_manager'')) and people.may_change(person_id)');
  -- directory: public, but for entries that are not; places only for those concerned
  perform pg_temp.protect(t, anybody, keeps_directory) from unnest(array['directory.taxonomy_term','directory.published_cost','directory.published_rating','directory.support_band','directory.calendar_period']::regclass[]) t;
  perform pg_temp.protect('directory.organisation', anybody, keeps_directory, keeps_directory || ' or id in (select m.organisation_id from market.my_organisation m)');
  perform pg_temp.protect('directory.site', anybody, keeps_directory || ' or exists (select from market.my_organisation m where m.organisation_id = this.organisation_id)');
  perform pg_temp.protect('directory.opportunity', 'audience = ''public'' or ' || staff || ' or exists (select from market.my_organisation m where m.organisation_id = this.organisation_id)', keeps_directory || ' or exists (select from market.my_organisation m where m.organisation_id = this.organisation_id)');
  perform pg_temp.protect(t, 'exists (select from directory.opportunity o where o.id = opportunity_id)',
    keeps_directory || ' or exists (select from directory.opportunity o where o.id = opportunity_id and exists (select from market.my_organisation m where m.organisation_id = o.organisation_id))') from unnest(array['directory.opportunity_site','directory.opportunity_term','directory.session']::regclass[]) t;
  perform pg_temp.protect('directory.entry_check', anybody, staff);
  perform pg_temp.protect('directory.fault_report', keeps_directory, anybody, keeps_directory);
  perform pg_temp.protect('directory.feed_import', staff, keeps_directory);
  perform pg_temp.protect('directory.source_record', 'opportunity_id is null or exists (select from directory.opportunity o where o.id = opportunity_id)', keeps_directory);
  perform pg_temp.protect('directory.capacity', staff || ' or session_id in (select m.session_id from market.my_sessions m)', keeps_directory || ' or session_id in (select m.session_id from market.my_sessions m)');
  perform pg_temp.protect('directory.closure', anybody, keeps_directory || ' or (select platform.is_role(''team_manager'')) or session_id in (select m.session_id from market.my_sessions m)');
  perform pg_temp.protect('directory.occurrence', anybody, sells || ' or session_id in (select m.session_id from market.my_sessions m)');
  perform pg_temp.protect('directory.stock', anybody, sells || ' or occurrence_id in (select m.occurrence_id from market.my_occurrences m)');
  perform pg_temp.protect('directory.standing_place', 'people.may_plan(person_id) or session_id in (select m.session_id from market.my_sessions m)', plans);
  perform pg_temp.protect('directory.place_claim', 'people.may_plan(person_id) or occurrence_id in (select m.occurrence_id from market.my_occurrences m) or (person_id is null and ' || keeps_directory || ')',
    plans || ' or (purpose = ''public'' and person_id is null) or (purpose in (''public'',''taster'') and people.reaches(person_id, ''{person}''))',
    plans || ' or (person_id is null and ' || keeps_directory || ') or (purpose in (''public'',''taster'') and people.reaches(person_id, ''{person}''))');
  perform pg_temp.protect('directory.wish', staff, anybody, nobody);
  -- market
  perform pg_temp.protect(t, anybody, shapes_market) from unnest(array['market.framework','market.lot']::regclass[]) t;
  perform pg_temp.protect('market.provider', staff || ' or id::text = platform.who(''provider_id'')', shapes_market);
  perform pg_temp.protect(t, staff || ' or provider_id::text = platform.who(''provider_id'')', shapes_market) from unnest(array['market.admission','market.rate']::regclass[]) t;
  perform pg_temp.protect('market.block_contract', '(select platform.is_role(''commissioner'',''finance'',''team_manager'')) or provider_id::text = platform.who(''provider_id'')', shapes_market);
  perform pg_temp.protect('market.block_instalment', 'exists (select from market.block_contract b where b.id = block_contract_id)', shapes_market);
  perform pg_temp.protect('market.cost_sheet', '(select platform.is_role(''commissioner'',''finance'')) or provider_id::text = platform.who(''provider_id'')', shapes_market);
  perform pg_temp.protect('market.cost_sheet_line', 'exists (select from market.cost_sheet c where c.id = cost_sheet_id)', shapes_market);
  -- needs
  perform pg_temp.protect('needs.contact', 'people.may_read(person_id)', 'people.may_change(person_id)');
  perform pg_temp.protect('needs.assessment', 'people.may_read(person_id)', 'people.may_change(person_id)' || recorded_here, 'people.may_change(person_id)');
  perform pg_temp.protect(t, 'people.may_read(person_id)', 'people.may_change(person_id)' || by_name) from unnest(array['needs.eligibility_decision','needs.urgent_decision']::regclass[]) t;
  perform pg_temp.protect(t, 'exists (select from needs.assessment a where a.id = assessment_id)', '(select platform.is_role(''practitioner'',''team_manager'')) and exists (select from needs.assessment a where a.id = assessment_id)')
    from unnest(array['needs.assessed_level','needs.carer_part']::regclass[]) t;
  perform pg_temp.protect('needs.carer_assessment', 'people.may_read(carer_id)', 'people.may_change(carer_id)');
  perform pg_temp.protect('needs.review_due', 'people.reaches(person_id, ''{practitioner,team_manager,broker,person}'')', 'people.reaches(person_id, ''{practitioner,team_manager,broker,finance}'')', 'people.may_change(person_id)');
  -- allocation
  perform pg_temp.protect('allocation.table_version', anybody, shapes_market);
  perform pg_temp.protect(t, 'people.may_reckon(person_id)', 'people.may_change(person_id)') from unnest(array['allocation.indicative_budget','allocation.issue']::regclass[]) t;
  perform pg_temp.protect(t, 'exists (select from allocation.indicative_budget b where b.id = indicative_budget_id)',
    '(select platform.is_role(''practitioner'',''team_manager'')) and exists (select from allocation.indicative_budget b where b.id = indicative_budget_id)')
    from unnest(array['allocation.indicative_line','allocation.sufficiency_check','allocation.exception']::regclass[]) t;
  perform pg_temp.protect('allocation.evidenced_plan', '(select platform.is_role(''team_manager'',''commissioner''))', '(select platform.is_role(''practitioner'',''team_manager'',''broker''))');
  -- charging
  perform pg_temp.protect('charging.amount', anybody, '(select platform.is_role(''administrator'',''finance''))');
  perform pg_temp.protect('charging.policy_switch', anybody, '(select platform.is_role(''administrator''))');
  perform pg_temp.protect(t, 'people.may_reckon(person_id)', 'people.reaches(person_id, ''{practitioner,team_manager,finance}'')')
    from unnest(array['charging.financial_assessment','charging.free_period','charging.dispute']::regclass[]) t;
  perform pg_temp.protect('charging.contribution', 'people.may_reckon(person_id)', reckons || ' and basis <> ''migrated''', reckons);
  perform pg_temp.protect('charging.notice', 'people.may_reckon(person_id)', reckons || recorded_here, nobody);
  perform pg_temp.protect('charging.working_line', 'exists (select from charging.financial_assessment f where f.id = financial_assessment_id)',
    '(select platform.is_role(''practitioner'',''team_manager'',''finance'')) and exists (select from charging.financial_assessment f where f.id = financial_assessment_id)');
  -- planning
  perform pg_temp.protect('planning.outcome', 'people.may_plan(person_id) or id in (select m.outcome_id from brokerage.my_outcomes m)', 'people.may_change(person_id)');
  perform pg_temp.protect('planning.tier_decision', 'people.may_plan(person_id)', 'people.may_change(person_id)' || by_name);
  perform pg_temp.protect('planning.approval_limit', staff, '(select platform.is_role(''administrator''))');
  perform pg_temp.protect(t, 'people.may_plan(person_id) or ' || finance, plans)
    from unnest(array['planning.plan','planning.plan_version_term','planning.dropped_line','planning.direct_payment_exception']::regclass[]) t;
  perform pg_temp.protect('planning.planned_session', 'people.may_plan(person_id) or ' || finance || ' or people.reaches(person_id, ''{provider}'')', plans);
  perform pg_temp.protect('planning.plan_version', 'people.may_plan(person_id) or ' || finance, plans || recorded_here, plans);
  perform pg_temp.protect('planning.session_term', 'people.may_plan(person_id) or ' || finance || ' or id in (select m.term_id from brokerage.my_placements m)', plans || recorded_here, plans);
  perform pg_temp.protect('planning.pool', 'people.may_plan(held_by) or ' || finance || ' or exists (select from planning.pool_member m where m.pool_id = pool.id)', 'people.may_change(held_by)');
  perform pg_temp.protect('planning.pool_member', 'people.may_plan(person_id) or ' || finance, plans);
  perform pg_temp.protect(t, 'people.may_plan(person_id)', plans) from unnest(array['planning.transport_decision','planning.cut_guard']::regclass[]) t;
  perform pg_temp.protect('planning.budget_line', 'people.may_plan(person_id) or ' || finance || ' or (provider_id::text = platform.who(''provider_id'') and term_id in (select m.term_id from brokerage.my_placements m))', plans);
  perform pg_temp.protect('planning.payer_share', 'exists (select from planning.budget_line b where b.id = budget_line_id and (people.may_plan(b.person_id) or ' || finance || '))',
    'exists (select from planning.budget_line b where b.id = budget_line_id and people.reaches(b.person_id, ''{practitioner,team_manager,broker}''))');
  perform pg_temp.protect('planning.approval', 'exists (select from planning.plan p where p.id = plan_id)',
    '(select platform.is_role(''team_manager''))' || by_name || ' and exists (select from planning.plan p where p.id = plan_id)', nobody);
  -- brokerage
  perform pg_temp.protect('brokerage.failed_match', 'people.may_plan(person_id)', plans);
  perform pg_temp.protect('brokerage.referral', 'people.may_plan(person_id)', plans || recorded_here, plans);
  perform pg_temp.protect('brokerage.offer', 'provider_id::text = platform.who(''provider_id'') or exists (select from planning.session_term t where t.id = term_id and people.may_plan(t.person_id))',
    'exists (select from planning.session_term t where t.id = term_id and people.reaches(t.person_id, ''{practitioner,team_manager,broker}''))',
    'provider_id::text = platform.who(''provider_id'') or exists (select from planning.session_term t where t.id = term_id and people.reaches(t.person_id, ''{practitioner,team_manager,broker}''))');
  perform pg_temp.protect('brokerage.placement', 'people.may_plan(person_id) or ' || finance || ' or provider_id::text = platform.who(''provider_id'')', plans || recorded_here, plans);
  perform pg_temp.protect('brokerage.pause', 'exists (select from brokerage.placement l where l.id = placement_id)',
    'exists (select from brokerage.placement l where l.id = placement_id and people.reaches(l.person_id, ''{practitioner,team_manager,broker}''))');
  -- delivery
  perform pg_temp.protect(t, anybody, shapes_market) from unnest(array['delivery.reason','delivery.pay_rule']::regclass[]) t;
  perform pg_temp.protect('delivery.occasion', 'people.may_plan(person_id) or ' || finance || ' or (select platform.is_role(''provider'')) and brokerage.my_date(term_id, on_date, place_claim_id)', plans);
  perform pg_temp.protect('delivery.mark', 'exists (select from delivery.occasion o where o.id = occasion_id)',
    '(select platform.is_role(''provider'',''practitioner'',''team_manager'',''broker'')) and exists (select from delivery.occasion o where o.id = occasion_id)', nobody);
  perform pg_temp.protect('delivery.continuity_message', 'exists (select from delivery.occasion o where o.id = occasion_id)',
    '(select platform.is_role(''provider'',''practitioner'',''team_manager'',''broker'')) and exists (select from delivery.occasion o where o.id = occasion_id)', nobody);
  -- outcomes: each voice speaks for itself
  perform pg_temp.protect('outcomes.progress', 'people.may_read(person_id) or (voice = ''provider'' and provider_id::text = platform.who(''provider_id''))',
    '(people.may_change(person_id) and voice <> ''provider'') or (voice = ''person'' and people.reaches(person_id, ''{person}'')) or
     (voice = ''provider'' and provider_id::text = platform.who(''provider_id'') and outcome_id in (select m.outcome_id from brokerage.my_outcomes m))', nobody);
  perform pg_temp.protect(t, 'people.may_read(person_id)', 'people.may_change(person_id)') from unnest(array['outcomes.review','outcomes.review_outcome','outcomes.enablement_exit']::regclass[]) t;
  -- finance
  perform pg_temp.protect(t, staff, finance) from unnest(array['finance.cost_centre','finance.budget']::regclass[]) t;
  perform pg_temp.protect('finance.accounting_period', staff || ' or (select platform.is_role(''provider''))', finance);
  perform pg_temp.protect(t, finance, finance) from unnest(array['finance.account','finance.pay_run']::regclass[]) t;
  perform pg_temp.protect('finance.transfer', finance || ' or provider_id::text = platform.who(''provider_id'')', finance);
  perform pg_temp.protect('finance.pay_line', finance || ' or people.may_read(person_id) or payee_id::text = platform.who(''provider_id'')', finance);
  perform pg_temp.protect(t, 'exists (select from finance.pay_line l where l.id = pay_line_id)', finance) from unnest(array['finance.pay_run_line','finance.pay_hold']::regclass[]) t;
  perform pg_temp.protect(t, finance || ' or people.may_read(person_id)', finance) from unnest(array['finance.charge','finance.charge_line']::regclass[]) t;
  -- whatever names a person and was not named above is a record of care; whatever names nobody is the system's own
  for one in select c.oid::regclass as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped) as of_person
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and not c.relrowsecurity and n.nspname = any (array['people','directory','market','needs','allocation','charging','planning','brokerage','delivery','outcomes','finance','engagement','strategy','returns']) loop
    perform pg_temp.protect(one.name, case when one.of_person then 'people.may_read(person_id)' else nobody end, case when one.of_person then 'people.may_change(person_id)' else nobody end);
  end loop;
end $$;

-- What leaves a row unguarded: nothing, when all is well. Read at start and by test.
create function platform.security_faults() returns table (what text, fault text) language sql stable as $$
  select c.oid::regclass::text, 'no row-level security' from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and not c.relrowsecurity and n.nspname in ('people','directory','market','needs','allocation','charging','planning','brokerage','delivery','outcomes','finance','engagement','strategy','returns')
  union all
  select c.oid::regclass::text, 'owned by the application' from pg_class c where c.relkind in ('r','v') and c.relowner = 'daywell_app'::regrole
  union all
  select r.rolname::text, 'row-level security does not bind this role' from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolbypassrls)
  order by 1, 2 $$;
