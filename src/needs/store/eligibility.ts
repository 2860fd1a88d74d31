import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { CareActOutcome } from '../assessed-items.ts'
import { type EligibilityFindings, eligibility, type WayUnable } from '../eligibility.ts'

/** A decision on eligibility, by whom and why. */
export interface EligibilityDecision {
  readonly assessmentId: string
  readonly personId: string
  readonly eligible: boolean
  readonly eligibleItems: readonly CareActOutcome[]
  /** The findings; null where the decision came from another system without them. */
  readonly fromImpairment: boolean | null
  readonly wellbeing: boolean | null
  readonly unable: Readonly<Partial<Record<CareActOutcome, WayUnable>>> | null
  readonly decidedByName: string | null
  readonly decidedOn: CalendarDate
  readonly reason: string
}

/** The decision on an assessment, if there is one. */
export function eligibilityOf(
  tx: Tx,
  personId: string,
  assessmentId: string,
): Promise<EligibilityDecision | undefined> {
  return tx.maybe<EligibilityDecision>(sql`
    select e.assessment_id as "assessmentId", e.person_id as "personId", e.eligible, e.eligible_items as "eligibleItems", e.from_impairment as "fromImpairment",
           e.wellbeing_impact as wellbeing, e.ways_unable as unable, s.name as "decidedByName", e.decided_on as "decidedOn", e.reason
      from needs.eligibility_decision e left join platform.published_staff s on s.staff_id = e.decided_by
     where e.assessment_id = ${assessmentId} and e.person_id = ${personId}`)
}

/** The needs found eligible by the newest decision on the person, in legal order; none while nothing is decided or when they are not eligible. */
export async function eligibleNeeds(tx: Tx, personId: string): Promise<CareActOutcome[]> {
  const decision = await tx.maybe<{ eligible: boolean; items: CareActOutcome[] }>(sql`
    select e.eligible, e.eligible_items as items from needs.eligibility_decision e where e.person_id = ${personId}
     order by e.decided_on desc, e.recorded_at desc, e.id desc limit 1`)
  return decision?.eligible === true ? [...decision.items].sort() : []
}

/**
 * Records the decision of the person who acts, on a completed assessment, once. The law's conclusion is drawn from the
 * findings; it cannot be typed in. Refused before the assessment is completed, without a reason, or a second time.
 */
export async function decideEligibility(
  tx: Tx,
  decision: { personId: string; assessmentId: string; findings: EligibilityFindings },
): Promise<boolean> {
  const { personId, assessmentId, findings } = decision
  const found = eligibility(findings)
  if (!found.ok) throw new Refused(found.refusals.join())
  const assessment = await tx.maybe<{ completed_on: CalendarDate | null }>(sql`
    select completed_on from needs.assessment where id = ${assessmentId} and person_id = ${personId}`)
  if (assessment === undefined) throw new NotFound('assessment')
  if (assessment.completed_on === null) throw new Refused('assessment_not_completed')
  const { eligible } = found.value
  await tx.query(sql`
    insert into needs.eligibility_decision (id, assessment_id, person_id, completed_on, eligible, eligible_items, from_impairment, wellbeing_impact, ways_unable,
      decided_by, decided_on, reason)
    values (${newId()}, ${assessmentId}, ${personId}, ${assessment.completed_on}, ${eligible}, ${Object.keys(findings.unable)}::text[],
      ${findings.fromImpairment}, ${findings.wellbeing}, ${JSON.stringify(findings.unable)}::jsonb, ${actor(tx)}, ${tx.today}, ${findings.reason})`)
  await audit(tx, {
    action: 'needs/eligibility-decided',
    subject: 'assessment',
    subjectId: assessmentId,
    personId,
    detail: { eligible, outcomes: Object.keys(findings.unable) },
  })
  return eligible
}
