import { random } from '../../core/random.ts'
import { assumptionsOf } from '../simulation/assumptions-of.ts'
import type { YearFigure } from '../simulation/draw-figures.ts'
import { drawing } from '../simulation/draw-values.ts'
import { type ValueOfInformation, valueOfInformation } from '../simulation/information.ts'
import { type Measure, measured } from '../simulation/measure.ts'
import type { Spread } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import type { MakeDraws } from '../simulation/simulate.ts'
import { spreadOf } from '../simulation/spread.ts'
import { barsOf, type Tornado, type TornadoBar, tornado } from '../simulation/tornado.ts'
import { shortened } from './change-scenario.ts'

/** What is looked at: money that leaves the budget, what the scenario costs, and hours that fall to unpaid carers (hundredths). */
export const driverMeasures = ['cashable', 'cost', 'carerHours'] as const satisfies readonly YearFigure[]
export type DriverMeasure = (typeof driverMeasures)[number]

/** Runs at each end of each assumption. */
export const DRIVER_DRAWS = 100
/** Runs from which the value of information is read. */
const INFORMATION_DRAWS = 1000

/** What moves a scenario's answer, and what it would be worth to know more, over the years of its last target. */
export interface Drivers {
  readonly format: 1
  readonly seed: number
  readonly draws: number
  readonly fromYear: number
  readonly untilYear: number
  readonly measures: Readonly<Record<DriverMeasure, Tornado>>
  /** What the same years cost if nothing changes, and what is looked at, in the runs that take every assumption's whole range. */
  readonly costAsNow: Spread
  readonly spreads: Readonly<Record<DriverMeasure, Spread>>
  readonly information: ValueOfInformation & { readonly draws: number }
}

/** The years that are looked at: those of the last target, or the first three. */
function spanOf({ startYear, years, targets }: Scenario): Pick<Measure, 'fromYear' | 'untilYear'> {
  const last = targets.at(-1)
  if (last !== undefined) return { fromYear: last.fromYear, untilYear: last.untilYear }
  return { fromYear: startYear, untilYear: startYear + Math.min(3, years) - 1 }
}

/** What one assumption does at its ends, for each measure: a part of the whole that is written down by itself. */
export interface DriverPart {
  readonly key: string
  readonly bars: readonly TornadoBar[]
}

const measuresOf = (scenario: Scenario): Measure[] =>
  driverMeasures.map((figure): Measure => ({ figures: [figure], ...spanOf(scenario) }))
/** The years that are looked at and no more. */
const shortOf = (scenario: Scenario): Scenario =>
  shortened(scenario, spanOf(scenario).untilYear - scenario.startYear + 1)

/** Works out one assumption's part, by the draws that `makeDraws` makes. */
export async function driverPart(
  scenario: Scenario,
  key: string,
  { seed, draws = DRIVER_DRAWS }: { seed: number; draws?: number },
  makeDraws: MakeDraws,
): Promise<DriverPart> {
  const asked = { measures: measuresOf(scenario), chance: { seed, draws } }
  return { key, bars: await barsOf(shortOf(scenario), key, asked, makeDraws) }
}

/**
 * Works both out by the draws that `makeDraws` makes; parts that were made before are taken as they are. The two ways of the decision are
 * going on as now and the scenario, by the budget alone.
 */
export async function askDrivers(
  scenario: Scenario,
  {
    seed,
    draws = DRIVER_DRAWS,
    informationDraws = INFORMATION_DRAWS,
  }: { seed: number; draws?: number; informationDraws?: number },
  makeDraws: MakeDraws,
  parts: readonly DriverPart[] = [],
): Promise<Drivers> {
  const span = spanOf(scenario)
  const short = shortOf(scenario)
  const measureOf = (figure: YearFigure): Measure => ({ figures: [figure], ...span })
  const made = new Map(parts.map(({ key, bars }) => [key, bars]))
  const found = await tornado(short, measuresOf(scenario), { seed, draws }, makeDraws, made)
  const all = await makeDraws({ scenario: short, seed, from: 0, until: informationDraws })
  const of = (figure: YearFigure) => measured(short, measureOf(figure), all)
  const entries = <Value>(value: (name: DriverMeasure, at: number) => Value) =>
    Object.fromEntries(driverMeasures.map((name, at) => [name, value(name, at)])) as Record<DriverMeasure, Value>
  return {
    format: 1,
    seed,
    draws,
    ...span,
    measures: entries((_, at) => found[at] as Tornado),
    costAsNow: spreadOf(of('costAsNow')),
    spreads: entries((name) => spreadOf(of(name))),
    information: { ...informationOf(short, seed, of('cashable')), draws: informationDraws },
  }
}

function informationOf(scenario: Scenario, seed: number, worth: Float64Array): ValueOfInformation {
  const drawn = drawing(scenario)
  const values = Array.from(worth, (_, draw) => drawn.valuesOf(draw, { seed, uncertain: true }))
  const doubtful = new Set(assumptionsOf(scenario).flatMap(([key, { low, high }]) => (low < high ? [key] : [])))
  const assumptions = drawn.keys.flatMap((key, at) =>
    doubtful.has(key) ? [{ key, values: Float64Array.from(values, (one) => one[at] as number) }] : [],
  )
  const chance = random(seed)
  const idle = assumptions.map(() => Float64Array.from(worth, () => chance.next()))
  const ways = [
    { name: 'asNow', worth: new Float64Array(worth.length) },
    { name: 'scenario', worth },
  ]
  return valueOfInformation(ways, assumptions, idle)
}
