import { type Hindcast, hindcast } from '../simulation/calibration.ts'
import type { YearFigure } from '../simulation/draw-figures.ts'
import { figureNumber, YEAR_FIGURES } from '../simulation/draw-figures.ts'
import type { Path, PeopleGroup, Scenario } from '../simulation/scenario-shape.ts'
import type { MakeDraws } from '../simulation/simulate.ts'
import { reasons } from '../simulation/words.ts'
import type { CountRow, Counts } from './counts.ts'
import { fittedRates, withFitted } from './fitted-rates.ts'

export const lookedBack = ['starters', 'leavers', 'deaths'] as const
export type LookedBack = (typeof lookedBack)[number]
const figureOf: Readonly<Record<LookedBack, YearFigure>> = { starters: 'arrived', leavers: 'left', deaths: 'died' }

/** What the model, with rates fitted on earlier years, says of later ones, beside what was counted in them. */
export interface LookBack {
  readonly fittedYears: readonly [first: number, last: number]
  readonly comparedYears: readonly [first: number, last: number]
  readonly draws: number
  readonly kind: Hindcast['kind']
  /** Of whom counts were compared: all reasons, or those of which beginning and stopping were counted. */
  readonly reasons: readonly string[]
  readonly each: Readonly<Partial<Record<LookedBack, Hindcast>>>
  /** Years and things compared, and those that lay in the range. */
  readonly compared: number
  readonly within: number
}

const whole = (path: Path, startYear: number, years: number, value?: number): Path =>
  Array.from({ length: years }, (_, at) => ({
    year: startYear + at,
    value: value ?? path[at]?.value ?? 0,
    assumption: 'Taken for a look back',
  }))

/** Groups with so many people in all, each as near its part as whole people allow. */
function scaled(people: readonly PeopleGroup[], wanted: number): PeopleGroup[] {
  const all = people.reduce((sum, group) => sum + group.people, 0)
  let [seen, given] = [0, 0]
  return people.map((group) => {
    seen += group.people
    const until = all === 0 ? 0 : Math.round((seen / all) * wanted)
    const mine = until - given
    given = until
    return { ...group, people: mine }
  })
}

/** Reasons of which both who began and who stopped were counted in every year; undefined where the whole was. */
function reasonsIn(rows: readonly CountRow[]): ReadonlySet<string> {
  const of = (what: LookedBack) => new Set(rows.filter((row) => row.what === what).map(({ part }) => part))
  const [starters, leavers] = [of('starters'), of('leavers')]
  return new Set(reasons.filter((reason) => leavers.has(reason) && (starters.size === 0 || starters.has(reason))))
}

/** The scenario's people and arrivals of the reasons that were counted, so that like is compared with like. */
const ofReasons = (scenario: Scenario, counted: ReadonlySet<string>): Scenario => ({
  ...scenario,
  people: scenario.people.filter(({ reason }) => counted.has(reason)),
  arrivals: scenario.arrivals.filter(({ reason }) => counted.has(reason)),
})

/** Rows that speak of everybody who is looked at: the whole, or each part. Deaths are counted by age, so only where nobody is left out. */
function comparable(
  scenario: Scenario,
  rows: readonly CountRow[],
  what: LookedBack,
  counted: ReadonlySet<string>,
): CountRow[] {
  const all = rows.filter(({ part }) => part === 'all')
  if (all.length > 0) return all
  if (what !== 'deaths') {
    const found = rows.filter(({ part }) => counted.has(part))
    return new Set(found.map(({ part }) => part)).size === counted.size ? found : []
  }
  const missed = scenario.people.some(
    ({ reason, ageBand }) => !counted.has(reason) || !rows.some(({ part }) => part === ageBand),
  )
  return missed ? [] : [...rows]
}

const whatIs = (rows: readonly CountRow[], what: LookedBack, year: number) =>
  rows.filter((row) => row.what === what && row.year === year)
const sum = (rows: readonly CountRow[], of: (row: CountRow) => number) => rows.reduce((all, row) => all + of(row), 0)

/** The last year by which rates may be set: half of the years that were counted, at least one, and one left to compare. */
function lastFittedYear(rows: readonly CountRow[]): number | undefined {
  const years = [...new Set(rows.map(({ year }) => year))].toSorted((one, other) => one - other)
  return years.length < 2 ? undefined : years[Math.ceil(years.length / 2) - 1]
}

/**
 * Looks back: rates set by the years up to one, the model run from the next, and its range (95 in 100) beside what was counted. The people
 * of the first day are the scenario's, scaled to the person-years of the last fitted year. Made-up years give recovery, never evidence.
 */
export async function lookBack(
  scenario: Scenario,
  counts: Counts,
  { seed, draws, until }: { seed: number; draws: number; until?: number | undefined },
  makeDraws: MakeDraws,
): Promise<LookBack | undefined> {
  const last = until ?? lastFittedYear(counts.rows)
  const years = [...new Set(counts.rows.map(({ year }) => year))].toSorted((one, other) => one - other)
  const later = years.filter((year) => last !== undefined && year > last)
  const [first, begins, ends] = [years[0], later[0], later.at(-1)]
  if (last === undefined || first === undefined || begins === undefined || ends === undefined || first > last)
    return undefined
  const before = counts.rows.filter(({ year }) => year <= last)
  const counted = reasonsIn(before)
  if (counted.size === 0) return undefined
  const mine = ofReasons(scenario, counted)
  const lastCounted = Math.max(...before.map(({ year }) => year))
  const there = sum(
    whatIs(before, 'leavers', lastCounted).filter(({ part }) => counted.has(part)),
    (row) => row.personYears / row.years,
  )
  const { fitted } = fittedRates(scenario, { ...counts, rows: before })
  const span = ends - begins + 1
  const asked: Scenario = {
    ...withFitted(mine, fitted),
    ...{ startYear: begins, years: span, priceYear: begins, targets: [] },
    people: there === 0 ? mine.people : scaled(mine.people, Math.round(there)),
    paths: {
      wages: whole(scenario.paths.wages, begins, span),
      inflation: whole(scenario.paths.inflation, begins, span),
      freed: whole(scenario.paths.freed, begins, span),
      doubleRunningPence: whole(scenario.paths.doubleRunningPence, begins, span),
      younger: whole(scenario.paths.younger, begins, span, 1),
      older: whole(scenario.paths.older, begins, span, 1),
    },
  }
  const all = await makeDraws({ scenario: asked, seed, from: 0, until: draws })
  const each = Object.fromEntries(
    lookedBack.flatMap((what) => {
      const compared = later.flatMap((year) => {
        const rows = comparable(scenario, whatIs(counts.rows, what, year), what, counted)
        return rows.length === 0 ? [] : [{ year, count: sum(rows, ({ events }) => events) }]
      })
      const drawsOf = (year: number) =>
        Float64Array.from(all, (one) => one[(year - begins) * YEAR_FIGURES + figureNumber[figureOf[what]]] as number)
      return compared.length === 0 ? [] : [[what, hindcast(compared, drawsOf, counts.madeUp)]]
    }),
  ) as LookBack['each']
  const found = Object.values(each).flatMap((one) => one.years)
  return {
    fittedYears: [first, last],
    comparedYears: [begins, ends],
    draws,
    reasons: [...counted],
    kind: counts.madeUp ? 'recovery of planted parameters' : 'evidence',
    each,
    compared: found.length,
    within: found.filter(({ within }) => within).length,
  }
}
