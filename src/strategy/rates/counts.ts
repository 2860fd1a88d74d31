import { z } from 'zod'
import type { RowFault } from '../simulation/people-rows.ts'
import { ageBandNames, reasons } from '../simulation/words.ts'
import { wrongHeadings } from '../wrong-headings.ts'

/** What can be counted of a year, and the parts each is counted in. */
export const countedParts = {
  starters: reasons,
  leavers: reasons,
  deaths: ageBandNames,
  needs_risen: ['under 65', '65 and over'],
  needs_fallen: ['all'],
  moves: ['1 to 2', '1 to 3', '2 to 1', '2 to 3', '3 to 1', '3 to 2'],
  attendances: reasons,
  work_found: ['under 65'],
  work_lost: ['all'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type Counted = keyof typeof countedParts
export const countedNames = Object.keys(countedParts) as [Counted, ...Counted[]]

/** So many events among people who were there for so many person-years, in one financial year or a span of several. */
export interface CountRow {
  readonly year: number
  /** How long was counted, in years. */
  readonly years: number
  readonly what: Counted
  readonly part: string
  /** Nought for starters: they come from outside. */
  readonly personYears: number
  readonly events: number
}

/** Counts with where they come from. `tooFew`: parts whose number is hidden, one to four. */
export interface Counts {
  readonly source: string
  /** Made up for a trial: whatever is found in them was put in. */
  readonly madeUp: boolean
  readonly rows: readonly CountRow[]
  readonly tooFew: readonly { readonly what: Counted; readonly part: string }[]
}

const countColumns = ['year', 'what', 'part', 'people_years', 'events'] as const
const MOST_ATTENDANCES_A_YEAR = 14 * 53
/** The database holds to the same. */
const MOST_ROWS = 2000

const row = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/, {
      error: ({ input }) => `“${String(input)}” is no financial year: 2025 is April 2025 to March 2026`,
    })
    .transform(Number),
  what: z.enum(countedNames, {
    error: ({ input }) => `“${String(input)}” is not one of: ${countedNames.join(', ')}`,
  }),
  part: z.string(),
  people_years: z
    .string()
    .regex(/^(\d{1,8}(\.\d{1,4})?)?$/, {
      error: ({ input }) => `“${String(input)}” is no number of person-years, like 480 or 482.5`,
    })
    .transform(Number),
  events: z
    .string()
    .regex(/^\d{1,9}$/, { error: ({ input }) => `“${String(input)}” is not a whole number, 0 or more` })
    .transform(Number),
})
type Read = z.output<typeof row>

/** What a row cannot say although each of its fields is well formed. */
function rowFaults({ what, part, people_years: years, events }: Read): Omit<RowFault, 'line'>[] {
  const parts: readonly string[] = countedParts[what]
  if (!parts.includes(part))
    return [{ column: 'part', fault: `“${part}” is not one of those of ${what}: ${parts.join(', ')}` }]
  if (what === 'starters') return []
  if (years <= 0)
    return [{ column: 'people_years', fault: 'Say how many person-years these events were counted in: more than 0' }]
  const most = what === 'attendances' ? years * MOST_ATTENDANCES_A_YEAR : years
  if (events > most)
    return [
      {
        column: 'events',
        fault:
          what === 'attendances'
            ? `${events} attendances in ${years} person-years are more than two a day`
            : `${events} in ${years} person-years is a rate above 1: it cannot be`,
      },
    ]
  return []
}

/** Years that are left out between the first and the last of a series. */
function skipped(lines: readonly { line: number; read: Read }[]): RowFault[] {
  const series = new Map<string, { line: number; read: Read }[]>()
  for (const one of lines) {
    const key = `${one.read.what}, ${one.read.part}`
    series.set(key, [...(series.get(key) ?? []), one])
  }
  return [...series].flatMap(([key, list]) => {
    const sorted = list.toSorted((one, other) => one.read.year - other.read.year)
    return sorted.slice(1).flatMap(({ line, read }, at): RowFault[] => {
      const before = sorted[at]?.read.year ?? read.year
      if (read.year === before) return [{ line, column: 'year', fault: `${read.year} stands twice for ${key}` }]
      if (read.year === before + 1) return []
      return [{ line, column: 'year', fault: `${before + 1} is left out for ${key}: years must follow each other` }]
    })
  })
}

/** Yearly counts from the rows of a CSV file, whole or not at all: a fault for each line and column. */
export function countsFromRows(
  records: readonly Readonly<Record<string, string>>[],
): { rows: CountRow[] } | { faults: RowFault[] } {
  if (records.length === 0) return { faults: [{ line: 1, column: 'year', fault: 'The file has no row of counts' }] }
  if (records.length > MOST_ROWS) {
    const fault = `The file has ${records.length} rows; at most ${MOST_ROWS} can stand. Leave the oldest years out`
    return { faults: [{ line: 1, column: 'file', fault }] }
  }
  const headings = wrongHeadings(countColumns, Object.keys(records[0] ?? {}))
  if (headings !== undefined) return { faults: [{ line: 1, column: 'headings', fault: headings }] }
  const faults: RowFault[] = []
  const lines = records.flatMap((record, at) => {
    const line = at + 2
    const read = row.safeParse(record)
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        faults.push({ line, column: String(path[0] ?? ''), fault: message })
      return []
    }
    faults.push(...rowFaults(read.data).map((one) => ({ line, ...one })))
    return [{ line, read: read.data }]
  })
  faults.push(...skipped(lines))
  if (faults.length > 0) return { faults: faults.toSorted((one, other) => one.line - other.line) }
  return {
    rows: lines.map(({ read: { year, what, part, people_years: personYears, events } }) => ({
      ...{ year, years: 1, what, part, events },
      personYears: what === 'starters' ? 0 : personYears,
    })),
  }
}

/** A file to fill in: each thing that can be counted once. */
export const countTemplate = (year: number): string[][] => [
  [...countColumns],
  ...countedNames.map((what) => [
    String(year),
    what,
    countedParts[what][0],
    what === 'starters' ? '' : '300',
    what === 'attendances' ? '45000' : '10',
  ]),
]
