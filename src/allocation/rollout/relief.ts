import { assert } from '../../core/assert.ts'
import { addMonths, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence, scale } from '../../core/money.ts'

/** What a person has, what a new table gives, and what a week that meets their needs costs. All weekly. */
export interface Move {
  readonly oldPence: Pence
  readonly newPence: Pence
  /** The cost that must be met whatever the tables say: Care Act 2014 s.26. 0 where it is not known. */
  readonly sufficientPence: Pence
}

export interface ReliefRule {
  /** Years until the new amount is reached; 0 is at once. */
  readonly years: number
  /** True where relief must pay for itself: then who gains waits as long as who loses. What meets the needs never waits. */
  readonly gainersWait: boolean
}

/**
 * The weekly amount of a year after the review that moved a person to a new table: the cost that meets the needs, or the
 * way from old to new, whichever is more. The way is new + (old − new) × (1 − year ÷ years), a part-penny to the person.
 * Who gains has the new amount at once, unless gainers wait.
 *
 * Example: £200 falls to £140 over 3 years: £200, £180, £160, £140. If the week really costs £170: £200, £180, £170, £170.
 * Source: Cheshire East Cabinet, 16 June 2009, 3.22 names relief without a formula; this one is a project choice.
 */
export function amountInYear(move: Move, year: number, { years, gainersWait }: ReliefRule): Pence {
  assert(Number.isInteger(years) && years >= 0, 'relief lasts whole years')
  assert(Number.isInteger(year) && year >= 0, 'years after the review are whole')
  const difference = pence(move.oldPence - move.newPence)
  const eased = difference > 0 || gainersWait
  const left = eased && year < years ? scale(difference, years - year, years, 'up') : pence(0)
  return pence(Math.max(move.sufficientPence, move.newPence + left))
}

/** The amount of every year, from the review (year 0) to the year in which the new amount stands. */
export function reliefPath(move: Move, rule: ReliefRule): Pence[] {
  return Array.from({ length: rule.years + 1 }, (_, year) => amountInYear(move, year, rule))
}

/** What a relief leaves on a day: the amount of year 0 until the first anniversary; the last amount stands for good. */
export function amountOn(
  { weeklyPence, from }: { readonly weeklyPence: readonly Pence[]; readonly from: CalendarDate },
  on: CalendarDate,
): Pence {
  const reached = weeklyPence.filter((_, year) => year === 0 || addMonths(from, 12 * year) <= on)
  return reached.at(-1) ?? pence(0)
}
