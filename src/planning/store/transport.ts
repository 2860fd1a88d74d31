import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type TransportOption, type TriedOption, transportDecision } from '../transport-decision.ts'
import { addLine } from './draft.ts'

/** How a person gets to one planned session, and what was looked at first. */
export interface NewTransportDecision {
  readonly personId: string
  readonly termId: string
  readonly chosen: TransportOption
  readonly tried: readonly TriedOption[]
  readonly assessedNeed: boolean
  readonly reason: string
  /** What one day's transport costs, when it is paid for. */
  readonly perSession?: Pence | undefined
}

/** Records how a person gets to a planned session; paid transport adds its own budget line. Refused as the transport rule says. */
export async function decideTransport(tx: Tx, decision: NewTransportDecision): Promise<string> {
  const ruled = transportDecision(decision)
  if (!ruled.ok) throw new Refused(ruled.refusals[0] ?? 'transport_undecided')
  const term = await tx.maybe<{
    plannedSessionId: string
    fromDate: CalendarDate
    untilDate: CalendarDate | null
    agreed: boolean
  }>(sql`
    select t.planned_session_id as "plannedSessionId", t.from_date as "fromDate", t.until_date as "untilDate", t.agreed
      from planning.session_term t where t.id = ${decision.termId} and t.person_id = ${decision.personId} and t.withdrawn_at is null`)
  if (term === undefined) throw new NotFound('planned session')
  if (term.agreed) throw new Refused('line_is_agreed')
  if (ruled.value.funded && (decision.perSession ?? 0) === 0) throw new Refused('transport_needs_a_price')
  const id = newId()
  await tx.query(sql`
    insert into planning.transport_decision (id, person_id, planned_session_id, needed, funded, options_tried, mode, decided_by, decided_on, reason)
    values (${id}, ${decision.personId}, ${term.plannedSessionId}, ${decision.assessedNeed}, ${ruled.value.funded}, ${JSON.stringify(decision.tried)}::jsonb,
      ${decision.chosen}, ${actor(tx)}, ${tx.today}, ${decision.reason})`)
  await tx.query(sql`
    update planning.budget_line set ended_on = from_date - 1 where term_id = ${decision.termId} and component = 'transport' and ended_on is null`)
  if (ruled.value.funded && decision.perSession !== undefined)
    await addLine(tx, {
      termId: decision.termId,
      personId: decision.personId,
      component: 'transport',
      route: 'council_managed',
      perSession: decision.perSession,
      otherPayers: [],
      transportDecisionId: id,
      from: term.fromDate,
      until: term.untilDate ?? undefined,
      reason: decision.reason,
    })
  await audit(tx, {
    action: 'planning/transport-decided',
    subject: 'transport_decision',
    subjectId: id,
    personId: decision.personId,
    detail: { mode: decision.chosen, funded: ruled.value.funded },
  })
  return id
}
