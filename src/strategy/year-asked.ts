import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import { financialYear, financialYearSpan, financialYearWords } from '../core/financial-year.ts'
import { type NotKnown, notKnown } from './not-known.ts'

/** Days of the usual view: 52 weeks that end today. */
const USUAL_DAYS = 364

export interface SpanAsked {
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
  /** The financial year, or null for the 52 weeks to today. */
  readonly year: number | null
  /** True for a financial year that is not over. */
  readonly soFar: boolean
}

/** The financial years of the books up to today's, the newest first. */
export function yearsOf(booksBegin: CalendarDate | null, today: CalendarDate): number[] {
  if (booksBegin === null || booksBegin > today) return []
  const [first, last] = [financialYear(booksBegin), financialYear(today)]
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}

/** The days that a year means: a financial year up to its end or today; without one, or with one that has no books, 52 weeks to today. */
export function spanAsked(year: number | undefined, years: readonly number[], today: CalendarDate): SpanAsked {
  if (year === undefined || !years.includes(year))
    return { firstDay: addDays(today, 1 - USUAL_DAYS), lastDay: today, year: null, soFar: false }
  const { from, until } = financialYearSpan(year)
  return { firstDay: from, lastDay: until < today ? until : today, year, soFar: until > today }
}

/** A fault for a financial year before the books begin or after today's. */
export const yearFaults = (year: string | undefined, years: readonly number[]): NotKnown[] =>
  notKnown('year', 'financial year in the books that begins in', year, years.map(String))

/** "Financial year 2026 to 2027". */
export const yearWords = (year: number) => `Financial year ${financialYearWords(year)}`
