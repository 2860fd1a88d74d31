import { nonnegativeSteps, squaredMiss } from './nonnegative-steps.ts'
import {
  addPlans,
  addUp,
  leftOver,
  type NormalEquations,
  type NormalSums,
  normalEquations,
  noSums,
  UNKNOWNS,
} from './normal-sums.ts'
import type { Plans } from './plans.ts'
import { SET, type Split } from './split.ts'
import { steadyWeights, wholeWeights } from './steady-weights.ts'

// Copied once: a loop over a million plans reads them billions of times.
const unknowns = UNKNOWNS

const FOLDS = 5
/** How strongly the prior may pull, from hardly to almost wholly. */
const PULLS = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const
/** The first look, which only finds what is unusual, takes at most about this many plans. */
const FIRST_LOOK = 50_000
const NONE = 255
/** Choosing the pull needs no more than this. */
const CHOOSING_SWEEPS = 300

/** A prior's points as steps: the base, then how much each level of each item adds. */
export type PriorSteps = Float64Array

export interface FittedSteps {
  /** Pence a week for each step. */
  readonly steps: Float64Array
  /** The prior at the scale of today's prices: what the fit was drawn towards. */
  readonly prior: Float64Array
  readonly pull: number
  /** Pence for one point of the prior. */
  readonly pencePerPriorPoint: number
  /** What each plan counted, in 64ths. */
  readonly weight: Uint8Array
  readonly sums: readonly NormalSums[]
}

/** Pence for one point of the prior that bring its points nearest to the plans' costs. */
function priceOfPrior({ gram, right }: NormalEquations, prior: PriorSteps): number {
  let over = 0
  let under = 0
  for (let one = 0; one < unknowns; one++) {
    over += prior[one]! * right[one]!
    for (let other = 0; other < unknowns; other++) under += prior[one]! * prior[other]! * gram[one * unknowns + other]!
  }
  return under > 0 ? over / under : 0
}

const priced = (prior: PriorSteps, price: number) => Float64Array.from(prior, (points) => points * price)

/** The pull under which folds left out are met best; the stronger of two that do as well. */
function choosePull(folds: readonly NormalSums[], prior: PriorSteps): number {
  const all = addUp(folds)
  const misses = PULLS.map(() => 0)
  for (const fold of folds) {
    const rest = normalEquations(addUp([all, fold], [1, -1]))
    const own = normalEquations(fold)
    const target = priced(prior, priceOfPrior(rest, prior))
    let begin: Float64Array | undefined
    for (let at = PULLS.length - 1; at >= 0; at--) {
      begin = nonnegativeSteps(rest, { steps: target, pull: PULLS[at]! }, begin, CHOOSING_SWEEPS)
      misses[at]! += squaredMiss(own, begin)
    }
  }
  const least = Math.min(...misses)
  const best = misses.findLastIndex((miss) => miss <= least * (1 + 1e-9))
  return PULLS[best]!
}

/** Fits with a given pull, from sums: what a drawing again repeats. */
export function stepsFrom(sums: NormalSums, prior: PriorSteps, pull: number, begin?: Float64Array): Float64Array {
  const equations = normalEquations(sums)
  return nonnegativeSteps(equations, { steps: priced(prior, priceOfPrior(equations, prior)), pull }, begin)
}

/**
 * Fits steps to the plans that are for setting points. Twice over what is unusual is found and counts less from then on
 * (Huber weights, no plan is left out); then the pull towards the prior is chosen by leaving folds out in turn.
 */
export function fitSteps(
  plans: Plans,
  split: Split,
  { prior, paidPerMille }: { prior: PriorSteps; paidPerMille: readonly number[] },
): FittedSteps {
  const left = leftOver(paidPerMille)
  const firstLook = firstLookOf(plans, split)
  let weight = wholeWeights(plans.count)
  let steps: Float64Array | undefined
  for (let look = 0; look < 2; look++) {
    const sums = noSums()
    addPlans([sums], { plans, left, into: firstLook, weight })
    steps = stepsFrom(sums, prior, 0.01, steps)
    const last = look === 1
    weight = steadyWeights(plans, { steps, left, of: last ? everySet(split) : firstLook, spreadFrom: firstLook })
  }
  const sums = Array.from({ length: FOLDS }, noSums)
  const into = split.use.map((use, plan) => (use === SET ? split.block[plan]! % FOLDS : NONE))
  addPlans(sums, { plans, left, into, weight })
  const pull = choosePull(sums, prior)
  const equations = normalEquations(addUp(sums))
  const price = priceOfPrior(equations, prior)
  const target = priced(prior, price)
  return {
    steps: nonnegativeSteps(equations, { steps: target, pull }, steps),
    prior: target,
    pull,
    pencePerPriorPoint: price,
    weight,
    sums,
  }
}

const everySet = (split: Split) => split.use.map((use) => (use === SET ? 0 : NONE))

/** All plans for setting points, or of very many as many whole blocks as make about fifty thousand. */
function firstLookOf(plans: Plans, split: Split): Uint8Array {
  const blocks = Math.max(1, Math.round((256 * FIRST_LOOK) / Math.max(FIRST_LOOK, split.counts[SET])))
  const into = new Uint8Array(plans.count).fill(NONE)
  for (let plan = 0; plan < plans.count; plan++)
    if (split.use[plan] === SET && split.block[plan]! < blocks) into[plan] = 0
  return into
}
