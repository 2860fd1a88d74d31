import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { calendarFor } from '../../directory/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { planFigures } from '../plan-figures.ts'
import { agree } from './approvals.ts'
import { addLine } from './draft.ts'
import { openVersion } from './version-rows.ts'
import { insertVersion, withdrawOpen } from './versions.ts'
import { sessionsOfVersion } from './week.ts'

/**
 * A price that became known only with an offer: the draft line's price ends before it began, the offered one stands instead,
 * and the next version is made with the same contents, so that only its cost is approved again, and not even that when it
 * does not rise above what was approved. Gives the new version and whether it could be agreed at once.
 */
export async function proposePrice(
  tx: Tx,
  wanted: { termId: string; providerId: string; perSession: Pence; rateId?: string | undefined; reason: string },
): Promise<{ versionId: string; agreed: boolean }> {
  const line = await tx.maybe<{
    personId: string
    agreed: boolean
    route: 'council_managed' | 'provider_managed' | 'direct_payment' | 'prepaid_card'
    fromDate: CalendarDate
    untilDate: CalendarDate | null
  }>(sql`
    select t.person_id as "personId", t.agreed, b.route, t.from_date as "fromDate", t.until_date as "untilDate"
      from planning.session_term t join planning.budget_line b on b.term_id = t.id and b.component = 'support' and not isempty(b.in_force)
     where t.id = ${wanted.termId} order by b.recorded_at desc limit 1`)
  if (line === undefined) throw new NotFound('planned session')
  if (line.agreed) throw new Refused('line_is_agreed')
  const open = await openVersion(tx, line.personId)
  if (open === undefined) throw new Refused('version_withdrawn')
  await tx.query(sql`
    update planning.budget_line set ended_on = from_date - 1 where term_id = ${wanted.termId} and component = 'support' and ended_on is null`)
  await addLine(tx, {
    ...wanted,
    personId: line.personId,
    component: 'support',
    route: line.route,
    otherPayers: [],
    from: line.fromDate,
    until: line.untilDate ?? undefined,
  })
  const sessions = await sessionsOfVersion(tx, open.versionId)
  const figures = planFigures(sessions, await calendarFor(tx), open.fromDate)
  await withdrawOpen(tx, line.personId)
  const versionId = await insertVersion(tx, {
    planId: open.planId,
    personId: line.personId,
    from: open.fromDate,
    reason: wanted.reason,
    sessions,
    figures,
    budgetId: open.issuedBudgetId,
    advocacyId: open.advocacyAnswerId,
  })
  const next = await openVersion(tx, line.personId)
  if (next?.contentsApproved && next.costApproved) {
    await agree(tx, versionId)
    return { versionId, agreed: true }
  }
  return { versionId, agreed: false }
}
