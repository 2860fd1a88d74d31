import { z } from 'zod'
import { wrongHeadings } from '../wrong-headings.ts'
import type { PeopleGroup } from './scenario-shape.ts'
import { ageBandNames, needs, reasons, sexes } from './words.ts'

/** The columns of a file of people; a need may be left out, then it is drawn from the shares. */
const peopleColumnNames = ['age_band', 'sex', 'support_reason', 'area', 'ethnic_group', 'service', 'people'] as const

/** Something wrong with a file: line and column, and what to put right. */
export interface RowFault {
  readonly line: number
  readonly column: string
  readonly fault: string
}

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: ({ input }) => `"${String(input)}" is not one of: ${words.join(', ')}` })
const among = (words: readonly string[]) =>
  z.string().refine((word) => words.includes(word), {
    error: ({ input }) => `"${String(input)}" is not one of the scenario’s: ${words.join(', ')}`,
  })

const rowOf = (areas: readonly string[], ethnicGroups: readonly string[]) =>
  z.object({
    age_band: oneOf(ageBandNames),
    sex: oneOf(sexes),
    support_reason: oneOf(reasons),
    area: among(areas),
    ethnic_group: among(ethnicGroups),
    service: oneOf(['in_house', 'outside']),
    need: z
      .string()
      .optional()
      .transform((need) => (need === '' ? undefined : need))
      .pipe(oneOf(needs).optional()),
    people: z
      .string()
      .regex(/^\d{1,7}$/, { error: ({ input }) => `"${String(input)}" is not a whole number of people` })
      .transform(Number),
  })

/**
 * Groups of people from the rows of a CSV file, whole or not at all. Two rows of the same kind are refused: it could be the same people
 * twice.
 */
export function peopleFromRows(
  records: readonly Readonly<Record<string, string>>[],
  { areas, ethnicGroups }: { areas: readonly string[]; ethnicGroups: readonly string[] },
): { people: PeopleGroup[] } | { faults: RowFault[] } {
  const headings = wrongHeadings(
    peopleColumnNames,
    Object.keys(records[0] ?? {}).filter((name) => name !== 'need'),
  )
  if (headings !== undefined) return { faults: [{ line: 1, column: 'headings', fault: headings }] }
  const shape = rowOf(areas, ethnicGroups)
  const faults: RowFault[] = []
  const seen = new Map<string, number>()
  const people = records.flatMap((record, at): PeopleGroup[] => {
    const line = at + 2
    const read = shape.safeParse(record)
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        faults.push({ line, column: String(path[0] ?? ''), fault: message })
      return []
    }
    const { people: count, support_reason, age_band, ethnic_group, need, ...others } = read.data
    const group = { ...others, ageBand: age_band, reason: support_reason, ethnicGroup: ethnic_group }
    const key = JSON.stringify([group, need])
    const first = seen.get(key)
    if (first !== undefined) faults.push({ line, column: 'age_band', fault: `The same people stand in line ${first}` })
    seen.set(key, first ?? line)
    return [{ ...group, ...(need === undefined ? {} : { need }), people: count }]
  })
  return faults.length > 0 ? { faults } : { people }
}
