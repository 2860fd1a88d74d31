import { z } from 'zod'
import { type CalendarDate, mondayOf, parseCalendarDate } from '../core/calendar-date.ts'
import { formatMoney, pence } from '../core/money.ts'
import { clashes } from './clashes.ts'
import { grossYearlyCost } from './gross-yearly-cost.ts'
import { weeklyCost } from './weekly-cost.ts'
import { everyWeeksAllowed, type WeeklyPattern } from './weekly-pattern.ts'

const date = z.string().transform((text, context) => {
  const found = parseCalendarDate(text)
  if (found !== undefined) return found
  context.addIssue({ code: 'custom', message: `"${text}" is not a date like 2026-04-06` })
  return z.NEVER
})
const span = z.object({ from: date, until: date })

/** A week as a file or a request gives it: sessions with weekday, times, price; the calendar it is costed over. */
export const weekToCost = z.object({
  from: date,
  sessions: z
    .array(
      z.object({
        name: z.string().trim().min(1),
        weekday: z.int().min(1).max(7),
        startMinute: z.int().min(0).max(1439),
        endMinute: z.int().min(1).max(1440),
        everyWeeks: z.literal([...everyWeeksAllowed]).default(1),
        firstMonday: date.optional(),
        season: z.enum(['all', 'term', 'holiday']).default('all'),
        from: date.optional(),
        until: date.optional(),
        pricePence: z.int().min(0).max(100_000_00),
        closures: z.array(span).default([]),
      }),
    )
    .min(1)
    .max(100),
  terms: z.array(span).default([]),
  bankHolidays: z.array(span).default([]),
})
export type WeekToCost = z.output<typeof weekToCost>

/** What a week costs: each session's real dates, the usual week, the gross year, and which sessions clash. */
export interface CostedWeek {
  readonly weeklyPence: number
  readonly grossYearlyPence: number
  readonly sessions: readonly { name: string; dates: number; yearlyPence: number }[]
  readonly clashes: readonly [string, string][]
}

/** Works out the cost of a week on real dates, without a database. */
export function costOfWeek(week: WeekToCost): CostedWeek {
  const sessions = week.sessions.map((session, at) => ({
    key: String(at),
    name: session.name,
    pattern: patternOf(session, week.from),
    closures: session.closures,
    lines: [{ perSession: pence(session.pricePence), period: { from: session.from ?? week.from } }],
  }))
  const cost = grossYearlyCost(sessions, week, week.from)
  return {
    weeklyPence: weeklyCost(
      sessions.map(({ pattern }, at) => ({ ...pattern, perSession: pence(week.sessions[at]?.pricePence ?? 0) })),
    ),
    grossYearlyPence: cost.yearly,
    sessions: cost.sessions.map(({ dates, yearly }, at) => ({
      name: week.sessions[at]?.name ?? '',
      dates,
      yearlyPence: yearly,
    })),
    clashes: clashes(sessions).map(([one, other]) => [one.name, other.name]),
  }
}

function patternOf(session: WeekToCost['sessions'][number], planFrom: CalendarDate): WeeklyPattern {
  const from = session.from ?? planFrom
  return { ...session, from, firstMonday: mondayOf(session.firstMonday ?? from) }
}

/** The same as lines of text. */
export function costInWords(week: CostedWeek): string {
  const lines = week.sessions.map(
    ({ name, dates, yearlyPence }) => `${name}: ${dates} dates, ${formatMoney(pence(yearlyPence))} a year`,
  )
  const clashing = week.clashes.map(([one, other]) => `Clash: ${one} and ${other} are at the same time`)
  return [
    ...lines,
    `Usual week ${formatMoney(pence(week.weeklyPence))}`,
    `Gross yearly cost ${formatMoney(pence(week.grossYearlyPence))}`,
    ...clashing,
  ].join('\n')
}
