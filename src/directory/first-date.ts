import { addDays, type CalendarDate, daysBetween } from '../core/calendar-date.ts'

/** The first date of a weekly session: the first of its weekdays from its first day on, in one of its own weeks. */
export function firstDateOf(session: {
  readonly from: CalendarDate
  /** The Monday of any week in which it happens. */
  readonly firstMonday: CalendarDate
  readonly weekday: number
  readonly everyWeeks: number
}): CalendarDate {
  const one = addDays(session.firstMonday, session.weekday - 1)
  const period = 7 * session.everyWeeks
  return addDays(one, Math.ceil(daysBetween(one, session.from) / period) * period)
}
