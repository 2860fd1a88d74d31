import { assumptionKinds } from './assumption-list.ts'
import { scenarioFaults } from './scenario-faults.ts'
import { type Assumption, type Scenario, scenarioShape } from './scenario-shape.ts'

/** A scenario as a file, a page or an API sends it. What cannot be is refused with a sentence for each field. */
export const scenarioInput = scenarioShape.superRefine((scenario, context) => {
  for (const { path: at, message } of scenarioFaults(scenario)) context.addIssue({ code: 'custom', path: at, message })
})

/** Something wrong with a scenario: which field, and what to put right. */
export interface ScenarioFault {
  readonly field: string
  readonly fault: string
}

const fieldName = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  )

/** Reads a scenario, whole or not at all. */
export function readScenario(sent: unknown): { scenario: Scenario } | { faults: ScenarioFault[] } {
  const read = scenarioInput.safeParse(sent)
  if (read.success) return { scenario: read.data }
  return { faults: read.error.issues.map(({ path: at, message }) => ({ field: fieldName(at), fault: message })) }
}

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
