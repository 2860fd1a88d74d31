/** The least count that is shown; a smaller one, other than nought, could point at somebody. */
export const LEAST_SHOWN = 5

/** A count as it may leave: the number, or hidden. */
export type Shown = number | 'hidden'

const isSmall = (count: number) => count > 0 && count < LEAST_SHOWN

/**
 * Hides the counts of one to four in a table of rows and columns, and as few others as it takes that none of the hidden can be worked
 * out from the totals of its row or column. Nought is shown. Rows and columns are as they stand; the totals may be shown beside them.
 */
export function suppress(table: readonly (readonly number[])[]): Shown[][] {
  const hidden = table.map((row) => row.map(isSmall))
  for (let again = true; again; ) {
    again = false
    for (const line of linesOf(table)) {
      const lone = openLine(line, table, hidden)
      const partner = lone ? partnerIn(line, table, hidden) : undefined
      if (partner === undefined) continue
      const row = hidden[partner.row]
      if (row !== undefined) row[partner.column] = true
      again = true
    }
  }
  return table.map((row, at) => row.map((count, column) => (hidden[at]?.[column] ? 'hidden' : count)))
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

/** True when what a line hides could be worked out: one cell alone, or several that add up to fewer than five. */
function openLine(
  line: readonly Cell[],
  table: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
): boolean {
  const shut = line.filter(({ row, column }) => hidden[row]?.[column])
  const together = shut.reduce((total, { row, column }) => total + (table[row]?.[column] ?? 0), 0)
  return shut.length > 0 && (shut.length === 1 || together < LEAST_SHOWN)
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
