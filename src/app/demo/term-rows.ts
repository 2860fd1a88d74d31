import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { firstMonday } from './dates.ts'
import type { Planning } from './planning.ts'
import { put } from './settings.ts'
import { rateName } from './supply-rows.ts'
import type { DemoLine } from './weeks.ts'

interface TermOf {
  readonly planId: string
  readonly versionId: string
  readonly outcomeId: string
  readonly tierDecision: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly practitioner: string
  readonly agreed: boolean
}

/** Ways that cost the council nothing beyond the session, in the mix of the demo borough. */
const ways = ['family', 'bus', 'family', 'motability', 'travel_training', 'family', 'bus', 'walk'] as const

/** How the person gets to a session at a place: decided with the plan, and never paid for apart. */
function transportRow({ tables, id }: Pick<Planning, 'tables' | 'id'>, line: DemoLine, of: TermOf): void {
  if (line.session?.siteId === undefined) return
  const near = line.session.area === line.resident.area
  const way = ways[line.resident.number % ways.length] ?? 'family'
  const mode = way === 'walk' && !near ? 'family' : way
  put(tables, 'planning.transport_decision', {
    id: id(`transport ${line.plannedSessionId}`),
    person_id: line.resident.id,
    planned_session_id: line.plannedSessionId,
    needed: false,
    funded: false,
    mode,
    decided_by: of.practitioner,
    decided_on: addDays(of.from, -18),
    reason: 'Talked through with the person when the week was planned',
  })
}

/** One line of a plan: its identity, its term, its money and who pays it. */
export function termRows({ tables, id }: Planning, line: DemoLine, of: TermOf): void {
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
    characteristics: line.things,
    from_date: of.from,
    until_date: of.until,
    tier_decision_id: of.tierDecision,
    agreed_at: of.agreed ? `${addDays(of.from, -8)}T09:00:00Z` : null,
    recorded_by: of.practitioner,
    reason: 'Agreed with the plan',
  })
  transportRow({ tables, id }, line, of)
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
