import { type NormalEquations, UNKNOWNS } from './normal-sums.ts'

// Copied once: a loop over a million plans reads them billions of times.
const unknowns = UNKNOWNS

/** What the fit is drawn towards, and how strongly: `pull` in parts of the average plan's own say. */
export interface Prior {
  /** Pence for each step. */
  readonly steps: Float64Array
  readonly pull: number
}

/** Enough for any file met so far; a step that still moves by less than a twentieth of a penny is at rest. */
const MOST_SWEEPS = 4000
const AT_REST = 0.05

/** The average say that the evidence has over one step. */
export function averageSay({ gram }: NormalEquations): number {
  let all = 0
  for (let step = 0; step < unknowns; step++) all += gram[step * unknowns + step]!
  return all / unknowns
}

/**
 * Pence for each step (the base, then every item's levels 1 to 4) that come nearest to what the plans cost, none below
 * zero, so that more need can never mean less money. Least squares on sums alone, one step at a time in turn until none
 * moves (coordinate descent; the problem is convex, so where it ends does not hang on where it begins).
 */
export function nonnegativeSteps(
  equations: NormalEquations,
  prior: Prior,
  begin?: Float64Array,
  mostSweeps = MOST_SWEEPS,
): Float64Array {
  const { gram, right } = equations
  const pull = prior.pull * averageSay(equations)
  const steps = Float64Array.from(begin ?? prior.steps)
  const slope = Float64Array.from(right, (value, at) => value + pull * prior.steps[at]!)
  for (let one = 0; one < unknowns; one++) {
    if (steps[one] === 0) continue
    for (let other = 0; other < unknowns; other++) slope[other]! -= steps[one]! * gram[one * unknowns + other]!
    slope[one]! -= steps[one]! * pull
  }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let moved = 0
    for (let one = 0; one < unknowns; one++) {
      const say = gram[one * unknowns + one]! + pull
      if (say <= 0) continue
      const next = Math.max(0, steps[one]! + slope[one]! / say)
      const change = next - steps[one]!
      if (change === 0) continue
      steps[one] = next
      for (let other = 0; other < unknowns; other++) slope[other]! -= change * gram[one * unknowns + other]!
      slope[one]! -= change * pull
      moved = Math.max(moved, Math.abs(change))
    }
    if (moved < AT_REST) break
  }
  return steps
}

/** The sum of squared misses that these steps leave, worked out from the sums alone. */
export function squaredMiss({ gram, right, squaredPence }: NormalEquations, steps: Float64Array): number {
  let miss = squaredPence
  for (let one = 0; one < unknowns; one++) {
    if (steps[one] === 0) continue
    let across = 0
    for (let other = 0; other < unknowns; other++) across += gram[one * unknowns + other]! * steps[other]!
    miss += steps[one]! * (across - 2 * right[one]!)
  }
  return Math.max(0, miss)
}
