import { parse } from 'csv-parse/sync'
import { anyLineEnd } from './csv-lines.ts'

/** A CSV text as records by column name, or one sentence that says what to mend. */
export type CsvRecords =
  | { readonly ok: true; readonly records: readonly Readonly<Record<string, string>>[] }
  | { readonly ok: false; readonly why: string }

/** Reads a whole CSV text with its header. Column names are read without case, spaces as underscores. */
export function csvRecords(text: string): CsvRecords {
  if (text.includes('\u0000'))
    return { ok: false, why: 'The file holds signs that are no text. Save it as “CSV UTF-8” first.' }
  try {
    const rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      record_delimiter: anyLineEnd,
      max_record_size: 200_000,
    }) as string[][]
    const [header = [], ...lines] = rows
    const names = header.map((cell) =>
      cell
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
    if (names.length === 1 && /[;\t|]/.test(names[0] ?? ''))
      return { ok: false, why: 'The values are not parted by commas. Save the file as “CSV (comma separated)”.' }
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined)
      return { ok: false, why: `The first line names the column “${twice}” twice. Take one out.` }
    return {
      ok: true,
      records: lines.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))),
    }
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` near line ${Number(error.lines)}` : ''
    return {
      ok: false,
      why: `The file cannot be read as CSV${line}: every row needs as many cells as the first line, and quotation marks must close.`,
    }
  }
}
