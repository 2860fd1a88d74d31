import { type CsvColumn, neededColumn, optionalColumn } from '../../core/csv-column.ts'
import type { CsvFault } from '../../platform/csv.ts'
import { wrongHeadings } from '../wrong-headings.ts'
import { type Band, bandWords, cohortNames, type Evidence, evidences, type Sex, sexes } from './cohorts.ts'
import type { PopulationRow, RateRow } from './needs-of.ts'

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

/** A row as it was written, with the line it stands in. */
export interface GivenLine {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
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

interface Placed extends Band {
  readonly line: number
}

/** Faults of the bands of one group: the same twice, two that overlap, ages that no band covers. */
function bandFaults(bands: readonly Placed[], of: string): CsvFault[] {
  const sorted = [...bands].sort((one, other) => one.from - other.from || one.line - other.line)
  return sorted.slice(1).flatMap((band, at): CsvFault[] => {
    const before = sorted[at] as Placed
    const value = bandWords(band)
    const ends = before.to ?? 200
    const fault = (reason: string) => [{ line: band.line, column: 'age_from', value, reason }]
    if (band.from <= ends) return fault(`${of}: the band overlaps with ${bandWords(before)} in line ${before.line}`)
    return band.from > ends + 1 ? fault(`${of}: ages ${ends + 1} to ${band.from - 1} are missing`) : []
  })
}

function groupsOf<Row>(rows: readonly Row[], lines: readonly GivenLine[], keyOf: (row: Row) => string) {
  const groups = new Map<string, { row: Row; line: number }[]>()
  rows.forEach((row, at) => {
    const key = keyOf(row)
    groups.set(key, [...(groups.get(key) ?? []), { row, line: lines[at]?.line ?? 0 }])
  })
  return [...groups]
}

const areaWords = (area: string) => (area === '' ? 'The whole borough' : area)

/** A band that other bands of its year stand around and none covers: the ages between them were told as missing already. */
function isToldBetween({ from, to }: Band, year: readonly Band[]): boolean {
  const last = to ?? 200
  const covered = year.some((band) => band.from <= last && (band.to ?? 200) >= from)
  return !covered && year.some((band) => band.from < from) && year.some((band) => band.from > last)
}

/** Years that one sex has and the other lacks: half of the people would stand there as all of them. */
function yearsOfOneSex(of: string, list: readonly { row: PopulationRow; line: number }[]): CsvFault[] {
  const given = [...new Set(list.map(({ row }) => row.sex))]
  const years = [...new Set(list.map(({ row }) => row.year))].sort((one, other) => one - other)
  return years.flatMap((year) =>
    given.flatMap((sex): CsvFault[] => {
      const line = list.find(({ row }) => row.year === year)?.line ?? 1
      const isThere = list.some(({ row }) => row.year === year && row.sex === sex)
      const reason = `${of}: ${year} has no row for ${sex}`
      return isThere ? [] : [{ line, column: 'sex', value: String(year), reason }]
    }),
  )
}

/**
 * From each year of a file to the next. Published projections often begin with a year of their own before they go in steps (2021, 2025,
 * 2030, 2035): a shorter first step is no gap where the one after it comes twice or more.
 */
function stepOf(years: readonly number[]): number {
  const steps = years.slice(1).map((year, at) => year - (years[at] as number))
  const [first = 0, second = 0] = steps
  return first < second && steps.filter((one) => one === second).length > 1 ? second : first
}

function populationFaults(rows: readonly PopulationRow[], lines: readonly GivenLine[]): CsvFault[] {
  const faults = groupsOf(rows, lines, ({ area, sex, year }) => `${areaWords(area)}, ${sex}, ${year}`).flatMap(
    ([of, list]) =>
      bandFaults(
        list.map(({ row, line }) => ({ from: row.from, to: row.to, line })),
        of,
      ),
  )
  for (const [of, list] of groupsOf(rows, lines, ({ area, sex }) => `${areaWords(area)}, ${sex}`)) {
    const byYear = new Map<number, (typeof list)[number][]>()
    for (const one of list) byYear.set(one.row.year, [...(byYear.get(one.row.year) ?? []), one])
    const lineOf = (year: number) => byYear.get(year)?.[0]?.line ?? 1
    const bands = new Map(list.map(({ row }) => [bandWords(row), row]))
    const years = [...byYear.keys()].sort((one, other) => one - other)
    const step = stepOf(years)
    for (const [at, year] of years.entries()) {
      const next = years[at + 1]
      const isBase = at === 0 && next !== undefined && next - year < step
      if (next !== undefined && next - year !== step && !isBase)
        faults.push({
          line: lineOf(next),
          column: 'year',
          value: String(next),
          reason: `${of}: the years skip. After ${year} comes ${year + step}, as the years before go, not ${next}`,
        })
      const ofYear = (byYear.get(year) ?? []).map(({ row }) => row)
      for (const [value, band] of bands) {
        if (ofYear.some((row) => bandWords(row) === value) || isToldBetween(band, ofYear)) continue
        const reason = `${of}: the band ${value} is missing in ${year}`
        faults.push({ line: lineOf(year), column: 'age_from', value, reason })
      }
    }
  }
  for (const [of, list] of groupsOf(rows, lines, ({ area }) => areaWords(area))) {
    const given = new Set(list.map(({ row }) => row.sex))
    const wrong = given.has('all') ? given.size > 1 : given.size < 2
    if (wrong)
      faults.push({
        line: list[0]?.line ?? 1,
        column: 'sex',
        value: [...given].join(', '),
        reason: `${of}: give either all, or both female and male`,
      })
    else faults.push(...yearsOfOneSex(of, list))
  }
  return faults
}

function rateFaults(rows: readonly RateRow[], lines: readonly GivenLine[]): CsvFault[] {
  return groupsOf(rows, lines, ({ cohort, measure, sex }) => `${cohort}, ${measure}, ${sex}`).flatMap(([of, list]) =>
    bandFaults(
      list.map(({ row, line }) => ({ from: row.from, to: row.to, line })),
      of,
    ),
  )
}
