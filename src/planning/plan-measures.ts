import { daysBetween } from '../core/calendar-date.ts'
import { type Pence, pence } from '../core/money.ts'
import { sharesOfAWorker } from '../directory/index.ts'
import { sessionMinutes, type WeeklyPattern } from './weekly-pattern.ts'
import { yearlySpan } from './yearly-span.ts'

/** One session of a version, as the cut guard weighs it. */
export interface MeasuredSession {
  readonly pattern: WeeklyPattern
  /** Workers' shares of the support band: 5,040 is one whole worker, 2,520 half of one. */
  readonly staffShares: number
  readonly fundedTransport: boolean
  readonly perSession: Pence
}

/** What a version gives in a year of 52 weeks, whatever the bank holidays of that year. */
export interface PlanMeasures {
  readonly minutes: number
  readonly sessions: number
  readonly staffMinutes: number
  readonly journeys: number
  readonly money: Pence
}

const WEEKS_A_YEAR = 52
/** Assumption: an English school year has 39 weeks of term (190 days); the other 13 weeks are holidays. */
const WEEKS_OF_SEASON = { all: 52, term: 39, holiday: 13 } as const

/**
 * What a plan gives over 52 weeks from its first day: hours, sessions, workers' time, paid journeys, money. Bank holidays
 * and closures are left out of it on purpose, so that two plans that give the same week measure the same in any year.
 */
export function planMeasures(sessions: readonly MeasuredSession[], from: WeeklyPattern['from']): PlanMeasures {
  const each = sessions.map((session) => ({ ...session, times: timesAYear(session.pattern, from) }))
  const total = (per: (session: MeasuredSession) => number) =>
    Math.round(each.reduce((all, session) => all + session.times * per(session), 0))
  return {
    minutes: total(({ pattern }) => sessionMinutes(pattern)),
    sessions: total(() => 1),
    staffMinutes: total(({ pattern, staffShares }) => (sessionMinutes(pattern) * staffShares) / sharesOfAWorker),
    journeys: total(({ fundedTransport }) => (fundedTransport ? 1 : 0)),
    money: pence(total(({ perSession }) => perSession)),
  }
}

/** How many times a pattern runs in 52 weeks; part of the year when it ends before. */
function timesAYear(pattern: WeeklyPattern, planFrom: WeeklyPattern['from']): number {
  const from = pattern.from > planFrom ? pattern.from : planFrom
  const yearEnd = yearlySpan(planFrom).until
  const weeks =
    pattern.until === undefined || pattern.until >= yearEnd
      ? WEEKS_A_YEAR
      : Math.min(WEEKS_A_YEAR, Math.max(0, Math.ceil((daysBetween(from, pattern.until) + 1) / 7)))
  return (weeks * WEEKS_OF_SEASON[pattern.season]) / WEEKS_A_YEAR / pattern.everyWeeks
}
