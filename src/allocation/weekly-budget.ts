import { type Pence, pence } from '../core/money.ts'
import { assessedItems } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'
import { countedPoints } from './counted-points.ts'
import { poundsForPoints } from './pounds-for-points.ts'

/**
 * The weekly budget alone, without its lines: the same pence as `quote`, quick enough for everybody in a borough.
 * Expects answers that `checkAddOns` accepted.
 */
export function weeklyBudget(table: AllocationTable, answers: Answers): Pence {
  let points = table.base.points
  for (const item of assessedItems) points += countedPoints(table, item, answers.levels[item], answers.carer[item])
  let addOns = 0
  for (const { code, units } of answers.addOns)
    addOns += units * (table.addOns.find((one) => one.code === code)?.perUnitPence ?? 0)
  return pence(poundsForPoints(table.curve, points).weeklyPence + addOns)
}
