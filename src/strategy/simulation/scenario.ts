import { scenarioFaults } from './scenario-faults.ts'
import { type Scenario, scenarioShape } from './scenario-shape.ts'

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
  return {
    faults: read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            field: fieldName([...issue.path, key]),
            fault: 'Nobody reads this field: take it out',
          }))
        : [{ field: fieldName(issue.path), fault: issue.message }],
    ),
  }
}
