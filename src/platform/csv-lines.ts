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

/** Reads a whole CSV text. Column names are read without case, spaces as underscores; a row of too few cells has empty ones. */
export function csvLines(text: string): CsvLines {
  if (text.includes('\u0000'))
    return { ok: false, why: 'The file holds signs that are no text. Save it as “CSV UTF-8” first.' }
  try {
    const rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      record_delimiter: anyLineEnd,
      max_record_size: 200_000,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    const [header, ...below] = rows
    if (header === undefined)
      return { ok: false, why: 'The file is empty. Its first line must hold the names of the columns.' }
    const names = header.record.map((cell) =>
      cell
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
    if (names.length === 1 && /[;\t|]/.test(names[0] ?? ''))
      return { ok: false, why: 'The values are not parted by commas. Save the file as “CSV (comma separated)”.' }
    const lines = below
      .map(({ record, info }) => ({
        line: info.lines - record.join('').split('\n').length + 1,
        cells: Object.fromEntries(names.map((name, at) => [name, record[at] ?? ''])),
      }))
      .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''))
    return { ok: true, names, lines }
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` near line ${Number(error.lines)}` : ''
    return { ok: false, why: `The file cannot be read as CSV${line}: quotation marks must close.` }
  }
}
