import { createHash } from 'node:crypto'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Random } from '../../core/random.ts'
import { planCanon } from '../../planning/plan-canon.ts'
import { type Dates, firstMonday } from './dates.ts'
import type { Assessed } from './needs-rows.ts'
import { placeRows, seat } from './place-rows.ts'
import { outcomeWords, tierReasons } from './plan-words.ts'
import type { Resident } from './residents.ts'
import { type DemoSettings, put, type Row, type Tables } from './settings.ts'
import type { Staff } from './staff.ts'
import { rateName } from './supply-rows.ts'
import type { DemoLine } from './weeks.ts'

export interface Planning {
  readonly tables: Tables
  readonly settings: DemoSettings
  readonly staff: Staff
  readonly random: Random
  readonly dates: Dates
  readonly id: (name: string) => string
}

/** What the plan of one person came to, for what is written later. */
export interface Planned {
  readonly outcomeIds: readonly string[]
  readonly tier: 1 | 2 | 3
  readonly versionId: string
}

const shares: Record<string, number> = {
  none: 0,
  '1:1': 5040,
  '1:2': 2520,
  '1:3': 1680,
  '1:4': 1260,
  '1:6': 840,
  '1:8': 630,
}

/** An agreed plan: outcomes, tier, week, prices, both approvals, places. Agreed by `agreePlans` once its rows stand. */
export function planRows(with_: Planning, resident: Resident, lines: readonly DemoLine[], assessed: Assessed): Planned {
  const { tables, settings, staff, random } = with_
  const from = lines[0]?.from ?? settings.today
  const practitioner = staff.practitionerOf(resident.team).id
  const outcomes = outcomesOf(with_, resident, assessed, addDays(from, -20), practitioner)
  const tier = tierOf(resident, lines, from, settings)
  const tierDecision = tierRow(with_, resident, tier, from, practitioner)
  const planId = random.uuid()
  const versionId = random.uuid()
  const advocacyId = random.uuid()
  put(tables, 'people.advocacy_answer', {
    id: advocacyId,
    person_id: resident.id,
    owed: false,
    substantial_difficulty: false,
    decided_by: practitioner,
    decided_on: addDays(from, -25),
    reason: 'Took full part in planning with family and the right information',
  })
  put(tables, 'planning.plan', { id: planId, person_id: resident.id, recorded_by: practitioner })
  const chosen = lines.map((line, at) => ({ line, outcomeId: outcomes[at % outcomes.length] ?? '' }))
  const until = tier === 3 ? addDays(from, 83) : null
  const contents = hashOf(chosen, from, until)
  const yearly = lines.reduce((all, line) => all + line.pence * with_.dates.inYear(line.weekday, line.from), 0)
  put(tables, 'planning.plan_version', {
    id: versionId,
    plan_id: planId,
    person_id: resident.id,
    number: 1,
    from_date: from,
    prepared_by: practitioner,
    contents_hash: contents,
    gross_yearly_pence: yearly,
    ...measures(lines),
    provenance: 'planned',
    issued_budget_id: assessed.budgetId,
    advocacy_answer_id: advocacyId,
    reason: 'First plan',
  })
  const approvalId = approvals(with_, resident, { planId, versionId, contents, yearly, from, practitioner })
  for (const { line, outcomeId } of chosen) {
    termRows(with_, line, { planId, versionId, outcomeId, tierDecision, from, until, practitioner })
    if (line.route !== 'no_cost') placeRows(with_, line, { outcomeId, approvalId, from, until })
    else if (line.session !== undefined) seat(with_, line, until)
  }
  put(tables, 'allocation.evidenced_plan', {
    id: random.uuid(),
    answers_hash: assessed.answersHash,
    weekly_pence: lines.reduce((all, line) => all + line.pence, 0),
    plan_version_ref: versionId,
  })
  return { outcomeIds: outcomes, tier, versionId }
}

function outcomesOf(
  { tables, random }: Planning,
  resident: Resident,
  assessed: Assessed,
  on: CalendarDate,
  by: string,
): string[] {
  const fitting = outcomeWords.filter(({ item }) => assessed.eligibleItems.includes(item))
  const wanted = (fitting.length > 0 ? fitting : outcomeWords).slice(0, random.whole(2, 3))
  return wanted.map(({ item, statement, words }) => {
    const id = random.uuid()
    put(tables, 'planning.outcome', {
      id,
      person_id: resident.id,
      words: random.pick(words),
      i_statement: statement,
      care_act_item: item,
      agreed_on: on,
      recorded_by: by,
    })
    return id
  })
}

function tierOf(resident: Resident, lines: readonly DemoLine[], from: CalendarDate, settings: DemoSettings): 1 | 2 | 3 {
  if (resident.uses === 'outside' && from > addDays(settings.today, -75)) return 3
  const own = lines.filter(({ inHouse }) => inHouse).length
  return own * 2 > lines.length || resident.group === 'older' ? 1 : 2
}

function tierRow(
  { tables, random }: Planning,
  resident: Resident,
  tier: 1 | 2 | 3,
  from: CalendarDate,
  by: string,
): string {
  const id = random.uuid()
  const reviewId = tier === 3 ? random.uuid() : null
  if (reviewId !== null)
    put(tables, 'needs.review_due', {
      id: reviewId,
      person_id: resident.id,
      kind: 'planned',
      cause: 'End of enablement',
      due_on: addDays(from, 70),
      recorded_by: by,
    })
  put(tables, 'planning.tier_decision', {
    id,
    person_id: resident.id,
    suggested_tier: tier,
    suggestion: { reasons: [tierReasons[tier]] },
    tier,
    reason: tierReasons[tier],
    decided_by: by,
    decided_on: addDays(from, -18),
    from_date: addDays(from, -18),
    until_date: tier === 3 ? addDays(from, 83) : null,
    policy_days: 84,
    longer_reason: tier === 3 ? 'The twelve weeks count from the first session' : null,
    review_due_id: reviewId,
  })
  return id
}

function hashOf(
  chosen: readonly { line: DemoLine; outcomeId: string }[],
  from: CalendarDate,
  until: CalendarDate | null,
): string {
  const canon = chosen.map(({ line, outcomeId }) => ({
    plannedSessionId: line.plannedSessionId,
    outcomeId,
    place: line.session?.id ?? line.ownArrangement ?? '',
    weekday: line.weekday,
    everyWeeks: 1,
    firstMonday,
    season: 'all',
    startMinute: line.start,
    endMinute: line.end,
    supportBand: line.band,
    characteristics: [],
    from,
    until,
    prices: [{ component: 'support', route: line.route, providerId: line.providerId ?? null, perSession: line.pence }],
  }))
  return createHash('sha256').update(planCanon(canon, 'contents')).digest('hex')
}

function measures(lines: readonly DemoLine[]): Row {
  const yearly = (per: (line: DemoLine) => number) => Math.round(lines.reduce((all, line) => all + 52 * per(line), 0))
  return {
    yearly_minutes: yearly((line) => line.end - line.start),
    yearly_sessions: yearly(() => 1),
    yearly_staff_minutes: yearly((line) => ((line.end - line.start) * (shares[line.band] ?? 0)) / 5040),
    yearly_journeys: 0,
    constant_price_pence: yearly((line) => line.pence),
  }
}

/** Contents by the team's manager; cost by whoever's limit covers it. */
function approvals(
  { tables, staff, random, id }: Planning,
  resident: Resident,
  of: { planId: string; versionId: string; contents: string; yearly: number; from: CalendarDate; practitioner: string },
): string {
  const manager = staff.managerOf(resident.team)
  const payer = (manager.limitPence ?? 0) >= of.yearly ? manager : staff.commissioner
  const contentsId = random.uuid()
  const row = (about: 'contents' | 'cost', by: typeof manager, days: number): Row => ({
    id: about === 'contents' ? contentsId : random.uuid(),
    plan_version_id: of.versionId,
    plan_id: of.planId,
    about,
    approved: true,
    comment: about === 'contents' ? 'Serves the outcomes.' : 'Within the limit and enough for the needs.',
    decided_by: by.id,
    decided_on: addDays(of.from, days),
    decided_at: `${addDays(of.from, days)}T11:00:00Z`,
    prepared_by: of.practitioner,
    contents_hash: of.contents,
    gross_yearly_pence: about === 'cost' ? of.yearly : null,
    limit_id: id(`limit ${by.id}`),
    limit_pence: by.limitPence,
  })
  put(tables, 'planning.approval', row('contents', manager, -16), row('cost', payer, -10))
  return contentsId
}

interface TermOf {
  readonly planId: string
  readonly versionId: string
  readonly outcomeId: string
  readonly tierDecision: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly practitioner: string
}

function termRows({ tables, id }: Planning, line: DemoLine, of: TermOf): void {
  const person_id = line.resident.id
  put(tables, 'planning.planned_session', {
    id: line.plannedSessionId,
    person_id,
    plan_id: of.planId,
    purpose: 'support',
  })
  put(tables, 'planning.session_term', {
    id: line.id,
    planned_session_id: line.plannedSessionId,
    person_id,
    outcome_id: of.outcomeId,
    session_id: line.session?.id ?? null,
    own_arrangement: line.ownArrangement ?? null,
    weekday: line.weekday,
    first_monday: firstMonday,
    start_minute: line.start,
    end_minute: line.end,
    support_band: line.band,
    from_date: of.from,
    until_date: of.until,
    tier_decision_id: of.tierDecision,
    agreed_at: `${addDays(of.from, -8)}T09:00:00Z`,
    recorded_by: of.practitioner,
    reason: 'Agreed with the plan',
  })
  put(tables, 'planning.plan_version_term', { plan_version_id: of.versionId, term_id: line.id, person_id })
  put(tables, 'planning.budget_line', {
    id: line.budgetLineId,
    term_id: line.id,
    person_id,
    component: 'support',
    route: line.route,
    provider_id: line.route === 'no_cost' ? null : line.providerId,
    in_house: line.route === 'no_cost' ? null : line.inHouse,
    rate_id: line.lot === undefined ? null : id(rateName(line)),
    per_session_pence: line.pence,
    council_share_pence: line.pence,
    from_date: of.from,
    until_date: of.until,
    recorded_by: of.practitioner,
    reason: 'Price of the schedule',
  })
  if (line.pence > 0)
    put(tables, 'planning.payer_share', {
      budget_line_id: line.budgetLineId,
      payer: 'council',
      legal_ground: 'care_act',
      share_pence: line.pence,
    })
}
