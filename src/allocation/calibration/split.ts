import { ITEMS, type Plans } from './plans.ts'

// Copied once: a loop over a million plans reads them billions of times.
const items = ITEMS

/** What a plan is used for: six in ten set points and line, two in ten correct the line, two in ten only judge it. */
export const SET = 0
export const CORRECT = 1
export const JUDGE = 2

export interface Split {
  /** SET, CORRECT or JUDGE for each plan. */
  readonly use: Uint8Array
  /** A block from 0 to 255 for each plan, for folds and for drawing again. */
  readonly block: Uint8Array
  readonly counts: readonly [number, number, number]
}

/**
 * Parts the plans by chance that can be repeated: by what a plan says and a seed, never by where it stands in the file.
 * So the same plans in another order are parted in the same way, and plans that say the same stay together.
 */
export function splitPlans(plans: Plans, seed: number): Split {
  const use = new Uint8Array(plans.count)
  const block = new Uint8Array(plans.count)
  const counts: [number, number, number] = [0, 0, 0]
  for (let plan = 0, from = 0; plan < plans.count; plan++, from += items) {
    let mixed = seed | 0
    for (let i = from; i < from + items; i++) mixed = Math.imul(mixed ^ plans.codes[i]!, 0x01000193)
    mixed = spread(mixed ^ plans.weeklyPence[plan]!)
    const tenth = (mixed >>> 0) % 10
    const is = tenth < 6 ? SET : tenth < 8 ? CORRECT : JUDGE
    use[plan] = is
    counts[is]++
    block[plan] = spread(mixed) >>> 24
  }
  return { use, block, counts }
}

/** Spreads a number's bits evenly (splitmix32, public domain). */
function spread(bits: number): number {
  let mixed = (bits + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return mixed ^ (mixed >>> 15)
}
