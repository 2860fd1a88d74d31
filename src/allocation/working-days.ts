import { addDays, type CalendarDate, weekdayOf } from '../core/calendar-date.ts'
import { includes, type Period } from '../core/period.ts'

/** Monday to Friday, and no bank holiday. */
export function isWorkingDay(day: CalendarDate, bankHolidays: readonly Period[]): boolean {
  return weekdayOf(day) <= 5 && !bankHolidays.some((holiday) => includes(holiday, day))
}

/** The day so many working days after a day, which itself is not counted: five after Thursday is the next Thursday. */
export function addWorkingDays(from: CalendarDate, days: number, bankHolidays: readonly Period[]): CalendarDate {
  let on = from
  for (let left = days; left > 0; ) {
    on = addDays(on, 1)
    if (isWorkingDay(on, bankHolidays)) left -= 1
  }
  return on
}

/** Working days after `from` up to and with `to`; none when `to` is not later. */
export function workingDaysAfter(from: CalendarDate, to: CalendarDate, bankHolidays: readonly Period[]): number {
  let count = 0
  for (let on = from; on < to; ) {
    on = addDays(on, 1)
    if (isWorkingDay(on, bankHolidays)) count += 1
  }
  return count
}
