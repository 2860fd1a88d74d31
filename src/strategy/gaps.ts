import { type Shown, shownTotal, suppress } from '../core/small-numbers.ts'
import { dayParts } from '../directory/index.ts'
import { grouped } from './grouped.ts'

/** Something that somebody wanted and did not get: a search that found nothing, a wish that was sent, or a place that could not be found. */
export interface Unmet {
  readonly source: 'wish' | 'failed match'
  readonly area: string | null
  readonly weekdays: readonly number[]
  readonly parts: readonly string[]
  readonly needs: readonly string[]
}

/** Sessions of one area, day and part of the day that have the same features. */
export interface SupplyCell {
  readonly area: string
  readonly weekday: number
  readonly part: string
  readonly features: readonly string[]
  readonly sessions: number
  /** Sessions whose places are counted, and those of them with room within four weeks. */
  readonly counted: number
  readonly withRoom: number
}

/** One gap. A day, part or need of nothing means that it did not matter. */
export interface Gap {
  readonly area: string | null
  readonly weekday: number | null
  readonly part: string | null
  readonly need: string | null
  readonly wishes: Shown
  readonly failed: Shown
  readonly sessions: number
  readonly counted: number
  readonly withRoom: number
}

interface Cell {
  readonly area: string | null
  readonly weekday: number | null
  readonly part: string | null
  readonly need: string | null
  wishes: number
  failed: number
}

const keyOf = ({ area, weekday, part, need }: Omit<Cell, 'wishes' | 'failed'>) =>
  JSON.stringify([area, weekday, part, need])

/** "support 1:2, hoist" as a failed match keeps it: the needs one by one; "no support" is none. */
export const needsOf = (words: string): string[] =>
  words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && word !== 'no support')

/** The part of the day in which a minute lies. */
export const partOf = (minute: number): string =>
  dayParts.find(({ from, until }) => minute >= from && minute < until)?.code ?? 'evening'

const orAny = <T>(list: readonly T[]): readonly (T | null)[] => (list.length === 0 ? [null] : [...new Set(list)])

/** A list of counts as it may leave: each column by itself, since no sum across two of them is told. */
const shownOf = (counts: readonly number[]): Shown[] => suppress([counts])[0] ?? []

function counted(unmet: readonly Unmet[]): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const { source, area, weekdays, parts, needs } of unmet)
    for (const weekday of orAny(weekdays))
      for (const part of orAny(parts))
        for (const need of orAny(needs)) {
          const at = { area, weekday, part, need }
          const cell = cells.get(keyOf(at)) ?? { ...at, wishes: 0, failed: 0 }
          if (source === 'wish') cell.wishes += 1
          else cell.failed += 1
          cells.set(keyOf(at), cell)
        }
  return cells
}

/** Parts of the week of an area in which every session whose places are counted is full. */
function addFull(cells: Map<string, Cell>, supply: readonly SupplyCell[]): void {
  const week = grouped(supply, ({ area, weekday, part }) => JSON.stringify([area, weekday, part]))
  for (const [first, ...rest] of week.values()) {
    if (first === undefined) continue
    const all = [first, ...rest]
    const sum = (of: (cell: SupplyCell) => number) => all.reduce((total, cell) => total + of(cell), 0)
    if (sum(({ counted: known }) => known) === 0 || sum(({ withRoom }) => withRoom) > 0) continue
    const at = { area: first.area, weekday: first.weekday, part: first.part, need: null }
    if (!cells.has(keyOf(at))) cells.set(keyOf(at), { ...at, wishes: 0, failed: 0 })
  }
}

const fits = (cell: Cell, one: SupplyCell) =>
  (cell.area === null || one.area === cell.area) &&
  (cell.weekday === null || one.weekday === cell.weekday) &&
  (cell.part === null || one.part === cell.part) &&
  (cell.need === null || cell.need === 'staff' || cell.need.startsWith('support ') || one.features.includes(cell.need))

/**
 * The gaps by area, day, part of the day and need. A wish counts in each day and need that it names. A number of one to four is hidden, and in
 * each area as few others as it takes that none can be worked out. Where nobody has asked but every counted session is full, that is a gap too.
 * The largest shown number comes first.
 */
export function gapsOf(unmet: readonly Unmet[], supply: readonly SupplyCell[]): Gap[] {
  const cells = counted(unmet)
  addFull(cells, supply)
  const gaps = [...grouped(cells.values(), ({ area }) => area).values()].flatMap((rows) => {
    const wished = shownOf(rows.map(({ wishes }) => wishes))
    const unplaced = shownOf(rows.map(({ failed }) => failed))
    return rows.map(({ area, weekday, part, need, ...counts }, at) => {
      const there = supply.filter((one) => fits({ area, weekday, part, need, ...counts }, one))
      const sum = (of: (cell: SupplyCell) => number) => there.reduce((total, cell) => total + of(cell), 0)
      return {
        area,
        weekday,
        part,
        need,
        wishes: wished[at] ?? 0,
        failed: unplaced[at] ?? 0,
        sessions: sum(({ sessions }) => sessions),
        counted: sum(({ counted: known }) => known),
        withRoom: sum(({ withRoom }) => withRoom),
      }
    })
  })
  const size = (count: Shown) => (count === 'hidden' ? 1 : count * 10)
  const order = (gap: Gap) => size(gap.wishes) + size(gap.failed)
  return gaps.sort(
    (one, other) =>
      order(other) - order(one) ||
      (one.area ?? '').localeCompare(other.area ?? '') ||
      (one.weekday ?? 0) - (other.weekday ?? 0) ||
      keyOf({ ...one }).localeCompare(keyOf({ ...other })),
  )
}

/** What was wanted and not found by area: each wish and each failed match once. No total of all areas is told beside it. */
export function unmetByArea(unmet: readonly Unmet[]): { area: string; wishes: Shown; failed: Shown }[] {
  const areas = [...grouped(unmet, ({ area }) => area ?? 'Area not said')].sort(([one], [other]) =>
    one.localeCompare(other),
  )
  const count = (all: readonly Unmet[], source: Unmet['source']) =>
    shownTotal(all.map((one) => (one.source === source ? 1 : 0)))
  return areas.map(([area, all]) => ({ area, wishes: count(all, 'wish'), failed: count(all, 'failed match') }))
}
