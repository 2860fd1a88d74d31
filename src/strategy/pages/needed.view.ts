import { paths } from '../paths.ts'
import type { Measure, Question } from '../scenario/ask-needed.ts'
import { shownOf, type Typed } from '../scenario/change-scenario.ts'
import { fieldsOf, mixRows, yearWords } from '../scenario/main-assumptions.ts'
import type { Needed } from '../scenario/needed-value.ts'
import { inHundred, roughPounds } from '../scenario/said.ts'
import { valueWords } from '../scenario/value-words.ts'
import { assumptionGroups } from '../simulation/assumption-list.ts'
import { assumptionsOf, kindOf } from '../simulation/assumptions-of.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import type { KeptScenario } from '../store.ts'

const measureWords: Readonly<Record<Measure, string>> = {
  cashable: 'Out of the budget',
  cashableAndAvoided: 'Out of the budget, or avoided for people who come later',
  withDisplaced: 'With what empty places still cost counted as saved',
  onPaper: 'On the price list alone',
}

const targetWords = ({ pence, fromYear, untilYear }: Scenario['targets'][number]) =>
  `${roughPounds(pence)} in ${fromYear === untilYear ? yearWords(fromYear) : `${yearWords(fromYear)} to ${yearWords(untilYear)}`}`

/** The assumptions of a scenario by what they are about: some eighty in one list are not found. */
function keysByGroup(scenario: Scenario): { title: string; keys: readonly string[] }[] {
  const arrivals = scenario.arrivals.map(({ id }) => `arrival.${id}`)
  return [
    ...assumptionGroups.map(({ title, kinds }) => ({ title, keys: kinds.map(({ key }) => key) })),
    { title: 'People who begin each year', keys: arrivals },
  ].filter(({ keys }) => keys.length > 0)
}

/** The question as a form. */
export function neededForm(scenario: Scenario, typed: Typed) {
  const option = (value: string, text: string, now: string) => ({ value, text, selected: value === now })
  const last = String(Math.max(0, scenario.targets.length - 1))
  return {
    targets: scenario.targets.map((target, at) => option(String(at), targetWords(target), typed['target'] ?? last)),
    measures: (Object.keys(measureWords) as Measure[]).map((measure) =>
      option(measure, measureWords[measure], typed['measure'] ?? 'cashable'),
    ),
    keys: keysByGroup(scenario).map(({ title, keys }) => ({
      label: title,
      items: keys.map((key) => option(key, kindOf(scenario, key).name, typed['key'] ?? 'sharing.share')),
    })),
    sentences: [
      { id: 'key', text: 'Choose an assumption of this scenario' },
      { id: 'target', text: 'Choose a target of this scenario' },
      { id: 'measure', text: 'Choose how the target is counted' },
      { id: 'chance', text: 'Runs in 100 must be a whole number from 1 to 99' },
    ],
  }
}

/** The answer in sentences: what it would have to be, or that it cannot do it by itself. */
export function neededAnswer(scenario: Scenario, { key, target, measure, chance }: Question, found: Needed) {
  const now = assumptionsOf(scenario).find(([name]) => name === key)?.[1].middle ?? 0
  const wanted = scenario.targets[target]
  const goal = `${wanted === undefined ? '' : targetWords(wanted)} (${measureWords[measure].toLowerCase()}) in ${inHundred(chance)} of 100 runs`
  const name = kindOf(scenario, key).name
  const all =
    'Everything else is as the scenario has it, with the same chances each time. The range moves with the middle.'
  if (found.found === 'already')
    return {
      title: 'It is already so',
      text: `${goal}: reached in ${inHundred(found.chance)} with ${valueWords(scenario, key, now)}. ${all}`,
    }
  if (found.found === 'never')
    return {
      title: 'Not by itself',
      text: `No value of “${name}” gives ${goal}. The best that was found is ${inHundred(found.best)} of 100 runs, at ${valueWords(scenario, key, found.bestAt)}. ${all}`,
    }
  return {
    title: `${found.atLeast ? 'At least' : 'At most'} ${valueWords(scenario, key, found.value)}`,
    text: `“${name}” is ${valueWords(scenario, key, now)} in the scenario. It would have to be ${found.atLeast ? 'at least' : 'at most'} ${valueWords(scenario, key, found.value)} for ${goal}. ${all}`,
  }
}

/** The page on which the value that was found is tried, where it has a field of its own; in a mix the others would not give way there. */
export function putBack(
  { id, content }: Pick<KeptScenario, 'id' | 'content'>,
  key: string,
  found: Needed,
): string | null {
  const field = fieldsOf(content).find((one) => one.key === key)
  if (found.found !== 'value' || field === undefined || mixRows.some((row) => row.includes(key))) return null
  return `${paths.tryScenario(id)}&${new URLSearchParams({ [key]: shownOf(found.value, field.unit) })}`
}
