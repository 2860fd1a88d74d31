import type { CalendarDate } from '../core/calendar-date.ts'
import { dayInEngland } from '../core/local-time.ts'

/** The only place that reads the time. `today` is the calendar day in England; `now` the instant. */
export interface Clock {
  now(): Date
  today(): CalendarDate
  /** How many days a set day lies ahead of the real one, or behind it; nothing where the day is the real one. */
  readonly daysAhead?: number | undefined
}

export const realClock: Clock = { now: () => new Date(), today: () => dayInEngland(new Date()) }

/** A clock whose day is set (trials, tests): the hour of the day goes on as it really is. */
export function clockOn(today: CalendarDate): Clock {
  const shift = Date.parse(today) - Date.parse(dayInEngland(new Date()))
  const now = () => new Date(Date.now() + shift)
  return { now, today: () => dayInEngland(now()), daysAhead: Math.round(shift / 86_400_000) }
}

/** A clock that stands still at noon of a day, for tests. */
export function stoppedClock(today: CalendarDate): Clock {
  return { now: () => new Date(`${today}T12:00:00Z`), today: () => today }
}
