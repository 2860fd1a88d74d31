import type { Measure } from './measure.ts'
import { measured, quantileOf } from './measure.ts'
import type { Scenario } from './scenario-shape.ts'
import { figuresOfDraws } from './simulate.ts'
import { fixedAt } from './tornado.ts'

/** What is wanted: in so many of the draws the measure reaches the sum. */
export interface Wanted {
  readonly measure: Measure
  readonly reaches: number
  /** Share of the draws, 0.5 for as likely as not. */
  readonly chance: number
}

/** What would have to be true of one assumption, all others as they are; or that no value within the bounds would do. */
export type WhatWouldBeTrue =
  | { readonly found: true; readonly value: number; readonly reached: number }
  | { readonly found: false; readonly nearest: number; readonly reached: number }

const STEPS = 24

/**
 * Looks for the value of one assumption at which the sum is reached with the chance wanted, between two bounds, by halving. The same
 * chance is used at every value. It takes the measure to rise or to fall throughout, which it says by its two ends.
 */
export function whatWouldBeTrue(
  scenario: Scenario,
  key: string,
  [least, most]: readonly [number, number],
  { measure, reaches, chance }: Wanted,
  { seed, draws }: { seed: number; draws: number },
): WhatWouldBeTrue {
  const at = (value: number) => {
    const all = figuresOfDraws(fixedAt(scenario, key, value), { seed, uncertain: true }, draws)
    return quantileOf(measured(scenario, measure, all), 1 - chance)
  }
  let [low, high] = [least, most]
  const [atLeast, atMost] = [at(low), at(high)]
  const rises = atMost >= atLeast
  if (Math.max(atLeast, atMost) < reaches) {
    const [nearest, reached] = rises ? [most, atMost] : [least, atLeast]
    return { found: false, nearest, reached: Math.round(reached) }
  }
  if (Math.min(atLeast, atMost) >= reaches) {
    const [value, reached] = rises ? [least, atLeast] : [most, atMost]
    return { found: true, value, reached: Math.round(reached) }
  }
  for (let step = 0; step < STEPS && high - low > 1e-6 * (most - least); step++) {
    const middle = (low + high) / 2
    if (at(middle) >= reaches === rises) high = middle
    else low = middle
  }
  const value = rises ? high : low
  return { found: true, value, reached: Math.round(at(value)) }
}
