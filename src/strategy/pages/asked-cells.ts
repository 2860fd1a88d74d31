import type { TravelMode } from '../../directory/index.ts'
import type { ShownCell } from '../coverage/shown-coverage.ts'

/** What is asked of the page: a part of it, a way of travel and a limit. Empty is all, or the council's. */
export interface CoverageAsked {
  readonly area: string
  readonly day: string
  readonly part: string
  readonly need: string
  readonly by: TravelMode
  readonly minutes: string
  readonly show: string
}

/** The need that is asked, as a cell has it: nothing for everyone. */
export const needOf = (asked: string) => (asked === '' || asked === 'everyone' ? null : asked)

/** The part of the week that the map and the first table show. */
export const slotOf = ({ day, part }: Pick<CoverageAsked, 'day' | 'part'>) => ({
  weekday: day === '' ? null : Number(day),
  part: part === '' ? null : part,
})

/** The cell of each area for one part of the week and need. */
export function cellsFor<Cell extends ShownCell>(cells: readonly Cell[], asked: CoverageAsked): Cell[] {
  const { weekday, part } = slotOf(asked)
  const need = needOf(asked.need)
  return cells.filter((cell) => cell.weekday === weekday && cell.part === part && cell.need === need)
}

/** True for a cell that the list shows: a day and a part of it, as filtered. */
function isAsked(cell: ShownCell, asked: CoverageAsked): boolean {
  if (cell.weekday === null || cell.part === null) return false
  if (asked.area !== '' && cell.area !== asked.area) return false
  if (asked.day !== '' && String(cell.weekday) !== asked.day) return false
  if (asked.part !== '' && cell.part !== asked.part) return false
  if (asked.need !== '' && cell.need !== needOf(asked.need)) return false
  return asked.show === 'all' || cell.gap
}

/** The cells of the list: those of most people first. */
export function listedCells<Cell extends ShownCell>(cells: readonly Cell[], asked: CoverageAsked): Cell[] {
  const size = ({ left }: ShownCell) => (left === 'hidden' ? 1 : left)
  return cells
    .filter((cell) => isAsked(cell, asked))
    .sort(
      (one, other) =>
        size(other) - size(one) ||
        one.area.localeCompare(other.area) ||
        (one.weekday ?? 0) - (other.weekday ?? 0) ||
        String(one.part).localeCompare(String(other.part)) ||
        String(one.need).localeCompare(String(other.need)),
    )
}
