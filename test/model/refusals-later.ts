import { casesOf } from './walk.ts'

const term = (values: string) =>
  `insert into planning.session_term (id, planned_session_id, person_id, outcome_id, own_arrangement, weekday, every_weeks, first_monday, season, start_minute, end_minute, support_band, from_date, until_date, recorded_by, reason, agreed_at, provenance, urgent_decision_id, urgent_until, review_due_id, tier_decision_id) values ${values}`
const claim = (person: string, band: string, extra = '', extraValues = '') =>
  `insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, purpose, support_band, recorded_by${extra}) select id, on_date, start_minute, end_minute, ${person}, 'taster', '${band}', @staff${extraValues} from directory.occurrence where session_id = @tuesday and on_date = '2026-04-07'`
const pause = (days: string, on = '2026-04-20') =>
  `insert into brokerage.pause (placement_id, person_id, act_id, from_date, until_date, recorded_by, recorded_at) values (@placement, @ann, gen_random_uuid(), ${days}, @staff, '${on} 12:00Z')`
const review = `insert into needs.review_due (id, person_id, kind, cause, due_on, recorded_by) values (@review_due, @ann, 'planned', 'yearly', '2027-04-01', @staff)`
const urgent = (until = '2026-05-31') =>
  `insert into needs.urgent_decision (id, person_id, decided_by, decided_on, weekly_ceiling_pence, assess_by, until_date, reason) values (@urgent, @ann, @boss, '2026-04-20', 5000, '2026-05-15', '${until}', 'carer in hospital')`
const versionTwo = (measures: string, hash = 'contents 1') =>
  `insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, issued_budget_id, advocacy_answer_id, yearly_minutes, yearly_sessions, yearly_staff_minutes, constant_price_pence) values (@version2, @plan, @ann, 2, '2026-07-01', @staff, '${hash}', ${measures})`
const agreeTwo = `update planning.plan_version set agreed_at = now() where id = @version2`
const tier = (reviewId: string, until: string, longer = 'null') =>
  `insert into planning.tier_decision (id, person_id, suggested_tier, tier, reason, decided_by, decided_on, from_date, until_date, review_due_id, longer_reason) values (@tier, @ann, 3, 3, 'x', @staff, '2026-04-01', '2026-04-06', ${until}, ${reviewId}, ${longer})`

/** Lines of the plan, once the first version is agreed. */
export const onAgreedPlan = casesOf(`
  -- DW005: another line in an agreed version
  ${term(`(@term9, @second, @ann, @outcome, 'walk', 4, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-04-06', null, @staff, 'x', null, 'planned', null, null, null, null)`)};
  insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version, @term9, @ann)
  -- DW002: another ratio in an agreed line
  update planning.session_term set support_band = '1:1' where id = @term
  -- week_without_clash: two agreed lines at one time
  ${term(`(@term9, @second, @ann, @outcome, 'quiz', 2, 2, '2026-04-06', 'all', 900, 1000, 'none', '2026-04-06', null, @staff, 'x', now(), 'planned', null, null, null, null)`)}
  -- week_without_clash: every second week against every third
  ${term(`(@term8, @second, @ann, @outcome, 'quiz', 5, 2, '2026-04-06', 'all', 900, 1000, 'none', '2026-04-06', null, @staff, 'x', now(), 'planned', null, null, null, null)`)};
  insert into planning.planned_session (id, person_id, plan_id, purpose) values (@third, @ann, @plan, 'support');
  ${term(`(@term9, @third, @ann, @outcome, 'choir', 5, 3, '2026-04-13', 'all', 930, 990, 'none', '2026-04-06', null, @staff, 'x', now(), 'planned', null, null, null, null)`)}
  -- one_term_at_a_time: two agreed terms of one line at once
  ${term(`(@term9, @session, @ann, @outcome, 'walk', 6, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-06-01', null, @staff, 'x', now(), 'planned', null, null, null, null)`)}
  -- enablement_has_end_and_review: enablement without an end
  ${review};
  ${tier('@review_due', 'null')}
  -- enablement_longer_needs_reason: enablement longer than policy without a reason
  ${review};
  ${tier('@review_due', `'2026-07-01'`)}
  -- DW019: an enablement line that outlasts its decision
  ${review};
  ${tier('@review_due', `'2026-07-01'`, `'still gaining'`)};
  ${term(`(@term9, @second, @ann, @outcome, 'walk', 4, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-04-06', '2026-07-02', @staff, 'x', now(), 'planned', null, null, null, @tier)`)}
  -- migrated_term_names_its_review: a migrated line without a review
  ${term(`(@term9, @second, @ann, null, 'walk', 4, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-04-06', null, @staff, 'x', now(), 'migrated', null, null, null, null)`)}
  -- urgent_term_names_its_decision: an urgent line without its decision
  ${term(`(@term9, @second, @ann, null, 'sitter', 4, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-04-20', '2026-05-31', @staff, 'x', now(), 'urgent', null, null, null, null)`)}
  -- urgent_term_ends_with_decision: an urgent line that outlasts its decision
  ${urgent()};
  ${term(`(@term9, @second, @ann, null, 'sitter', 4, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-04-20', '2026-06-30', @staff, 'x', now(), 'urgent', @urgent, '2026-05-31', null, null)`)}
  -- assess_after_decision: an urgent decision to assess in the past
  insert into needs.urgent_decision (person_id, decided_by, decided_on, weekly_ceiling_pence, assess_by, until_date, reason) values (@ann, @boss, '2026-04-20', 5000, '2026-04-19', '2026-05-31', 'x')
  -- DW018: urgent care above its ceiling
  ${urgent()};
  ${term(`(@term9, @second, @ann, null, 'sitter', 4, 1, '2026-04-06', 'all', 600, 660, 'none', '2026-04-20', '2026-05-31', @staff, 'x', now(), 'urgent', @urgent, '2026-05-31', null, null)`)};
  insert into planning.budget_line (id, term_id, person_id, component, route, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@line9, @term9, @ann, 'support', 'council_managed', 5001, 5001, '2026-04-20', @staff, 'x');
  insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@line9, 'council', 'care_act', 5001);
  insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, provenance, urgent_decision_id, urgent_until, yearly_minutes, yearly_sessions, yearly_staff_minutes, constant_price_pence) values (@version2, @plan, @ann, 2, '2026-04-20', @staff, 'u', 5001, 'urgent', @urgent, '2026-05-31', 99999, 99, 99999, 999999);
  insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version2, @term9, @ann);
  ${agreeTwo}
  -- DW020: fewer hours without reasons
  ${versionTwo('4800 * 51, @budget, @advocacy, 51 * 120, 51, 51 * 90, 4800 * 51')};
  ${agreeTwo}
  -- DW020: a worse ratio without reasons
  ${versionTwo('4800 * 51, @budget, @advocacy, 51 * 180, 51, 51 * 45, 4800 * 51')};
  ${agreeTwo}
  -- DW020: less money without reasons
  ${versionTwo('4800 * 50, @budget, @advocacy, 51 * 180, 51, 51 * 90, 4800 * 50')};
  ${agreeTwo}
  -- DW010: a dearer version on the old cost approval
  ${versionTwo('4800 * 51 + 1, @budget, @advocacy, 51 * 180, 51, 51 * 90, 4800 * 51')};
  ${agreeTwo}
  -- DW010: other contents on the old approval
  ${versionTwo('4800 * 51, @budget, @advocacy, 51 * 180, 51, 51 * 90, 4800 * 51', 'contents 2')};
  ${agreeTwo}
  -- cut_told_before: a cut told on the day it begins
  ${review};
  ${versionTwo('4800 * 51, @budget, @advocacy, 51 * 120, 51, 51 * 90, 4800 * 51')};
  insert into planning.cut_guard (plan_version_id, person_id, measure, was, becomes, review_due_id, reasons, carer_impact, told_on, first_day, complaint_route_told, decided_by) values (@version2, @ann, 'hours', 9180, 6120, @review_due, 'x', 'x', '2026-07-01', '2026-07-01', true, @staff)
`)

/** Places, once Ann has hers; and offers. */
export const onPlaces = casesOf(`
  -- person_in_one_place: a second seat at the same time
  ${claim('@ann', '1:2')}
  -- DW003: what the session does not offer
  ${claim('@bob', '1:2', ', characteristics', `, '{changing_place}'::text[]`)}
  -- stock_not_oversold: more staff than there is
  ${claim('@bob', '2:1')}
  -- stock_not_oversold: a capacity below what is taken
  update directory.stock set capacity = 0 where resource = 'staff' and occurrence_id in (select id from directory.occurrence where session_id = @tuesday)
  -- DW009: a seat beside somebody to be kept apart from
  insert into people.tie (one, other, kind, from_date, recorded_by) values (least(@ann, @bob), greatest(@ann, @bob), 'keep_apart', '2026-01-01', @staff);
  ${claim('@bob', '1:2')}
  -- DW022: a seat on a cancelled date
  update directory.occurrence set cancelled_at = now(), cancel_reason = 'burst pipe' where session_id = @tuesday and on_date = '2026-04-07';
  ${claim('@bob', '1:2')}
  -- confirmed_in_time: a hold confirmed too late
  ${claim('@bob', '1:2', ', held_until, confirmed_at', `, timestamptz '2026-03-30 12:00Z', timestamptz '2026-03-30 12:01Z'`)}
  -- claim_for_one_of_both: a seat for nobody
  ${claim('null::uuid', '1:2')}
  -- claim_from_own_standing_place: a seat from another’s standing place
  ${claim('@bob', '1:2', ', standing_place_id', ', @seat')}
  -- one_standing_place_per_session: the same standing place twice
  insert into directory.standing_place (session_id, person_id, support_band, first_monday, from_date, recorded_by) values (@tuesday, @ann, '1:2', '2026-04-06', '2026-05-01', @staff)
  -- DW002: a released seat taken back
  update directory.place_claim set released_at = now(), release_reason = 'x' where standing_place_id = @seat;
  update directory.place_claim set released_at = null, release_reason = null where standing_place_id = @seat
  -- answered_in_time: an offer answered too late
  insert into brokerage.offer (term_id, provider_id, sent_at, answer_by, answer, answered_at) values (@term, @inhouse, '2026-03-22 09:00Z', '2026-03-25 09:00Z', 'accepted', '2026-03-26 09:00Z')
  -- DW002: an offer answered twice
  update brokerage.offer set answer = 'declined' where id = @offer
  -- one_placement_at_a_time: two placements of one line
  insert into brokerage.placement (term_id, person_id, provider_id, from_date, recorded_by) values (@term, @ann, @inhouse, '2026-05-01', @staff)
  -- one_pause_at_a_time: two pauses of one place
  ${pause(`'2026-05-01', '2026-05-20'`)};
  ${pause(`'2026-05-20', '2026-05-31'`)}
  -- DW146: a pause before its place begins
  ${pause(`'2026-04-05', '2026-05-20'`)}
  -- DW147: a pause that begins more than four weeks ago
  ${pause(`'2026-04-06', '2026-05-20'`, '2026-05-05')}
  -- open_pause_names_its_review: a pause without a last day that nobody looks at
  ${pause(`'2026-05-01', null`)}
  -- placement_pause_within_a_year: a pause of more than a year
  ${pause(`'2026-05-01', '2027-05-02'`)}
  -- wrong_pause_never_was: a pause entered wrongly that keeps a day
  ${pause(`'2026-05-01', '2026-05-20'`)};
  update brokerage.pause set ended_on = '2026-05-01', end_kind = 'wrong', ended_by = @staff, ended_at = '2026-04-21 12:00Z'
  -- DW002: the last day of a pause moved
  ${pause(`'2026-05-01', '2026-05-20'`)};
  update brokerage.pause set until_date = '2026-05-31'
  -- other_reason_in_words: another reason without a word
  ${pause(`'2026-05-01', '2026-05-20'`)};
  insert into brokerage.pause_reason (pause_id, person_id, reason, recorded_by) select id, person_id, 'chose_otherwise', @staff from brokerage.pause
  -- DW148: a date on a day on which its place is paused
  ${pause(`'2026-10-01', '2026-10-20'`)};
  insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@term, @session, @ann, '2026-10-13', 780, 960)
`)
const pay = (values: string) =>
  `insert into finance.pay_line (occasion_id, term_id, person_id, on_date, payee_id, budget_line_id, agreed_pence, mark_id, amount_pence, replaces) values ${values}`
const charge = (values: string, id = '@charge9') =>
  `insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version) values (${id}, @ann, ${values}, 'x')`
const transfer = (values: string) =>
  `insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, reverses) values (@t9, ${values})`
const day1 = `md5('date 2026-04-07')::uuid`

/** Attendance, pay and charge. */
export const onMoney = casesOf(`
  -- one_occasion_a_date: one date twice
  insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@term, @session, @ann, '2026-04-07', 600, 660)
  -- occasion_claim: a date on another day’s seat
  update delivery.occasion set ended_at = now(), end_reason = 'x' where on_date = '2026-05-19';
  insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id) select @term, @session, @ann, '2026-05-19', 780, 960, gen_random_uuid()
  -- one_first_mark: a second first mark
  insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at) values (@mark9, ${day1}, 'unwell', @provider, now())
  -- correction_has_reason: a correction without a reason
  insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at, replaces) values (@mark9, ${day1}, 'unwell', @provider, now(), @mark1)
  -- DW002: a mark edited
  update delivery.mark set reason = 'unwell' where id = @mark1
  -- owed_once: a date owed twice
  ${pay(`(${day1}, @term, @ann, '2026-04-07', @provider, @line, 4800, @mark1, 4800, null)`)}
  -- pay_at_agreed_price: a price that was not agreed
  ${pay(`(${day1}, @term, @ann, '2026-04-07', @provider, @line, 9999, @mark1, 9999, @pay1)`)}
  -- not_above_agreed: more than the agreed price
  ${pay(`(${day1}, @term, @ann, '2026-04-07', @provider, @line, 4800, @mark1, 4801, @pay1)`)}
  -- posted_once: the same debt posted twice
  ${transfer(`'cash', @costs, @owed, 4800, '2026-04-14', '2026-04', @staff, 'owe', @pay1, null`)}
  -- paid_once: a line in two runs
  insert into finance.pay_run_line (pay_run_id, pay_line_id, sign) values (@run2, @pay1, 1)
  -- not_overdrawn: a penny more than is owed
  ${transfer(`'cash', @owed, @bank, 1, '2026-04-20', '2026-04', @staff, 'pay', @run2, null`)}
  -- two_sides: a transfer to itself
  ${transfer(`'cash', @bank, @bank, 1, '2026-04-20', '2026-04', @staff, 'adjust', @run2, null`)}
  -- transfer_credit: a transfer across books
  ${transfer(`'cash', @costs, @committed, 1, '2026-04-20', '2026-04', @staff, 'adjust', @run2, null`)}
  -- reverses_exactly: a reversal of another amount
  ${transfer(`'cash', @income, @due, 1, '2026-04-20', '2026-04', @staff, 'reverse', @t_charge1, @t_charge1`)}
  -- pay_run_approved_by_another: a pay run approved by its drafter
  insert into finance.pay_run (period_id, drafted_by, approved_by, approved_at) values ('2026-05', @staff, @staff, now())
  -- charged_once: a week charged twice
  ${charge(`'2026-04-06', @notice, '2026-04-06', 3000, 4800, 0`)}
  -- not_above_cost: a charge above the cost
  ${charge(`'2026-04-20', @notice, '2026-04-06', 3000, 2000, 3000`)}
  -- not_above_what_was_told: a charge above what was told
  ${charge(`'2026-04-20', @notice, '2026-04-06', 3000, 4800, 3001`)}
  -- charged_as_told: a charge on a notice of another amount
  ${charge(`'2026-04-20', @notice, '2026-04-06', 4000, 4800, 3500`)}
  -- not_before_told: a week before the first day charged
  ${charge(`'2026-03-23', @notice, '2026-04-06', 3000, 4800, 3000`)}
  -- DW015: a charge whose lines do not add up
  ${charge(`'2026-04-20', @notice, '2026-04-06', 3000, 4800, 3000`)}
  -- charge_line_in_week: a date of another week in a charge
  ${charge(`'2026-04-20', @notice, '2026-04-06', 3000, 4800, 3000`)};
  insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence) values (@charge9, @pay1, @ann, '2026-04-20', '2026-04-06', '2026-04-07', 4800, 3000)
  -- not_before_first_day_charged: a date before the first day charged
  insert into charging.notice (id, contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how) values (@notice9, @contribution, @ann, '2026-04-01', '2026-04-16', 3000, @staff, 'letter');
  insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version, replaces) values (@charge9, @ann, '2026-04-13', @notice9, '2026-04-16', 3000, 4800, 3000, 'x', @charge2);
  insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence) values (@charge9, @pay2, @ann, '2026-04-13', '2026-04-16', '2026-04-14', 4800, 3000)
  -- line_not_above_cost: a line above its cost
  ${charge(`'2026-04-20', @notice, '2026-04-06', 3000, 4800, 3000`)};
  insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence) values (@charge9, @pay1, @ann, '2026-04-20', '2026-04-06', '2026-04-20', 2000, 3000)
  -- DW008: a transfer in a closed period
  update finance.accounting_period set closed_at = now() where id = '2026-04';
  ${transfer(`'cash', @costs, @bank, 1, '2026-04-20', '2026-04', @staff, 'adjust', @run2, null`)}
  -- periods_do_not_overlap: two periods for one day
  insert into finance.accounting_period (id, from_date, until_date) values ('2026-04b', '2026-04-15', '2026-05-15')
  -- DW001: a transfer deleted
  delete from finance.transfer where id = @t_pay
  -- DW007: a date after the day of death
  update people.person set died_on = '2026-06-01' where id = @ann;
  insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@term, @session, @ann, '2026-10-06', 780, 960)
  -- completed_review_says_how_far: a review completed without saying how far
  ${review};
  insert into outcomes.review (review_due_id, person_id, started_on, completed_on) values (@review_due, @ann, '2026-05-01', '2026-05-02')
  -- review_due_of_this_person: a review of somebody else’s due date
  ${review};
  insert into outcomes.review (review_due_id, person_id, started_on) values (@review_due, @bob, '2026-05-01')
  -- settles_only_downward: a provisional charge settled upward
  insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, from_date, ended_on) values (@upto, @bob, 'provisional', 2000, 'x', @staff, '2026-04-06', '2026-04-05');
  insert into charging.contribution (person_id, basis, settles, settles_pence, weekly_pence, rule_version, decided_by, from_date) values (@bob, 'light_touch', @upto, 2000, 2001, 'x', @staff, '2026-04-06')
  -- DW013: more than was told “up to”
  insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, from_date, ended_on) values (@upto, @bob, 'provisional', 2000, 'x', @staff, '2026-04-06', '2026-04-05');
  insert into charging.notice (contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how, up_to) values (@upto, @bob, '2026-04-01', '2026-04-06', 2000, @staff, 'letter', true);
  insert into charging.contribution (person_id, basis, weekly_pence, rule_version, decided_by, from_date) values (@bob, 'light_touch', 2001, 'x', @staff, '2026-04-20')
`)
