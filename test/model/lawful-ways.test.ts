import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/databases.ts'
import { jobWho } from '../support/who.ts'
import {
  agreed,
  approved,
  assessedAndIssued,
  contributionAndDraft,
  needsAndBudget,
  peopleAndSupply,
  placed,
} from './story-a.ts'
import { count, refusalOf, walk } from './walk.ts'

const before = [
  peopleAndSupply,
  needsAndBudget,
  assessedAndIssued,
  contributionAndDraft,
  approved,
  agreed,
  placed,
].join('\n')

/** Story (c): twelve weeks of enablement agreed, ended well at week ten, then a shared direct payment. */
const enablement = `
  insert into needs.review_due (id, person_id, kind, cause, due_on, recorded_by) values (@due10, @bob, 'planned', 'enablement', '2027-03-19', @staff);
  insert into planning.tier_decision (id, person_id, suggested_tier, tier, reason, decided_by, decided_on, reablement, reablement_reason, from_date, until_date, review_due_id) values (@tier3, @bob, 3, 3, 'wants to travel alone', @boss, '2027-01-05', true, 'to regain what was lost', '2027-01-08', '2027-04-01', @due10);
  insert into charging.free_period (id, person_id, ground, from_date, until_date, decided_by) values (@free, @bob, 'reablement', '2027-01-08', '2027-02-18', @boss);
  insert into planning.plan (id, person_id) values (@bobs_plan, @bob);
  insert into planning.planned_session (id, person_id, plan_id, purpose) values (@friday, @bob, @bobs_plan, 'support'), (@anns_friday, @ann, @plan, 'support');
  insert into planning.session_term (id, planned_session_id, person_id, outcome_id, own_arrangement, weekday, first_monday, start_minute, end_minute, support_band, from_date, until_date, tier_decision_id, free_period_id, recorded_by, reason, agreed_at) values (@bobs_term, @friday, @bob, @bobs_outcome, 'enablement worker', 5, '2027-01-04', 600, 780, '1:1', '2027-01-08', '2027-04-01', @tier3, @free, @staff, 'tier 3', now());
  insert into planning.budget_line (id, term_id, person_id, component, route, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@bobs_line, @bobs_term, @bob, 'support', 'council_managed', 6000, 6000, '2027-01-08', @staff, 'price');
  insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@bobs_line, 'council', 'care_act', 6000);
`
const exit = `
  insert into outcomes.review (id, review_due_id, person_id, started_on) values (@review, @due10, @bob, '2027-03-17');
  insert into outcomes.review_outcome (review_id, person_id, outcome_id, voice, met, words, recorded_by) values (@review, @bob, @bobs_outcome, 'person', 'Fully met', 'I go on my own now', @staff), (@review, @bob, @bobs_outcome, 'practitioner', 'Partially met', 'still rings when late', @staff);
  update outcomes.review set completed_on = '2027-03-18', method = 'face to face', outcomes_achieved = 'Fully met', event_outcome = 'change of support', decided_by = @boss where id = @review;
  insert into outcomes.enablement_exit (tier_decision_id, person_id, review_id, exit_on, result, next_tier, decided_by, reason) values (@tier3, @bob, @review, '2027-03-18', 'less_support', 2, @boss, 'achieved at week ten');
  update needs.review_due set settled_on = '2027-03-18', settlement = 'reviewed', settled_by = @boss where id = @due10;
  update planning.session_term set ended_on = '2027-03-18', end_reason = 'enablement achieved' where id = @bobs_term;
  update planning.tier_decision set ended_on = '2027-03-18' where id = @tier3;
  insert into planning.tier_decision (person_id, suggested_tier, tier, reason, decided_by, decided_on, from_date) values (@bob, 2, 2, 'travels alone', @boss, '2027-03-18', '2027-03-19');
  insert into planning.pool (id, name, held_by) values (@pool, 'Ann and Bob on Fridays', @ann);
  insert into planning.pool_member (pool_id, person_id, from_date, recorded_by) values (@pool, @ann, '2027-03-19', @staff), (@pool, @bob, '2027-03-19', @staff);
  insert into planning.session_term (id, planned_session_id, person_id, outcome_id, own_arrangement, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason, agreed_at) values (@bobs_next, @friday, @bob, @bobs_outcome, 'personal assistant shared with a friend', 5, '2027-01-04', 600, 780, '1:2', '2027-03-19', @staff, 'tier 2', now()), (@anns_next, @anns_friday, @ann, @outcome, 'personal assistant shared with a friend', 5, '2027-01-04', 600, 780, '1:2', '2027-03-19', @staff, 'with Bob', now());
  insert into planning.budget_line (id, term_id, person_id, component, route, pool_id, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@half1, @bobs_next, @bob, 'support', 'direct_payment', @pool, 2400, 2400, '2027-03-19', @staff, 'half of 3 hours at £16'), (@half2, @anns_next, @ann, 'support', 'direct_payment', @pool, 2400, 2400, '2027-03-19', @staff, 'half of 3 hours at £16');
  insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@half1, 'council', 'care_act', 2400), (@half2, 'council', 'care_act', 2400);
  set constraints all immediate;
  set constraints all deferred;
`
const chargeOn = (date: string, week: string, id: string) => `
  insert into delivery.occasion (id, term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@date${id}, @bobs_term, @friday, @bob, '${date}', 600, 780);
  insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at) values (@mark${id}, @date${id}, 'attended', @staff, '${date} 14:00Z');
  insert into finance.pay_line (id, occasion_id, term_id, person_id, on_date, budget_line_id, agreed_pence, mark_id, amount_pence) values (@pay${id}, @date${id}, @bobs_term, @bob, '${date}', @bobs_line, 6000, @mark${id}, 6000);
  insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version) values (@charge${id}, @bob, '${week}', @bobs_notice, '2027-01-08', 2000, 6000, 2000, 'x');
  insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence) values (@charge${id}, @pay${id}, @bob, '${week}', '2027-01-08', '${date}', 6000, 2000);
`
const bobIsTold = `
  insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, from_date) values (@bobs_contribution, @bob, 'light_touch', 2000, 'x', @staff, '2027-01-08');
  insert into charging.notice (id, contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how) values (@bobs_notice, @bobs_contribution, @bob, '2027-01-07', '2027-01-08', 2000, @staff, 'letter');
`

onBothDatabases('lawful life the tables must admit', (open) => {
  test('enablement ends early, its agreed end stays readable, and two friends share a personal assistant', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(tx, `${before}\n${enablement}\n${exit}`)
      expect(
        await walk(tx, `select until_date::text, ended_on::text from planning.session_term where id = @bobs_term`),
      ).toEqual([{ until_date: '2027-04-01', ended_on: '2027-03-18' }])
      expect(
        await count(
          tx,
          `select sum(per_session_pence) from planning.published_budget_line where pool_id = @pool and in_force @> date '2027-03-26'`,
        ),
      ).toBe(4800)
      expect(
        await count(tx, `select count(*) from needs.review_due where id = @due10 and settled_on is not null`),
      ).toBe(1)
    })
  })

  test('the first six weeks of reablement are never charged, whatever the free period says; the seventh may be', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(tx, `${before}\n${enablement}\n${bobIsTold}`)
      expect(await refusalOf(tx, chargeOn('2027-02-12', '2027-02-08', '6'))).toBe('DW014')
      expect(await refusalOf(tx, chargeOn('2027-02-19', '2027-02-15', '7'))).toBe('not refused')
      await walk(
        tx,
        `insert into charging.free_period (id, person_id, ground, from_date, until_date, decided_by) values (@short_free, @bob, 'intermediate_care', '2027-01-08', '2027-01-10', @boss), (@long_free, @bob, 'reablement', '2027-01-08', '2027-06-30', @boss)`,
      )
      expect(
        await walk(
          tx,
          `select charging.free_on(@short_free, '2027-02-18') as sixth, charging.free_on(@short_free, '2027-02-19') as seventh, charging.free_on(@long_free, '2027-06-30') as longer, charging.free_on(@long_free, '2027-07-01') as after`,
        ),
      ).toEqual([{ sixth: true, seventh: false, longer: true, after: false }])
    })
  })

  test('urgent care is agreed under one named decision, before any budget, within its ceiling', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(
        tx,
        `${peopleAndSupply}
         insert into needs.urgent_decision (id, person_id, decided_by, decided_on, weekly_ceiling_pence, assess_by, until_date, reason) values (@urgent, @ann, @boss, '2026-04-20', 5000, '2026-05-15', '2026-05-31', 'carer in hospital');
         insert into planning.plan (id, person_id) values (@plan, @ann);
         insert into planning.planned_session (id, person_id, plan_id, purpose) values (@session, @ann, @plan, 'support');
         insert into planning.session_term (id, planned_session_id, person_id, own_arrangement, weekday, first_monday, start_minute, end_minute, support_band, from_date, until_date, provenance, urgent_decision_id, urgent_until, recorded_by, reason) values (@term, @session, @ann, 'sitter', 4, '2026-04-06', 600, 660, '1:1', '2026-04-20', '2026-05-31', 'urgent', @urgent, '2026-05-31', @staff, 'carer in hospital');
         insert into planning.budget_line (id, term_id, person_id, component, route, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@line, @term, @ann, 'support', 'council_managed', 5000, 5000, '2026-04-20', @staff, 'x');
         insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@line, 'council', 'care_act', 5000);
         insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, provenance, urgent_decision_id, urgent_until) values (@version, @plan, @ann, 1, '2026-04-20', @staff, 'u', 30000, 'urgent', @urgent, '2026-05-31');
         insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version, @term, @ann);
         update planning.session_term set agreed_at = now() where id = @term;
         update planning.plan_version set agreed_at = now() where id = @version;
         insert into brokerage.referral (id, term_id, person_id, provenance, opened_on, recorded_by) values (@referral, @term, @ann, 'urgent', '2026-04-20', @staff);
         insert into brokerage.placement (term_id, person_id, provider_id, from_date, until_date, provenance, recorded_by) values (@term, @ann, @provider, '2026-04-20', '2026-05-31', 'urgent', @staff);
         insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@term, @session, @ann, '2026-04-23', 600, 660);
         set constraints all immediate`,
      )
      expect(await count(tx, `select count(*) from delivery.published_occasion where person_id = @ann`)).toBe(1)
    })
  })

  test('a migrated package is accepted at its old figures, flagged, with the review that puts it right', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(
        tx,
        `${peopleAndSupply}
         insert into needs.review_due (id, person_id, kind, cause, due_on, recorded_by) values (@due, @ann, 'planned', 'migrated package', '2026-09-01', @staff);
         insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, from_date) values (@contribution, @ann, 'migrated', 1234, 'old system', @staff, '2026-04-06');
         insert into charging.notice (id, contribution_id, person_id, provenance, first_day_charged, weekly_pence, told_by, how) values (@notice, @contribution, @ann, 'migrated', '2026-04-06', 1234, @staff, 'old system');
         insert into planning.plan (id, person_id) values (@plan, @ann);
         insert into planning.planned_session (id, person_id, plan_id, purpose) values (@session, @ann, @plan, 'support');
         insert into planning.session_term (id, planned_session_id, person_id, session_id, weekday, first_monday, start_minute, end_minute, support_band, from_date, provenance, review_due_id, recorded_by, reason, agreed_at) values (@term, @session, @ann, @tuesday, 2, '2026-04-06', 780, 960, '1:2', '2026-04-06', 'migrated', @due, @staff, 'old system', now());
         insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, provenance, review_due_id) values (@version, @plan, @ann, 1, '2026-04-06', @staff, 'old', 244800, 'migrated', @due);
         insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version, @term, @ann);
         update planning.plan_version set agreed_at = now() where id = @version;
         insert into brokerage.placement (term_id, person_id, provider_id, from_date, provenance, recorded_by) values (@term, @ann, @provider, '2026-04-06', 'migrated', @staff)`,
      )
      expect(await walk(tx, `select provenance from planning.published_version where person_id = @ann`)).toEqual([
        { provenance: 'migrated' },
      ])
    })
  })

  test('a line shared between payers adds to its price, each share with its legal ground; a cheaper price keeps its approval', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(
        tx,
        `${before}
         update planning.budget_line set ended_on = '2026-06-30' where id = @line;
         insert into planning.budget_line (id, term_id, person_id, component, route, provider_id, in_house, per_session_pence, council_share_pence, from_date, recorded_by, reason) values (@line2, @term, @ann, 'support', 'council_managed', @provider, false, 4700, 2350, '2026-07-01', @staff, 'half by the NHS');
         insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (@line2, 'council', 'care_act', 2350), (@line2, 'nhs', 'joint_funding', 2350);
         insert into needs.review_due (id, person_id, kind, cause, due_on, recorded_by) values (@due, @ann, 'planned', 'yearly', '2026-06-01', @staff);
         insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, issued_budget_id, advocacy_answer_id, yearly_minutes, yearly_sessions, yearly_staff_minutes, constant_price_pence) values (@version2, @plan, @ann, 2, '2026-07-01', @staff, 'contents 1', 4700 * 51, @budget, @advocacy, 51 * 180, 51, 51 * 90, 4800 * 51);
         insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version2, @term, @ann);
         update planning.plan_version set agreed_at = now() where id = @version2;
         set constraints all immediate`,
      )
      expect(
        await count(
          tx,
          `select count(*) from planning.plan_version where id = @version2 and contents_approval_id = @contents and cost_approval_id = @cost`,
        ),
      ).toBe(1)
    })
  })

  test('less than before is agreed with review, reasons, carer impact, notice and the way to complain', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(
        tx,
        `${before}
         insert into needs.review_due (id, person_id, kind, cause, due_on, recorded_by) values (@due, @ann, 'planned', 'yearly', '2026-06-01', @staff);
         insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, issued_budget_id, advocacy_answer_id, yearly_minutes, yearly_sessions, yearly_staff_minutes, constant_price_pence) values (@version2, @plan, @ann, 2, '2026-07-01', @staff, 'contents 1', 4800 * 51, @budget, @advocacy, 51 * 120, 51, 51 * 90, 4800 * 51);
         insert into planning.plan_version_term (plan_version_id, term_id, person_id) values (@version2, @term, @ann);
         insert into planning.cut_guard (plan_version_id, person_id, measure, was, becomes, review_due_id, reasons, carer_impact, told_on, first_day, complaint_route_told, decided_by) values (@version2, @ann, 'hours', 51 * 180, 51 * 120, @due, 'Ann asked to finish earlier', 'none: no carer relies on it', '2026-06-01', '2026-07-01', true, @boss);
         update planning.plan_version set agreed_at = now() where id = @version2`,
      )
      expect(
        await count(tx, `select count(*) from planning.plan_version where id = @version2 and agreed_at is not null`),
      ).toBe(1)
    })
  })
})
