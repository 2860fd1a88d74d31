import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Voice } from '../met.ts'

/** One review as it was held, with what each voice said of each outcome then. */
export interface HeldReview {
  readonly startedOn: CalendarDate
  readonly completedOn: CalendarDate
  readonly method: string | null
  readonly outcomesAchieved: string
  readonly eventOutcome: string
  /** Why the person was not heard, or a few words of whoever held it. */
  readonly summary: string | null
  readonly heldBy: string | null
  readonly findings: readonly {
    readonly outcomeId: string
    readonly outcome: string
    readonly voice: Voice
    readonly met: string
    readonly words: string | null
  }[]
}

/** A review of this person that was held; undefined when there is none that the caller may see. */
export function heldReview(tx: Tx, personId: string, reviewId: string): Promise<HeldReview | undefined> {
  return tx.maybe<HeldReview>(sql`
    select r.started_on as "startedOn", r.completed_on as "completedOn", r.method, r.outcomes_achieved as "outcomesAchieved",
           r.event_outcome as "eventOutcome", r.summary, s.name as "heldBy",
           coalesce((select jsonb_agg(jsonb_build_object('outcomeId', o.outcome_id, 'outcome', p.words, 'voice', o.voice, 'met', o.met, 'words', o.words)
                                      order by p.agreed_on, o.outcome_id)
                       from outcomes.review_outcome o join planning.published_outcome p on p.outcome_id = o.outcome_id
                      where o.review_id = r.id), '[]') as findings
      from outcomes.review r left join platform.published_staff s on s.staff_id = r.decided_by
     where r.id = ${reviewId} and r.person_id = ${personId} and r.completed_on is not null`)
}
