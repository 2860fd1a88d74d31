import type { Unit } from './assumption-list.ts'
import { assumptionsOf, kindOf, withAssumption } from './assumptions-of.ts'
import { errorOf, type Measure, meanOf, measured } from './measure.ts'
import type { Scenario } from './scenario-shape.ts'
import type { MakeDraws } from './simulate.ts'

/** What an assumption does to a measure when it alone is low or high, and everything else stands at its middle. */
export interface TornadoBar {
  readonly key: string
  readonly name: string
  readonly unit: Unit
  readonly low: { readonly value: number; readonly mean: number }
  readonly high: { readonly value: number; readonly mean: number }
  /** How far apart the two means lie. */
  readonly swing: number
  /** Monte Carlo standard error of that distance, from the differences draw by draw: both ends have the same chance. */
  readonly error: number
}

/** A measure with everything at its middle, and the bars around it; what moves it most comes first. */
export interface Tornado {
  readonly middle: number
  readonly error: number
  readonly bars: readonly TornadoBar[]
}

/** The scenario with one assumption at one value beyond doubt. */
export const fixedAt = (scenario: Scenario, key: string, value: number): Scenario =>
  withAssumption(scenario, key, { low: value, middle: value, high: value })

/** The scenario with every assumption at its middle beyond doubt. */
export const certain = (scenario: Scenario): Scenario =>
  assumptionsOf(scenario).reduce((next, [key, { middle }]) => fixedAt(next, key, middle), scenario)

/** The assumptions of a scenario that are in doubt: those with a bar. */
export const inDoubt = (scenario: Scenario): readonly string[] =>
  assumptionsOf(scenario).flatMap(([key, { low, high }]) => (low < high ? [key] : []))

/** How the draws of a tornado are made: always with the same chance. */
interface Chance {
  readonly seed: number
  readonly draws: number
}

/** What is measured of one scenario, for each measure draw by draw. */
async function drawn(
  scenario: Scenario,
  measures: readonly Measure[],
  { seed, draws }: Chance,
  makeDraws: MakeDraws,
): Promise<Float64Array[]> {
  const all = await makeDraws({ scenario, seed, from: 0, until: draws })
  return measures.map((measure) => measured(scenario, measure, all))
}

/** One assumption at its low and at its high, all others at their middle: a bar for each measure, read from the same draws. */
export async function barsOf(
  scenario: Scenario,
  key: string,
  { measures, chance }: { readonly measures: readonly Measure[]; readonly chance: Chance },
  makeDraws: MakeDraws,
): Promise<TornadoBar[]> {
  const { low, high } = (
    assumptionsOf(scenario).find(([name]) => name === key) as [string, { low: number; high: number }]
  )[1]
  const middle = certain(scenario)
  const at = (value: number) => drawn(fixedAt(middle, key, value), measures, chance, makeDraws)
  const ends = [await at(low), await at(high)] as const
  const { name, unit } = kindOf(scenario, key)
  return measures.map((_, nth) => {
    const [atLow, atHigh] = [ends[0][nth] as Float64Array, ends[1][nth] as Float64Array]
    const [lowMean, highMean] = [Math.round(meanOf(atLow)), Math.round(meanOf(atHigh))]
    return {
      ...{ key, name, unit, low: { value: low, mean: lowMean }, high: { value: high, mean: highMean } },
      swing: Math.abs(highMean - lowMean),
      error: Math.round(errorOf(atHigh.map((one, draw) => one - (atLow[draw] as number)))),
    }
  })
}

/**
 * One assumption at a time at its low and at its high, all others at their middle, with the same chance each time. Assumptions beyond
 * doubt have no bar. Several measures are read from the same draws. Bars that were made before are taken as they are.
 */
export async function tornado(
  scenario: Scenario,
  measures: readonly Measure[],
  chance: Chance,
  makeDraws: MakeDraws,
  made: ReadonlyMap<string, readonly TornadoBar[]> = new Map(),
): Promise<Tornado[]> {
  const bars: TornadoBar[][] = measures.map(() => [])
  for (const key of inDoubt(scenario)) {
    const found = made.get(key) ?? (await barsOf(scenario, key, { measures, chance }, makeDraws))
    for (const [nth, list] of bars.entries()) list.push(found[nth] as TornadoBar)
  }
  const middles = await drawn(certain(scenario), measures, chance, makeDraws)
  return bars.map((list, nth) => ({
    middle: Math.round(meanOf(middles[nth] as Float64Array)),
    error: Math.round(errorOf(middles[nth] as Float64Array)),
    bars: list.sort((one, other) => other.swing - one.swing || one.key.localeCompare(other.key)),
  }))
}

/** Whether a bar is longer than chance may have made it: 19 in 20. */
export const isTold = ({ swing, error }: Pick<TornadoBar, 'swing' | 'error'>): boolean => swing > 2 * error
