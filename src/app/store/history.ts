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
  /** So many of the dates that were missed or called off are told, the newest; all of them where none is given. */
  readonly missedMost?: number
}

/**
 * What happened to a person, the newest first, of all steps that tell of it, as one statement. Row-level security decides what
 * the reader sees; what is still to come is left out.
 */
export const happenedAsked = (personId: string, { today, most, from = 0, missedMost }: Wanted): Asked<Happened> => sql`
  select e.step, e.kind, e.on_date as "on", e.id, e.by, e.facts, (count(*) over ())::int as total
    from (select h.*, row_number() over (partition by h.step order by h.on_date desc, h.at desc, h.id) as nth from (${join(parts(personId), ' union all ')}) h where h.on_date <= ${today}::date) e
   where ${missedMost ?? null}::int is null or e.step <> 'delivery' or e.nth <= ${missedMost ?? null}::int
   order by e.on_date desc, e.at desc, e.step, e.kind, e.id limit ${most} offset ${from}`

/** The next review of a person that is booked and not held: one row, or none. */
export const nextReviewAsked = (personId: string): Asked<{ on: CalendarDate }> => sql`
  select r.due_on as "on" from needs.published_review_due r where r.person_id = ${personId} and r.settled_on is null order by r.due_on limit 1`
