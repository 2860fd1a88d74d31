import { assumptionsOf, kindOf } from '../simulation/assumptions-of.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { typedFrom } from './change-scenario.ts'
import { fieldsOf, type MainField, yearWords } from './main-assumptions.ts'
import type { ResultTable } from './result-tables.ts'
import { spanSaid } from './said.ts'
import { measuredWords, valueWords } from './value-words.ts'

/** A scenario of a page with the letter that the page calls it by. */
export interface Lettered {
  readonly letter: string
  readonly scenario: Scenario
}

const NONE = '–'

/** An assumption as a scenario holds it: its middle, and its range where it has one. */
function heldWords(scenario: Scenario, key: string): string {
  const held = assumptionsOf(scenario).find(([name]) => name === key)?.[1]
  if (held === undefined) return NONE
  const middle = measuredWords(scenario, key, held.middle)
  const [low, high] = [valueWords(scenario, key, held.low), valueWords(scenario, key, held.high)]
  return held.low === held.high ? middle : `${middle} (${spanSaid(low.replace(/ in 100 a year$/, ''), high, false)})`
}

/** What a field that is no assumption says: pounds, months, or who moves. */
function fieldWords({ key, unit, choices }: MainField, scenario: Scenario): string {
  const typed = typedFrom(scenario)[key]
  if (typed === undefined) return NONE
  if (unit === 'choice') return choices?.find(({ value }) => value === typed)?.text ?? typed
  return unit === 'pounds' ? `£${typed}` : typed
}

const wholeRows: readonly { readonly name: string; readonly of: (scenario: Scenario) => string }[] = [
  { name: 'First year', of: ({ startYear }) => yearWords(startYear) },
  {
    name: 'People on the first day',
    of: ({ people }) => people.reduce((sum, group) => sum + group.people, 0).toLocaleString('en-GB'),
  },
]

/** What the years bring by themselves (wages, prices, people, what leaves), without what a page asks. */
const pathsOf = ({ paths }: Scenario) => {
  const { doubleRunningPence: _typed, ...others } = paths
  return JSON.stringify(Object.values(others).map((path) => path.map(({ year, value }) => [year, value])))
}

/** When areas start: once for all of them where no scenario tells them apart. */
function startRows(fields: readonly MainField[], all: readonly Scenario[]): string[][] {
  const areas = fields.filter(({ key }) => key.startsWith('phasing.area.'))
  const rows = areas.map((field) => [field.label, ...all.map((scenario) => fieldWords(field, scenario))])
  const [first] = rows
  const alike = first !== undefined && rows.every((row) => row.slice(1).join() === first.slice(1).join())
  return alike ? [['Every area: months until the first person moves', ...first.slice(1)]] : rows
}

/** What scenarios side by side assume differently: a line for each thing that is not alike in all of them. */
export function differences(scenarios: readonly Lettered[]): ResultTable {
  const all = scenarios.map(({ scenario }) => scenario)
  const keys = [...new Set(all.flatMap((scenario) => assumptionsOf(scenario).map(([key]) => key)))]
  const nameOf = (key: string) => {
    const first = all.find((scenario) => assumptionsOf(scenario).some(([name]) => name === key))
    return first === undefined ? key : kindOf(first, key).name
  }
  const fields = new Map(all.flatMap((scenario) => fieldsOf(scenario).map((field) => [field.key, field])))
  const others = [...fields.values()].filter(({ key }) => !key.startsWith('phasing.area.') && !keys.includes(key))
  const rows = [
    ...wholeRows.map(({ name, of }) => [name, ...all.map(of)]),
    ...keys.map((key) => [nameOf(key), ...all.map((scenario) => heldWords(scenario, key))]),
    ...others.map((field) => [field.label, ...all.map((scenario) => fieldWords(field, scenario))]),
    ...startRows([...fields.values()], all),
  ]
  const paths = new Set(all.map(pathsOf)).size > 1
  return {
    id: 'differences',
    caption: 'Assumptions that are not alike',
    head: ['Assumption', ...scenarios.map(({ letter }) => letter)],
    rows: rows.filter(([, ...cells]) => new Set(cells).size > 1),
    note: `In brackets: what its runs take.${paths ? ' What the years bring by themselves (wages, prices, people) differs too: see the file of each.' : ''}`,
  }
}
