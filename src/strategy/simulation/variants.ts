import { z } from 'zod'
import { readScenario, type ScenarioFault } from './scenario.ts'
import { assumption, type Scenario, scenarioShape } from './scenario-shape.ts'

/** What a variant changes of a scenario: some assumptions, and how people move. */
export const scenarioVariant = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().trim().min(1),
  about: z.string().trim().min(1),
  changes: z.record(z.string(), assumption),
  phasing: scenarioShape.shape.phasing.optional(),
})
export type ScenarioVariant = z.output<typeof scenarioVariant>

/** The scenario with a variant's changes, checked again; `arrival.ID` changes how many arrive. */
export function variantOf(
  scenario: Scenario,
  { name, about, changes, phasing }: ScenarioVariant,
): { scenario: Scenario } | { faults: ScenarioFault[] } {
  const arriving = new Set(scenario.arrivals.map(({ id }) => `arrival.${id}`))
  const others = Object.fromEntries(Object.entries(changes).filter(([key]) => !arriving.has(key)))
  return readScenario({
    ...scenario,
    name,
    about,
    arrivals: scenario.arrivals.map((one) => ({
      ...one,
      peopleYearly: changes[`arrival.${one.id}`] ?? one.peopleYearly,
    })),
    assumptions: { ...scenario.assumptions, ...others },
    phasing: phasing ?? scenario.phasing,
  })
}
