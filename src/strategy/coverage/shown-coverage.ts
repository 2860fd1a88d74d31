import { LEAST_SHOWN, type Shown, suppress } from '../../core/small-numbers.ts'
import type { CoverageCell } from './coverage.ts'
import type { ChangedCell } from './what-if.ts'

const STEP = 5

/** A count as it may leave: nothing of one to four, anything larger to the nearest five. A part of the borough is never told exactly. */
export function coarse(count: number): Shown {
  if (count > 0 && count < LEAST_SHOWN) return 'hidden'
  return Math.round(count / STEP) * STEP
}

/** A cell of coverage as it may be shown. */
export interface ShownCell extends Pick<CoverageCell, 'area' | 'weekday' | 'part' | 'need'> {
  readonly people: Shown
  readonly reached: Shown
  readonly left: Shown
  /** Of a hundred people with the need, how many are reached, from the shown numbers; none where one is hidden. */
  readonly percent: number | null
  /** Somebody is there, and nobody of them has a suitable place within reach. */
  readonly gap: boolean
}

/** The counts of a cell as they may leave. Those within reach and those not add up to all, so neither is hidden alone. */
export function shownCell({ area, weekday, part, need, people, reached }: CoverageCell): ShownCell {
  const [row = []] = suppress([[reached, people - reached]])
  const [in_, out] = row.map((count) => (count === 'hidden' ? count : coarse(count)))
  const all = coarse(people)
  return {
    area,
    weekday,
    part,
    need,
    people: all,
    reached: in_ ?? 'hidden',
    left: out ?? 'hidden',
    percent: percentOf(in_ ?? 'hidden', all),
    gap: people > 0 && reached === 0,
  }
}

function percentOf(part: Shown, whole: Shown): number | null {
  if (part === 'hidden' || whole === 'hidden' || whole === 0) return null
  return Math.min(100, Math.round((part / whole) * 100))
}

/** A changed cell as it may be shown. */
export interface ShownChange extends ShownCell {
  readonly reachedThen: Shown
  readonly gains: Shown
  readonly loses: Shown
  /** Today somebody is reached there, and then nobody would be. */
  readonly becomesGap: boolean
  readonly stopsBeingGap: boolean
}

/** A changed cell with numbers too small to be told hidden; whether it is or stops being a gap is told of the true numbers. */
export function shownChange(cell: ChangedCell): ShownChange {
  return {
    ...shownCell(cell),
    reachedThen: shownCell({ ...cell, reached: cell.reachedThen }).reached,
    gains: coarse(cell.gains),
    loses: coarse(cell.loses),
    becomesGap: cell.reached > 0 && cell.reachedThen === 0,
    stopsBeingGap: cell.people > 0 && cell.reached === 0 && cell.reachedThen > 0,
  }
}

/** The same counts for the whole borough: the areas added up, and as coarse as they are, so that no area can be worked out. */
export function wholeBorough<Cell extends CoverageCell>(cells: readonly Cell[], add: readonly (keyof Cell)[]): Cell[] {
  const sums = new Map<string, Cell>()
  for (const cell of cells) {
    const key = JSON.stringify([cell.weekday, cell.part, cell.need])
    const before = sums.get(key)
    const counts = Object.fromEntries(add.map((name) => [name, Number(before?.[name] ?? 0) + Number(cell[name])]))
    sums.set(key, { ...cell, area: WHOLE, ...counts })
  }
  return [...sums.values()]
}

export const WHOLE = 'Whole borough'
