import { addDays, type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'

/**
 * The year a plan is costed over: from its first day to the day before the same date a year later.
 * A plan that starts on 29 February runs to 28 February of the next year.
 */
export function yearlySpan(from: CalendarDate): { from: CalendarDate; until: CalendarDate } {
  const same = parseCalendarDate(`${Number(from.slice(0, 4)) + 1}${from.slice(4)}`)
  const next = same ?? (`${Number(from.slice(0, 4)) + 1}-03-01` as CalendarDate)
  return { from, until: addDays(next, -1) }
}
