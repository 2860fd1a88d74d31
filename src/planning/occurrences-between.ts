import { assert } from '../core/assert.ts'
import {
  addDays,
  type CalendarDate,
  daysBetween,
  earliestDay,
  latestDay,
  mondayOf,
  weekdayOf,
} from '../core/calendar-date.ts'
import { includes, type Period } from '../core/period.ts'
import type { Calendar, WeeklyPattern } from './weekly-pattern.ts'

/**
 * The real dates of a line of the week: its weekday, every N weeks counted from its first Monday, in its part of the
 * school year, without bank holidays and without the days its place is closed. First and last day included.
 */
export function occurrencesBetween(
  pattern: WeeklyPattern,
  calendar: Calendar & { readonly closures: readonly Period[] },
  span: { readonly from: CalendarDate; readonly until: CalendarDate },
): CalendarDate[] {
  assert(pattern.everyWeeks >= 1, 'a pattern repeats every week or less often')
  const first = latestDay(pattern.from, span.from, pattern.firstMonday)
  const last = earliestDay(span.until, ...(pattern.until === undefined ? [] : [pattern.until]))
  const dates: CalendarDate[] = []
  for (let date = nextWeekday(first, pattern.weekday); date <= last; date = addDays(date, 7)) {
    if (runsOn(pattern, calendar, date)) dates.push(date)
  }
  return dates
}

function runsOn(
  pattern: WeeklyPattern,
  calendar: Calendar & { readonly closures: readonly Period[] },
  date: CalendarDate,
): boolean {
  const week = daysBetween(pattern.firstMonday, mondayOf(date)) / 7
  if (week % pattern.everyWeeks !== 0) return false
  const inTerm = calendar.terms.some((term) => includes(term, date))
  if (pattern.season === 'term' && !inTerm) return false
  if (pattern.season === 'holiday' && inTerm) return false
  return ![...calendar.bankHolidays, ...calendar.closures].some((shut) => includes(shut, date))
}

function nextWeekday(from: CalendarDate, weekday: number): CalendarDate {
  return addDays(from, (weekday - weekdayOf(from) + 7) % 7)
}
