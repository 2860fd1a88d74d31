import type { z } from 'zod'
import type { CalendarDate } from '../core/calendar-date.ts'
import type { CsvColumn } from '../core/csv-column.ts'

/** A spreadsheet runs a cell that begins like this as a formula. */
const runsAsFormula = /^[=+\-@\t\r]/
/** A number, or one with its unit in plain letters: nothing of it can run. */
const isNumber = /^[+-]?\d[\d,]*(\.\d+)?(%| [a-z ]+)?$/

/**
 * A cell that a spreadsheet shows and does not run: text that begins like a formula gets an apostrophe in front of it
 * (OWASP, CSV injection); numbers stay numbers. Quotes, commas and line breaks are kept inside quotes.
 */
function csvCell(value: string | number | null | undefined): string {
  const safe = withGuard(value === null || value === undefined ? '' : String(value))
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Text with an apostrophe in front where a spreadsheet would run it; a number, or “+3.5 points”, stays as it is. */
export const withGuard = (text: string): string =>
  runsAsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text

/** A cell of a file we wrote, as it was before the apostrophe was put in front of it. */
export const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && runsAsFormula.test(cell.slice(1)) ? cell.slice(1) : cell

/** Rows as CSV text: UTF-8 with a byte order mark, so that Excel reads accents; lines end as RFC 4180 says. */
export function toCsv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

/** A kind of file that can be brought in: its columns and what a row must be. */
export interface CsvKind<Row> {
  readonly name: string
  readonly title: string
  /** What it is for, and what must be there before it. */
  readonly about: string
  readonly columns: readonly CsvColumn[]
  /** What tells two rows of one file apart; the columns it is made of. */
  readonly key: readonly string[]
  /** Where the names of the columns are to be found, for a kind without a template. */
  readonly namesAt?: string
  row(today: CalendarDate): z.ZodType<Row>
}

export interface CsvFault {
  readonly line: number
  readonly column: string
  readonly value: string
  readonly reason: string
}

/** Rows that could not be saved are told by their line; all others stand. */
export interface CsvSaved {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly rejected: readonly { readonly line: number; readonly column: string; readonly reason: string }[]
}

/** A row as it was written, before it is understood. */
export interface CsvCells {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

export interface CsvLine<Row> {
  readonly line: number
  readonly row: Row
}
