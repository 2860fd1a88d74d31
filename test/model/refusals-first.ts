import { casesOf } from './walk.ts'

const money = `yearly_minutes, yearly_sessions, yearly_staff_minutes, constant_price_pence`
const same = `51 * 180, 51, 51 * 90, 4800 * 51`

/** People, places and the market: what must be refused before anybody has needs recorded. */
export const onPeopleAndSupply = casesOf(`
  -- died_after_birth: a death before the birth
  update people.person set died_on = '1989-12-31' where id = @ann
  -- DW002: another date of birth
  update people.person set born_on = '1990-02-01' where id = @ann
  -- DW001: deleting a person
  delete from people.person where id = @bob
  -- identifier_once: one local number for two people
  insert into people.identifier (person_id, kind, value, recorded_by) values (@bob, 'local_id', 'L1', @staff)
  -- one_name_of_a_kind: two legal names at once
  insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (@ann, 'legal', 'Anna', 'Oakes', '2020-01-01', @staff)
  -- one_team_at_a_time: two teams at once
  insert into people.team_of_person (person_id, team_id, from_date) values (@ann, @team, '2026-01-01')
  -- friend_or_apart_not_both: friends who must be kept apart
  insert into people.tie (one, other, kind, from_date, recorded_by) values (least(@ann, @bob), greatest(@ann, @bob), 'friend', '2026-01-01', @staff), (least(@ann, @bob), greatest(@ann, @bob), 'keep_apart', '2026-02-01', @staff)
  -- not_merged_with_itself: a record merged into itself
  insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (@bob, @bob, @staff, 'x')
  -- DW021: a chain of merges
  insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (@bob, @carol, @staff, 'x');
  insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (@ann, @bob, @staff, 'x')
  -- DW160: a merge of two who were said to be two people
  insert into people.told_apart (one, other, reason, recorded_by) values (least(@ann, @bob), greatest(@ann, @bob), 'twins', @staff);
  insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (@bob, @ann, @staff, 'x')
  -- session_every_weeks: every five weeks
  insert into directory.session (opportunity_id, weekday, every_weeks, first_monday, start_minute, end_minute, from_date) values (@woodwork, 2, 5, '2026-04-06', 780, 960, '2026-04-06')
  -- one_capacity_at_a_time: two capacities at once
  insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (@tuesday, 'place', 9, '2026-05-01', @staff, 'x')
  -- closure_of_site_or_session: a closure of nothing
  insert into directory.closure (from_date, decided_by, reason) values ('2026-05-01', @staff, 'x')
  -- occurrence_once: one date twice
  insert into directory.occurrence (session_id, on_date, start_minute, end_minute) values (@tuesday, '2026-04-07', 780, 960)
  -- one_rate_at_a_time: two prices at once
  insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (@provider, @lot, '1:2', 'session', 5000, '2026-09-01', @staff, 'x')
  -- rate_above_nothing: a price of nothing
  insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (@provider, @lot, '1:1', 'session', 0, '2026-09-01', @staff, 'x')
  -- admitted_once: admitted twice
  insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (@provider, @lot, @boss, 'x', '2026-05-01')
  -- organisation_is_one_provider: two providers in one organisation
  insert into market.provider (organisation_id, in_house, kind) values (@council, true, 'in_house')
  -- in_house_kind_agrees: an in-house service called a framework provider
  insert into market.provider (organisation_id, in_house, kind) values (@council, true, 'framework')
  -- no_new_block_contract: a block contract begun after the framework
  insert into market.block_contract (provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason) values (@inhouse, @framework, '2026-04-01', 'B2', 100, '2026-05-01', '2027-03-31', @staff, 'x')
  -- block_before_this_framework: a block contract that misstates the framework’s day
  insert into market.block_contract (provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason) values (@inhouse, @framework, '2027-04-01', 'B2', 100, '2026-05-01', '2027-03-31', @staff, 'x')
  -- DW114: a block contract begun after the framework, from before the next one
  insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (@nextframework, 'The next', 'light touch', '2027-04-01', @boss, 'x');
  insert into market.block_contract (provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason) values (@inhouse, @nextframework, '2027-04-01', 'B2', 100, '2026-05-01', '2027-03-31', @staff, 'x')
  -- DW115: an instalment after its contract
  insert into market.block_contract (id, provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason) values (@block, @inhouse, @framework, '2026-04-01', 'B1', 100, '2025-04-01', '2027-03-31', @staff, 'x');
  insert into market.block_instalment (block_contract_id, due_on, amount_pence) values (@block, '2027-04-01', 100)
  -- DW023: instalments that do not add up
  insert into market.block_contract (id, provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason) values (@block, @inhouse, @framework, '2026-04-01', 'B1', 100, '2025-04-01', '2027-03-31', @staff, 'x');
  insert into market.block_instalment (block_contract_id, due_on, amount_pence) values (@block, '2025-04-30', 99)
`)

/** Needs, while the assessment is open. */
export const onNeeds = casesOf(`
  -- contact_closed_with_outcome: a contact closed without an outcome
  insert into needs.contact (person_id, received_on, route, closed_on, recorded_by) values (@ann, '2026-03-02', 'community', '2026-03-03', @staff)
  -- level_nought_to_four: a level of five
  insert into needs.assessed_level (assessment_id, item, level, recorded_by) values (@assessment, 'a', 5, @staff)
  -- level_before_carers_part: a carer’s part before the level
  insert into needs.carer_part (assessment_id, item, carer_id, carer_quarters, consent_id, recorded_by) values (@assessment, 'a', @carol, 2, @carol_yes, @staff)
  -- carers_own_consent: a carer’s part on a consent that was a no
  insert into needs.carer_part (assessment_id, item, carer_id, carer_quarters, consent_id, recorded_by) values (@assessment, 'i', @carol, 2, @carol_no, @staff)
  -- carers_own_consent: a carer’s part on another’s consent
  insert into needs.carer_part (assessment_id, item, carer_id, carer_quarters, consent_id, recorded_by) values (@assessment, 'i', @bob, 2, @carol_yes, @staff)
  -- DW024: carers who together do more than the whole
  insert into people.consent (id, person_id, purpose, given, how, from_date, recorded_by, reason) values (@bob_yes, @bob, 'share my part of the care', true, 'told us', '2026-03-01', @staff, 'asked');
  insert into needs.carer_part (assessment_id, item, carer_id, carer_quarters, consent_id, recorded_by) values (@assessment, 'g', @bob, 4, @bob_yes, @staff)
  -- decided_on_completed_assessment: a decision on an open assessment
  insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, decided_by, decided_on, reason) values (@assessment, @ann, '2026-03-12', true, @staff, '2026-03-12', 'x')
  -- completed_after_started: an assessment completed before it began
  update needs.assessment set completed_on = '2026-03-01' where id = @assessment
`)

/** The budget and what is told to the person. */
export const onBudgetAndCharge = casesOf(`
  -- DW017: a level changed after completion
  update needs.assessed_level set level = 4 where assessment_id = @assessment and item = 'g'
  -- one_eligibility_decision: a second decision
  insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, decided_by, decided_on, reason) values (@assessment, @ann, '2026-03-12', false, @staff, '2026-03-12', 'x')
  -- two_approvers: a table approved by one person
  insert into allocation.table_version (version, from_date, content, approved_by, second_approver) values ('2027.1', '2027-04-01', '{}', @staff, @staff)
  -- one_table_at_a_time: two tables at once
  insert into allocation.table_version (version, from_date, content, approved_by, second_approver) values ('2026.2', '2026-06-01', '{}', @staff, @boss)
  -- one_first_budget: a second first budget
  insert into allocation.indicative_budget (assessment_id, person_id, table_version, weekly_pence, yearly_pence, answers_hash, recorded_by) values (@assessment, @ann, '2026.1', 0, 0, 'h', @staff)
  -- eligibility_was_decided: a budget for another person’s needs
  insert into allocation.indicative_budget (assessment_id, person_id, table_version, weekly_pence, yearly_pence, answers_hash, recorded_by, replaces) values (@assessment, @bob, '2026.1', 0, 0, 'h', @staff, @budget)
  -- DW004: lines that do not add up
  insert into allocation.indicative_line (indicative_budget_id, item, points, weekly_pence) values (@budget, 'a', 1, 1)
  -- short_needs_exception: a short budget issued without an exception
  insert into allocation.issue (indicative_budget_id, person_id, check_id, short_by_pence, issued_by, issued_on) values (@budget, @ann, @short, 500, @staff, '2026-03-13')
  -- issue_after_check: a short budget called enough
  insert into allocation.issue (indicative_budget_id, person_id, check_id, short_by_pence, issued_by, issued_on) values (@budget, @ann, @short, 0, @staff, '2026-03-13')
`)

/** Contribution, draft and approval. */
export const onDraft = casesOf(`
  -- one_contribution_at_a_time: two contributions at once
  insert into charging.contribution (person_id, basis, weekly_pence, rule_version, decided_by, from_date) values (@ann, 'light_touch', 100, 'x', @staff, '2026-05-01')
  -- assessed_needs_assessment: an assessed contribution without its assessment
  insert into charging.contribution (person_id, basis, weekly_pence, rule_version, decided_by, from_date) values (@bob, 'assessed', 100, 'x', @staff, '2026-05-01')
  -- assessed_means: a contribution that is not what the assessment found
  insert into charging.financial_assessment (id, person_id, for_day, household, answers, answers_hash, weekly_pence, rule_version, recorded_by) values (@means2, @ann, '2025-05-01', 'single', '{}', 'h', 2900, 'x', @staff);
  insert into charging.contribution (person_id, basis, financial_assessment_id, weekly_pence, rule_version, decided_by, from_date, until_date) values (@ann, 'assessed', @means2, 3100, 'x', @staff, '2025-05-01', '2025-06-01')
  -- notice_of_contribution: a notice of another amount
  insert into charging.notice (contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how) values (@contribution, @ann, '2026-03-20', '2026-04-06', 2900, @staff, 'letter')
  -- told_before_charged: a charge before the person is told
  insert into charging.notice (contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how) values (@contribution, @ann, '2026-04-07', '2026-04-06', 3000, @staff, 'letter')
  -- told_unless_migrated: a notice nobody was told
  insert into charging.notice (contribution_id, person_id, first_day_charged, weekly_pence, told_by, how) values (@contribution, @ann, '2026-04-06', 3000, @staff, 'letter')
  -- outcome_of_the_same_person: a session for another person’s outcome
  insert into planning.session_term (planned_session_id, person_id, outcome_id, own_arrangement, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason) values (@second, @ann, @bobs_outcome, 'walk', 4, '2026-04-06', 600, 660, 'none', '2026-04-06', @staff, 'x')
  -- no_session_without_outcome: a session without an outcome
  insert into planning.session_term (planned_session_id, person_id, own_arrangement, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason) values (@second, @ann, 'walk', 4, '2026-04-06', 600, 660, 'none', '2026-04-06', @staff, 'x')
  -- no_direct_payment_for_own_service: a direct payment for the council’s own service
  insert into planning.budget_line (term_id, person_id, component, route, provider_id, in_house, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@term, @ann, 'transport', 'direct_payment', @inhouse, true, 100, 100, '2026-04-06', @staff, 'x')
  -- in_house_told_truly: the council’s own service called another’s
  insert into planning.budget_line (term_id, person_id, component, route, provider_id, in_house, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@term, @ann, 'transport', 'direct_payment', @inhouse, false, 100, 100, '2026-04-06', @staff, 'x')
  -- free_means_no_cost: a cost on a line without cost
  insert into planning.budget_line (term_id, person_id, component, route, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@term, @ann, 'meal', 'no_cost', 100, 100, '2026-04-06', @staff, 'x')
  -- one_price_at_a_time: two prices of one line at once
  insert into planning.budget_line (term_id, person_id, component, route, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@term, @ann, 'support', 'council_managed', 100, 100, '2026-06-01', @staff, 'x')
  -- DW012: payers that do not add up
  insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@line, 'nhs', 'joint_funding', 100)
  -- within_the_limit: a cost above the approver’s limit
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence) values (@version, @plan, 'cost', true, 'ok', @boss, '2026-03-10', @staff, 'contents 1', 4800 * 51, @small_limit, 200000)
  -- own_limit: a limit that is not as recorded
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence) values (@version, @plan, 'cost', true, 'ok', @boss, '2026-03-10', @staff, 'contents 1', 4800 * 51, @small_limit, 900000)
  -- DW011: a limit that had ended
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, limit_id, limit_pence) values (@version, @plan, 'contents', true, 'ok', @boss, '2026-03-20', @staff, 'contents 1', @small_limit, 200000)
  -- approves_this_cost: an approval of another cost
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence) values (@version, @plan, 'cost', true, 'ok', @boss, '2026-03-22', @staff, 'contents 1', 100, @limit, 1000000)
  -- approves_these_contents: an approval of other contents
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, limit_id, limit_pence) values (@version, @plan, 'contents', true, 'ok', @boss, '2026-03-22', @staff, 'other', @limit, 1000000)
  -- not_ones_own_plan: one’s own plan approved
  insert into planning.approval_limit (id, staff_id, yearly_pence, from_date) values (@own_limit, @staff, 900000, '2026-01-01');
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, limit_id, limit_pence) values (@version, @plan, 'contents', true, 'ok', @staff, '2026-03-22', @staff, 'contents 1', @own_limit, 900000)
  -- no_referral_without_approval: a referral before the contents are approved
  insert into brokerage.referral (term_id, person_id, outcome_id, opened_on, recorded_by) values (@term, @ann, @outcome, '2026-03-21', @staff)
  -- only_for_an_agreed_term: a placement before the term is agreed
  insert into brokerage.placement (term_id, person_id, provider_id, from_date, recorded_by) values (@term, @ann, @provider, '2026-04-06', @staff)
  -- DW006: a date of a line that is not agreed
  insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@term, @session, @ann, '2026-04-07', 780, 960)
  -- DW025: a version agreed before its lines
  update planning.plan_version set issued_budget_id = @budget, advocacy_answer_id = @advocacy, agreed_at = now() where id = @version
  -- DW010: a version agreed without approvals
  update planning.session_term set agreed_at = now() where id = @term;
  update planning.plan_version set issued_budget_id = @budget, advocacy_answer_id = @advocacy, agreed_at = now() where id = @version
`)

/** Agreed on approved contents and cost, but for what the rule asks besides. */
export const onAgreeing = casesOf(`
  -- DW010: the cost is not approved
  update planning.session_term set agreed_at = now() where id = @term;
  update planning.plan_version set issued_budget_id = @budget, advocacy_answer_id = @advocacy, agreed_at = now() where id = @version
  -- agreed_on_issued_budget: no budget was issued
  update planning.session_term set agreed_at = now() where id = @term;
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence) values (@version, @plan, 'cost', true, 'ok', @boss, '2026-03-22', @staff, 'contents 1', 4800 * 51, @limit, 1000000);
  update planning.plan_version set advocacy_answer_id = @advocacy, agreed_at = now() where id = @version
  -- agreed_with_advocacy_answered: nobody asked about an advocate
  update planning.session_term set agreed_at = now() where id = @term;
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence) values (@version, @plan, 'cost', true, 'ok', @boss, '2026-03-22', @staff, 'contents 1', 4800 * 51, @limit, 1000000);
  update planning.plan_version set issued_budget_id = @budget, agreed_at = now() where id = @version
  -- approved_once: contents approved twice
  insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, limit_id, limit_pence) values (@version, @plan, 'contents', true, 'again', @boss, '2026-03-22', @staff, 'contents 1', @limit, 1000000)
  -- version_number_once: two second versions
  insert into planning.plan_version (plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, ${money}) values (@plan, @ann, 2, '2026-05-01', @staff, 'x', 1, ${same}), (@plan, @ann, 2, '2026-05-01', @staff, 'y', 1, ${same})
`)
