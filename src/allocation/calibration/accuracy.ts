import { ITEMS, type Plans } from './plans.ts'
import { JUDGE, type Split } from './split.ts'

/** What a way of setting budgets says for a plan's codes, whole pence a week. */
export type BudgetWay = (codes: Uint8Array, from: number) => number

/** How a way of setting budgets does on plans it never saw. */
export interface Accuracy {
  readonly plans: number
  /** Share of the differences in cost that it explains; below zero: worse than the same sum for everyone. */
  readonly explained: number
  /** Average miss as a share of the average cost. */
  readonly averageMiss: number
  readonly withinTenth: number
  readonly withinFifth: number
  /** Share of plans whose cost the budget meets. */
  readonly enough: number
  /** Share of one-level rises in need under which the budget falls. */
  readonly moreNeedLess: number
}

/** One-level rises are tried on at most so many plans. */
const MOST_RAISED = 2000

/** How often more need means less money: every item of a plan below level 4 raised by one. */
function fallsWithNeed(plans: Plans, judged: readonly number[], way: BudgetWay): number {
  let [raised, fell] = [0, 0]
  const codes = new Uint8Array(ITEMS)
  for (const plan of judged.slice(0, MOST_RAISED)) {
    codes.set(plans.codes.subarray(plan * ITEMS, plan * ITEMS + ITEMS))
    const now = way(codes, 0)
    for (let i = 0; i < ITEMS; i++) {
      const code = codes[i]!
      if (code >= 20 || code % 5 === 4) continue
      codes[i] = code + 5
      raised++
      if (way(codes, 0) < now) fell++
      codes[i] = code
    }
  }
  return raised === 0 ? 0 : fell / raised
}

/** Sets a way of working out budgets against the judging plans. */
export function accuracyOf(plans: Plans, split: Split, way: BudgetWay): Accuracy {
  const judged: number[] = []
  let cost = 0
  for (let plan = 0; plan < plans.count; plan++) {
    if (split.use[plan] !== JUDGE) continue
    judged.push(plan)
    cost += plans.weeklyPence[plan]!
  }
  const count = judged.length
  const mean = count === 0 ? 0 : cost / count
  let [missed, spread, off, tenth, fifth, enough] = [0, 0, 0, 0, 0, 0]
  for (const plan of judged) {
    const pence = plans.weeklyPence[plan]!
    const budget = way(plans.codes, plan * ITEMS)
    const by = Math.abs(budget - pence)
    missed += by * by
    spread += (pence - mean) ** 2
    off += by
    if (by <= pence / 10) tenth++
    if (by <= pence / 5) fifth++
    if (pence <= budget) enough++
  }
  const of = (some: number) => (count === 0 ? 0 : some / count)
  return {
    plans: count,
    explained: spread === 0 ? 0 : 1 - missed / spread,
    averageMiss: mean === 0 ? 0 : of(off) / mean,
    withinTenth: of(tenth),
    withinFifth: of(fifth),
    enough: of(enough),
    moreNeedLess: fallsWithNeed(plans, judged, way),
  }
}
