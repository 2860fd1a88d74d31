import { assert } from '../../core/assert.ts'
import { errorOf, meanOf } from './measure.ts'

/** A way to go and what it is worth in each draw, pence; all ways by the same draws. */
export interface Way {
  readonly name: string
  readonly worth: Float64Array
}

/** What it would be worth at most to know before deciding; pence. */
export interface ValueOfInformation {
  /** The way with the highest mean, which is taken as things stand. */
  readonly best: string
  /** In how many of the draws another way would have been better. */
  readonly chanceOfRegret: number
  /** The value of knowing everything. No study is worth more. */
  readonly everything: number
  /** Monte Carlo standard error of that value. */
  readonly everythingError: number
  /** What made-up numbers that stand for nothing seem to be worth, at most: less than that is not told apart from chance. */
  readonly noise: number
  /** The value of knowing one assumption exactly, the most valuable first. */
  readonly each: readonly { readonly key: string; readonly worth: number }[]
}

const rounded = (pence: number) => Math.round(pence) + 0

/** The mean of the best way in each group of draws; `groups` gives the draws of each. */
function meanOfBest(ways: readonly Way[], groups: readonly (readonly number[])[]): number {
  const draws = groups.reduce((sum, group) => sum + group.length, 0)
  const best = groups.map((group) =>
    Math.max(...ways.map(({ worth }) => group.reduce((sum, draw) => sum + (worth[draw] as number), 0))),
  )
  return best.reduce((sum, one) => sum + one, 0) / draws
}

/** Draws sorted by a value and cut into as many groups as the root of their number. */
function groupsBy(values: Float64Array): number[][] {
  const order = Array.from(values, (_, draw) => draw).sort(
    (one, other) => (values[one] as number) - (values[other] as number) || one - other,
  )
  const count = Math.max(1, Math.floor(Math.sqrt(order.length)))
  return Array.from({ length: count }, (_, at) =>
    order.slice(Math.floor((at * order.length) / count), Math.floor(((at + 1) * order.length) / count)),
  )
}

/**
 * Value of information. Everything known: mean of the best of each draw − best of the means. One assumption known: the draws are sorted
 * by it and cut into groups, and the best way is taken in each (Strong and Oakley 2013, single parameters by ordering). Groups of few
 * draws flatter a little; so does counting what befalls single persons as if it could be known. Never below nothing, never above everything.
 * `idle`: numbers by chance, one for each draw, that show how much the groups flatter.
 */
export function valueOfInformation(
  ways: readonly Way[],
  assumptions: readonly { readonly key: string; readonly values: Float64Array }[],
  idle: readonly Float64Array[] = [],
): ValueOfInformation {
  assert(ways.length >= 2, 'a decision has two ways at least')
  const means = ways.map(({ worth }) => meanOf(worth))
  const bestMean = Math.max(...means)
  const best = ways[means.indexOf(bestMean)] as Way
  const alone = Array.from(best.worth, (_, draw) => [draw])
  const everything = Math.max(0, meanOfBest(ways, alone) - bestMean)
  const better = alone.filter(([draw = 0]) =>
    ways.some(({ worth }) => (worth[draw] as number) > (best.worth[draw] as number)),
  )
  const worthOf = (values: Float64Array) =>
    rounded(Math.min(everything, Math.max(0, meanOfBest(ways, groupsBy(values)) - bestMean)))
  const each = assumptions.map(({ key, values }) => ({ key, worth: worthOf(values) }))
  const gains = best.worth.map((worth, draw) => Math.max(...ways.map((way) => way.worth[draw] as number)) - worth)
  return {
    best: best.name,
    chanceOfRegret: better.length / alone.length,
    everything: rounded(everything),
    everythingError: rounded(errorOf(gains)),
    noise: Math.max(0, ...idle.map(worthOf)),
    each: each.sort((one, other) => other.worth - one.worth || one.key.localeCompare(other.key)),
  }
}
