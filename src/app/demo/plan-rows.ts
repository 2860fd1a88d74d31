import { createHash } from 'node:crypto'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import type { AssessedItem } from '../../needs/index.ts'
import { planCanon } from '../../planning/plan-canon.ts'
import { suggestTier } from '../../planning/suggest-tier.ts'
import { firstMonday } from './dates.ts'
import { datesOfLine, ENABLEMENT_DAYS, evidencedPlan } from './evidenced-plan.ts'
import type { Assessed } from './needs-rows.ts'
import { placeRows, referralRows } from './place-rows.ts'
import { otherWaysWords, outcomeWords, tierReasons } from './plan-words.ts'
import type { Planning } from './planning.ts'
import type { Resident } from './residents.ts'
import { type DemoSettings, put, type Row } from './settings.ts'
import { workerShares } from './supply-rows.ts'
import { termRows } from './term-rows.ts'
import type { DemoLine } from './weeks.ts'

/** How far a plan has come: sent for approval, its contents approved, agreed but without places, or placed. */
export type PlanStage = 'waiting' | 'contents' | 'agreed' | 'placed'

/** On what day a row was kept, and by whom. */
interface Kept {
  readonly on: CalendarDate
  readonly by: string
}

/** What the plan of one person came to, for what is written later. */
export interface Planned {
  readonly outcomeIds: readonly string[]
  readonly tier: 1 | 2 | 3
  readonly versionId: string
}

/** An agreed plan: outcomes, tier, week, prices, both approvals, places. Agreed by `agreePlans` once its rows stand. */
export function planRows(
  with_: Planning,
  resident: Resident,
  lines: readonly DemoLine[],
  assessed: Assessed,
  stage: PlanStage = 'placed',
): Planned {
  const { tables, settings, staff, random } = with_
  const from = lines[0]?.from ?? settings.today
  const practitioner = staff.practitionerOf(resident.team).id
  const outcomes = outcomesOf(with_, resident, assessed, { on: addDays(from, -20), by: practitioner })
  const chosen = lines.map((line, at) => ({ line, outcomeId: outcomes[at % outcomes.length]?.id ?? '' }))
  const served = outcomes.slice(0, lines.length).map(({ item }) => item)
  metOtherwise(
    with_,
    resident,
    assessed.eligibleItems.filter((item) => !served.includes(item)),
    { on: addDays(from, -20), by: practitioner },
  )
  const tier = tierOf(resident, lines, from, settings)
  const tierDecision = tierRow(with_, resident, { tier, assessed }, { from, by: practitioner })
  const planId = random.uuid()
  const versionId = random.uuid()
  const advocacyId = advocacyRow(with_, resident, { on: addDays(from, -25), by: practitioner })
  put(tables, 'planning.plan', { id: planId, person_id: resident.id, recorded_by: practitioner })
  const until = tier === 3 ? addDays(from, ENABLEMENT_DAYS - 1) : null
  const contents = hashOf(chosen, from, until)
  const yearly = lines.reduce((all, line) => all + line.pence * datesOfLine(with_, line, until), 0)
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
  const approvalId = approvals(with_, resident, { planId, versionId, contents, yearly, from, practitioner }, stage)
  for (const { line, outcomeId } of chosen) {
    const agreed = stage === 'agreed' || stage === 'placed'
    termRows(with_, line, { planId, versionId, outcomeId, tierDecision, from, until, practitioner, agreed })
    if (stage === 'placed') placeRows(with_, line, { outcomeId, approvalId: approvalId ?? '', from, until })
    else if (approvalId !== undefined && line.route !== 'no_cost') referralRows(with_, line, { outcomeId, approvalId })
  }
  if (stage === 'placed') evidencedPlan(with_, resident, lines, { assessed, versionId, yearly, from, until })
  return { outcomeIds: outcomes.map(({ id }) => id), tier, versionId }
}

function advocacyRow({ tables, random }: Planning, resident: Resident, { on, by }: Kept): string {
  const id = random.uuid()
  put(tables, 'people.advocacy_answer', {
    id,
    person_id: resident.id,
    owed: false,
    substantial_difficulty: false,
    decided_by: by,
    decided_on: on,
    reason: 'Took full part in planning with family and the right information',
  })
  return id
}

function outcomesOf(
  { tables, random }: Planning,
  resident: Resident,
  assessed: Assessed,
  { on, by }: Kept,
): { id: string; item: AssessedItem }[] {
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
    return { id, item }
  })
}

/** How each eligible need that the week does not serve is met. */
function metOtherwise(
  { tables, id }: Planning,
  resident: Resident,
  items: readonly AssessedItem[],
  { on, by }: Kept,
): void {
  for (const item of items) {
    const way = otherWaysWords[item as keyof typeof otherWaysWords]
    if (way === undefined) continue
    put(tables, 'planning.need_met_otherwise', {
      id: id(`met otherwise ${resident.id} ${item}`),
      person_id: resident.id,
      care_act_item: item,
      how: way.how,
      words: way.words[resident.bornOn.charCodeAt(9) % way.words.length] ?? '',
      agreed_on: on,
      recorded_by: by,
    })
  }
}

function tierOf(resident: Resident, lines: readonly DemoLine[], from: CalendarDate, settings: DemoSettings): 1 | 2 | 3 {
  if (resident.uses === 'outside' && from > addDays(settings.today, -75)) return 3
  const own = lines.filter(({ inHouse }) => inHouse).length
  return own * 2 > lines.length || resident.group === 'older' ? 1 : 2
}

function tierRow(
  { tables, random }: Planning,
  resident: Resident,
  { tier, assessed }: { tier: 1 | 2 | 3; assessed: Assessed },
  { from, by }: { from: CalendarDate; by: string },
): string {
  const id = random.uuid()
  const suggestion = suggestTier({
    levels: assessed.levels,
    outcomes: outcomeWords.map(({ item, statement }) => ({ careActItem: item, iStatement: statement })),
    pointOfEntry: true,
  })
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
    suggested_tier: suggestion.tier,
    suggestion,
    tier,
    reason: tierReasons[tier],
    decided_by: by,
    decided_on: addDays(from, -18),
    from_date: tier === 3 ? from : addDays(from, -18),
    until_date: tier === 3 ? addDays(from, ENABLEMENT_DAYS - 1) : null,
    policy_days: ENABLEMENT_DAYS,
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
    characteristics: line.things,
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
    yearly_staff_minutes: yearly(
      (line) => ((line.end - line.start) * (workerShares[line.band] ?? 0)) / sharesOfAWorker,
    ),
    yearly_journeys: 0,
    constant_price_pence: yearly((line) => line.pence),
  }
}

/** Contents by the team's manager; cost by whoever's limit covers it. */
function approvals(
  { tables, staff, random, id }: Planning,
  resident: Resident,
  of: { planId: string; versionId: string; contents: string; yearly: number; from: CalendarDate; practitioner: string },
  stage: PlanStage,
): string | undefined {
  if (stage === 'waiting') return undefined
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
  put(tables, 'planning.approval', row('contents', manager, -16))
  if (stage !== 'contents') put(tables, 'planning.approval', row('cost', payer, -10))
  return contentsId
}
