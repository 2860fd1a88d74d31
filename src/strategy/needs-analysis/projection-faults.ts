import type { CsvFault } from '../../platform/csv.ts'
import { type Band, bandWords } from './cohorts.ts'
import type { PopulationRow, RateRow } from './needs-of.ts'

/** A row as it was written, with the line it stands in. */
export interface GivenLine {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
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

/** Faults of a population file as a whole: bands that overlap or are missing, years that skip, and sexes that stand for half of the people. */
export function populationFaults(rows: readonly PopulationRow[], lines: readonly GivenLine[]): CsvFault[] {
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

/** Faults of a file of shares as a whole: bands of one group, measure and sex that overlap or leave ages out. */
export function rateFaults(rows: readonly RateRow[], lines: readonly GivenLine[]): CsvFault[] {
  return groupsOf(rows, lines, ({ cohort, measure, sex }) => `${cohort}, ${measure}, ${sex}`).flatMap(([of, list]) =>
    bandFaults(
      list.map(({ row, line }) => ({ from: row.from, to: row.to, line })),
      of,
    ),
  )
}
