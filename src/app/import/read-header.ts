import type { CsvKind } from '../../platform/csv.ts'
import { UnreadableFile } from './read-lines.ts'

export interface Header {
  /** The column of each cell, in the order of the file; a column we do not know keeps its own name. */
  readonly names: readonly string[]
  readonly notUsed: readonly string[]
}

const listed = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ')

/** The first line of a file: names are read without case and with spaces or underscores. A needed column that is missing refuses the file. */
export function readHeader(kind: CsvKind<unknown>, cells: readonly string[]): Header {
  const known = kind.columns.map((column) => column.name)
  const names = cells.map((cell) => {
    const plain = cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
    return known.includes(plain) ? plain : cell.trim()
  })
  if (cells.length === 1 && /[;\t|]/.test(cells[0] ?? ''))
    throw new UnreadableFile(
      'The values are not parted by commas. Save the file as “CSV (comma separated)”, then bring it in again.',
    )
  const missing = kind.columns
    .filter((column) => column.needed && !names.includes(column.name))
    .map((column) => column.name)
  if (missing.length > 0) {
    throw new UnreadableFile(
      `The first line does not name the column${missing.length > 1 ? 's' : ''} ${listed(missing)}. Take the names from ${kind.namesAt ?? `the template for ${kind.title.toLowerCase()}`}.`,
    )
  }
  const twice = names.filter((name, at) => known.includes(name) && names.indexOf(name) !== at)
  if (twice.length > 0)
    throw new UnreadableFile(`The first line names ${listed(twice)} more than once. Take one of them away.`)
  return { names, notUsed: names.filter((name) => !known.includes(name)) }
}
