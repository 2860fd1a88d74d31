import { CELLS } from './costs.ts'
import type { Scenario } from './scenario-shape.ts'
import { ageBandNames, reasons } from './words.ts'

/** What happens to people in a year, alike in both arms but for jobs and moves. */
export const flows = ['arrived', 'died', 'left', 'jobsAsNow', 'jobsScenario', 'enabled', 'enabledInVain'] as const
export const FLOWS = flows.length
export const flowNumber = Object.fromEntries(flows.map((flow, at) => [flow, at])) as Record<
  (typeof flows)[number],
  number
>

/** What is added up for each part of the people. Pence, and hundredths of hours. */
const splitFigures = ['months', 'costAsNow', 'costScenario', 'hoursAsNow', 'hoursLost', 'hoursGained'] as const
export const SPLIT_FIGURES = splitFigures.length

export interface Splits {
  /** Where the parts of each kind begin among all parts. */
  readonly area: number
  readonly reason: number
  readonly age: number
  readonly ethnic: number
  readonly parts: number
}

/** The parts people are told apart by: area, support reason, age on arrival or the first day, ethnic group. */
export function splitsOf({ areas, ethnicGroups }: Pick<Scenario, 'areas' | 'ethnicGroups'>): Splits {
  const reason = areas.length
  const age = reason + reasons.length
  const ethnic = age + ageBandNames.length
  return { area: 0, reason, age, ethnic, parts: ethnic + ethnicGroups.length }
}

/** Everything that one draw adds up. Whole numbers only, so that their order does not matter. */
export interface Tally {
  /** Months of people by arm × whether there on the first day (0) or later (1) × year × cell. */
  readonly months: Int32Array
  /** By year × flow. */
  readonly flows: Int32Array
  /** By part × figure × year. */
  readonly parts: Float64Array
  /** People there after the last month. */
  endPeople: number
}

/**
 * Where the cells of a year begin in `months`, for an arm and for people there on the first day (`later` 0) or come
 * since (1).
 */
export const monthsAt = (years: number, arm: number, later: number, year: number): number =>
  ((arm * 2 + later) * years + year) * CELLS

/** A tally with nothing counted, as large as a scenario needs. */
export function emptyTally(scenario: Scenario): Tally {
  return {
    months: new Int32Array(4 * scenario.years * CELLS),
    flows: new Int32Array(scenario.years * FLOWS),
    parts: new Float64Array(splitsOf(scenario).parts * SPLIT_FIGURES * scenario.years),
    endPeople: 0,
  }
}

/** Empties a tally, to be used for the next draw. */
export function clearTally(tally: Tally): void {
  tally.months.fill(0)
  tally.flows.fill(0)
  tally.parts.fill(0)
  tally.endPeople = 0
}
