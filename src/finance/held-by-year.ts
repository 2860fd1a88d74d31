import type { CalendarDate } from '../core/calendar-date.ts'
import { financialYear } from '../core/financial-year.ts'

/** The parts of an amount by financial year; together they are the amount. */
export type ByYear = ReadonlyMap<number, number>

/**
 * What a line holds, by the financial year in which its dates fall: each date that is still to come takes its price, those of this year first, as
 * far as the amount reaches; what is left belongs to this year, also for dates that have been and have no mark yet.
 */
export function heldByYear(held: number, price: number, toCome: readonly CalendarDate[], thisYear: number): ByYear {
  const dates = new Map<number, number>()
  for (const on of toCome) {
    const year = financialYear(on)
    if (year >= thisYear) dates.set(year, (dates.get(year) ?? 0) + 1)
  }
  const parts = new Map<number, number>()
  let left = held
  for (const year of [...dates.keys()].sort()) {
    const part = Math.min(left, price * (dates.get(year) ?? 0))
    if (part > 0) parts.set(year, part)
    left -= part
  }
  return left > 0 ? parts.set(thisYear, left + (parts.get(thisYear) ?? 0)) : parts
}

/** A date that was made for a planned session, and whether it still stands and waits for its pay. */
export interface MadeDate {
  readonly on: CalendarDate
  readonly stands: boolean
}

/** The standing dates of a planned session that are one line's: a price that changes makes another line of the same session, each with its own days. */
export const standingOn = (
  line: { readonly from: CalendarDate; readonly until: CalendarDate | null },
  made: readonly MadeDate[],
): CalendarDate[] =>
  made
    .filter(({ on, stands }) => stands && line.from <= on && (line.until === null || on <= line.until))
    .map(({ on }) => on)
