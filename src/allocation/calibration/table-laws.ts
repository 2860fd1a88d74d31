import { assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import { type AllocationTable, allocationTable } from '../allocation-table.ts'
import type { Answers } from '../answers.ts'
import { countedPoints } from '../counted-points.ts'
import { poundsForPoints } from '../pounds-for-points.ts'
import { quote } from '../quote.ts'
import { ITEMS, type Plans } from './plans.ts'

/** A law of the formula, whether this table keeps it, and on how many cases that was seen. */
export interface LawSeen {
  readonly law: 'table' | 'need' | 'carer' | 'line' | 'no-limit' | 'sums'
  readonly cases: number
  readonly kept: boolean
}

const SUMS_TRIED = 200
const all = [0, 1, 2, 3, 4] as const

/** The answers that a packed plan stands for. */
function answersOf(plans: Plans, plan: number): Answers {
  const of = <T>(part: (code: number) => T) =>
    Object.fromEntries(assessedItems.map((item, i) => [item, part(plans.codes[plan * ITEMS + i]!)])) as Record<
      (typeof assessedItems)[number],
      T
    >
  return {
    levels: of((code) => Math.floor(code / 5) as Level),
    carer: of((code) => (code % 5) as Quarters),
    addOns: [],
  }
}

function everyStep(
  table: AllocationTable,
  holds: (item: (typeof assessedItems)[number], level: Level, quarters: Quarters) => boolean,
) {
  let [cases, kept] = [0, true]
  for (const item of assessedItems)
    for (const level of all)
      for (const quarters of all) {
        cases++
        kept &&= holds(item, level, quarters)
      }
  return { cases, kept: kept && table !== undefined }
}

/**
 * Looks whether a table keeps the laws of the formula: need up never less money, a carer's part up never more and all of it
 * nothing, a line that never falls, goes on without limit, and lines that add up to the penny. Every step is tried; sums on plans.
 */
export function tableLaws(table: AllocationTable, plans: Plans): LawSeen[] {
  const counted = (...given: Parameters<typeof countedPoints> extends [unknown, ...infer Rest] ? Rest : never) =>
    countedPoints(table, ...given)
  const need = everyStep(
    table,
    (item, level, quarters) =>
      level === 4 || counted(item, (level + 1) as Level, quarters) >= counted(item, level, quarters),
  )
  const carer = everyStep(table, (item, level, quarters) =>
    quarters === 4
      ? counted(item, level, 4) === 0
      : counted(item, level, (quarters + 1) as Quarters) <= counted(item, level, quarters),
  )
  const highest = table.base.points + assessedItems.reduce((sum, item) => sum + table.points.items[item][4], 0)
  const pence = (points: number) => poundsForPoints(table.curve, points).weeklyPence
  let neverFalls = true
  for (let points = 0; points < highest; points++) neverFalls &&= pence(points) <= pence(points + 1)
  const last = table.curve.knots.at(-1)!.points
  const beyond = Math.max(last, highest)
  let [tried, addUp] = [0, true]
  for (let plan = 0; plan < plans.count && tried < SUMS_TRIED; plan++, tried++) {
    const worked = quote(table, answersOf(plans, plan))
    addUp &&= worked.lines.reduce((sum, line) => sum + line.weeklyPence, 0) === worked.weeklyPence
  }
  return [
    { law: 'table', cases: 1, kept: allocationTable.safeParse(table).success },
    { law: 'need', ...need },
    { law: 'carer', ...carer },
    { law: 'line', cases: highest, kept: neverFalls },
    { law: 'no-limit', cases: 1, kept: pence(beyond + 10_000) > pence(beyond) },
    { law: 'sums', cases: tried, kept: addUp },
  ]
}
