import type { FittedTable } from './fit-table.ts'
import type { Plans } from './plans.ts'
import { JUDGE } from './split.ts'

const TO_SPREAD = 1.4826

const middle = (sorted: Float64Array) => sorted[sorted.length >> 1] ?? 0

/**
 * How much costs differ that needs do not explain, and how much they do, on the log scale and on plans the table never saw:
 * what the simulation of a contingency needs. The middle of absolute differences is taken, so that a few odd plans do not set it.
 */
export function spreadOf(plans: Plans, { split, budgets }: FittedTable): { spread: number; needsSpread: number } {
  const unexplained: number[] = []
  const explained: number[] = []
  for (let plan = 0; plan < plans.count; plan++) {
    if (split.use[plan] !== JUDGE || budgets[plan]! <= 0) continue
    unexplained.push(Math.log(plans.weeklyPence[plan]! / budgets[plan]!))
    explained.push(Math.log(budgets[plan]!))
  }
  const spread = (values: readonly number[]) => {
    const centre = middle(Float64Array.from(values).sort())
    return TO_SPREAD * middle(Float64Array.from(values, (value) => Math.abs(value - centre)).sort())
  }
  return { spread: spread(unexplained), needsSpread: spread(explained) }
}
