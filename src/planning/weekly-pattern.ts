import type { CalendarDate } from '../core/calendar-date.ts'
import type { Period } from '../core/period.ts'

/** When in the year a session runs: every week, school terms only, or school holidays only. */
export type Season = 'all' | 'term' | 'holiday'

/** How often: every N weeks. 5 and 8 are not offered, because clashes are judged over a cycle of twelve weeks. */
export const everyWeeksAllowed = [1, 2, 3, 4, 6] as const

/** A line of the week between two dates: which weekday, which weeks, which part of the year, from which minute to which. */
export interface WeeklyPattern {
  /** Monday is 1, Sunday is 7. */
  readonly weekday: number
  readonly everyWeeks: number
  /** The Monday of a week in which it runs. */
  readonly firstMonday: CalendarDate
  readonly season: Season
  readonly startMinute: number
  readonly endMinute: number
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
}

/** Days on which nothing planned happens, and the school terms that say which weeks are term. */
export interface Calendar {
  readonly terms: readonly Period[]
  readonly bankHolidays: readonly Period[]
}

/** Hours in whole minutes of one session. */
export function sessionMinutes(pattern: Pick<WeeklyPattern, 'startMinute' | 'endMinute'>): number {
  return pattern.endMinute - pattern.startMinute
}
