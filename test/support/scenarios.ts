import { readFileSync } from 'node:fs'
import { shortened } from '../../src/strategy/scenario/change-scenario.ts'
import { withAssumption } from '../../src/strategy/simulation/assumptions-of.ts'
import { readScenario } from '../../src/strategy/simulation/scenario.ts'
import type { Scenario } from '../../src/strategy/simulation/scenario-shape.ts'
import { certain } from '../../src/strategy/simulation/tornado.ts'
import { type ScenarioVariant, variantOf } from '../../src/strategy/simulation/variants.ts'

const file = JSON.parse(readFileSync(new URL('../../councils/cheshire-east/strategy.json', import.meta.url), 'utf8'))
const policyValue = (key: string) => file.values[key].dated[0].value

/** Cheshire East's starting scenario as it was sent, to be changed and read again. */
export const sentScenario = (): Record<string, unknown> => structuredClone(policyValue('strategy.scenario'))

function read(sent: unknown): Scenario {
  const answer = readScenario(sent)
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults))
  return answer.scenario
}

/** Scenario A, with changes. */
export const startingScenario = (changes: Record<string, unknown> = {}): Scenario =>
  read({ ...sentScenario(), ...changes })

/** A variant of it, by its code. */
export function variantScenario(code: string): Scenario {
  const variant = (policyValue('strategy.variants') as ScenarioVariant[]).find((one) => one.code === code)
  if (variant === undefined) throw new Error(`no variant ${code}`)
  const answer = variantOf(startingScenario(), variant)
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults))
  return answer.scenario
}

/** Few people, three years and four assumptions in doubt, so that jobs take no time. */
export function smallScenario(name = 'Small'): Scenario {
  const whole = startingScenario()
  const few = { ...shortened(whole, 3), name, people: whole.people.slice(0, 12) }
  return ['fixed.share', 'sharing.share', 'attendanceTimes.tier2', 'card.used'].reduce(
    (next, key) => withAssumption(next, key, whole.assumptions[key] ?? {}),
    certain(few),
  )
}
