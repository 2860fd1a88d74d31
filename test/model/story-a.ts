import { datesOf } from './walk.ts'

/** Story (a) of the model: Ann, from referral to paid and charged, with one absence corrected after its month is closed. */

export const peopleAndSupply = `
  insert into people.team (id, name, local_area) values (@team, 'Crewe', 'Crewe');
  insert into people.person (id, born_on, recorded_by) values (@ann, '1990-01-01', @staff), (@bob, '1991-01-01', @staff), (@carol, '1960-01-01', @staff);
  insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (@ann, 'legal', 'Ann', 'Oakes', '1990-01-01', @staff);
  insert into people.identifier (person_id, kind, value, recorded_by) values (@ann, 'local_id', 'L1', @staff);
  insert into people.team_of_person (person_id, team_id, from_date) values (@ann, @team, '2025-01-01');
  insert into people.consent (id, person_id, purpose, given, how, from_date, recorded_by, reason) values (@carol_yes, @carol, 'share my part of the care', true, 'told us', '2026-03-01', @staff, 'asked'), (@carol_no, @carol, 'be named', false, 'told us', '2026-03-01', @staff, 'asked');
  insert into people.advocacy_answer (id, person_id, owed, substantial_difficulty, decided_by, decided_on, reason) values (@advocacy, @ann, false, false, @staff, '2026-03-05', 'speaks for herself');
  insert into directory.organisation (id, name) values (@oak, 'Oak House'), (@council, 'Council');
  insert into directory.site (id, organisation_id, name) values (@oak_site, @oak, 'Oak House');
  insert into directory.opportunity (id, organisation_id, name) values (@woodwork, @oak, 'Woodwork');
  insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date) values (@tuesday, @woodwork, @oak_site, 2, '2026-04-06', 780, 960, '2026-04-06');
  insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (@tuesday, 'place', 8, '2026-04-06', @staff, 'room'), (@tuesday, 'staff', 2 * 5040, '2026-04-06', @staff, 'roster'), (@tuesday, 'hoist', 1, '2026-04-06', @staff, 'one hoist');
  ${datesOf('tuesday', '2026-04-06', '2026-10-04')}
  insert into market.provider (id, organisation_id, in_house, kind) values (@provider, @oak, false, 'framework'), (@inhouse, @council, true, 'in_house');
  insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (@framework, 'Day opportunities', 'light touch', '2026-04-01', @boss, 'adopted');
  insert into market.lot (id, name, framework_id) values (@lot, 'Community', @framework);
  insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (@provider, @lot, @boss, 'checks passed', '2026-04-01');
  insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (@rate, @provider, @lot, '1:2', 'session', 4800, '2026-04-01', @staff, 'schedule 2026');
`

export const needsAndBudget = `
  insert into needs.contact (person_id, received_on, route, recorded_by, closed_on, outcome) values (@ann, '2026-03-02', 'community', @staff, '2026-03-03', 'assessment');
  insert into needs.assessment (id, person_id, started_on, assessor_id, recorded_by) values (@assessment, @ann, '2026-03-05', @staff, @staff);
  insert into needs.assessed_level (assessment_id, item, level, recorded_by) values (@assessment, 'g', 3, @staff), (@assessment, 'i', 3, @staff);
  insert into needs.carer_part (assessment_id, item, carer_id, carer_quarters, consent_id, recorded_by) values (@assessment, 'g', @carol, 1, @carol_yes, @staff);
`
export const assessedAndIssued = `
  update needs.assessment set completed_on = '2026-03-12', method = 'Face to face' where id = @assessment;
  insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, eligible_items, decided_by, decided_on, reason) values (@assessment, @ann, '2026-03-12', true, '{g,i}', @staff, '2026-03-12', 'two outcomes, significant impact');
  insert into allocation.table_version (version, from_date, content, approved_by, second_approver) values ('2026.1', '2026-01-01', '{}', @staff, @boss);
  insert into allocation.indicative_budget (id, assessment_id, person_id, table_version, weekly_pence, yearly_pence, answers_hash, recorded_by) values (@budget, @assessment, @ann, '2026.1', 9000, 469286, 'h', @staff);
  insert into allocation.indicative_line (indicative_budget_id, item, points, weekly_pence) values (@budget, 'g', 30, 4000), (@budget, 'i', 40, 5000);
  set constraints all immediate;
  set constraints all deferred;
  insert into allocation.sufficiency_check (id, indicative_budget_id, checked_on, priced_week_pence, short_by_pence, data_version, working) values (@check, @budget, '2026-03-13', 4800, 0, 'v1', '{}'), (@short, @budget, '2026-03-13', 9500, 500, 'v1', '{}');
`

export const contributionAndDraft = `
  insert into allocation.issue (indicative_budget_id, person_id, check_id, short_by_pence, issued_by, issued_on) values (@budget, @ann, @check, 0, @staff, '2026-03-13');
  insert into charging.financial_assessment (id, person_id, for_day, household, answers, answers_hash, weekly_pence, rule_version, recorded_by) values (@means, @ann, '2026-04-06', 'single', '{}', 'h', 3000, '2026/27', @staff);
  insert into charging.contribution (id, person_id, basis, financial_assessment_id, weekly_pence, rule_version, decided_by, from_date) values (@contribution, @ann, 'assessed', @means, 3000, '2026/27', @staff, '2026-04-06');
  insert into charging.notice (id, contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how) values (@notice, @contribution, @ann, '2026-03-20', '2026-04-06', 3000, @staff, 'letter');
  insert into planning.outcome (id, person_id, words, care_act_item, agreed_on) values (@outcome, @ann, 'I want to make things with my friends', 'g', '2026-03-16'), (@bobs_outcome, @bob, 'I want to swim', 'g', '2026-03-16');
  insert into planning.need_met_otherwise (person_id, care_act_item, how, words, agreed_on, recorded_by) values (@ann, 'i', 'carer', 'Carol goes to the shops with her', '2026-03-16', @staff);
  insert into planning.plan (id, person_id) values (@plan, @ann);
  insert into planning.planned_session (id, person_id, plan_id, purpose) values (@session, @ann, @plan, 'support'), (@second, @ann, @plan, 'support');
  insert into planning.session_term (id, planned_session_id, person_id, outcome_id, session_id, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason) values (@term, @session, @ann, @outcome, @tuesday, 2, '2026-04-06', 780, 960, '1:2', '2026-04-06', @staff, 'first plan');
  insert into planning.budget_line (id, term_id, person_id, component, route, provider_id, in_house, rate_id, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@line, @term, @ann, 'support', 'council_managed', @provider, false, @rate, 4800, 4800, '2026-04-06', @staff, 'rate');
  insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@line, 'council', 'care_act', 4800);
  set constraints all immediate;
  set constraints all deferred;
  insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, yearly_minutes, yearly_sessions, yearly_staff_minutes, constant_price_pence) values (@version, @plan, @ann, 1, '2026-04-06', @staff, 'contents 1', 4800 * 51, 51 * 180, 51, 51 * 90, 4800 * 51);
  insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version, @term, @ann);
  insert into planning.approval_limit (id, staff_id, yearly_pence, from_date, until_date) values (@small_limit, @boss, 200000, '2026-01-01', '2026-03-15');
  insert into planning.approval_limit (id, staff_id, yearly_pence, from_date) values (@limit, @boss, 1000000, '2026-03-16');
`

export const approved = `
  insert into planning.approval (id, plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, limit_id, limit_pence) values (@contents, @version, @plan, 'contents', true, 'a good week', @boss, '2026-03-21', @staff, 'contents 1', @limit, 1000000);
`
export const agreed = `
  insert into brokerage.referral (id, term_id, person_id, outcome_id, approval_id, opened_on, recorded_by) values (@referral, @term, @ann, @outcome, @contents, '2026-03-21', @staff);
  insert into planning.approval (id, plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence) values (@cost, @version, @plan, 'cost', true, 'at the published rate', @boss, '2026-03-22', @staff, 'contents 1', 4800 * 51, @limit, 1000000);
  update planning.session_term set agreed_at = now() where id = @term;
  update planning.plan_version set issued_budget_id = @budget, advocacy_answer_id = @advocacy, agreed_at = now() where id = @version;
`

export const placed = `
  insert into brokerage.offer (id, referral_id, term_id, provider_id, sent_at, answer_by, answer, answered_at, price_pence) values (@offer, @referral, @term, @provider, '2026-03-22 09:00Z', '2026-03-25 09:00Z', 'accepted', '2026-03-23 10:00Z', 4800);
  insert into directory.standing_place (id, session_id, person_id, support_band, first_monday, from_date, recorded_by) values (@seat, @tuesday, @ann, '1:2', '2026-04-06', '2026-04-06', @staff);
  insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, recorded_by)
    select id, on_date, start_minute, end_minute, @ann, @seat, 'plan', '1:2', @staff from directory.occurrence where session_id = @tuesday order by on_date;
  insert into brokerage.placement (id, term_id, person_id, offer_id, standing_place_id, provider_id, from_date, recorded_by) values (@placement, @term, @ann, @offer, @seat, @provider, '2026-04-06', @staff);
  insert into finance.accounting_period (id, from_date, until_date) values ('2026-04', '2026-04-01', '2026-04-30'), ('2026-05', '2026-05-01', '2026-05-31');
  insert into finance.account (id, book, code, guard) values (@available, 'commitment', 'available:day:2026', 'none'), (@agreed_money, 'commitment', 'agreed:line', 'debits_within_credits'), (@committed, 'commitment', 'committed:line', 'debits_within_credits'), (@delivered, 'commitment', 'delivered:day:2026', 'none'),
    (@costs, 'cash', 'cost:day:2026', 'none'), (@owed, 'cash', 'owed:provider', 'debits_within_credits'), (@bank, 'cash', 'bank', 'none'), (@recoverable, 'cash', 'recoverable:provider', 'none'), (@due, 'cash', 'due from:ann', 'none'), (@income, 'cash', 'client income', 'none');
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id, budget_line_id) values (@t_agree, 'commitment', @available, @agreed_money, 4800 * 51, '2026-04-06', '2026-04', @staff, 'agree', @line, @ann, @line);
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id, budget_line_id) values (@t_commit, 'commitment', @agreed_money, @committed, 4800 * 51, '2026-04-06', '2026-04', @staff, 'commit', @line, @ann, @line);
`

export const attended = `
  insert into delivery.occasion (id, term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id)
    select md5('date ' || c.on_date)::uuid, @term, @session, @ann, c.on_date, 780, 960, c.id from directory.place_claim c where c.standing_place_id = @seat;
  insert into delivery.pay_rule (id, lot_id, reason, paid_per_mille, charged, note_needed, from_date) values (@rule_came, @lot, 'attended', 1000, true, false, '2026-04-01'), (@rule_unwell, @lot, 'unwell', 500, false, false, '2026-04-01');
  insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at) values (@mark1, md5('date 2026-04-07')::uuid, 'attended', @provider, '2026-04-07 13:05Z'), (@mark2, md5('date 2026-04-14')::uuid, 'attended', @provider, '2026-04-14 13:05Z');
  insert into finance.pay_line (id, occasion_id, term_id, person_id, on_date, payee_id, budget_line_id, agreed_pence, mark_id, pay_rule_id, amount_pence) values (@pay1, md5('date 2026-04-07')::uuid, @term, @ann, '2026-04-07', @provider, @line, 4800, @mark1, @rule_came, 4800), (@pay2, md5('date 2026-04-14')::uuid, @term, @ann, '2026-04-14', @provider, @line, 4800, @mark2, @rule_came, 4800);
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id, budget_line_id, occasion_id)
    select gen_random_uuid(), 'commitment', @committed, @delivered, 4800, l.on_date, '2026-04', @staff, 'deliver', l.id, @ann, @line, l.occasion_id from finance.pay_line l;
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id, budget_line_id, occasion_id)
    select gen_random_uuid(), 'cash', @costs, @owed, 4800, l.on_date, '2026-04', @staff, 'owe', l.id, @ann, @line, l.occasion_id from finance.pay_line l;
  insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version) values (@charge1, @ann, '2026-04-06', @notice, '2026-04-06', 3000, 4800, 3000, '2026/27'), (@charge2, @ann, '2026-04-13', @notice, '2026-04-06', 3000, 4800, 3000, '2026/27');
  insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence) values (@charge1, @pay1, @ann, '2026-04-06', '2026-04-06', '2026-04-07', 4800, 3000), (@charge2, @pay2, @ann, '2026-04-13', '2026-04-06', '2026-04-14', 4800, 3000);
  set constraints all immediate;
  set constraints all deferred;
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id) values (@t_charge1, 'cash', @due, @income, 3000, '2026-04-06', '2026-04', @staff, 'charge', @charge1, @ann), (@t_charge2, 'cash', @due, @income, 3000, '2026-04-13', '2026-04', @staff, 'charge', @charge2, @ann);
  insert into finance.pay_run (id, period_id, drafted_by, approved_by, approved_at, paid_at) values (@run1, '2026-04', @staff, @boss, now(), now()), (@run2, '2026-05', @staff, @boss, now(), null);
  insert into finance.pay_run_line (pay_run_id, pay_line_id, sign) values (@run1, @pay1, 1), (@run1, @pay2, 1);
  insert into finance.remittance (id, pay_run_id, payee_kind, payee_id, paid_pence, netted_pence) values (@remit1, @run1, 'provider', @provider, 9600, 0);
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, provider_id) values (@t_pay, 'cash', @owed, @bank, 9600, '2026-04-20', '2026-04', @staff, 'pay', @remit1, @provider);
`

const corrected = `
  update finance.accounting_period set closed_at = now(), closed_by = @boss where id = '2026-04';
  insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at, replaces, correction_reason) values (@mark3, md5('date 2026-04-14')::uuid, 'unwell', @provider, '2026-05-02 09:00Z', @mark2, 'wrong person ticked');
  insert into finance.pay_line (id, occasion_id, term_id, person_id, on_date, payee_id, budget_line_id, agreed_pence, mark_id, pay_rule_id, amount_pence, replaces) values (@pay3, md5('date 2026-04-14')::uuid, @term, @ann, '2026-04-14', @provider, @line, 4800, @mark3, @rule_unwell, 2400, @pay2);
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, reverses, person_id, occasion_id)
    select gen_random_uuid(), book, credit_account_id, debit_account_id, amount_pence, effective_on, '2026-05', @staff, 'reverse', id, id, person_id, occasion_id from finance.transfer where source_id = @pay2 and kind = 'deliver';
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id) values (@t_deliver3, 'commitment', @committed, @delivered, 2400, '2026-04-14', '2026-05', @staff, 'deliver', @pay3, @ann);
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, provider_id, budget_line_id, occasion_id) values (@t_recover, 'cash', @recoverable, @costs, 2400, '2026-04-14', '2026-05', @staff, 'recover', @pay3, @provider, @line, md5('date 2026-04-14')::uuid);
  insert into finance.pay_run_line (pay_run_id, pay_line_id, sign) values (@run2, @pay3, 1), (@run2, @pay2, -1);
  insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version, replaces) values (@charge3, @ann, '2026-04-13', @notice, '2026-04-06', 3000, 2400, 0, '2026/27', @charge2);
  insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, person_id) values (@t_refund, 'cash', @income, @due, 3000, '2026-04-13', '2026-05', @staff, 'refund', @charge3, @ann);
  set constraints all immediate;
  set constraints all deferred;
`

export const storyA = [
  peopleAndSupply,
  needsAndBudget,
  assessedAndIssued,
  contributionAndDraft,
  approved,
  agreed,
  placed,
  attended,
  corrected,
].join('\n')
