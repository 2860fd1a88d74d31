import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { Tier, TierSuggestion } from '../suggest-tier.ts'

/** A tier as somebody decided it. */
export interface TierDecision {
  readonly tierDecisionId: string
  readonly tier: Tier
  readonly suggestedTier: Tier
  readonly reason: string
  readonly reablement: boolean
  readonly decidedBy: string
  readonly decidedOn: CalendarDate
  readonly fromDate: CalendarDate
  readonly untilDate: CalendarDate | null
}

/** The tier in force for a person on a day; nothing before anyone decided. */
export async function tierInForce(tx: Tx, personId: string, on: CalendarDate): Promise<TierDecision | undefined> {
  return tx.maybe<TierDecision>(sql`
    select d.id as "tierDecisionId", d.tier, d.suggested_tier as "suggestedTier", d.reason, d.reablement, d.decided_by as "decidedBy",
           d.decided_on as "decidedOn", d.from_date as "fromDate", d.until_date as "untilDate"
      from planning.tier_decision d where d.person_id = ${personId} and d.in_force @> ${on}::date`)
}

/** The tier that holds now or from a later day: the last one decided that is not over. */
export async function newestTier(tx: Tx, personId: string): Promise<TierDecision | undefined> {
  const [newest] = await tx.query<TierDecision>(sql`
    select d.id as "tierDecisionId", d.tier, d.suggested_tier as "suggestedTier", d.reason, d.reablement, d.decided_by as "decidedBy",
           d.decided_on as "decidedOn", d.from_date as "fromDate", d.until_date as "untilDate"
      from planning.tier_decision d
     where d.person_id = ${personId} and not isempty(d.in_force) and (upper_inf(d.in_force) or upper(d.in_force) > ${tx.today}::date)
     order by d.from_date desc, d.id limit 1`)
  return newest
}

/** What a named human decides, with what the software had suggested. */
export interface NewTierDecision {
  readonly personId: string
  readonly suggestion: TierSuggestion
  readonly tier: Tier
  readonly reason: string
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly policyDays: number
  readonly longerReason?: string | undefined
  readonly reviewDueId?: string | undefined
  /** A named finding that this enablement is reablement in law, with its reason. */
  readonly reablementReason?: string | undefined
}

/** Records a tier decided by a named human; the one in force before ends the day before. Tier 3 needs its end and its review. */
export async function decideTier(tx: Tx, decision: NewTierDecision): Promise<string> {
  const id = newId()
  await tx.query(sql`
    update planning.tier_decision set ended_on = ${decision.from}::date - 1
     where person_id = ${decision.personId} and ended_on is null and (until_date is null or until_date >= ${decision.from})`)
  await tx.query(sql`
    insert into planning.tier_decision (id, person_id, suggested_tier, suggestion, tier, reason, decided_by, decided_on, reablement, reablement_reason,
      from_date, until_date, policy_days, longer_reason, review_due_id)
    values (${id}, ${decision.personId}, ${decision.suggestion.tier}, ${JSON.stringify(decision.suggestion)}::jsonb, ${decision.tier}, ${decision.reason},
      ${actor(tx)}, ${tx.today}, ${decision.reablementReason !== undefined}, ${decision.reablementReason ?? null}, ${decision.from}, ${decision.until ?? null},
      ${decision.policyDays}, ${decision.longerReason ?? null}, ${decision.reviewDueId ?? null})`)
  await audit(tx, {
    action: 'planning/tier-decided',
    subject: 'tier_decision',
    subjectId: id,
    personId: decision.personId,
    detail: { tier: decision.tier, suggested: decision.suggestion.tier },
  })
  return id
}
