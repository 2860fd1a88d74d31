import { type CsvColumn, neededColumn, optionalColumn } from '../../core/csv-column.ts'
import type { CsvFault } from '../../platform/csv.ts'
import { wrongHeadings } from '../wrong-headings.ts'
import { type Band, cohortNames, type Evidence, evidences, type Sex, sexes } from './cohorts.ts'
import type { PopulationRow, RateRow } from './needs-of.ts'
import { type GivenLine, populationFaults, rateFaults } from './projection-faults.ts'

export const projectionKinds = ['population', 'prevalence'] as const
export type ProjectionKind = (typeof projectionKinds)[number]

const shared: readonly CsvColumn[] = [
  neededColumn('source', 'Where the number is from', 'An example: write where the number is from'),
  neededColumn('source_date', 'The day or year of the source', '2020-03-24'),
  neededColumn('evidence', 'verified: read in its own source for this place; unverified: an assumption', 'unverified'),
]
const ages: readonly CsvColumn[] = [
  neededColumn('sex', 'female, male or all', 'female'),
  neededColumn('age_from', 'Youngest age of the band', '65'),
  optionalColumn('age_to', 'Oldest age of the band; empty means and over', '74'),
]

/** The columns of each kind of file. */
export const projectionColumns: Readonly<Record<ProjectionKind, readonly CsvColumn[]>> = {
  population: [
    optionalColumn('area', 'A local area; empty means the whole borough'),
    ...ages,
    neededColumn('year', 'The year of the number', '2025'),
    neededColumn('people', 'People who live there, a whole number', '24100'),
    ...shared,
  ],
  prevalence: [
    neededColumn('cohort', `One of ${cohortNames.join(', ')}`, 'older_dementia'),
    neededColumn('measure', 'What the share is of, in a few words', 'Dementia'),
    ...ages,
    neededColumn('rate', 'The share, from 0 to 1', '0.033'),
    ...shared,
  ],
}

export type ProjectionRows =
  | { readonly kind: 'population'; readonly rows: readonly PopulationRow[] }
  | { readonly kind: 'prevalence'; readonly rows: readonly RateRow[] }

/** A file read whole, or every fault in it: nothing of a file with a fault is taken. */
export type ReadProjection =
  | { readonly ok: true; readonly file: ProjectionRows }
  | { readonly ok: false; readonly faults: readonly CsvFault[] }

/** Faults of the first line: the columns that are missing in one sentence, else each that nobody knows. */
function headingFaults(kind: ProjectionKind, names: readonly string[]): CsvFault[] {
  const known = projectionColumns[kind].map(({ name }) => name)
  const reason = wrongHeadings(known, names)
  if (reason !== undefined) return [{ line: 1, column: 'headings', value: '', reason }]
  const unknown = names.filter((name) => !known.includes(name))
  return unknown.map((name) => ({
    ...{ line: 1, column: name, value: name },
    reason: `Nobody knows this column. The columns are ${known.join(', ')}`,
  }))
}

interface Reading {
  readonly line: number
  readonly cell: (column: string) => string
  readonly say: (column: string, reason: string) => void
}

function whole({ cell, say }: Reading, column: string, least: number, most: number): number {
  const text = cell(column)
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  say(
    column,
    text === ''
      ? 'It is empty'
      : `It must be a whole number from ${least} to ${most.toLocaleString('en-GB')}, written without commas`,
  )
  return Number.NaN
}

function oneOf<One extends string>({ cell, say }: Reading, column: string, known: readonly One[]): One {
  const text = cell(column).toLowerCase()
  const found = known.find((one) => one === text)
  if (found === undefined) say(column, `It must be one of ${known.join(', ')}`)
  return found ?? (known[0] as One)
}

function needed({ cell, say }: Reading, column: string, most: number): string {
  const text = cell(column)
  if (text === '') say(column, 'It is empty')
  else if (text.length > most) say(column, `It is longer than ${most} letters`)
  return text
}

function bandOf(reading: Reading): Band {
  const from = whole(reading, 'age_from', 0, 120)
  if (reading.cell('age_to') === '') return { from, to: null }
  const to = whole(reading, 'age_to', 0, 120)
  if (to < from) reading.say('age_to', `The band ends at ${to}, before it begins at ${from}`)
  return { from, to }
}

function sourceOf(reading: Reading): { source: string; sourceDate: string; evidence: Evidence } {
  const sourceDate = needed(reading, 'source_date', 10)
  if (sourceDate !== '' && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(sourceDate))
    reading.say('source_date', 'It must be a year, a month or a day, like 2020, 2020-03 or 2020-03-24')
  return { source: needed(reading, 'source', 200), sourceDate, evidence: oneOf(reading, 'evidence', evidences) }
}

function rateOf({ cell, say }: Reading): number {
  const text = cell('rate')
  const value = Number(text)
  if (text !== '' && /^\d*\.?\d+(e-\d+)?$/i.test(text) && value >= 0 && value <= 1) return value
  const share = Number((Number(text.replace(/%$/, '')) / 100).toPrecision(6))
  const isPercent = text.endsWith('%') ? share >= 0 && share <= 1 : value > 1 && value <= 100
  const percent = isPercent ? `. ${text.endsWith('%') ? text : `${text} in a hundred`} is ${share}` : ''
  say('rate', text === '' ? 'It is empty' : `It must be a share from 0 to 1${percent}`)
  return Number.NaN
}

/** Reads the rows of a file of population or prevalence; areas are those of the council. */
export function readProjection(
  kind: ProjectionKind,
  names: readonly string[],
  lines: readonly GivenLine[],
  areas: readonly string[],
): ReadProjection {
  const heading = headingFaults(kind, names)
  if (heading.length > 0) return { ok: false, faults: heading }
  const nothing = { line: 1, column: '', value: '', reason: 'The file has no row below its first line' }
  if (lines.length === 0) return { ok: false, faults: [nothing] }
  const faults: CsvFault[] = []
  const readings = lines.map(({ line, cells }): Reading => {
    const cell = (column: string) => (cells[column] ?? '').trim()
    return { line, cell, say: (column, reason) => faults.push({ line, column, value: cell(column), reason }) }
  })
  const common = (reading: Reading) => ({
    sex: oneOf<Sex>(reading, 'sex', sexes),
    ...bandOf(reading),
    ...sourceOf(reading),
  })
  if (kind === 'population') {
    const rows = readings.map((reading): PopulationRow => {
      const area = reading.cell('area')
      if (area !== '' && !areas.includes(area))
        reading.say('area', `Nobody knows this area. The areas are ${areas.join(', ')}; empty means the whole borough`)
      return {
        area,
        year: whole(reading, 'year', 1990, 2100),
        people: whole(reading, 'people', 0, 10_000_000),
        ...common(reading),
      }
    })
    if (faults.length === 0) faults.push(...populationFaults(rows, lines))
    return faults.length > 0 ? { ok: false, faults } : { ok: true, file: { kind, rows } }
  }
  const rows = readings.map(
    (reading): RateRow => ({
      cohort: oneOf(reading, 'cohort', cohortNames),
      measure: needed(reading, 'measure', 80),
      rate: rateOf(reading),
      ...common(reading),
    }),
  )
  if (faults.length === 0) faults.push(...rateFaults(rows, lines))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: { kind, rows } }
}
