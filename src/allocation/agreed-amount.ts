import { type Pence, pence } from '../core/money.ts'
import type { SufficiencyCheck } from './sufficiency.ts'

/**
 * How many times the budget may be asked for before the asker has to say that it is meant. Nothing caps an exception;
 * this only catches a slip of the hand, such as £19,500 for £195.00. Assumption of Daywell.
 */
const PROBABLY_A_SLIP = 10

/**
 * The weekly sum that counts: the highest that was agreed as an exception to this budget, what a relief leaves today, or the
 * budget itself, whichever is more. Why: a personal budget must be what meeting the needs costs, and a fall that is eased has
 * not come yet. Source: Care Act 2014 section 26.
 */
export function weeklyThatCounts(
  budget: { readonly weeklyPence: Pence },
  exceptions: readonly { readonly agreedPence: Pence | null }[],
  easedPence: Pence | undefined,
): Pence {
  return pence(Math.max(budget.weeklyPence, easedPence ?? 0, ...exceptions.map((one) => one.agreedPence ?? 0)))
}

/** Whether a sum asked for is so far above what counts that it must be confirmed first. */
export const probablyASlip = (askedPence: number, countsPence: number): boolean =>
  askedPence > PROBABLY_A_SLIP * countsPence

/** A check made before, held against the sum that counts now: what is agreed since may have made it enough. */
export function standsNow(
  check: Pick<SufficiencyCheck, 'pricedWeekPence' | 'missingSessions'>,
  countsPence: Pence,
): { readonly enough: boolean; readonly shortByPence: Pence } {
  const shortByPence = pence(Math.max(0, check.pricedWeekPence - countsPence))
  return { enough: check.missingSessions === 0 && shortByPence === 0, shortByPence }
}
