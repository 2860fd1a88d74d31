import type { Band, Cohort, Evidence, Sex } from './cohorts.ts'

/** So many people of a sex and age live in an area in a year; the area "" is the whole borough. */
export interface PopulationRow extends Band {
  readonly area: string
  readonly sex: Sex
  readonly year: number
  readonly people: number
  readonly source: string
  readonly sourceDate: string
  readonly evidence: Evidence
}

/** The share of people of a sex and age to whom something applies, from nought to one. */
export interface RateRow extends Band {
  readonly cohort: Cohort
  readonly measure: string
  readonly sex: Sex
  readonly rate: number
  readonly source: string
  readonly sourceDate: string
  readonly evidence: Evidence
}

export interface NeedPart extends Band {
  readonly sex: Sex
  readonly people: number
}

/** How many people something applies to in one year: population by share, by sex and age band. */
export interface Need {
  readonly cohort: Cohort
  readonly measure: string
  readonly year: number
  /** Whole people; the parts add up to it. */
  readonly people: number
  readonly parts: readonly NeedPart[]
  /** Bands of the population that the shares only partly cover, or cover for one sex only: they are left out, and named. */
  readonly leftOut: readonly NeedPart[]
  /** True only when every population and every share in it was read in its own source for this place. */
  readonly verified: boolean
  readonly sources: readonly string[]
}

const end = ({ to }: Band) => to ?? Number.POSITIVE_INFINITY
const within = (inner: Band, outer: Band) => inner.from >= outer.from && end(inner) <= end(outer)
const touch = (one: Band, other: Band) => one.from <= end(other) && other.from <= end(one)

/** Whole numbers that add up to the rounded sum: each rounded down, what is left to the largest remainders, the earlier first. */
export function wholeParts(exact: readonly number[]): number[] {
  const whole = Math.round(exact.reduce((all, one) => all + one, 0))
  const parts = exact.map((one, at) => ({ at, floor: Math.floor(one), rest: one - Math.floor(one) }))
  let left = whole - parts.reduce((all, { floor }) => all + floor, 0)
  for (const part of [...parts].sort((one, other) => other.rest - one.rest || one.at - other.at)) {
    if (left <= 0) break
    part.floor += 1
    left -= 1
  }
  return parts.map(({ floor }) => floor)
}

interface Applied {
  readonly population: PopulationRow
  readonly rate: RateRow
}

function needOf(rates: readonly RateRow[], population: readonly PopulationRow[], year: number): Need | undefined {
  const [first] = rates
  if (first === undefined) return undefined
  const applied: Applied[] = []
  const leftOut: NeedPart[] = []
  for (const row of population) {
    const rate = rates.find((one) => (one.sex === row.sex || one.sex === 'all') && within(row, one))
    if (rate !== undefined) applied.push({ population: row, rate })
    else if (rates.some((one) => touch(row, one)))
      leftOut.push({ sex: row.sex, from: row.from, to: row.to, people: row.people })
  }
  if (applied.length === 0) return undefined
  const exact = applied.map((one) => one.population.people * one.rate.rate)
  const whole = wholeParts(exact)
  const evidence = applied.flatMap((one) => [one.population.evidence, one.rate.evidence])
  const sources = applied.flatMap(({ population: { source, sourceDate }, rate }) => [
    `${source} (${sourceDate})`,
    `${rate.source} (${rate.sourceDate})`,
  ])
  return {
    cohort: first.cohort,
    measure: first.measure,
    year,
    people: whole.reduce((all, one) => all + one, 0),
    parts: applied.map(({ population: { sex, from, to } }, at) => ({ sex, from, to, people: whole[at] ?? 0 })),
    leftOut,
    verified: evidence.every((one) => one === 'verified'),
    sources: [...new Set(sources)],
  }
}

/** The rows of one area; of the whole borough its own rows, or where a file has only areas, all areas together. */
function populationOf(population: readonly PopulationRow[], area: string): PopulationRow[] {
  const own = population.filter((row) => row.area === area)
  if (area !== '' || own.length > 0) return own
  const together = new Map<string, PopulationRow>()
  for (const row of population) {
    const key = `${row.year} ${row.sex} ${row.from} ${row.to}`
    const before = together.get(key)
    const evidence = before?.evidence === 'unverified' ? 'unverified' : row.evidence
    together.set(key, { ...row, area: '', people: row.people + (before?.people ?? 0), evidence })
  }
  return [...together.values()]
}

/**
 * How many people each measure applies to in each year: the sum over age bands and sexes of people by share, rounded once.
 * A band of the population counts where a share covers the whole of it.
 */
export function needsOf({
  population,
  rates,
  area,
}: {
  readonly population: readonly PopulationRow[]
  readonly rates: readonly RateRow[]
  readonly area: string
}): Need[] {
  const rows = populationOf(population, area)
  const years = [...new Set(rows.map(({ year }) => year))].sort((one, other) => one - other)
  const measures = [...new Set(rates.map(({ cohort, measure }) => `${cohort}|${measure}`))]
  return measures.flatMap((name) => {
    const own = rates.filter(({ cohort, measure }) => `${cohort}|${measure}` === name)
    return years.flatMap(
      (year) =>
        needOf(
          own,
          rows.filter((row) => row.year === year),
          year,
        ) ?? [],
    )
  })
}
