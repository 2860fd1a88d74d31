import type { Unit } from './assumption-list.ts'
import { assumptionsOf, kindOf, withAssumption } from './assumptions-of.ts'
import { type Measure, meanOf, measured } from './measure.ts'
import type { Scenario } from './scenario-shape.ts'
import { figuresOfDraws } from './simulate.ts'

/** What an assumption does to a measure when it alone is low or high, and everything else stands at its middle. */
export interface TornadoBar {
  readonly key: string
  readonly name: string
  readonly unit: Unit
  readonly low: { readonly value: number; readonly mean: number }
  readonly high: { readonly value: number; readonly mean: number }
  /** How far apart the two means lie. */
  readonly swing: number
}

/** The scenario with one assumption at one value beyond doubt. */
export const fixedAt = (scenario: Scenario, key: string, value: number): Scenario =>
  withAssumption(scenario, key, { low: value, middle: value, high: value })

/**
 * One assumption at a time at its low and at its high, all others at their middle, with the same chance each time; what moves the measure
 * most comes first. Assumptions beyond doubt have no bar.
 */
export function tornado(
  scenario: Scenario,
  measure: Measure,
  { seed, draws }: { seed: number; draws: number },
): TornadoBar[] {
  const meanAt = (key: string, value: number) => {
    const all = figuresOfDraws(fixedAt(scenario, key, value), { seed, uncertain: false }, draws)
    return Math.round(meanOf(measured(scenario, measure, all)))
  }
  return assumptionsOf(scenario)
    .filter(([, { low, high }]) => low < high)
    .map(([key, { low, high }]) => {
      const [atLow, atHigh] = [meanAt(key, low), meanAt(key, high)]
      return {
        key,
        ...kindOf(scenario, key),
        low: { value: low, mean: atLow },
        high: { value: high, mean: atHigh },
        swing: Math.abs(atHigh - atLow),
      }
    })
    .sort((one, other) => other.swing - one.swing || one.key.localeCompare(other.key))
    .map(({ key, name, unit, low, high, swing }) => ({ key, name, unit, low, high, swing }))
}
