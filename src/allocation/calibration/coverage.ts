import { type BandEnds, bandOf } from './correct-curve.ts'
import { normalQuantile } from './normal-draws.ts'
import { CORRECT, JUDGE, type Split } from './split.ts'

/** How often budgets were enough for plans that had no part in making them. */
export interface Coverage {
  readonly plans: number
  /** Share of the plans whose cost the budget meets. */
  readonly enough: number
  /** Share whose cost the budget exceeds: lower where many cost exactly the budget. */
  readonly moreThanEnough: number
  /** How far from the wanted share chance alone may take it. */
  readonly limit: number
  readonly within: boolean
}

export interface BandCoverage extends Coverage {
  /** Counted points of the band, both included; the last has no end. */
  readonly fromPoints: number
  readonly toPoints: number | null
}

/** Standard spreads that chance exceeds once in a hundred, both sides, for so many looks together. */
export const spreadsFor = (looks: number): number => normalQuantile(1 - 0.01 / (2 * looks))

interface Counted {
  plans: number
  enough: number
  more: number
}

function judged(counted: Counted, corrected: number, quantile: number, looks: number): Coverage {
  const { plans } = counted
  const limit =
    plans === 0 || corrected === 0
      ? 1
      : spreadsFor(looks) * Math.sqrt(quantile * (1 - quantile) * (1 / plans + 1 / corrected))
  const enough = plans === 0 ? 0 : counted.enough / plans
  const moreThanEnough = plans === 0 ? 0 : counted.more / plans
  return {
    plans,
    enough,
    moreThanEnough,
    limit,
    within: plans > 0 && enough >= quantile - limit && moreThanEnough <= quantile + limit,
  }
}

/**
 * Counts on the judging plans, overall and in each band of need, for how many the budget is enough, and whether that is as
 * near to the wanted share as chance allows: binomial limits that both samples widen, 99% overall and 99% for the bands together.
 */
export function coverage(given: {
  points: Int32Array
  weeklyPence: Int32Array
  budgets: Int32Array
  split: Split
  ends: BandEnds
  quantile: number
}): { overall: Coverage; bands: BandCoverage[] } {
  const { points, weeklyPence, budgets, split, ends, quantile } = given
  const bands = Array.from({ length: ends.length + 1 }, (): Counted => ({ plans: 0, enough: 0, more: 0 }))
  const corrected = bands.map(() => 0)
  for (let plan = 0; plan < points.length; plan++) {
    const use = split.use[plan]
    if (use === 0) continue
    const band = bandOf(ends, points[plan]!)
    if (use === CORRECT) corrected[band]!++
    if (use !== JUDGE) continue
    const counted = bands[band]!
    counted.plans++
    if (weeklyPence[plan]! <= budgets[plan]!) counted.enough++
    if (weeklyPence[plan]! < budgets[plan]!) counted.more++
  }
  const all = bands.reduce((sum, one) => ({
    plans: sum.plans + one.plans,
    enough: sum.enough + one.enough,
    more: sum.more + one.more,
  }))
  return {
    overall: judged(all, split.counts[CORRECT], quantile, 1),
    bands: bands.map((one, band) => ({
      fromPoints: band === 0 ? 0 : ends[band - 1]! + 1,
      toPoints: ends[band] ?? null,
      ...judged(one, corrected[band]!, quantile, bands.length),
    })),
  }
}
