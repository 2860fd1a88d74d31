import { addDays, type CalendarDate, latestDay } from '../core/calendar-date.ts'

/** How far ahead the dates of sessions are made and places are held: 26 weeks. */
export const horizonDays = 26 * 7

/**
 * The last day to which a place is held for someone: 26 weeks from today, and at least twelve weeks (one cycle of every
 * pattern) past the first day, so that two patterns that clash have met by then.
 */
export function claimHorizon(today: CalendarDate, from: CalendarDate): CalendarDate {
  const usual = addDays(today, horizonDays)
  const cycle = addDays(latestDay(from, today), 12 * 7)
  return latestDay(usual, cycle)
}
