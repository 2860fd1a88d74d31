import { raw, sql, type Tx } from '../../../platform/db.ts'
import type { Row, Tables } from '../settings.ts'

/** The order in which tables are filled: what others point to comes first. */
const order = [
  'platform.account',
  'people.team',
  'people.person',
  'people.person_name',
  'people.address',
  'people.contact_way',
  'people.client_detail',
  'people.identifier',
  'people.communication_need',
  'people.care_relation',
  'people.authority',
  'people.consent',
  'people.advocacy_answer',
  'people.tie',
  'people.team_of_person',
  'people.team_of_staff',
  'directory.gazetteer_place',
  'directory.organisation',
  'directory.site',
  'directory.opportunity',
  'directory.opportunity_site',
  'directory.calendar_period',
  'directory.session',
  'directory.capacity',
  'market.provider',
  'market.framework',
  'market.lot',
  'market.room',
  'market.session_room',
  'market.roster',
  'market.framework_notice',
  'market.application',
  'market.application_lot',
  'market.check_item',
  'market.decision',
  'market.call',
  'market.call_version',
  'market.call_question',
  'market.call_reply',
  'market.call_offer',
  'market.call_decision',
  'market.call_end',
  'market.call_message',
  'directory.wish',
  'market.least_hours',
  'market.admission',
  'market.cost_sheet',
  'market.cost_sheet_line',
  'market.open_book',
  'market.open_book_cost',
  'market.open_book_income',
  'market.rate',
  'market.block_contract',
  'market.block_instalment',
  'market.price_question',
  'market.price_reason',
  'market.price_review',
  'market.uplift_proposal',
  'market.document',
  'market.rate_proposal',
  'brokerage.message',
  'brokerage.message_read',
  'directory.published_cost',
  'market.assurance_visit',
  'market.visit_finding',
  'market.assurance_action',
  'market.action_step',
  'market.concern',
  'market.concern_decision',
  'market.voice',
  'market.voice_check',
  'market.voice_answer',
  'market.rating_decision',
  'directory.published_rating',
  'directory.entry_check',
  'directory.entry_proposal',
  'directory.site_proposal',
  'directory.entry_pause',
  'directory.entry_reminder',
  'directory.fault_report',
  'directory.feed_source',
  'directory.feed_run',
  'directory.entry_change',
  'needs.contact',
  'needs.assessment',
  'needs.assessed_level',
  'needs.eligibility_decision',
  'needs.review_due',
  'allocation.table_version',
  'allocation.indicative_budget',
  'allocation.indicative_line',
  'allocation.sufficiency_check',
  'allocation.exception',
  'allocation.issue',
  'charging.policy_switch',
  'charging.financial_assessment',
  'charging.working_line',
  'charging.contribution',
  'charging.notice',
  'planning.outcome',
  'planning.need_met_otherwise',
  'planning.tier_decision',
  'planning.approval_limit',
  'planning.plan',
  'planning.plan_version',
  'planning.planned_session',
  'planning.session_term',
  'planning.plan_version_term',
  'planning.transport_decision',
  'planning.budget_line',
  'planning.payer_share',
  'planning.approval',
  'allocation.evidenced_plan',
  'allocation.plan_finding',
  'directory.standing_place',
  'brokerage.referral',
  'brokerage.offer',
  'brokerage.placement',
  'brokerage.failed_match',
  'delivery.pay_rule',
  'outcomes.progress',
  'outcomes.review',
  'outcomes.review_outcome',
  'finance.cost_centre',
  'finance.budget',
] as const

const ROWS_AT_ONCE = 4000

/** Fills the tables, thousands of rows a statement, as the owner: the usual way in is one person at a time. */
export async function insertTables(tx: Tx, tables: Tables): Promise<void> {
  const known = new Set<string>(order)
  for (const table of tables.keys())
    if (!known.has(table)) throw new Error(`Bug: ${table} has no place in the order of filling`)
  for (const table of order) await insertRows(tx, table, tables.get(table) ?? [])
}

async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const alike = new Map<string, Row[]>()
  for (const row of rows) {
    const shape = Object.keys(row).join(', ')
    const there = alike.get(shape)
    if (there === undefined) alike.set(shape, [row])
    else there.push(row)
  }
  for (const [columns, same] of alike)
    for (let at = 0; at < same.length; at += ROWS_AT_ONCE)
      await tx.query(sql`
        insert into ${raw(table)} (${raw(columns)})
        select ${raw(columns)} from jsonb_populate_recordset(null::${raw(table)}, ${JSON.stringify(same.slice(at, at + ROWS_AT_ONCE))}::jsonb)`)
}
