import type { CalendarDate } from '../core/calendar-date.ts'

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** The instant at which a local minute of a day begins in England, summer time included. */
export function startOf(on: CalendarDate, minute: number): Date {
  const asIfWinter = new Date(Date.parse(on) + minute * 60_000)
  const [hours = 0, minutes = 0] = wall.format(asIfWinter).split(':').map(Number)
  const shown = (hours % 24) * 60 + minutes
  const ahead = (shown - (minute % 1440) + 1440) % 1440
  return new Date(asIfWinter.getTime() - ahead * 60_000)
}
