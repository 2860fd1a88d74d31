import type { CalendarDate } from './calendar-date.ts'

/** A span of days, both ends included. No `until` means open: it goes on until someone ends it. */
export interface Period {
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
}

/** True when the day lies inside the period, its first and last day included. */
export function includes(period: Period, on: CalendarDate): boolean {
  return period.from <= on && (period.until === undefined || on <= period.until)
}

/** True when the two periods share at least one day. */
export function overlaps(one: Period, other: Period): boolean {
  return (other.until === undefined || one.from <= other.until) && (one.until === undefined || other.from <= one.until)
}
