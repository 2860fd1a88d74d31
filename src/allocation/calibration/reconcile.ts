import { type Pence, pence } from '../../core/money.ts'

/** The council's money for a year, as it is set beside what the table would promise. */
export interface CashGiven {
  readonly cashLimitPence: Pence
  /** Held for top-ups where a budget is not enough. */
  readonly contingencyPence: Pence
  /** Held so that nobody's budget falls at once. */
  readonly reliefPence: Pence
  /** Promised already in other ways. */
  readonly committedPence: Pence
}

export interface CashReconciled extends CashGiven {
  readonly indicativePence: Pence
  readonly promisedPence: Pence
  /** What is left, or below zero what is missing. Promised and left always make the limit, to the penny. */
  readonly leftPence: Pence
  readonly short: boolean
}

/**
 * Sets a year's budgets, contingency, relief and what is committed beside the cash limit. Money that is missing is
 * told and decided by people; budgets are never scaled down to fit. Source: Care Act 2014 s.26 (a budget is what meeting the needs costs).
 */
export function reconcile(indicativePence: Pence, given: CashGiven): CashReconciled {
  const promisedPence = pence(indicativePence + given.contingencyPence + given.reliefPence + given.committedPence)
  const leftPence = pence(given.cashLimitPence - promisedPence)
  return { ...given, indicativePence, promisedPence, leftPence, short: leftPence < 0 }
}
