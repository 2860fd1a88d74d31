import type { CalendarDate } from './calendar-date.ts'
import { day } from './calendar-date.ts'

/** The year a council's accounts run in, named by the April it begins in: 2026 is 1 April 2026 to 31 March 2027. */
export function financialYear(on: CalendarDate): number {
  const year = Number(on.slice(0, 4))
  return on.slice(5) < '04-01' ? year - 1 : year
}

/** The first and last day of a financial year. */
export function financialYearSpan(year: number): { from: CalendarDate; until: CalendarDate } {
  return { from: day(`${year}-04-01`), until: day(`${year + 1}-03-31`) }
}

/** "2026 to 2027": the year as people say it. */
export const financialYearWords = (year: number) => `${year} to ${year + 1}`
