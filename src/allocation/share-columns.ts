import { assessedItems } from '../needs/index.ts'
import type { BudgetColumns } from './answer-columns.ts'
import type { QuoteLookups } from './quote-lookups.ts'

const LINES = assessedItems.length + 1

/**
 * `shareOut` for many people at once: each line gets its share of the pence from points rounded down, and the pennies left over go
 * one each to the largest remainders, the earlier line first when equal. A line's key is its remainder × 16 + how early it
 * stands, so no two keys of a person are equal and the largest is always the right one.
 */
export function shareColumns(lookups: QuoteLookups, budgets: BudgetColumns, block: number) {
  const keys = new Int32Array(LINES * block)
  const left = new Int32Array(block)
  const base = new Int16Array(block).fill(lookups.basePoints)
  const { counted, fromPointsPence, lineCounted, linePence } = budgets
  return (from: number, to: number) => {
    for (let row = from; row < to; row++) left[row - from] = fromPointsPence[row] as number
    for (let line = 0; line < LINES; line++) {
      const one = {
        points: counted,
        whole: fromPointsPence,
        weight: line === 0 ? base : (lineCounted[line - 1] as Int16Array),
        weightFrom: line === 0 ? 0 : from,
        pence: linePence[line] as Int32Array,
        keys,
        keysFrom: line * block,
        early: LINES - 1 - line,
        left,
      }
      divided(one, from, to)
    }
    penniesLeft({ keys, left, linePence, block }, from, to)
  }
}

/** One line of a block of people. */
interface LineOfBlock {
  readonly points: Int32Array
  readonly whole: Int32Array
  readonly weight: Int16Array
  /** Where the weights of the block begin, and where its keys do. */
  readonly weightFrom: number
  readonly pence: Int32Array
  readonly keys: Int32Array
  readonly keysFrom: number
  /** 0 for the last line, one more for each before it. */
  readonly early: number
  readonly left: Int32Array
}

/** Whole pennies of a line and its remainder. Every product is below 2^53, so the quotient rounded down is exact. */
function divided(
  { points, whole, weight, weightFrom, pence, keys, keysFrom, early, left }: LineOfBlock,
  from: number,
  to: number,
) {
  for (let at = 0; at < to - from; at++) {
    const all = points[from + at] as number
    const product = (whole[from + at] as number) * (weight[weightFrom + at] as number)
    const pennies = all === 0 ? 0 : Math.floor(product / all)
    pence[from + at] = pennies
    keys[keysFrom + at] = ((product - pennies * all) << 4) | early
    left[at] = (left[at] as number) - pennies
  }
}

/** Gives the pennies left over to the largest keys, one each. */
function penniesLeft(
  {
    keys,
    left,
    linePence,
    block,
  }: Pick<LineOfBlock, 'keys' | 'left'> & {
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
      for (let place = at; place < end; place += block) best = Math.max(best, keys[place] as number)
      const line = LINES - 1 - (best & 15)
      keys[line * block + at] = 0
      const pence = linePence[line] as Int32Array
      pence[row] = (pence[row] as number) + 1
    }
  }
}
