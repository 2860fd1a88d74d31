import { assert } from '../core/assert.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import { unitsInAWeek } from './units-in-a-week.ts'

/** An add-on chosen for a person: its code in the table, and how many units a week. */
export interface ChosenAddOn {
  readonly code: string
  readonly units: number
}

/**
 * Everything the formula looks at, and nothing else: no age, sex, ethnicity, diagnosis, address, present cost or
 * provider can reach it.
 */
export interface Answers {
  /** Need as if no carer helped. */
  readonly levels: Readonly<Record<AssessedItem, Level>>
  /** What a willing and able carer does of each, in quarters. */
  readonly carer: Readonly<Record<AssessedItem, Quarters>>
  /** Published add-ons, in any order. */
  readonly addOns: readonly ChosenAddOn[]
}

export type AnswersRefusal = 'add-on-unknown' | 'add-on-twice' | 'add-on-units'

/** Checks the chosen add-ons against the table: known, each once, and a number of units that a week can hold. */
export function checkAddOns(table: AllocationTable, chosen: readonly ChosenAddOn[]): Outcome<null, AnswersRefusal> {
  const seen = new Set<string>()
  for (const { code, units } of chosen) {
    const addOn = table.addOns.find((one) => one.code === code)
    if (addOn === undefined) return refuse('add-on-unknown')
    if (seen.has(code)) return refuse('add-on-twice')
    if (!Number.isInteger(units) || units < 1 || units > unitsInAWeek[addOn.unit]) return refuse('add-on-units')
    seen.add(code)
  }
  return accept(null)
}

/** One text for the same answers, whatever order they were given in: what an answers hash is taken of. */
export function answersText(answers: Answers): string {
  const items = assessedItems.map((item) => `${item}=${answers.levels[item]}/${answers.carer[item]}`)
  const addOns = [...answers.addOns].sort((one, other) => (one.code < other.code ? -1 : 1))
  return [...items, ...addOns.map(({ code, units }) => `${code}*${units}`)].join(' ')
}

/** One text for the same value, keys in order, as JSON: what a table's hash is taken of. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined)
    entries.sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalText(held)}`).join(',')}}`
  }
  const text = JSON.stringify(value)
  assert(typeof text === 'string', 'only values that JSON can hold have a canonical text')
  return text
}
