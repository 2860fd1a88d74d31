import { asShare, counted, groupKey } from './chance.ts'
import type { Values } from './draw-values.ts'
import { expOfMinus } from './exact-roots.ts'
import { reader } from './limits.ts'
import type { Scenario } from './scenario-shape.ts'

/** Expected arrivals of one month are drawn in parts of at most so many. */
const PART = 16
/** More can hardly come in one part (chance below one in 10^16); the count stops there. */
const MOST_IN_PART = 64
/** Numbers of parts for one stream and month; streams × months × parts tell groups of people apart. */
const MOST_PARTS = 4096

/** How many come where so many are expected, for one number by chance (Poisson, by adding up its chances). Never fewer when more are expected. */
function arrivalsFor(expected: number, share: number): number {
  let term = expOfMinus(expected)
  let sum = term
  let count = 0
  while (share >= sum && count < MOST_IN_PART) {
    count++
    term *= expected / count
    sum += term
  }
  return count
}

/** People who arrive together: stream, month, how many, and the key that tells them from all others. */
export interface ArrivingGroup {
  readonly stream: number
  readonly month: number
  readonly key: number
  readonly count: number
}

/**
 * Those who arrive in one draw, from the second month on: who comes in the first is there already. Where more are expected the same people come and some more: nobody's chance changes.
 */
export function arrivingIn(scenario: Scenario, values: Values, drawOwnKey: number): ArrivingGroup[] {
  const value = reader(values)
  const groups: ArrivingGroup[] = []
  scenario.arrivals.forEach(({ id, grows }, stream) => {
    const monthly = value(`arrival.${id}`) / 12
    for (let month = 1; month < scenario.years * 12; month++) {
      const times = grows === undefined ? 1 : (scenario.paths[grows][Math.floor(month / 12)]?.value ?? 1)
      let left = monthly * times
      for (let part = 0; left > 0 && part < MOST_PARTS; part++) {
        const key = groupKey(drawOwnKey, 1 + (stream * 300 + month) * MOST_PARTS + part)
        const count = arrivalsFor(Math.min(PART, left), asShare(counted(key, drawOwnKey, 0)))
        if (count > 0) groups.push({ stream, month, key, count })
        left -= PART
      }
    }
  })
  return groups
}
