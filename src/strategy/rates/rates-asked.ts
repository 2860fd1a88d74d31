import type { StartingScenarios } from '../scenario/simulate-type.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import type { Counts } from './counts.ts'
import { type FittedRate, fittedRates, type NotFitted, withFitted } from './fitted-rates.ts'

/** The code by which a page asks for the scenario with fitted rates. */
export const FITTED = 'fitted'

/** The council's own start with the rates that counts give it. */
export interface RatesAsked {
  readonly scenario: Scenario
  readonly fitted: readonly FittedRate[]
  readonly notFitted: readonly NotFitted[]
  readonly changed: Scenario
}

/** Sets the rates of a scenario; its name and description say so. */
export function ratesFor(scenario: Scenario, counts: Counts): RatesAsked {
  const found = fittedRates(scenario, counts)
  const changed = {
    ...withFitted(scenario, found.fitted),
    name: `${scenario.name}, rates as counted`,
    about: `${scenario.about} ${found.fitted.length} rates are fitted: ${counts.source}.`,
  }
  return { scenario, ...found, changed }
}

/** The scenario that the council starts from. */
export const startOf = (starting: StartingScenarios | undefined): Scenario | undefined =>
  starting?.variants.find(({ code }) => code === 'a')?.scenario ?? starting?.variants[0]?.scenario ?? starting?.scenario
