import type { Unit } from '../simulation/assumption-list.ts'
import { assumptionsOf, kindOf } from '../simulation/assumptions-of.ts'
import { assumptionOfCounts, type RatePosterior, rateInterval, ratePosterior } from '../simulation/calibration.ts'
import { monthlyOf } from '../simulation/exact-roots.ts'
import type { Assumption, Scenario } from '../simulation/scenario-shape.ts'
import { ageBandNames, reasons } from '../simulation/words.ts'
import type { Counted, CountRow, Counts } from './counts.ts'

/** An assumption with the rate that counts give it. */
export interface FittedRate {
  readonly key: string
  readonly name: string
  readonly unit: Unit
  readonly before: Assumption
  readonly after: Assumption
  /** Between which values the truth lies with 95 in 100. */
  readonly interval: readonly [low: number, high: number]
  readonly events: number
  /** What was counted, where that is more: people of all causes, or every day that was attended. */
  readonly counted: number
  /** What they were counted in: person-years; years for starters; deaths that were expected for deaths. */
  readonly exposure: number
  readonly what: Counted
  /** What was assumed weighs as much as one event: what was counted lies outside its range. */
  readonly setAside: boolean
}

/** What counts say nothing of, and why. */
export interface NotFitted {
  readonly what: Counted
  readonly part: string
  readonly why: 'not counted' | 'fewer than five' | 'too short'
}

/** In fewer person-years nothing is fitted: it would be what was assumed, in other words. */
const LEAST_PERSON_YEARS = 5
/** What was assumed weighs as much as so many counted events at most. */
export const PRIOR_EVENTS = 16

/** What is believed before counting: the assumption's mean and spread, never surer than `most` events would make it. */
function priorOf(most: number, low: number, middle: number, high: number): { rate: number; personYears: number } {
  const mean = (low + middle + high) / 3
  if (mean <= 0) return { rate: 0, personYears: 0 }
  const variance = (low * low + middle * middle + high * high - low * middle - low * high - middle * high) / 18
  const shape = Math.min(most, variance === 0 ? most : (mean * mean) / variance)
  return { rate: mean, personYears: shape / mean }
}

/** Events a person-year when so many of a hundred are reached in a year, and back. */
const intensityOf = (yearly: number) => 12 * monthlyOf(Math.min(1, Math.max(0, yearly)))
const yearlyOf = (intensity: number) => 1 - (1 - Math.min(1, Math.max(0, intensity) / 12)) ** 12

type Turned = (value: number) => number
const same: Turned = (value) => value
const exact = (value: number) => Number(value.toPrecision(6))

interface Wanted {
  readonly key: string
  readonly what: Counted
  readonly events: number
  readonly counted: number
  readonly exposure: number
  /** From the assumption's unit to events for each unit of exposure, and back. */
  readonly toRate: Turned
  readonly fromRate: Turned
  readonly most: number
}

/**
 * What was assumed is set aside (it weighs as much as one event) where sixteen events or more were counted, or would have been by it, and what was counted lies outside the
 * assumption's own range: the two cannot both be right, and only one was counted.
 */
function isSetAside({ low, middle, high }: Assumption, { events, counted, exposure, toRate }: Wanted): boolean {
  const due = ((toRate(low) + toRate(middle) + toRate(high)) / 3) * exposure
  if (Math.max(events, counted, due) < PRIOR_EVENTS) return false
  return events < toRate(low) * exposure || events > toRate(high) * exposure
}

function posteriorOf(assumption: Assumption, wanted: Wanted): RatePosterior {
  const { events, exposure, toRate } = wanted
  const { low, middle, high } = assumption
  const most = isSetAside(assumption, wanted) ? 1 : PRIOR_EVENTS
  const prior = priorOf(most, toRate(low), toRate(middle), toRate(high))
  return ratePosterior([{ year: 0, personYears: exposure, events }], prior)
}

function fitted(scenario: Scenario, before: Assumption, wanted: Wanted, source: string): FittedRate {
  const { key, what, events, counted, exposure, fromRate, most } = wanted
  const posterior = posteriorOf(before, wanted)
  const of = assumptionOfCounts(posterior, { most: Number.MAX_SAFE_INTEGER, source })
  const turned = (value: number) => exact(Math.min(most, fromRate(value)))
  const [low, high] = rateInterval(posterior)
  const after = { low: turned(of.low), middle: turned(of.middle), high: turned(of.high), source }
  return {
    ...{ key, ...kindOf(scenario, key), before, after, interval: [turned(low), turned(high)] as const },
    ...{ events: Math.round(events), counted, exposure, what, setAside: isSetAside(before, wanted) },
  }
}

const sumOf = (rows: readonly CountRow[], of: (row: CountRow) => number) => rows.reduce((sum, row) => sum + of(row), 0)
const middleOf = (scenario: Scenario, key: string) => scenario.assumptions[key]?.middle ?? 0

/** The mean of what attendances are multiplied by for levels of need: counts know no level. */
function needTimes(scenario: Scenario): number {
  const shares = ['lower', 'medium', 'higher'].map((need) => middleOf(scenario, `need.${need}`))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const [lower = 0, medium = 0, higher = 0] = shares
  const all =
    lower * middleOf(scenario, 'attendanceTimes.lower') + medium + higher * middleOf(scenario, 'attendanceTimes.higher')
  return whole === 0 || all === 0 ? 1 : all / whole
}

/** How much more often the scenario's people of an age band die than its women without a learning disability. */
function deathTimes(scenario: Scenario, band: string): number {
  const there = scenario.people.filter(({ ageBand }) => ageBand === band)
  const people = there.reduce((sum, group) => sum + group.people, 0)
  if (people === 0) return 1
  const times = there.reduce(
    (sum, { people: count, sex, reason }) =>
      sum +
      count *
        (sex === 'male' ? middleOf(scenario, 'deathTimes.male') : 1) *
        (reason === 'learning_disability' ? middleOf(scenario, 'deathTimes.learning_disability') : 1),
    0,
  )
  return times / people
}

const deathKey = (band: string) => `death.${band.replaceAll(' ', '_')}`

/** All ages together: how many died for each that the scenario expected, since one age alone has too few. Every age's rate moves by it. */
function fittedDeaths(scenario: Scenario, rows: readonly CountRow[], source: string): FittedRate[] {
  const known = rows.filter(({ part }) => (ageBandNames as readonly string[]).includes(part))
  const expected = sumOf(
    known,
    ({ part, personYears }) =>
      personYears * intensityOf(middleOf(scenario, deathKey(part))) * deathTimes(scenario, part),
  )
  if (expected === 0) return []
  const events = sumOf(rows, (row) => row.events)
  const posterior = ratePosterior([{ year: 0, personYears: expected, events }], {
    rate: 1,
    personYears: PRIOR_EVENTS,
  })
  const times = assumptionOfCounts(posterior, { most: 100, source })
  const [low, high] = rateInterval(posterior)
  return ageBandNames.map((band) => {
    const key = deathKey(band)
    const before = scenario.assumptions[key] as Assumption
    const turned = (by: number) => exact(Math.min(1, before.middle * by))
    return {
      ...{
        key,
        ...kindOf(scenario, key),
        before,
        what: 'deaths' as const,
        events,
        counted: events,
        exposure: exact(expected),
        setAside: false,
      },
      after: { low: turned(times.low), middle: turned(times.middle), high: turned(times.high), source },
      interval: [turned(low), turned(high)] as const,
    }
  })
}

const yearlyKeys: Readonly<Partial<Record<Counted, (part: string) => string>>> = {
  leavers: (part) => `leaving.${part}`,
  needs_risen: (part) => (part === 'under 65' ? 'need.rises' : 'need.risesOlder'),
  needs_fallen: () => 'need.falls',
  moves: (part) => `move.${part.replace(' to ', 'to')}`,
  work_found: () => 'job.asNow',
  work_lost: () => 'job.lost',
}

/** What is to be fitted by the rows of one thing in one part. */
function wantedOf(scenario: Scenario, what: Counted, part: string, rows: readonly CountRow[]): Wanted[] {
  const events = sumOf(rows, (row) => row.events)
  const years = sumOf(rows, (row) => row.personYears)
  const yearly = yearlyKeys[what]
  if (yearly !== undefined && years > 0)
    return [
      {
        key: yearly(part),
        what,
        events,
        counted: events,
        exposure: years,
        toRate: intensityOf,
        fromRate: yearlyOf,
        most: 1,
      },
    ]
  if (what === 'attendances' && years > 0) {
    // each person counts once, however often they come: one person's days are no separate evidence
    const weekly = events / years / scenario.weeksPerYear / needTimes(scenario)
    const exposure = weekly === 0 ? years : years / weekly
    const turned = { toRate: same, fromRate: same, most: 14 }
    return [{ key: `attendance.${part}`, what, events: weekly === 0 ? 0 : years, counted: events, exposure, ...turned }]
  }
  if (what !== 'starters') return []
  // the cause is not counted: the streams of a reason keep their shares
  const streams = scenario.arrivals.filter(({ reason }) => reason === part)
  const all = streams.reduce((sum, { peopleYearly }) => sum + peopleYearly.middle, 0)
  return streams.map(({ id, peopleYearly }) => {
    const share = all === 0 ? 1 / streams.length : peopleYearly.middle / all
    const turned = { toRate: same, fromRate: same, most: 1_000_000 }
    return {
      key: `arrival.${id}`,
      what,
      events: events * share,
      counted: events,
      exposure: sumOf(rows, (row) => row.years),
      ...turned,
    }
  })
}

const partsOf: readonly (readonly [Counted, readonly string[]])[] = [
  ['starters', reasons],
  ['leavers', reasons],
  ['moves', ['1 to 2', '1 to 3', '2 to 1', '2 to 3', '3 to 1', '3 to 2']],
  ['attendances', reasons],
  ['needs_risen', ['under 65', '65 and over']],
  ['needs_fallen', ['all']],
  ['work_found', ['under 65']],
  ['work_lost', ['all']],
]

/**
 * Sets a scenario's rates by counts: a gamma law of what was assumed and what was counted together (conjugate to Poisson counts). What was
 * assumed weighs as much as sixteen events at most. What was not counted, or too seldom to be shown, stays as it was and is named.
 */
export function fittedRates(scenario: Scenario, counts: Counts): { fitted: FittedRate[]; notFitted: NotFitted[] } {
  const known = new Map(assumptionsOf(scenario))
  const notFitted: NotFitted[] = []
  const fit = partsOf.flatMap(([what, parts]) =>
    parts.flatMap((part) => {
      const rows = counts.rows.filter((row) => row.what === what && row.part === part)
      const short = what !== 'starters' && rows.length > 0 && sumOf(rows, (row) => row.personYears) < LEAST_PERSON_YEARS
      const wanted = rows.length === 0 || short ? [] : wantedOf(scenario, what, part, rows)
      if (wanted.length === 0) {
        const few = counts.tooFew.some((one) => one.what === what && one.part === part)
        notFitted.push({ what, part, why: few ? 'fewer than five' : short ? 'too short' : 'not counted' })
      }
      return wanted.map((one) => fitted(scenario, known.get(one.key) as Assumption, one, counts.source))
    }),
  )
  const deathRows = counts.rows.filter(({ what }) => what === 'deaths')
  const deaths = deathRows.length === 0 ? [] : fittedDeaths(scenario, deathRows, counts.source)
  if (deaths.length === 0) {
    const few = counts.tooFew.some(({ what }) => what === 'deaths')
    notFitted.push({ what: 'deaths', part: 'all ages', why: few ? 'fewer than five' : 'not counted' })
  }
  return { fitted: [...fit, ...deaths], notFitted }
}

/** The scenario with the fitted rates in place of its own; each says what it was fitted from. */
export function withFitted(scenario: Scenario, fitted: readonly FittedRate[]): Scenario {
  const rates = new Map(fitted.map(({ key, after }) => [key, after]))
  const at = (key: string, old: Assumption): Assumption => {
    const { assumption: _assumption, ...bare } = old
    const rate = rates.get(key)
    return rate === undefined ? old : { ...bare, ...rate }
  }
  return {
    ...scenario,
    arrivals: scenario.arrivals.map((one) => ({ ...one, peopleYearly: at(`arrival.${one.id}`, one.peopleYearly) })),
    assumptions: Object.fromEntries(Object.entries(scenario.assumptions).map(([key, old]) => [key, at(key, old)])),
  }
}
