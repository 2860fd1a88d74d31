import type { Assumption } from './scenario-shape.ts'
import { quantile } from './spread.ts'

/** What was counted in one year: how many people were there for how long, and to how many something happened. */
export interface CountedYear {
  readonly year: number
  /** Years of people: the average number there. */
  readonly personYears: number
  readonly events: number
}

/**
 * A rate as counts leave it: events follow a Poisson law with the rate × person-years, and before counting the rate was a gamma law that
 * weighs as much as `priorYears` person-years at `prior`. Then it is a gamma law again (the textbook pair), with these two numbers.
 */
export interface RatePosterior {
  readonly shape: number
  readonly personYears: number
}

/**
 * What counted years make of a prior: its events and person-years are added to those counted. A year without anybody
 * adds nothing.
 */
export function ratePosterior(
  counted: readonly CountedYear[],
  prior: { readonly rate: number; readonly personYears: number },
): RatePosterior {
  const events = counted.reduce((sum, year) => sum + year.events, 0)
  const personYears = counted.reduce((sum, year) => sum + year.personYears, 0)
  return { shape: events + prior.rate * prior.personYears, personYears: personYears + prior.personYears }
}

/**
 * The quantile of a gamma law by Wilson and Hilferty's cube, good to a hundredth from a shape of about 3 on; `z` is the normal quantile.
 */
const gammaQuantile = (shape: number, z: number) => {
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))
  return shape * Math.max(0, root) ** 3
}

/** What a triangle of the same mean and standard deviation has on either side: √6 standard deviations. */
const HALF_WIDTH = Math.sqrt(6)

/**
 * The rate as an assumption of a scenario: its middle is the mean, and low and high lie √6 standard deviations away, so that a draw
 * between them spreads as the counts say. Never below nothing, and a yearly share never above one.
 */
export function assumptionOfCounts(
  { shape, personYears }: RatePosterior,
  { most, source }: { readonly most: number; readonly source: string },
): Assumption {
  const mean = shape / personYears
  const half = (HALF_WIDTH * Math.sqrt(shape)) / personYears
  const within = (value: number) => Number(Math.min(most, Math.max(0, value)).toPrecision(6))
  return { low: within(mean - half), middle: within(mean), high: within(mean + half), source }
}

/** Between which rates the truth lies with 95 in 100. */
export const rateInterval = ({ shape, personYears }: RatePosterior): [low: number, high: number] => [
  gammaQuantile(shape, -1.959964) / personYears,
  gammaQuantile(shape, 1.959964) / personYears,
]

/** What a model says of years that are over, beside what was counted in them. */
export interface Hindcast {
  readonly years: readonly {
    readonly year: number
    readonly counted: number
    readonly low: number
    readonly middle: number
    readonly high: number
    readonly within: boolean
  }[]
  readonly withinShare: number
  /** What the comparison is worth: a made-up borough only gives back what was put into it. */
  readonly kind: 'evidence' | 'recovery of planted parameters'
}

/** Counted years against the draws of the same years (95 in 100). */
export function hindcast(
  counted: readonly { readonly year: number; readonly count: number }[],
  drawsOf: (year: number) => Float64Array,
  madeUp: boolean,
): Hindcast {
  const years = counted.map(({ year, count }) => {
    const sorted = drawsOf(year).slice().sort()
    const [low, middle, high] = [0.025, 0.5, 0.975].map((share) => quantile(sorted, share)) as [number, number, number]
    return { year, counted: count, low, middle, high, within: low <= count && count <= high }
  })
  const withinShare = years.length === 0 ? 0 : years.filter(({ within }) => within).length / years.length
  return { years, withinShare, kind: madeUp ? 'recovery of planted parameters' : 'evidence' }
}
