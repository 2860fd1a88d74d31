import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { includes, type Period } from '../core/period.ts'
import { occurrencesBetween } from './occurrences-between.ts'
import type { Calendar, WeeklyPattern } from './weekly-pattern.ts'
import { yearlySpan } from './yearly-span.ts'

/** A price of one line of the week, in force between two dates, before any charge to the person and whoever pays it. */
export interface PricedLine {
  readonly perSession: Pence
  readonly period: Period
}

/** A planned session with its dates and its prices (support, transport, a meal …). */
export interface CostedSession {
  readonly key: string
  readonly pattern: WeeklyPattern
  /** Days its own place is closed. */
  readonly closures: readonly Period[]
  readonly lines: readonly PricedLine[]
}

/** What one session costs over the year, and on how many real dates it happens. */
export interface SessionYear {
  readonly key: string
  readonly dates: number
  readonly yearly: Pence
}

/**
 * The gross yearly cost of a plan: for every session the real dates in the year from the plan's first day (bank holidays,
 * closures and weeks it does not run left out), each at the price in force on that day, added to the penny.
 * Gross means before the person's charge. An approver's limit is compared with this figure.
 */
export function grossYearlyCost(
  sessions: readonly CostedSession[],
  calendar: Calendar,
  from: CalendarDate,
): { yearly: Pence; sessions: SessionYear[] } {
  const span = yearlySpan(from)
  const each = sessions.map((session) => {
    const dates = occurrencesBetween(session.pattern, { ...calendar, closures: session.closures }, span)
    return { key: session.key, dates: dates.length, yearly: sum(dates.map((date) => costOn(session.lines, date))) }
  })
  return { yearly: sum(each.map(({ yearly }) => yearly)), sessions: each }
}

/** What one session costs on a day: the sum of its lines in force that day. */
export function costOn(lines: readonly PricedLine[], date: CalendarDate): Pence {
  return lines.length === 0
    ? pence(0)
    : sum(lines.filter(({ period }) => includes(period, date)).map(({ perSession }) => perSession))
}
