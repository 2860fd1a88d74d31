import type { CsvKind } from '../../platform/csv.ts'
import { UnreadableFile } from './read-lines.ts'

export interface Header {
  /** The column of each cell, in the order of the file; a column we do not know keeps its own name. */
  readonly names: readonly string[]
  readonly notUsed: readonly string[]
  /** The names as the file gives them. */
  readonly given: readonly string[]
  /** Which columns our own rejects file added: nobody has to take them away before it is sent again. */
  readonly ours: readonly boolean[]
  /** Whether this is a rejects file of ours, mended or not. */
  readonly sentAgain: boolean
}

/** The columns a rejects file has after those of the file itself: where each row stood, and what was wrong with it. */
export const rejectedColumns = ['rejected_line', 'rejected_column', 'rejected_value', 'rejected_reason'] as const

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
      'The values are not parted by commas. Save the file as “CSV UTF-8 (comma delimited)”, then bring it in again.',
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
  const ours = names.map((name) => (rejectedColumns as readonly string[]).includes(name))
  const notUsed = names.filter((name, at) => name !== '' && !known.includes(name) && !ours[at])
  return { names, notUsed, given: cells, ours, sentAgain: ours.includes(true) }
}
