import type { CalendarDate } from '../core/calendar-date.ts'
import { dayInEngland } from '../core/local-time.ts'

/** The only place that reads the time. `today` is the calendar day in England; `now` the instant. */
export interface Clock {
  now(): Date
  today(): CalendarDate
  /** How many days a set day lies ahead of the real one, or behind it; nothing where the day is the real one. */
  readonly daysAhead?: number | undefined
}

/** The day in England, found once a minute: it begins and ends with a whole minute, and a page asks for it several times. */
function dayOf(now: () => Date): () => CalendarDate {
  let kept: { minute: number; day: CalendarDate } | undefined
  return () => {
    const instant = now()
    const minute = Math.floor(instant.getTime() / 60_000)
    if (kept?.minute !== minute) kept = { minute, day: dayInEngland(instant) }
    return kept.day
  }
}

const real = () => new Date()
export const realClock: Clock = { now: real, today: dayOf(real) }

/** A clock whose day is set (trials, tests): the hour of the day goes on as it really is. */
export function clockOn(today: CalendarDate): Clock {
  const shift = Date.parse(today) - Date.parse(dayInEngland(new Date()))
  const now = () => new Date(Date.now() + shift)
  return { now, today: dayOf(now), daysAhead: Math.round(shift / 86_400_000) }
}

/** A clock that stands still at noon of a day, for tests. */
export function stoppedClock(today: CalendarDate): Clock {
  return { now: () => new Date(`${today}T12:00:00Z`), today: () => today }
}
