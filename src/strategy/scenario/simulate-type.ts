import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'

/** Works out a scenario somewhere that leaves the server free to answer others. */
export type Simulate = (scenario: Scenario, seed: number, draws: number) => Promise<SimulationResult>

/** The scenario a council starts from, with its variants by code. */
export interface StartingScenarios {
  readonly scenario: Scenario
  readonly variants: readonly { readonly code: string; readonly scenario: Scenario }[]
}

/** One seed for all scenarios: their differences are then the scenarios', not chance's. */
export const SEED = 2026
/** Runs of a scenario that is being tried; of one that is kept. */
export const LIVE_DRAWS = 200
export const KEPT_DRAWS = 1000
