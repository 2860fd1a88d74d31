import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Asked, sql } from '../../platform/db.ts'
import type { Happened } from '../pay-rule.ts'

/** One date of a person's week, by the line of the plan it is of. */
export interface DateOfWeek {
  readonly termId: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  /** Null while nobody has marked it. */
  readonly happened: Happened | null
  readonly reason: string | null
}

/** A person's dates of the week that begins on a Monday, in order. */
export const datesOfWeekAsked = (personId: string, monday: CalendarDate): Asked<DateOfWeek> => sql`
  select o.term_id as "termId", o.on_date as "on", o.start_minute as "startMinute", o.end_minute as "endMinute", o.happened, r.words as reason
    from delivery.published_occasion o left join delivery.reason r on r.code = o.reason
   where o.person_id = ${personId} and o.on_date between ${monday} and ${addDays(monday, 6)} order by o.on_date, o.start_minute, o.occasion_id`
