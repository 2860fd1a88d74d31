import { addMonths, type CalendarDate } from '../core/calendar-date.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { EventOutcome } from '../needs/index.ts'
import { type Finding, outcomesAchieved } from './met.ts'

/** A plan is reviewed at least every twelve months. Source: Care and Support Statutory Guidance, para 13.32. */
const mostMonthsBetweenReviews = 12

export interface ReviewDraft {
  /** The person's live outcomes: each must be looked at. */
  readonly outcomeIds: readonly string[]
  readonly findings: readonly Finding[]
  readonly startedOn: CalendarDate
  readonly completedOn: CalendarDate
  readonly today: CalendarDate
  readonly eventOutcome: EventOutcome
  /** Why the person's own view is missing, when it is. */
  readonly notHeardBecause?: string | undefined
  readonly nextReviewOn: CalendarDate
  /** When support ends: the last day of it, and why, as the person is told. */
  readonly lastDay?: CalendarDate | undefined
  readonly whyItEnds?: string | undefined
}

export interface CompletedReview {
  readonly outcomesAchieved: string
  readonly eventOutcome: EventOutcome
  readonly nextReviewOn: CalendarDate
}

export type ReviewRefusal =
  | 'no_outcomes'
  | 'outcome_not_looked_at'
  | 'person_not_heard'
  | 'ends_before_it_starts'
  | 'not_yet'
  | 'next_review_too_late'
  | 'next_review_not_ahead'
  | 'last_day_missing'
  | 'last_day_past'
  | 'end_without_reason'

/**
 * Completes a review: every live outcome has the practitioner's finding, and the person's own, or the reason why it is
 * missing. Books the next review within twelve months. Refuses what is incomplete, in the future or out of order.
 */
export function completeReview(draft: ReviewDraft): Outcome<CompletedReview, ReviewRefusal> {
  const by = (voice: Finding['voice']) => draft.findings.filter((finding) => finding.voice === voice)
  const everyOutcomeIn = (findings: readonly Finding[]) =>
    draft.outcomeIds.every((id) => findings.some(({ outcomeId }) => outcomeId === id))
  const achieved = outcomesAchieved(by('practitioner').map(({ met }) => met))
  if (draft.outcomeIds.length === 0) return refuse('no_outcomes')
  if (!everyOutcomeIn(by('practitioner')) || achieved === undefined) return refuse('outcome_not_looked_at')
  if (!everyOutcomeIn(by('person')) && !draft.notHeardBecause?.trim()) return refuse('person_not_heard')
  if (draft.completedOn < draft.startedOn) return refuse('ends_before_it_starts')
  if (draft.completedOn > draft.today) return refuse('not_yet')
  const end = endsWeek(draft.eventOutcome) ? endRefusal(draft) : undefined
  if (end !== undefined) return refuse(end)
  if (draft.nextReviewOn <= draft.completedOn) return refuse('next_review_not_ahead')
  if (draft.nextReviewOn > latestNextReview(draft.completedOn)) return refuse('next_review_too_late')
  return accept({ outcomesAchieved: achieved, eventOutcome: draft.eventOutcome, nextReviewOn: draft.nextReviewOn })
}

function endRefusal({ lastDay, whyItEnds, today }: ReviewDraft): ReviewRefusal | undefined {
  if (lastDay === undefined) return 'last_day_missing'
  if (lastDay < today) return 'last_day_past'
  return whyItEnds === undefined || whyItEnds.trim() === '' ? 'end_without_reason' : undefined
}

/** Whether the week ends with the review itself. After a death it ends when the death is recorded, on the day of the death. */
export const endsWeek = (outcome: EventOutcome): boolean => endsSupport(outcome) && outcome !== 'died'

/** Whether what comes of a review ends the support: then no next review is booked. */
export function endsSupport(outcome: EventOutcome): boolean {
  return ['died', 'moved', 'declined', 'ended_as_planned', 'ended_otherwise'].includes(outcome)
}

/** The last day the next review may fall on: the same day a year later; 29 February gives 28 February. */
export function latestNextReview(completedOn: CalendarDate): CalendarDate {
  return addMonths(completedOn, mostMonthsBetweenReviews)
}
