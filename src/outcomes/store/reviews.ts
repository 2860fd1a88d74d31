import { recordPlanFinding } from '../../allocation/store.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import type { EventOutcome } from '../../needs/index.ts'
import { bookReview, settleReview } from '../../needs/store.ts'
import { agreedVersion } from '../../planning/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/queue.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { completeReview, endsSupport, endsWeek } from '../complete-review.ts'
import { type Finding, metWords } from '../met.ts'
import { liveOutcomes } from './progress.ts'

export interface ReviewHeld {
  readonly reviewDueId: string
  readonly personId: string
  readonly startedOn: CalendarDate
  readonly completedOn: CalendarDate
  readonly method: string
  readonly findings: readonly Finding[]
  readonly notHeardBecause?: string | undefined
  readonly eventOutcome: EventOutcome
  readonly nextReviewOn: CalendarDate
  readonly summary?: string | undefined
  readonly lastDay?: CalendarDate | undefined
  readonly whyItEnds?: string | undefined
}

/**
 * Keeps a review that was held: each outcome in each voice, the national values, the review that was due settled, the next
 * one booked, and a new look at needs, or the end of the week, asked for when the review says so. All in one transaction. Refused with the word of
 * what is missing, and when the review was held before (`review_already_settled`, `one_review_per_due`).
 */
export async function holdReview(tx: Tx, held: ReviewHeld): Promise<string> {
  const outcomes = await liveOutcomes(tx, held.personId)
  const outcome = completeReview({ ...held, today: tx.today, outcomeIds: outcomes.map(({ outcomeId }) => outcomeId) })
  if (!outcome.ok) throw new Refused(outcome.refusals[0] ?? 'incomplete')
  const reviewId = newId()
  await tx.query(sql`
    insert into outcomes.review (id, review_due_id, person_id, started_on, completed_on, method, outcomes_achieved, event_outcome, summary, decided_by, recorded_by)
    values (${reviewId}, ${held.reviewDueId}, ${held.personId}, ${held.startedOn}, ${held.completedOn}, ${held.method}, ${outcome.value.outcomesAchieved},
      ${held.eventOutcome}, ${inWords(held)}, ${actor(tx)}, ${actor(tx)})`)
  const { findings } = held
  await tx.query(sql`
    insert into outcomes.review_outcome (review_id, person_id, outcome_id, voice, met, words, recorded_by)
    select ${reviewId}::uuid, ${held.personId}::uuid, f.outcome, f.voice, f.met, f.words, ${actor(tx)}::uuid
      from unnest(${findings.map(({ outcomeId }) => outcomeId)}::uuid[], ${findings.map(({ voice }) => voice)}::text[],
        ${findings.map(({ met }) => metWords[met])}::text[], ${findings.map(({ words }) => words ?? null)}::text[]) as f (outcome, voice, met, words)`)
  await settleReview(tx, {
    reviewDueId: held.reviewDueId,
    settledOn: held.completedOn,
    settlement: `held: ${outcome.value.outcomesAchieved}`,
  })
  if (!endsSupport(held.eventOutcome))
    await bookReview(tx, { personId: held.personId, kind: 'planned', cause: 'Yearly review', dueOn: held.nextReviewOn })
  if (held.eventOutcome === 'assessment')
    await enqueue(tx, 'needs/review', { personId: held.personId, reviewDueId: held.reviewDueId })
  if (endsWeek(held.eventOutcome))
    await enqueue(tx, 'outcomes/end-support', {
      personId: held.personId,
      lastDay: held.lastDay,
      reason: held.whyItEnds,
    })
  await tellWhetherEnough(tx, held)
  await audit(tx, {
    action: 'outcomes/review-completed',
    subject: 'review',
    subjectId: reviewId,
    personId: held.personId,
    detail: { outcomesAchieved: outcome.value.outcomesAchieved, eventOutcome: held.eventOutcome },
  })
  return reviewId
}

/** Why the person was not heard and why support ends, else a few words of whoever held it. */
function inWords({ notHeardBecause, whyItEnds, summary }: ReviewHeld): string | null {
  const said = [notHeardBecause, whyItEnds].filter((one) => one !== undefined)
  return said.length > 0 ? said.join('. ') : (summary ?? null)
}

/** Was the plan enough? No outcome may be found "not met" in any voice. Evidence for the next calibration of the table. */
async function tellWhetherEnough(tx: Tx, held: ReviewHeld): Promise<void> {
  const version = await agreedVersion(tx, held.personId)
  if (version === undefined || version.fromDate > held.completedOn) return
  const unmet = held.findings.some(({ met }) => met === 'not')
  await recordPlanFinding(tx, {
    planVersionId: version.versionId,
    foundOn: held.completedOn,
    needsMet: !unmet,
    openUnmetNeed: unmet,
  })
}

/** Reviews that were held, the newest first. */
export async function completedReviews(
  tx: Tx,
  personId: string,
): Promise<
  {
    reviewId: string
    completedOn: CalendarDate
    outcomesAchieved: string
    eventOutcome: string
    decidedBy: string | null
  }[]
> {
  return tx.query(sql`
    select r.id as "reviewId", r.completed_on as "completedOn", r.outcomes_achieved as "outcomesAchieved", r.event_outcome as "eventOutcome", r.decided_by as "decidedBy"
      from outcomes.review r where r.person_id = ${personId} and r.completed_on is not null order by r.completed_on desc, r.id desc`)
}
