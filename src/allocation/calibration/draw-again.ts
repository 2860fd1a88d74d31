import { stepsFrom } from './fit-steps.ts'
import { addPlans, addUp, type NormalSums, noSums } from './normal-sums.ts'
import { ITEMS, type Plans } from './plans.ts'
import { type CostCells, type Knot, quantileCurve } from './quantile-curve.ts'
import { SET, type Split } from './split.ts'
import { countedByCode, pointsOfPlans, type WholePoints, wholePoints } from './whole-points.ts'

export const BLOCKS = 256

/** Everything a drawing again needs. Its arrays may be shared between threads. */
export interface Material {
  readonly plans: Pick<Plans, 'count' | 'codes' | 'weeklyPence'>
  readonly use: Uint8Array
  readonly block: Uint8Array
  readonly costs: CostCells
  readonly sums: readonly NormalSums[]
  readonly prior: Float64Array
  readonly pull: number
  readonly paidPerMille: readonly number[]
  readonly quantile: number
}

export interface Drawn {
  readonly whole: WholePoints
  readonly knots: readonly Knot[]
}

/** Sums of the plans that set the points, block by block, each plan with its weight. */
export function blockSums(
  plans: Plans,
  split: Split,
  { left, weight }: { left: Float64Array; weight: Uint8Array },
): NormalSums[] {
  const sums = Array.from({ length: BLOCKS }, noSums)
  // Block by block, so that the sums of one block stay near the processor while its plans are added.
  const byBlock = inBlockOrder(plans, split)
  const into = byBlock.block
  const use = byBlock.order.length
  const ordered: Plans = { ...plans, count: use, codes: byBlock.codes, weeklyPence: byBlock.weeklyPence, groups: [] }
  addPlans(sums, { plans: ordered, left, into, weight: Uint8Array.from(byBlock.order, (plan) => weight[plan]!) })
  return sums
}

function inBlockOrder(plans: Plans, split: Split) {
  const starts = new Int32Array(BLOCKS + 1)
  for (let plan = 0; plan < plans.count; plan++) if (split.use[plan] === SET) starts[split.block[plan]! + 1]!++
  for (let block = 0; block < BLOCKS; block++) starts[block + 1]! += starts[block]!
  const count = starts[BLOCKS]!
  const [order, codes] = [new Int32Array(count), new Uint8Array(count * ITEMS)]
  const [weeklyPence, block] = [new Int32Array(count), new Uint8Array(count)]
  for (let plan = 0; plan < plans.count; plan++) {
    if (split.use[plan] !== SET) continue
    const at = starts[split.block[plan]!]!++
    order[at] = plan
    codes.set(plans.codes.subarray(plan * ITEMS, plan * ITEMS + ITEMS), at * ITEMS)
    weeklyPence[at] = plans.weeklyPence[plan]!
    block[at] = split.block[plan]!
  }
  return { order, codes, weeklyPence, block }
}

/** How often each block counts when as many are drawn as there are, with putting back. */
export function timesDrawn(whole: (least: number, most: number) => number): Uint16Array {
  const times = new Uint16Array(BLOCKS)
  for (let draw = 0; draw < BLOCKS; draw++) times[whole(0, BLOCKS - 1)]!++
  return times
}

/** Points and line once more, from blocks that count so often: the fit from their sums, the line from their plans. */
export function drawAgain(
  material: Material,
  times: ArrayLike<number>,
  points: Int32Array,
  begin?: Float64Array,
): Drawn {
  const { plans, use, block, costs, prior, pull, paidPerMille, quantile } = material
  const whole = wholePoints(stepsFrom(addUp(material.sums, times), prior, pull, begin))
  pointsOfPlans({ ...plans, groups: [] }, countedByCode(whole.items, paidPerMille), whole.base, points)
  return { whole, knots: quantileCurve({ points, costs, block, use, which: SET, times }, quantile) }
}

/** The sums without one plan, so that one can see what it alone moves. */
export function sumsWithout(
  all: NormalSums,
  plans: Plans,
  given: { plan: number; left: Float64Array; weight: Uint8Array },
): NormalSums {
  const one: Plans = {
    count: 1,
    codes: plans.codes.subarray(given.plan * ITEMS, given.plan * ITEMS + ITEMS),
    weeklyPence: plans.weeklyPence.subarray(given.plan, given.plan + 1),
    groups: [],
  }
  const own = noSums()
  addPlans([own], {
    plans: one,
    left: given.left,
    into: Uint8Array.of(0),
    weight: given.weight.subarray(given.plan, given.plan + 1),
  })
  return addUp([all, own], [1, -1])
}
