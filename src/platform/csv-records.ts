import { csvRows } from './csv-lines.ts'

/** A CSV text as records by column name, or one sentence that says what to mend. */
export type CsvRecords =
  | { readonly ok: true; readonly records: readonly Readonly<Record<string, string>>[] }
  | { readonly ok: false; readonly why: string }

/** Reads a whole CSV text whose rows all have as many cells as its header. Column names are read without case, spaces as underscores. */
export function csvRecords(text: string): CsvRecords {
  const read = csvRows(text, { raggedRows: false })
  if (!read.ok) return read
  return {
    ok: true,
    records: read.below.map(({ record }) => Object.fromEntries(read.names.map((name, at) => [name, record[at] ?? '']))),
  }
}
