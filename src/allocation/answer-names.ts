import { type AssessedItem, assessedItems } from '../needs/index.ts'

const items: readonly string[] = assessedItems

/** The name of the column that holds the level of a need, as in `level_a`. */
export const levelColumn = (item: AssessedItem): `level_${AssessedItem}` => `level_${item}`
/** The name of the column that says how much of a need a carer meets, as in `carer_a`. */
export const carerColumn = (item: AssessedItem): `carer_${AssessedItem}` => `carer_${item}`

/**
 * The one name of a column of answers, whichever way a file writes it: `level_a` for `a`, `carer_a` for `a_carer`. Every other name stays.
 * Files of every command are read both ways; what Daywell prints and explains has the longer names.
 */
export function answerName(sent: string): string {
  const carer = sent.endsWith('_carer') ? sent.slice(0, -'_carer'.length) : ''
  if (items.includes(carer)) return `carer_${carer}`
  return items.includes(sent) ? `level_${sent}` : sent
}

/** The names that a file gives twice, once in each way. */
export function namedTwice(names: readonly string[]): string[] {
  const one = names.map(answerName)
  return [...new Set(one.filter((name, at) => one.indexOf(name) !== at))]
}

/** A row with the one name of each column. */
export const withAnswerNames = <T>(row: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [answerName(name), value]))
