import type { CalendarDate } from '../../core/calendar-date.ts'
import type { StepName } from '../../journey.ts'
import { type Asked, join, type Sql, sql } from '../../platform/db.ts'
import type { HappenedRow } from '../../platform/history.ts'
import { histories } from '../histories.ts'

/** One thing that happened, with the step that tells of it. */
export interface Happened extends HappenedRow {
  readonly step: StepName
  readonly on: CalendarDate
  readonly by: string | null
  /** How many things there are in all. */
  readonly total: number
}

const parts = (personId: string): Sql[] =>
  Object.entries(histories).map(
    ([step, history]) => sql`select ${step}::text as step, h.* from (${history.asked(personId)}) h`,
  )

interface Wanted {
  readonly today: CalendarDate
  readonly most: number
  readonly from?: number
  /** Dates that were missed or called off are told from this day on; all of them where none is given. */
  readonly missedSince?: CalendarDate
}

/**
 * What happened to a person, the newest first, of all steps that tell of it, as one statement. Row-level security decides what
 * the reader sees; what is still to come is left out.
 */
export const happenedAsked = (personId: string, { today, most, from = 0, missedSince }: Wanted): Asked<Happened> => sql`
  select e.step, e.kind, e.on_date as "on", e.id, e.by, e.facts, (count(*) over ())::int as total
    from (${join(parts(personId), ' union all ')}) e where e.on_date <= ${today}::date and (e.step <> 'delivery' or e.on_date >= coalesce(${missedSince ?? null}::date, e.on_date))
   order by e.on_date desc, e.at desc, e.step, e.kind, e.id limit ${most} offset ${from}`

/** The next review of a person that is booked and not held: one row, or none. */
export const nextReviewAsked = (personId: string): Asked<{ on: CalendarDate }> => sql`
  select r.due_on as "on" from needs.published_review_due r where r.person_id = ${personId} and r.settled_on is null order by r.due_on limit 1`
