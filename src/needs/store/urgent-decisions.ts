import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type UrgentCare, urgentCare } from '../urgent-care.ts'

/** A recorded decision to meet needs that cannot wait for the assessment. */
export interface UrgentDecision {
  readonly urgentDecisionId: string
  readonly personId: string
  readonly decidedOn: CalendarDate
  readonly decidedByName: string | null
  readonly weeklyCeilingPence: Pence
  readonly assessBy: CalendarDate
  readonly untilDate: CalendarDate
  readonly reason: string
}

/** Records urgent care, decided today by whoever acts. Refused as `urgentCare` says. */
export async function decideUrgentCare(tx: Tx, personId: string, care: Omit<UrgentCare, 'decidedOn'>): Promise<string> {
  const decided = urgentCare({ ...care, decidedOn: tx.today })
  if (!decided.ok) throw new Refused(decided.refusals.join())
  const id = newId()
  await tx.query(sql`
    insert into needs.urgent_decision (id, person_id, decided_by, decided_on, weekly_ceiling_pence, assess_by, until_date, reason)
    values (${id}, ${personId}, ${actor(tx)}, ${tx.today}, ${care.weeklyCeilingPence}, ${care.assessBy}, ${care.untilDate}, ${care.reason})`)
  await audit(tx, {
    action: 'needs/urgent-care-decided',
    subject: 'urgent_decision',
    subjectId: id,
    personId,
    detail: { weeklyCeilingPence: care.weeklyCeilingPence, assessBy: care.assessBy, untilDate: care.untilDate },
  })
  return id
}

/** A person's urgent decisions, the newest first. */
export function urgentDecisionsOf(tx: Tx, personId: string): Promise<UrgentDecision[]> {
  return tx.query<UrgentDecision>(sql`
    select u.id as "urgentDecisionId", u.person_id as "personId", u.decided_on as "decidedOn", s.name as "decidedByName",
           u.weekly_ceiling_pence as "weeklyCeilingPence", u.assess_by as "assessBy", u.until_date as "untilDate", u.reason
      from needs.urgent_decision u left join platform.published_staff s on s.staff_id = u.decided_by
     where u.person_id = ${personId} order by u.decided_on desc, u.id desc`)
}

/** Urgent decisions that are not over, of the people whom the reader may see: those not assessed yet first, the earliest due on top. */
export async function urgentDecisionsNow(
  tx: Tx,
  page: number,
): Promise<{ decisions: (UrgentDecision & { personName: string; assessedOn: CalendarDate | null })[]; found: number }> {
  const decisions = await tx.query<
    UrgentDecision & { personName: string; assessedOn: CalendarDate | null; found: number }
  >(sql`
    select u.id as "urgentDecisionId", u.person_id as "personId", p.name as "personName", u.decided_on as "decidedOn", s.name as "decidedByName",
           u.weekly_ceiling_pence as "weeklyCeilingPence", u.assess_by as "assessBy", u.until_date as "untilDate", u.reason,
           a.on_date as "assessedOn", count(*) over ()::int as found
      from needs.urgent_decision u join people.published_person p on p.person_id = u.person_id
      left join platform.published_staff s on s.staff_id = u.decided_by
      left join lateral (select min(x.completed_on) as on_date from needs.assessment x where x.person_id = u.person_id and x.completed_on >= u.decided_on) a on true
     where p.died_on is null and (u.until_date >= ${tx.today}::date or a.on_date is null)
     order by a.on_date is not null, u.assess_by, u.id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`)
  return { decisions, found: decisions[0]?.found ?? 0 }
}
