import { addDays, type CalendarDate, day, weekdayOf } from '../core/calendar-date.ts'

/** The day benefit rates change in a year: the first Monday on or after 6 April (6 April 2026 is one; in 2027 it is 12 April). */
export function benefitYearBegins(year: number): CalendarDate {
  const sixth = regulationYearBegins(year)
  return addDays(sixth, (8 - weekdayOf(sixth)) % 7)
}

/** The day the amounts in the Regulations change: 6 April, whatever the weekday. */
export function regulationYearBegins(year: number): CalendarDate {
  return day(`${year}-04-06`)
}
