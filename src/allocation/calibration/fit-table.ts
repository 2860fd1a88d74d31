import { correctCurve, needBands } from './correct-curve.ts'
import { type BandCoverage, type Coverage, coverage } from './coverage.ts'
import { equity, type GroupAudit } from './equity.ts'
import { type FittedSteps, fitSteps } from './fit-steps.ts'
import type { Plans } from './plans.ts'
import { costCells, type Knot, penceByPoints, quantileCurve } from './quantile-curve.ts'
import { SET, type Split, splitPlans } from './split.ts'
import { countedByCode, pointsOfPlans, type WholePoints, wholePoints } from './whole-points.ts'

export interface FitOptions {
  /** Points of the prior table, as steps. */
  readonly prior: Float64Array
  readonly paidPerMille: readonly number[]
  /** The share of plans for which a budget should be enough. */
  readonly quantile: number
  readonly seed: number
}

/** Points and line from plans, and how they do on plans they never saw. */
export interface FittedTable {
  readonly split: Split
  readonly fitted: FittedSteps
  readonly whole: WholePoints
  readonly knots: readonly Knot[]
  readonly ends: readonly number[]
  /** Counted points and weekly pence of every plan under the fitted table. */
  readonly points: Int32Array
  readonly budgets: Int32Array
  readonly overall: Coverage
  readonly bands: readonly BandCoverage[]
  readonly groups: readonly GroupAudit[]
}

/**
 * The whole way from plans to an audited table: fit the points, round them, draw the line, correct it, judge it. Group
 * columns are read after everything is fixed, and only to audit it.
 */
export function fitTable(plans: Plans, options: FitOptions): FittedTable {
  const { quantile, paidPerMille } = options
  const split = splitPlans(plans, options.seed)
  const fitted = fitSteps(plans, split, options)
  const whole = wholePoints(fitted.steps)
  const points = pointsOfPlans(plans, countedByCode(whole.items, paidPerMille), whole.base)
  const drawn = quantileCurve(
    { points, costs: costCells(plans.weeklyPence), block: split.block, use: split.use, which: SET },
    quantile,
  )
  const ends = needBands(points, split)
  const with_ = { points, weeklyPence: plans.weeklyPence, split, ends, quantile }
  const knots = correctCurve(drawn, with_)
  const budgets = budgetsFor(points, knots)
  const { overall, bands } = coverage({ ...with_, budgets })
  const groups = equity(plans.groups, { weeklyPence: plans.weeklyPence, budgets, split, seed: options.seed })
  return { split, fitted, whole, knots, ends, points, budgets, overall, bands, groups }
}

/** The weekly pence of every plan from its points. */
export function budgetsFor(points: Int32Array, knots: readonly Knot[]): Int32Array {
  let most = 0
  for (let plan = 0; plan < points.length; plan++) if (points[plan]! > most) most = points[plan]!
  const pence = penceByPoints(knots, most)
  const budgets = new Int32Array(points.length)
  for (let plan = 0; plan < points.length; plan++) budgets[plan] = pence[points[plan]!]!
  return budgets
}
