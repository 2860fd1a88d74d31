import { WHOLE_WEIGHT } from './normal-sums.ts'
import { CODES, ITEMS, type Plans } from './plans.ts'
import { smallest } from './select.ts'

// Copied once: a loop over a million plans reads them billions of times.
const items = ITEMS
const allCodes = CODES
const whole = WHOLE_WEIGHT

/** Where Huber's weights begin to fall, in spreads. Source: Huber 1964; 1.345 keeps 95% of the efficiency. */
const HUBER = 1.345
/** From the middle of absolute misses to a standard spread. */
const TO_SPREAD = 1.4826

/** Every plan counted in full. */
export const wholeWeights = (count: number): Uint8Array => new Uint8Array(count).fill(whole)

/** Pence of every item at every packed code, item by item, from steps. */
export function penceByCode(steps: Float64Array, left: Float64Array): Float64Array {
  const table = new Float64Array(items * allCodes)
  for (let i = 0; i < items; i++)
    for (let code = 5; code < allCodes; code++) {
      let pence = 0
      for (let level = 1; level <= ((code / 5) | 0); level++) pence += steps[i * 4 + level]!
      table[i * allCodes + code] = (pence * left[code]!) / 1000
    }
  return table
}

/**
 * How much each plan counts: in full when it is near what its needs would say, less the further it is off, and never
 * nothing. "Near" grows with the expected cost, since dear plans differ by more pounds than cheap ones.
 */
export function steadyWeights(
  plans: Plans,
  given: { steps: Float64Array; left: Float64Array; of: Uint8Array; spreadFrom: Uint8Array },
): Uint8Array {
  const { steps, left, of, spreadFrom } = given
  const table = penceByCode(steps, left)
  const base = steps[0]!
  const expected = new Float64Array(plans.count)
  const misses = new Float64Array(plans.count)
  let all = 0
  let known = 0
  for (let plan = 0, from = 0; plan < plans.count; plan++, from += items) {
    if (of[plan] !== 0) continue
    let pence = base
    for (let i = 0; i < items; i++) pence += table[i * allCodes + plans.codes[from + i]!]!
    expected[plan] = pence
    if (spreadFrom[plan] !== 0) continue
    all += pence
    known++
  }
  const least = known === 0 ? 1 : Math.max(1, all / known / 4)
  let at = 0
  for (let plan = 0; plan < plans.count; plan++)
    if (spreadFrom[plan] === 0)
      misses[at++] = Math.abs(plans.weeklyPence[plan]! - expected[plan]!) / Math.max(least, expected[plan]!)
  const spread = at === 0 ? 1 : Math.max(1e-6, TO_SPREAD * smallest(misses, at, at >> 1))
  const weight = new Uint8Array(plans.count)
  for (let plan = 0; plan < plans.count; plan++) {
    if (of[plan] !== 0) continue
    const size = Math.max(least, expected[plan]!)
    const off = Math.abs(plans.weeklyPence[plan]! - expected[plan]!) / (size * spread)
    const huber = off <= HUBER ? 1 : HUBER / off
    weight[plan] = Math.max(1, Math.round(whole * huber * (least / size)))
  }
  return weight
}
