import { addDays, type CalendarDate, daysBetween } from '../core/calendar-date.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'

/** The usual length of an enablement phase in weeks, unless the council sets another. Source: Cheshire East Cabinet paper, 2 February 2021, para 5.5 ("for example" 12 weeks). */
const usualEnablementWeeks = 12

/** Gives the council's longest enablement phase on a day, in weeks; the app hands it over, since a council's own figures live outside the steps. */
export type EnablementWeeksOn = (on: CalendarDate) => number

export type EnablementRefusal = 'longer_needs_a_reason' | 'ends_before_it_starts'

/** The last day of an enablement phase of the usual length: 12 weeks from Monday 5 January end on Sunday 29 March. */
export function usualEnablementEnd(from: CalendarDate, weeks: number = usualEnablementWeeks): CalendarDate {
  return addDays(from, weeks * 7 - 1)
}

/**
 * Tier 3 is time-limited by the council's policy, 12 weeks unless set otherwise; a longer phase takes a written reason.
 * The review is due in its last fortnight, so that the way on is agreed before it ends.
 */
export function enablementTerm({
  from,
  until,
  weeks = usualEnablementWeeks,
  reason,
}: {
  from: CalendarDate
  until: CalendarDate
  weeks?: number
  reason: string
}): Outcome<{ until: CalendarDate; reviewDueOn: CalendarDate }, EnablementRefusal> {
  if (until < from) return refuse('ends_before_it_starts')
  if (until > usualEnablementEnd(from, weeks) && reason.trim() === '') return refuse('longer_needs_a_reason')
  const reviewDueOn = daysBetween(from, until) > 14 ? addDays(until, -14) : until
  return accept({ until, reviewDueOn })
}
