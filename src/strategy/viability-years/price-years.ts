import { assumptionsOf } from '../simulation/assumptions-of.ts'
import { indices } from '../simulation/costs.ts'
import { reader } from '../simulation/limits.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { WHOLE } from './moved-service.ts'
import type { PriceYear } from './service-years.ts'

/** The scenario's paths of prices beside its first year, with every assumption at its middle. */
export function priceYearsOf(scenario: Scenario): PriceYear[] {
  const middles = new Map(assumptionsOf(scenario).map(([key, { middle }]) => [key, middle]))
  const { care, wages, prices } = indices(scenario, reader(middles))
  const beside = (path: readonly number[], at: number) =>
    Math.round(((path[at] as number) / (path[0] as number)) * WHOLE)
  return care.map((_, at) => ({
    year: scenario.startYear + at,
    care: beside(care, at),
    wages: beside(wages, at),
    prices: beside(prices, at),
    freed: Math.round((scenario.paths.freed[at]?.value ?? 0) * WHOLE),
  }))
}
