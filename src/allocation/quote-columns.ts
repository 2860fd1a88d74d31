import { assessedItems } from '../needs/index.ts'
import {
  type AnswerColumns,
  type BudgetColumns,
  type BudgetReason,
  budgetReasons,
  FIRST_REFUSAL,
} from './answer-columns.ts'
import { BLOCK } from './kernel/layout.ts'
import { blocksInKernel, kernelFits } from './kernel/run-kernel.ts'
import type { QuoteLookups } from './quote-lookups.ts'
import { shareColumns } from './share-columns.ts'

/**
 * `quote` for many people at once, column by column: the same budget to the penny, line by line, with the reason of each in its
 * column. Works out the rows from `from` up to, not including, `to`, so that several workers can share the columns.
 * Expects levels and quarters from 0 to 4; a wrong add-on is refused as `checkAddOns` does.
 */
export function quoteColumns(
  lookups: QuoteLookups,
  answers: AnswerColumns,
  budgets: BudgetColumns,
  { from = 0, to = answers.rows }: { readonly from?: number; readonly to?: number } = {},
): void {
  const fast = kernelFits(lookups, answers.addOns) ? blocksInKernel(lookups, answers, budgets) : undefined
  const share = shareColumns(lookups, budgets, BLOCK)
  const items = assessedItems.map((_, at) => itemOf(lookups, answers, budgets, at))
  const { reason, ...numbers } = budgets
  const columns = Object.values(numbers).flat()
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(to, start + BLOCK)
    if (fast !== undefined) fast(start, end)
    else {
      addOnsPass(lookups, answers, budgets, start, end)
      budgets.counted.fill(lookups.basePoints | (lookups.basePoints << 16), start, end)
      for (const item of items) countPass(item, start, end)
      moneyPass(lookups, budgets, start, end)
      share(start, end)
      for (const item of items) morePass(item, start, end)
    }
    refusedPass(reason, columns, start, end)
  }
}

/** One item with its columns and look-ups. */
function itemOf(lookups: QuoteLookups, answers: AnswerColumns, budgets: BudgetColumns, at: number) {
  return {
    countedAt: lookups.counted[at] as Int32Array,
    moreAt: lookups.more[at] as Int32Array,
    pounds: lookups.pounds,
    levels: answers.levels[at] as Uint8Array,
    carer: answers.carer[at] as Uint8Array,
    lineCounted: budgets.lineCounted[at] as Int16Array,
    oneLevelMore: budgets.oneLevelMorePence[at] as Int32Array,
    counted: budgets.counted,
    fromPoints: budgets.fromPointsPence,
  }
}
type Item = ReturnType<typeof itemOf>

const code = (reason: BudgetReason) => budgetReasons.indexOf(reason)
const [unknown, twice, units] = [code('add-on-unknown'), code('add-on-twice'), code('add-on-units')]
const [carersDoAll, onTheLine, aboveTheLine] = [code('carers-do-all'), code('on-the-line'), code('above-the-line')]

/** Add-ons at their published price; the first fault of a row is its reason. */
function addOnsPass(
  lookups: QuoteLookups,
  { addOns }: AnswerColumns,
  budgets: BudgetColumns,
  from: number,
  to: number,
) {
  const { reason, addOnsPence } = budgets
  reason.fill(0, from, to)
  addOnsPence.fill(0, from, to)
  for (const [at, column] of addOns.entries()) {
    const known = lookups.addOns.get(column.code)
    const before = addOns.slice(0, at).filter((other) => other.code === column.code)
    const pence = budgets.addOnPence[at] as Int32Array
    const each = known?.perUnitPence ?? 0
    const most = before.length > 0 ? 0 : (known?.mostUnits ?? 0)
    for (let row = from; row < to; row++) {
      const chosen = column.units[row] as number
      pence[row] = each * chosen
      addOnsPence[row] = (addOnsPence[row] as number) + each * chosen
      if (chosen > most && reason[row] === 0) reason[row] = faultOf(known, before, chosen, row)
    }
  }
}

/** What `checkAddOns` says of one choice. */
function faultOf(
  known: { readonly mostUnits: number } | undefined,
  before: AnswerColumns['addOns'],
  chosen: number,
  row: number,
): number {
  if (known === undefined) return unknown
  if (before.some((other) => other.units[row] !== 0)) return twice
  return chosen > known.mostUnits ? units : 0
}

/** Points of one item: what counts goes to its own column; what counts and what there is are added up together, 16 bits each. */
function countPass({ countedAt, levels, carer, lineCounted, counted }: Item, from: number, to: number) {
  for (let row = from; row < to; row++) {
    const both = countedAt[((levels[row] as number) << 3) | (carer[row] as number)] as number
    lineCounted[row] = both
    counted[row] = (counted[row] as number) + both
  }
}

/** The sums of points parted again; the published line, the week, the year and the week without a carer. */
function moneyPass(lookups: QuoteLookups, budgets: BudgetColumns, from: number, to: number) {
  const { pounds, lastPoint } = lookups
  const { reason, piece, points, counted, fromPointsPence, addOnsPence, weeklyPence, yearlyPence } = budgets
  const { withoutCarerPence } = budgets
  for (let row = from; row < to; row++) {
    const both = counted[row] as number
    const counts = both & 0xffff
    const weekly = (pounds[counts] as number) + (addOnsPence[row] as number)
    counted[row] = counts
    points[row] = both >>> 16
    piece[row] = lookups.piece[counts] as number
    fromPointsPence[row] = pounds[counts] as number
    weeklyPence[row] = weekly
    yearlyPence[row] = Math.floor((weekly * 730 + 7) / 14)
    withoutCarerPence[row] = (pounds[both >>> 16] as number) + (addOnsPence[row] as number)
    if (reason[row] !== 0) continue
    if (counts > lastPoint) reason[row] = aboveTheLine
    else if (counts > 0) reason[row] = onTheLine
    else if (both !== 0) reason[row] = carersDoAll
  }
}

/** What one level more of an item would add: the line once more, further up. */
function morePass(
  { moreAt, pounds, levels, carer, counted, fromPoints, oneLevelMore }: Item,
  from: number,
  to: number,
) {
  for (let row = from; row < to; row++) {
    const more = moreAt[((levels[row] as number) << 3) | (carer[row] as number)] as number
    oneLevelMore[row] = (pounds[(counted[row] as number) + more] as number) - (fromPoints[row] as number)
  }
}

/** A refused row holds its reason and nothing else. */
function refusedPass(reason: Uint8Array, columns: readonly { [row: number]: number }[], from: number, to: number) {
  const [refused, first]: [number[], number] = [[], FIRST_REFUSAL]
  for (let row = from; row < to; row++) if ((reason[row] as number) >= first) refused.push(row)
  if (refused.length > 0) for (const column of columns) for (const row of refused) column[row] = 0
}
