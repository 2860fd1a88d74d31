import { assumptionKinds } from './assumption-list.ts'
import type { Assumption, Scenario } from './scenario-shape.ts'

/** The assumptions of a scenario by key, arrivals as `arrival.ID`, always in the same order. */
export function assumptionsOf(scenario: Scenario): [key: string, value: Assumption][] {
  return [
    ...assumptionKinds.map(({ key }): [string, Assumption] => [key, scenario.assumptions[key] as Assumption]),
    ...scenario.arrivals.map(({ id, peopleYearly }): [string, Assumption] => [`arrival.${id}`, peopleYearly]),
  ]
}

/** The same scenario with one assumption changed. */
export function withAssumption(scenario: Scenario, key: string, change: Partial<Assumption>): Scenario {
  const arrivals = scenario.arrivals.map((one) =>
    `arrival.${one.id}` === key ? { ...one, peopleYearly: { ...one.peopleYearly, ...change } } : one,
  )
  const old = scenario.assumptions[key]
  const assumptions =
    old === undefined ? scenario.assumptions : { ...scenario.assumptions, [key]: { ...old, ...change } }
  return { ...scenario, arrivals, assumptions }
}
