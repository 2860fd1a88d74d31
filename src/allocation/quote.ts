import { type Pence, pence, scale, shareOut, sum } from '../core/money.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'
import { countedPoints, pointsAt } from './counted-points.ts'
import { poundsForPoints } from './pounds-for-points.ts'

/** One line of an indicative budget. The weekly pence of all lines add up to the weekly budget. */
export interface QuoteLine {
  /** "base", an item such as "g", or the code of an add-on. */
  readonly item: string
  readonly kind: 'base' | 'need' | 'add-on'
  /** Need lines only. */
  readonly level?: Level
  /** Need lines only: what the carer does, in quarters. */
  readonly quarters?: Quarters
  /** Add-on lines only. */
  readonly units?: number
  /** Points of the level; 0 for add-ons. */
  readonly points: number
  /** Points after the carer's part; 0 for add-ons. */
  readonly counted: number
  readonly weeklyPence: Pence
  /** Need lines below level 4: what one level more would add to the weekly budget. */
  readonly oneLevelMorePence?: Pence
}

/** An indicative budget with all its working. */
export interface Quote {
  readonly tableVersion: string
  readonly lines: readonly QuoteLine[]
  /** Points before and after the carer's part, with the base. */
  readonly points: number
  readonly counted: number
  /** Pence a week from the points alone, and from add-ons. */
  readonly fromPointsPence: Pence
  readonly addOnsPence: Pence
  readonly weeklyPence: Pence
  /** The week × 365 ÷ 7, rounded half up once. */
  readonly yearlyPence: Pence
  readonly piece: number
  readonly pieces: number
  readonly aboveTheLine: boolean
  /** What the weekly budget would be if no carer did anything. */
  readonly withoutCarerPence: Pence
}

function total(table: AllocationTable, answers: Pick<Answers, 'levels' | 'carer'>): number {
  return assessedItems.reduce(
    (points, item) => points + countedPoints(table, item, answers.levels[item], answers.carer[item]),
    table.base.points,
  )
}

function addOnLines(table: AllocationTable, answers: Answers): QuoteLine[] {
  return table.addOns.flatMap((addOn) => {
    const chosen = answers.addOns.find((one) => one.code === addOn.code)
    if (chosen === undefined) return []
    const weeklyPence = pence(addOn.perUnitPence * chosen.units)
    return [{ item: addOn.code, kind: 'add-on' as const, units: chosen.units, points: 0, counted: 0, weeklyPence }]
  })
}

/** The weekly budget once more with one item a level higher, less the budget as it is. */
function oneLevelMore(table: AllocationTable, answers: Answers, item: AssessedItem, from: Pence): Pence | undefined {
  const level = answers.levels[item]
  if (level === 4) return undefined
  const higher = { ...answers.levels, [item]: (level + 1) as Level }
  return pence(poundsForPoints(table.curve, total(table, { ...answers, levels: higher })).weeklyPence - from)
}

/**
 * The indicative budget: points of every item at its level, less the carer's part, with the base; the published line
 * turns them into pounds a week; published add-ons come on top. Each need line's pounds are its share of the points,
 * pence by largest remainder, so the lines add up to the penny. An estimate: never a limit and never the decision.
 *
 * Need up never lowers it; a bigger carer's part never raises it. Expects answers that `checkAddOns` accepted.
 */
export function quote(table: AllocationTable, answers: Answers): Quote {
  const counted = assessedItems.map((item) => countedPoints(table, item, answers.levels[item], answers.carer[item]))
  const all = total(table, answers)
  const { weeklyPence: fromPointsPence, piece, pieces, aboveTheLine } = poundsForPoints(table.curve, all)
  const [basePence = pence(0), ...itemPence] = shareOut(fromPointsPence, [table.base.points, ...counted])
  const needLines = assessedItems.map((item, at): QuoteLine => {
    const more = oneLevelMore(table, answers, item, fromPointsPence)
    return {
      item,
      kind: 'need',
      level: answers.levels[item],
      quarters: answers.carer[item],
      points: pointsAt(table, item, answers.levels[item]),
      counted: counted[at] ?? 0,
      weeklyPence: itemPence[at] ?? pence(0),
      ...(more === undefined ? {} : { oneLevelMorePence: more }),
    }
  })
  const { points } = table.base
  const base: QuoteLine = { item: 'base', kind: 'base', points, counted: points, weeklyPence: basePence }
  const addOns = addOnLines(table, answers)
  const addOnsPence = sum(addOns.map((line) => line.weeklyPence))
  const weeklyPence = pence(fromPointsPence + addOnsPence)
  const nobody = Object.fromEntries(assessedItems.map((item) => [item, 0])) as Answers['carer']
  const alone = poundsForPoints(table.curve, total(table, { levels: answers.levels, carer: nobody })).weeklyPence
  return {
    tableVersion: table.version,
    lines: [base, ...needLines, ...addOns],
    points: points + needLines.reduce((before, line) => before + line.points, 0),
    counted: all,
    fromPointsPence,
    addOnsPence,
    weeklyPence,
    yearlyPence: yearly(weeklyPence),
    piece,
    pieces,
    aboveTheLine,
    withoutCarerPence: pence(alone + addOnsPence),
  }
}

/** A year of a weekly amount: × 365 ÷ 7, rounded half up once. £224.90 a week is £11,726.93 a year. */
export function yearly(weeklyPence: Pence): Pence {
  return scale(weeklyPence, 365, 7, 'half-up')
}
