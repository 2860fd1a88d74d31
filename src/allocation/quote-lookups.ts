import { accept, type Outcome, refuse } from '../core/outcome.ts'
import { assessedItems, type Level, type Quarters } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import { countedPoints, pointsAt } from './counted-points.ts'
import { poundsForPoints } from './pounds-for-points.ts'
import { unitsInAWeek } from './units-in-a-week.ts'

/** A year of this many pence a week is the most that fits a column of whole numbers: £411,847.58 a week. */
const MOST_WEEKLY = Math.floor(((2 ** 31 - 1) * 7) / 365)

/** A table worked out for every answer there can be, so that a budget is a few look-ups and sums. */
export interface QuoteLookups {
  readonly basePoints: number
  /** For each item, at `level << 3 | quarters`: points that count, and points without a carer in the upper half. */
  readonly counted: readonly Int32Array[]
  /** For each item, at `level << 3 | quarters`: points one level more would add; at level 4 the place of "none" in `pounds`. */
  readonly more: readonly Int32Array[]
  /** Pence a week by points; then once more, each a penny less, so that "one level more" at level 4 comes to -1. */
  readonly pounds: Int32Array
  readonly piece: Uint8Array
  readonly pieces: number
  /** The most points that answers can give, and the most of one item. */
  readonly mostPoints: number
  readonly heaviest: number
  /** The most points on the published line. */
  readonly lastPoint: number
  /** Pence for a unit, and the most units, of each add-on by its code. */
  readonly addOns: ReadonlyMap<string, { readonly perUnitPence: number; readonly mostUnits: number }>
}

const levels: readonly Level[] = [0, 1, 2, 3, 4]

/** Works a table out for every answer. Refuses one that can give more than a column holds: £411,000 a week. */
export function quoteLookups(table: AllocationTable): Outcome<QuoteLookups, 'table-beyond-columns'> {
  const most = assessedItems.reduce((sum, item) => sum + pointsAt(table, item, 4), table.base.points)
  const addOnMost = table.addOns.reduce((sum, one) => sum + one.perUnitPence * unitsInAWeek[one.unit], 0)
  if (poundsForPoints(table.curve, most).weeklyPence + addOnMost > MOST_WEEKLY) return refuse('table-beyond-columns')
  const pounds = new Int32Array(2 * (most + 1))
  const piece = new Uint8Array(most + 1)
  for (let points = 0; points <= most; points++) {
    const at = poundsForPoints(table.curve, points)
    pounds[points] = at.weeklyPence
    pounds[most + 1 + points] = at.weeklyPence - 1
    piece[points] = at.piece
  }
  return accept({
    basePoints: table.base.points,
    counted: assessedItems.map((item) =>
      byAnswer((level, quarters) => countedPoints(table, item, level, quarters) | (pointsAt(table, item, level) << 16)),
    ),
    more: assessedItems.map((item) =>
      byAnswer((level, quarters) => {
        if (level === 4) return most + 1
        const higher = countedPoints(table, item, (level + 1) as Level, quarters)
        return higher - countedPoints(table, item, level, quarters)
      }),
    ),
    pounds,
    piece,
    pieces: table.curve.knots.length - 1,
    mostPoints: most,
    heaviest: Math.max(...assessedItems.map((item) => pointsAt(table, item, 4))),
    lastPoint: table.curve.knots.at(-1)?.points ?? 0,
    addOns: new Map(
      table.addOns.map(({ code, unit, perUnitPence }) => [code, { perUnitPence, mostUnits: unitsInAWeek[unit] }]),
    ),
  })
}

function byAnswer(value: (level: Level, quarters: Quarters) => number): Int32Array {
  const values = new Int32Array(64)
  for (const level of levels) for (const quarters of levels) values[(level << 3) | quarters] = value(level, quarters)
  return values
}
