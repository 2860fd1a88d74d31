import { type AssessedItem, assessedItems } from '../../needs/index.ts'
import type { AllocationTable } from '../allocation-table.ts'
import { CODES, ITEMS, type Plans } from './plans.ts'

// Copied once: a loop over a million plans reads them billions of times.
const items = ITEMS
const allCodes = CODES

const MOST_POINTS = 1000
const PENCE_PER_POINT = 100

export interface WholePoints {
  readonly base: number
  readonly items: AllocationTable['points']['items']
  /** About what a point is worth before the line says exactly. */
  readonly pencePerPoint: number
}

/**
 * Whole points from steps of pence: each item's points are its steps added up and rounded (half up), so that they never
 * fall as the level rises. A point is about a pound, or more where that would take more than a thousand points. Some help
 * (level 2) counts for one point at least, as every table must.
 */
export function wholePoints(steps: Float64Array): WholePoints {
  const tops = Array.from({ length: items }, (_, i) =>
    [1, 2, 3, 4].reduce((all, level) => all + steps[i * 4 + level]!, 0),
  )
  const pencePerPoint = Math.max(PENCE_PER_POINT, Math.ceil(Math.max(...tops, steps[0]!) / MOST_POINTS))
  const points = assessedItems.map((item, i): [AssessedItem, number[]] => {
    let pence = 0
    const at = [0]
    for (let level = 1; level <= 4; level++) {
      pence += steps[i * 4 + level]!
      at.push(Math.max(Math.floor(pence / pencePerPoint + 0.5), level >= 2 ? 1 : 0))
    }
    return [item, at]
  })
  return {
    base: Math.floor(steps[0]! / pencePerPoint + 0.5),
    items: Object.fromEntries(points) as unknown as WholePoints['items'],
    pencePerPoint,
  }
}

/** The points of a table as steps: how many the base has, and how many each level of each item adds. */
export function stepsOf(table: Pick<AllocationTable, 'base' | 'points'>): Float64Array {
  const steps = [table.base.points]
  for (const item of assessedItems)
    for (let level = 1; level <= 4; level++)
      steps.push(table.points.items[item][level as 1]! - table.points.items[item][(level - 1) as 0]!)
  return Float64Array.from(steps)
}

/** Counted points of every item at every packed code: points less the carer's part, rounded half up once. */
export function countedByCode(all: AllocationTable['points']['items'], paidPerMille: readonly number[]): Int32Array {
  const table = new Int32Array(items * allCodes)
  assessedItems.forEach((item, i) => {
    for (let code = 0; code < allCodes; code++) {
      const points = all[item][((code / 5) | 0) as 0]!
      table[i * allCodes + code] = Math.floor((points * (paidPerMille[code % 5] ?? 0) * 2 + 1000) / 2000)
    }
  })
  return table
}

/** The counted points of every plan, base and all. */
export function pointsOfPlans(
  plans: Plans,
  counted: Int32Array,
  base: number,
  into: Int32Array = new Int32Array(plans.count),
): Int32Array {
  const { codes, count } = plans
  for (let plan = 0, from = 0; plan < count; plan++) {
    let points = base
    for (let at = 0; at < items * allCodes; at += allCodes) points += counted[at + codes[from++]!]!
    into[plan] = points
  }
  return into
}
