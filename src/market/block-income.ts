import { addMonths, type CalendarDate, day } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'

/** A block contract that still stands: what it pays on which day, and the last day on which it does. */
export interface BlockTerms {
  readonly until: CalendarDate
  readonly instalments: readonly { readonly dueOn: CalendarDate; readonly amount: Pence }[]
}

/**
 * What block contracts pay a service month by month, from the month of a day until the last month in which anything is due. An
 * instalment counts in the month it is due in, and not at all after the contract has ended. Nothing where nothing is due any more.
 */
export function blockMonths(contracts: readonly BlockTerms[], on: CalendarDate): Pence[] {
  const first = day(`${on.slice(0, 7)}-01`)
  const due = contracts.flatMap(({ until, instalments }) =>
    instalments.filter(({ dueOn }) => dueOn <= until && dueOn >= first),
  )
  const last = due
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1)
  const months: Pence[] = []
  for (let month = first; last !== undefined && month <= last; month = addMonths(month, 1)) {
    const next = addMonths(month, 1)
    months.push(sum(due.filter(({ dueOn }) => month <= dueOn && dueOn < next).map(({ amount }) => amount)))
  }
  return months
}

/** What is due in the twelve months from a month on: 0 is this month, 1 the next. */
export const blockYear = (months: readonly Pence[], from = 0): Pence => pence(sum(months.slice(from, from + 12)))
