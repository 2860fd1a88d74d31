import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import { financialYear, financialYearSpan } from '../core/financial-year.ts'
import { type Pence, pence } from '../core/money.ts'
import { accounts } from './account.ts'
import type { Posting } from './postings.ts'

/** 1 April, where it lies inside the week of a Monday and not on the Monday itself; nothing otherwise. */
export function newYearWithin(monday: CalendarDate): CalendarDate | undefined {
  const sunday = addDays(monday, 6)
  return financialYear(monday) === financialYear(sunday) ? undefined : financialYearSpan(financialYear(sunday)).from
}

/**
 * What a week over 31 March was charged for its dates from 1 April, moved from the year of its Monday to the new one, where
 * these dates lie; or the difference, when the week was worked out again. Nothing for any other week.
 */
export function movingToNewYear(week: {
  readonly chargeId: string
  readonly personId: string
  readonly costCentre: string
  readonly weekStart: CalendarDate
  /** What stands in the new year so far. */
  readonly was: Pence
  readonly now: Pence
}): Posting[] {
  const from = newYearWithin(week.weekStart)
  if (from === undefined || week.was === week.now) return []
  const [old, fresh] = [week.weekStart, from].map((on) => accounts.income(week.costCentre, financialYear(on))) as [
    ReturnType<typeof accounts.income>,
    ReturnType<typeof accounts.income>,
  ]
  const more = week.now > week.was
  return [
    {
      kind: 'year_end',
      sourceId: week.chargeId,
      debit: more ? old : fresh,
      credit: more ? fresh : old,
      amount: pence(Math.abs(week.now - week.was)),
      effectiveOn: from,
      about: { personId: week.personId },
    },
  ]
}
