import type { CalendarDate } from '../core/calendar-date.ts'
import { minuteInEngland } from '../core/local-time.ts'

/** The instant at which a local minute of a day begins in England, summer time included. */
export function startOf(on: CalendarDate, minute: number): Date {
  const asIfWinter = new Date(Date.parse(on) + minute * 60_000)
  const ahead = (minuteInEngland(asIfWinter) - (minute % 1440) + 1440) % 1440
  return new Date(asIfWinter.getTime() - ahead * 60_000)
}
