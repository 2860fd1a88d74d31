import { assumptionKinds, type Unit } from './assumption-list.ts'
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

/** The name and unit of an assumption; those of arrivals are made from their stream. */
export function kindOf(scenario: Scenario, key: string): { name: string; unit: Unit } {
  const kind = assumptionKinds.find((one) => one.key === key)
  if (kind !== undefined) return kind
  const stream = scenario.arrivals.find(({ id }) => `arrival.${id}` === key)
  const words = `${stream?.reason ?? ''}, ${stream?.cause ?? ''}`.replaceAll('_', ' ')
  return { name: `People who begin in a year: ${words}, ${stream?.ageBand ?? ''}`, unit: 'peopleYearly' }
}
