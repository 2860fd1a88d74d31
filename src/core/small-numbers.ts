/** The least count that is shown; a smaller one, other than nought, could point at somebody. */
export const LEAST_SHOWN = 5

/** A count as it may leave: the number, or hidden. */
export type Shown = number | 'hidden'

const isSmall = (count: number) => count > 0 && count < LEAST_SHOWN

/**
 * Hides the counts of one to four in a table of rows and columns, and as few others as it takes that none of the hidden can be worked
 * out from the totals of its row or column, nor from several of them together. Nought is shown. Rows and columns are as they stand; the
 * totals may be shown beside them. With `also`: counts other than nought that another table beside this one needs hidden.
 */
export function suppress(
  table: readonly (readonly number[])[],
  also: (row: number, column: number) => boolean = () => false,
): Shown[][] {
  const hidden = table.map((counts, row) =>
    counts.map((count, column) => isSmall(count) || (count !== 0 && also(row, column))),
  )
  const hide = (cell: Cell | undefined): boolean => {
    const row = cell === undefined ? undefined : hidden[cell.row]
    if (cell === undefined || row === undefined) return false
    row[cell.column] = true
    return true
  }
  for (let again = true; again; ) {
    again = false
    for (const line of linesOf(table))
      if (openLine(line, table, hidden) && hide(partnerIn(line, table, hidden))) again = true
    if (again || table.length < 2) continue
    again = givenAway(table, hidden).some((cell) =>
      crossing(cell, table).some((line) => hide(partnerIn(line, table, hidden))),
    )
  }
  return table.map((row, at) => row.map((count, column) => (hidden[at]?.[column] ? 'hidden' : count)))
}

/** The row of a cell, then its column. */
const crossing = (cell: Cell, table: readonly (readonly number[])[]): Cell[][] => [
  (table[cell.row] ?? []).map((_, column) => ({ row: cell.row, column })),
  table.map((_, row) => ({ row, column: cell.column })),
]

/**
 * The hidden counts of one to four that can have one value only, when all totals of rows and columns are known and a hidden count is
 * one or more. A hidden count may be larger where others make up for it all round: along a way that goes from its column to its row
 * over hidden counts, by turns one less and one more; and smaller along a way from its row to its column.
 */
function givenAway(table: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[]): Cell[] {
  const shut = table.flatMap((counts, row) =>
    counts.flatMap((count, column) => (hidden[row]?.[column] ? [{ row, column, count }] : [])),
  )
  const reaches = (from: Cell, isUp: boolean): boolean => {
    const seen = new Set([isUp ? `column ${from.column}` : `row ${from.row}`])
    const goal = isUp ? `row ${from.row}` : `column ${from.column}`
    for (let more = true; more && !seen.has(goal); ) {
      more = false
      for (const cell of shut) {
        if (cell.row === from.row && cell.column === from.column) continue
        const [row, column] = [`row ${cell.row}`, `column ${cell.column}`]
        const next = [...(seen.has(column) && cell.count > 1 ? [row] : []), ...(seen.has(row) ? [column] : [])].filter(
          (name) => !seen.has(name),
        )
        for (const name of next) seen.add(name)
        more ||= next.length > 0
      }
    }
    return seen.has(goal)
  }
  return shut.filter((cell) => isSmall(cell.count) && !reaches(cell, true) && !(cell.count > 1 && reaches(cell, false)))
}

interface Cell {
  readonly row: number
  readonly column: number
}

/** Every row and every column with more than one cell, as lists of cells: each has a total from which a lone hidden cell could be worked out. */
function linesOf(table: readonly (readonly number[])[]): Cell[][] {
  const columns = table[0]?.length ?? 0
  const rows = table.map((line, row) => line.map((_, column) => ({ row, column })))
  const down = Array.from({ length: columns }, (_, column) => table.map((_line, row) => ({ row, column })))
  return [...rows, ...(table.length > 1 ? down : [])]
}

/** True when what a line hides could be worked out: one cell alone, several that add up to fewer than five, or all of them one. */
function openLine(
  line: readonly Cell[],
  table: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
): boolean {
  const shut = line.filter(({ row, column }) => hidden[row]?.[column])
  const together = shut.reduce((total, { row, column }) => total + (table[row]?.[column] ?? 0), 0)
  return shut.length > 0 && (shut.length === 1 || together < LEAST_SHOWN || together === shut.length)
}

/** The next cell to hide in a line: the smallest that is not nought; a nought only when nothing else is left. */
function partnerIn(
  line: readonly Cell[],
  table: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
): Cell | undefined {
  const count = ({ row, column }: Cell) => table[row]?.[column] ?? 0
  const open = line.filter(({ row, column }) => !hidden[row]?.[column])
  const weight = (cell: Cell) => (count(cell) === 0 ? Number.POSITIVE_INFINITY : count(cell))
  return [...open].sort((one, other) => weight(one) - weight(other))[0]
}

/** A total that may be shown: the sum, unless it is itself one to four. */
export function shownTotal(counts: readonly number[]): Shown {
  const total = counts.reduce((all, count) => all + count, 0)
  return isSmall(total) ? 'hidden' : total
}
