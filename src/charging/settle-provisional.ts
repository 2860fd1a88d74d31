import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'

/** How a provisional contribution gives way to the assessed one. */
export interface Settlement {
  /** The last day of the provisional; the day before it began when it is settled from its start. */
  readonly provisionalEndsOn: CalendarDate
  /** The first day of the assessed contribution. */
  readonly from: CalendarDate
  /** True when the assessed sum takes the place of what was told for those same days. */
  readonly settles: boolean
}

/**
 * Settling a provisional ("up to") contribution once the assessment is done. It settles only downward: where the person should
 * pay the same or less, that holds from the provisional's first day. Where they should pay more, what was told stands for every
 * day up to the decision, and the new sum holds from the next day at the earliest, never before.
 */
export function settleProvisional(
  provisional: { readonly from: CalendarDate; readonly weekly: Pence },
  assessed: { readonly weekly: Pence; readonly from: CalendarDate; readonly decidedOn: CalendarDate },
): Settlement {
  if (assessed.weekly <= provisional.weekly) {
    return { provisionalEndsOn: addDays(provisional.from, -1), from: provisional.from, settles: true }
  }
  const from = latest(addDays(assessed.decidedOn, 1), assessed.from, addDays(provisional.from, 1))
  return { provisionalEndsOn: addDays(from, -1), from, settles: false }
}

const latest = (first: CalendarDate, ...others: CalendarDate[]) =>
  others.reduce((one, other) => [one, other].sort()[1] as CalendarDate, first)
