import { type CalendarDate, daysBetween } from '../core/calendar-date.ts'
import type { WeeklyPattern } from './weekly-pattern.ts'
import { yearlySpan } from './yearly-span.ts'

/** A year's cost is a week's × 365 ÷ 7, whatever year it is. */
const YEAR = 365
const WEEK = 7

/**
 * On how many days of the year it is costed over a plan runs: to the last day of the session that runs longest, a week at least.
 * 365 where a session has no end in that year. A plan of twelve weeks costs a week what it costs while it runs, not a
 * quarter of it.
 */
export function runningDays(
  sessions: readonly { readonly pattern: Pick<WeeklyPattern, 'until'> }[],
  from: CalendarDate,
): number {
  const { until: yearEnds } = yearlySpan(from)
  const last =
    sessions
      .map(({ pattern }) => pattern.until ?? yearEnds)
      .sort()
      .at(-1) ?? yearEnds
  return last >= yearEnds ? YEAR : Math.max(WEEK, daysBetween(from, last) + 1)
}
