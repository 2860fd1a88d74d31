import { CODES, ITEMS, type Plans } from './plans.ts'

// Copied once: a loop over a million plans reads them billions of times.
const items = ITEMS
const allCodes = CODES

/** The base and fourteen items at levels 1 to 4. */
const unknowns = 1 + items * 4
export const UNKNOWNS = unknowns
/** A plan's weight in whole parts of this, so that sums are exact and no order of the plans can change them. */
const whole = 64
export const WHOLE_WEIGHT = whole

/** Sums over plans from which the points can be fitted: everything the fit needs to know of them. */
export interface NormalSums {
  /** Each pair of cells (item at its level), each share in parts of a thousand. Upper half only. */
  readonly pairs: Float64Array
  /** Each cell with the weekly pence. */
  readonly withPence: Float64Array
  squaredPence: number
  weight: number
  plans: number
}

/** Sums over no plan. */
export const noSums = (): NormalSums => ({
  pairs: new Float64Array(unknowns * unknowns),
  withPence: new Float64Array(unknowns),
  squaredPence: 0,
  weight: 0,
  plans: 0,
})

/** What is left to pay for in parts of a thousand, for each packed code; nothing at level 0. */
export function leftOver(paidPerMille: readonly number[]): Float64Array {
  return Float64Array.from({ length: allCodes }, (_, code) => (code < 5 ? 0 : (paidPerMille[code % 5] ?? 0)))
}

/**
 * Adds plans to sums: `into` says which of the sums each plan goes to (255: none), `weight` how much it counts.
 * Only the items with something left to pay for are looked at, so a million plans take a fraction of a second.
 */
export function addPlans(
  sums: readonly NormalSums[],
  { plans, left, into, weight }: { plans: Plans; left: Float64Array; into: Uint8Array; weight: Uint8Array },
): void {
  const cell = new Int32Array(items + 1)
  const share = new Float64Array(items + 1)
  share[0] = 1000
  for (let plan = 0, from = 0; plan < plans.count; plan++, from += items) {
    const sum = sums[into[plan]!]
    if (sum === undefined) continue
    let active = 1
    for (let i = 0; i < items; i++) {
      const code = plans.codes[from + i]!
      const paid = left[code]!
      if (paid === 0) continue
      cell[active] = i * 4 + ((code / 5) | 0)
      share[active++] = paid
    }
    const { pairs, withPence } = sum
    const pence = plans.weeklyPence[plan]!
    const counts = weight[plan]!
    for (let one = 0; one < active; one++) {
      const times = counts * share[one]!
      const row = cell[one]! * unknowns
      withPence[cell[one]!]! += times * pence
      for (let other = one; other < active; other++) pairs[row + cell[other]!]! += times * share[other]!
    }
    sum.squaredPence += counts * pence * pence
    sum.weight += counts
    sum.plans++
  }
}

/** Several sums as one, each counted as often as `times` says (once each when it does not). */
export function addUp(sums: readonly NormalSums[], times?: ArrayLike<number>): NormalSums {
  const all = noSums()
  sums.forEach((sum, at) => {
    const count = times === undefined ? 1 : (times[at] ?? 0)
    if (count === 0) return
    for (let i = 0; i < all.pairs.length; i++) all.pairs[i]! += count * sum.pairs[i]!
    for (let i = 0; i < unknowns; i++) all.withPence[i]! += count * sum.withPence[i]!
    all.squaredPence += count * sum.squaredPence
    all.weight += count * sum.weight
    all.plans += count * sum.plans
  })
  return all
}

/** What is to be solved for steps of points that add up level by level; in pence, pence², and whole plans. */
export interface NormalEquations {
  /** unknowns × unknowns, both halves. */
  readonly gram: Float64Array
  readonly right: Float64Array
  readonly squaredPence: number
  readonly weight: number
}

/** From cells (at exactly this level) to steps (at this level or above): each is the sum of the cells from it upward. */
export function normalEquations(sums: NormalSums): NormalEquations {
  const gram = new Float64Array(unknowns * unknowns)
  for (let row = 0; row < unknowns; row++)
    for (let column = row; column < unknowns; column++) {
      const value = sums.pairs[row * unknowns + column]! / (whole * 1e6)
      gram[row * unknowns + column] = value
      gram[column * unknowns + row] = value
    }
  const right = Float64Array.from(sums.withPence, (value) => value / (whole * 1000))
  for (let step = unknowns - 2; step > 0; step--) {
    if (step % 4 === 0) continue
    right[step]! += right[step + 1]!
    for (let column = 0; column < unknowns; column++)
      gram[step * unknowns + column]! += gram[(step + 1) * unknowns + column]!
  }
  for (let step = unknowns - 2; step > 0; step--) {
    if (step % 4 === 0) continue
    for (let row = 0; row < unknowns; row++) gram[row * unknowns + step]! += gram[row * unknowns + step + 1]!
  }
  return { gram, right, squaredPence: sums.squaredPence / whole, weight: sums.weight / whole }
}
