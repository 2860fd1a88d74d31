import { assessedItems } from '../needs/index.ts'
import type { BudgetColumns } from './answer-columns.ts'
import type { QuoteLookups } from './quote-lookups.ts'

const LINES = assessedItems.length + 1

/**
 * `shareOut` for many people at once: each line gets its share of the pence from points rounded down, and the pennies left over go
 * one each to the largest remainders, the earlier line first when equal. A line's key is its remainder × 16 + how early it
 * stands, so no two keys of a person are equal and the largest is always the right one.
 */
export function shareColumns(lookups: QuoteLookups, block: number) {
  const keys = new Int32Array(LINES * block)
  const left = new Int32Array(block)
  const base = new Int16Array(block).fill(lookups.basePoints)
  return ({ counted, fromPointsPence, lineCounted, linePence }: BudgetColumns, from: number, to: number) => {
    const points = counted.subarray(from, to)
    const whole = fromPointsPence.subarray(from, to)
    left.set(whole)
    for (let line = 0; line < LINES; line++) {
      const one = {
        points,
        whole,
        weight: line === 0 ? base : (lineCounted[line - 1] as Int16Array).subarray(from, to),
        pence: (linePence[line] as Int32Array).subarray(from, to),
        key: keys.subarray(line * block, line * block + to - from),
        early: LINES - 1 - line,
        left,
      }
      if (lookups.shares === undefined) divided(one)
      else lookedUp(one, lookups.shares)
    }
    penniesLeft({ keys, left, linePence, block }, from, to)
  }
}

/** One line of a block of people. */
interface LineOfBlock {
  readonly points: Int32Array
  readonly whole: Int32Array
  readonly weight: Int16Array
  readonly pence: Int32Array
  readonly key: Int32Array
  /** 0 for the last line, one more for each before it. */
  readonly early: number
  readonly left: Int32Array
}

/** Whole pennies of a line and its remainder, from the table of all shares. */
function lookedUp(
  { points, weight, pence, key, early, left }: LineOfBlock,
  { width, pennies, over }: NonNullable<QuoteLookups['shares']>,
) {
  for (let row = 0; row < key.length; row++) {
    const at = (points[row] as number) * width + (weight[row] as number)
    const whole = pennies[at] as number
    pence[row] = whole
    key[row] = (over[at] as number) | early
    left[row] = (left[row] as number) - whole
  }
}

/** The same by division, for a table of very many points. Every product is below 2^53, so the quotient rounded down is exact. */
function divided({ points, whole, weight, pence, key, early, left }: LineOfBlock) {
  for (let row = 0; row < key.length; row++) {
    const all = points[row] as number
    const product = (whole[row] as number) * (weight[row] as number)
    const pennies = all === 0 ? 0 : Math.floor(product / all)
    pence[row] = pennies
    key[row] = ((product - pennies * all) << 4) | early
    left[row] = (left[row] as number) - pennies
  }
}

/** Gives the pennies left over to the largest keys, one each. */
function penniesLeft(
  {
    keys,
    left,
    linePence,
    block,
  }: Pick<LineOfBlock, 'left'> & {
    readonly keys: Int32Array
    readonly linePence: readonly Int32Array[]
    readonly block: number
  },
  from: number,
  to: number,
) {
  const end = LINES * block
  for (let row = from; row < to; row++) {
    const at = row - from
    for (let pennies = left[at] as number; pennies > 0; pennies--) {
      let best = 0
      for (let line = at; line < end; line += block) if ((keys[line] as number) > best) best = keys[line] as number
      const line = LINES - 1 - (best & 15)
      keys[line * block + at] = 0
      const pence = linePence[line] as Int32Array
      pence[row] = (pence[row] as number) + 1
    }
  }
}
