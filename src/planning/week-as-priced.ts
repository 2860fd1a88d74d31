import type { WeekLine } from '../allocation/index.ts'
import type { CalendarDate } from '../core/calendar-date.ts'
import { includes } from '../core/period.ts'
import { occurrencesBetween } from './occurrences-between.ts'
import { runningDays } from './running-days.ts'
import type { WeekSession } from './week-session.ts'
import type { Calendar } from './weekly-pattern.ts'
import { yearlySpan } from './yearly-span.ts'

/**
 * Every line of a week's money with its rate and on how many real dates of the year it is in force, so that the week can be priced
 * again at other rates. Dates times prices add up to the gross yearly cost. A plan that ends within the year says of how many days its dates are.
 */
export function weekAsPriced(
  sessions: readonly Pick<WeekSession, 'pattern' | 'closures' | 'lines'>[],
  calendar: Calendar,
  from: CalendarDate,
): WeekLine[] {
  const span = yearlySpan(from)
  const days = runningDays(sessions, from)
  return sessions.flatMap(({ pattern, closures, lines }) => {
    const dates = occurrencesBetween(pattern, { ...calendar, closures }, span)
    return lines.map(({ rateId, perSession, period }) => ({
      rateId,
      minutes: pattern.endMinute - pattern.startMinute,
      dates: dates.filter((date) => includes(period, date)).length,
      ...(days < 365 ? { ofDays: days } : {}),
      perSessionPence: perSession,
    }))
  })
}
