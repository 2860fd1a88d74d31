import { z } from 'zod'
import { pence } from '../../core/money.ts'
import { assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import type { AllocationTable } from '../allocation-table.ts'
import { answerName, namedTwice, withAnswerNames } from '../answer-names.ts'
import { checkAddOns } from '../answers.ts'
import { wholeAnswers } from '../quote-request.ts'
import { weeklyBudget } from '../weekly-budget.ts'
import type { ComparedPerson } from './comparison.ts'

const level = (least: string) =>
  z
    .string()
    .trim()
    .regex(/^[0-4]?$/, `must be a whole number from 0 to 4, or empty for ${least}`)
    .transform((text) => Number(text || 0))
const group = z
  .string()
  .trim()
  .max(100)
  .optional()
  .transform((text) => text || 'Not known')
const each = <T>(prefix: string, field: z.ZodType<T>) =>
  Object.fromEntries(assessedItems.map((item) => [`${prefix}${item}`, field.optional()]))
const addOns = z
  .string()
  .trim()
  .regex(/^([a-z0-9_]+\*\d{1,3}(;\s*|$))*$/, 'must be like night_call*2; shared_taxi_day*3')
  .optional()
  .transform((text) =>
    (text ?? '').split(';').flatMap((part) => {
      const [code, units] = part.trim().split('*')
      return code === undefined || units === undefined ? [] : [{ code, units: Number(units) }]
    }),
  )

/** One line of a file of people to compare: levels, what carers do in quarters, add-ons, and how to group. No name is asked for. */
export const peopleRow = z.looseObject({
  ...each('level_', level('no help')),
  ...each('carer_', level('no carer')),
  add_ons: addOns,
  sufficient_weekly_pence: z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, 'must be whole pence, or empty where it is not known')
    .optional()
    .transform((text) => pence(Number(text || 0))),
  area: group,
  reason: group,
  age_band: group,
  ethnicity: group,
})

/** A fault of one line of the file. */
export interface RowFault {
  readonly line: number
  readonly fault: string
}

const known = new Set(Object.keys(peopleRow.shape))

/**
 * People as a comparison needs them, from the lines of a file; what they have is worked out with the old table. Refuses
 * the whole file, naming each line: a level that is not 0 to 4, an add-on the old table does not know, a file without levels.
 */
export function peopleFrom(
  rows: readonly Readonly<Record<string, string>>[],
  oldTable: AllocationTable,
): { people: ComparedPerson[]; faults: RowFault[]; notUsed: string[] } {
  const people: ComparedPerson[] = []
  const faults: RowFault[] = []
  const [first = {}] = rows
  const columns = Object.keys(first).map(answerName)
  const twice = namedTwice(Object.keys(first))
  if (twice.length > 0)
    return {
      people,
      faults: twice.map((name) => ({
        line: 1,
        fault: `${name} is named twice, in the long and the short way: take one out`,
      })),
      notUsed: [],
    }
  if (!columns.some((column) => column.startsWith('level_') && known.has(column)))
    return {
      people,
      faults: [{ line: 1, fault: 'no column of levels: name them level_a to level_j, level_x1 to level_x4' }],
      notUsed: [],
    }
  for (const [at, row] of rows.entries()) {
    const read = peopleRow.safeParse(withAnswerNames(row))
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        faults.push({ line: at + 2, fault: `${path.join('.')} ${message}` })
      continue
    }
    const value = read.data as Record<string, unknown>
    const of = <T>(prefix: string) =>
      Object.fromEntries(assessedItems.map((item) => [item, value[`${prefix}${item}`] ?? 0])) as Record<string, T>
    const answers = wholeAnswers({
      levels: of<Level>('level_'),
      carer: of<Quarters>('carer_'),
      addOns: read.data.add_ons,
    })
    if (!checkAddOns(oldTable, answers.addOns).ok) {
      faults.push({
        line: at + 2,
        fault: 'add_ons names one that the old table does not know, or a number that no week holds',
      })
      continue
    }
    people.push({
      answers,
      oldPence: weeklyBudget(oldTable, answers),
      sufficientPence: read.data.sufficient_weekly_pence,
      area: read.data.area,
      reason: read.data.reason,
      ageBand: read.data.age_band,
      ethnicity: read.data.ethnicity,
    })
  }
  return { people, faults, notUsed: columns.filter((column) => !known.has(column)) }
}
