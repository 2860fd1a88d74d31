import { assert } from '../core/assert.ts'
import type { AssessedItem, Level, Quarters } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'

/** Points of one item at its level, before any carer's part. */
export function pointsAt(table: AllocationTable, item: AssessedItem, level: Level): number {
  return table.points.items[item][level]
}

/**
 * Points of one item that count for money: its points less the part a carer does, rounded half up once.
 * All of it done by a carer counts for exactly 0. Example: 9 points, a quarter done: 9 × 750 ÷ 1000 = 6.75, so 7.
 */
export function countedPoints(table: AllocationTable, item: AssessedItem, level: Level, quarters: Quarters): number {
  const paid = table.carerShare.paidPerMille[quarters]
  const counted = Math.floor((pointsAt(table, item, level) * paid * 2 + 1000) / 2000)
  assert(counted >= 0, 'points are never below zero')
  return counted
}
