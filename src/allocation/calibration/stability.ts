import { random } from '../../core/random.ts'
import { assessedItems } from '../../needs/index.ts'
import { BLOCKS, blockSums, type Drawn, drawAgain, type Material, sumsWithout, timesDrawn } from './draw-again.ts'
import { stepsFrom } from './fit-steps.ts'
import type { FitOptions, FittedTable } from './fit-table.ts'
import { addUp, leftOver } from './normal-sums.ts'
import { ITEMS, type Plans } from './plans.ts'
import { costCells, penceByPoints } from './quantile-curve.ts'
import { JUDGE, SET } from './split.ts'
import { penceByCode } from './steady-weights.ts'
import { countedByCode, pointsOfPlans, type WholePoints, wholePoints } from './whole-points.ts'

const DRAWS = 100
const MOST_PROBES = 400
const WITHDRAWN = 10
/** The middle budget may move by so much of itself, from its low to its high drawing. Project choices. */
export const STEADY_BAND = 1 / 3

/** How much the table would change had the evidence been a little different. */
export interface Stability {
  readonly draws: number
  /** 5% to 95% of the drawn budgets, as a share of the budget: in the middle, and for the ninth of ten people. */
  readonly middleBand: number
  readonly ninthBand: number
  /** Lowest and highest points of each item at levels 1 to 4, 95% of the drawings. */
  readonly points: Readonly<Record<string, readonly (readonly [number, number])[]>>
  /** Of the plans furthest off, taken away one at a time: how many were tried, and how many moved a point out of its band. */
  readonly withdrawn: number
  readonly withdrawnMattered: number
  readonly steady: boolean
}

const sortedOf = (numbers: Iterable<number>) => Float64Array.from(numbers).sort()
const share = (sorted: Float64Array, part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** Plans on which budgets are compared: some that judge, chosen by block and not by place in the file. */
function probesOf(plans: Plans, { split }: FittedTable): Plans {
  const blocks = Math.max(1, Math.floor((BLOCKS * MOST_PROBES) / Math.max(MOST_PROBES, split.counts[JUDGE])))
  const chosen: number[] = []
  for (let plan = 0; plan < plans.count; plan++)
    if (split.use[plan] === JUDGE && split.block[plan]! < blocks) chosen.push(plan)
  const codes = new Uint8Array(chosen.length * ITEMS)
  chosen.forEach((plan, at) => {
    codes.set(plans.codes.subarray(plan * ITEMS, plan * ITEMS + ITEMS), at * ITEMS)
  })
  return {
    count: chosen.length,
    codes,
    weeklyPence: Int32Array.from(chosen, (plan) => plans.weeklyPence[plan]!),
    groups: [],
  }
}

function budgetsOf({ whole, knots }: Drawn, probes: Plans, paidPerMille: readonly number[]): number[] {
  const points = pointsOfPlans(probes, countedByCode(whole.items, paidPerMille), whole.base)
  const pence = penceByPoints(knots, Math.max(0, ...points))
  return Array.from(points, (at) => pence[at]!)
}

const flat = ({ items }: WholePoints) => assessedItems.flatMap((item) => items[item].slice(1))

/** The plans that set the points and are furthest from what their needs would say. */
function furthest(plans: Plans, fit: FittedTable, left: Float64Array): number[] {
  const table = penceByCode(fit.fitted.steps, left)
  const off: { plan: number; by: number }[] = []
  for (let plan = 0; plan < plans.count; plan++) {
    if (fit.split.use[plan] !== SET) continue
    let expected = fit.fitted.steps[0]!
    for (let i = 0; i < ITEMS; i++) expected += table[i * 25 + plans.codes[plan * ITEMS + i]!]!
    const by = Math.abs(plans.weeklyPence[plan]! - expected)
    if (off.length < WITHDRAWN || by > off.at(-1)!.by) {
      off.push({ plan, by })
      off.sort((one, other) => other.by - one.by)
      off.length = Math.min(off.length, WITHDRAWN)
    }
  }
  return off.map(({ plan }) => plan)
}

/** What is needed to draw again, made once. */
export function materialOf(plans: Plans, fit: FittedTable, options: FitOptions): Material {
  const left = leftOver(options.paidPerMille)
  return {
    plans,
    use: fit.split.use,
    block: fit.split.block,
    costs: costCells(plans.weeklyPence),
    sums: blockSums(plans, fit.split, { left, weight: fit.fitted.weight }),
    prior: options.prior,
    pull: fit.fitted.pull,
    paidPerMille: options.paidPerMille,
    quantile: options.quantile,
  }
}

/**
 * Draws blocks of plans again and again, fits points and line anew each time, and looks how far budgets and points move;
 * then takes away the plans furthest off, one at a time. How unusual plans count, and the pull of the prior, stay.
 */
export function stability(plans: Plans, fit: FittedTable, options: FitOptions): Stability {
  const material = materialOf(plans, fit, options)
  const chance = random(options.seed ^ 0x5bd1e995)
  const points = new Int32Array(plans.count)
  const drawn = Array.from({ length: DRAWS }, () =>
    drawAgain(material, timesDrawn(chance.whole), points, fit.fitted.steps),
  )
  const probes = probesOf(plans, fit)
  const now = budgetsOf(fit, probes, options.paidPerMille)
  const budgets = drawn.map((one) => budgetsOf(one, probes, options.paidPerMille))
  const bands = sortedOf(
    now.map((budget, at) => {
      const sorted = sortedOf(budgets.map((all) => all[at]!))
      return (share(sorted, 0.95) - share(sorted, 0.05)) / Math.max(1, budget)
    }),
  )
  const flats = drawn.map(({ whole }) => flat(whole))
  const pointBands = flat(fit.whole).map((published, at): [number, number] => {
    const sorted = sortedOf(flats.map((all) => all[at]!))
    return [Math.min(published, share(sorted, 0.025)), Math.max(published, share(sorted, 0.975))]
  })
  const left = leftOver(options.paidPerMille)
  const all = addUp(material.sums)
  const taken = furthest(plans, fit, left)
  const mattered = taken.filter((plan) => {
    const sums = sumsWithout(all, plans, { plan, left, weight: fit.fitted.weight })
    const without = flat(wholePoints(stepsFrom(sums, options.prior, fit.fitted.pull, fit.fitted.steps)))
    return without.some((value, at) => value < pointBands[at]![0] - 1 || value > pointBands[at]![1] + 1)
  })
  const [middleBand, ninthBand] = [share(bands, 0.5), share(bands, 0.9)]
  return {
    draws: DRAWS,
    middleBand,
    ninthBand,
    points: Object.fromEntries(assessedItems.map((item, i) => [item, pointBands.slice(i * 4, i * 4 + 4)])),
    withdrawn: taken.length,
    withdrawnMattered: mattered.length,
    steady: middleBand <= STEADY_BAND && mattered.length === 0,
  }
}
