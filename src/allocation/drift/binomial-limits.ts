import { assert } from '../../core/assert.ts'

/**
 * The least count that is not unusually low: fewer than this many come in at most the given part of all cases, when each
 * of n comes with chance p. Summed exactly from the binomial distribution, in logarithms so that large n do not vanish.
 */
function leastUsual(n: number, p: number, part: number): number {
  const odds = Math.log(p) - Math.log1p(-p)
  let log = n * Math.log1p(-p)
  let below = 0
  for (let count = 0; count <= n; count++) {
    below += Math.exp(log)
    if (below > part) return count
    log += Math.log(n - count) - Math.log(count + 1) + odds
  }
  return n
}

/**
 * The counts between which so many of n are usual, when each comes with a chance in a thousand: below the lower and above
 * the upper limit lie at most half of `outside` each. Exact, not the normal approximation, so that few plans are judged
 * rightly. Example: of 10 at 500 in a thousand, outside 5 in 100, from 2 to 8 are usual.
 */
export function binomialLimits(n: number, perMille: number, outside: number): { least: number; most: number } {
  assert(Number.isInteger(n) && n > 0, 'there is at least one case')
  assert(Number.isInteger(perMille) && perMille > 0 && perMille < 1000, 'the chance is 1 to 999 in a thousand')
  assert(outside > 0 && outside < 1, 'what lies outside is a part of one')
  return {
    least: leastUsual(n, perMille / 1000, outside / 2),
    most: n - leastUsual(n, (1000 - perMille) / 1000, outside / 2),
  }
}
