import { parse } from 'csv-parse/sync'

/** How a line may end, also in turns: rows that somebody adds in another program end otherwise than those of the template. */
export const anyLineEnd = ['\r\n', '\n', '\r']

/** A CSV text as the names of its first line and the rows below, each with the line it stands in; or one sentence that says what to mend. */
export type CsvLines =
  | {
      readonly ok: true
      readonly names: readonly string[]
      readonly lines: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[]
    }
  | { readonly ok: false; readonly why: string }

interface CsvRow {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

type CsvRows =
  | { readonly ok: true; readonly names: readonly string[]; readonly below: readonly CsvRow[] }
  | { readonly ok: false; readonly why: string }

/** Reads a whole CSV text. Column names are read without case, spaces as underscores; a row of too few cells has empty ones. */
export function csvLines(text: string): CsvLines {
  const read = csvRows(text, { raggedRows: true })
  if (!read.ok) return read
  if (read.names.length === 0)
    return { ok: false, why: 'The file is empty. Its first line must hold the names of the columns.' }
  const lines = read.below
    .map(({ record, info }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: Object.fromEntries(read.names.map((name, at) => [name, record[at] ?? ''])),
    }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''))
  return { ok: true, names: read.names, lines }
}

/**
 * The rows of a whole CSV text below the names of its columns. An empty text has neither. Refused in one sentence:
 * no text, values parted by another sign, a column named twice, a quotation mark that never closes and, unless `raggedRows`, a row
 * of another length.
 */
export function csvRows(text: string, { raggedRows }: { raggedRows: boolean }): CsvRows {
  if (text.includes('\u0000'))
    return { ok: false, why: 'The file holds signs that are no text. Save it as “CSV UTF-8” first.' }
  try {
    const rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: raggedRows,
      info: true,
      record_delimiter: anyLineEnd,
      max_record_size: 200_000,
    }) as unknown as CsvRow[]
    const [header, ...below] = rows
    const names = (header?.record ?? []).map((cell) =>
      cell
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
    if (names.length === 1 && /[;\t|]/.test(names[0] ?? ''))
      return { ok: false, why: 'The values are not parted by commas. Save the file as “CSV UTF-8 (comma delimited)”.' }
    const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
    if (twice !== undefined)
      return { ok: false, why: `The first line names the column “${twice}” twice. Take one out.` }
    return { ok: true, names, below }
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` near line ${Number(error.lines)}` : ''
    const every = raggedRows ? '' : 'every row needs as many cells as the first line, and '
    return { ok: false, why: `The file cannot be read as CSV${line}: ${every}quotation marks must close.` }
  }
}
