import { assert } from '../../core/assert.ts'
import { random } from '../../core/random.ts'
import { normalDraw, normalQuantile } from './normal-draws.ts'

export interface ContingencyGiven {
  readonly people: number
  /** The share of people for whom budgets are enough. */
  readonly quantile: number
  /** The share of every surplus that comes back. */
  readonly recovery: number
  /** Spread, on the log scale, of what needs do not explain. */
  readonly spread: number
  /** Spread, on the log scale, of what needs do explain. */
  readonly needsSpread: number
  readonly years: number
  readonly seed: number
}

export interface Contingency extends ContingencyGiven {
  /** Top-ups less what comes back, as a share of all that is spent (budgets and the net top-ups): in the middle year, and in the dear year of twenty. */
  readonly middleShare: number
  readonly dearShare: number
}

/**
 * The contingency of a cabinet paper, for comparison: £7.6m beside £30m to be allocated, called 20%; it is 20% of the whole
 * £37.6m. Source: Cheshire East Council, People Directorate paper of 2009, paragraph 3.17.
 */
export const flatContingency = {
  share: 0.2,
  contingencyPence: 760_000_000,
  allocatedPence: 3_000_000_000,
  source: 'Cheshire East Council cabinet paper, 2009, paragraph 3.17: £7.6m held beside £30m, 20% of the two together',
} as const

/**
 * How much must be held for top-ups, by living through many years: each person's cost is what their needs say, times what
 * needs do not explain; everyone short is topped up in full; a share of each surplus comes back. Below zero: budgets give
 * more than is spent. Same figures and seed, same answer.
 */
export function contingency(given: ContingencyGiven): Contingency {
  const { people, quantile, recovery, spread, needsSpread, years } = given
  assert(people > 0 && years > 0, 'there are people and years')
  assert(quantile > 0 && quantile < 1 && recovery >= 0 && recovery <= 1, 'shares lie between 0 and 1')
  const chance = random(given.seed)
  const budget = Math.exp(spread * normalQuantile(quantile))
  const shares = Float64Array.from({ length: years }, () => {
    let [given, needed] = [0, 0]
    for (let person = 0; person < people; person++) {
      const expected = Math.exp(needsSpread * normalDraw(chance))
      const unexplained = Math.exp(spread * normalDraw(chance))
      const short = expected * (unexplained - budget)
      given += expected * budget
      needed += short > 0 ? short : short * recovery
    }
    return needed / (given + needed)
  }).sort()
  const at = (part: number) => shares[Math.min(years - 1, Math.floor(part * years))] ?? 0
  return { ...given, middleShare: at(0.5), dearShare: at(0.95) }
}
