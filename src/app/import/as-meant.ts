import type { CsvKind } from '../../platform/csv.ts'

/** What a spreadsheet leaves in a cell whose sum it could not do. */
const errorOfSpreadsheet = /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|#+)$/i
/** A long number as a spreadsheet shortens it: the last digits are gone. */
const shortened = /^\d(\.\d+)?E\+\d+$/i
/** A formula, and no text that happens to begin like one: =A1, =SUM(A1), =Sheet1!A1. */
const formula = /^=\s*(\$?[A-Z]{1,3}\$?\d+\b|[A-Z][A-Z.]*\(|'[^']+'!|\w+!)/i
const dateAtMidnight = /^(\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})[ T]0?0:00(:00(\.0+)?)?$/
const timeWithSeconds = /^(\d{1,2}:\d{2}):00$/
const ratioAsTime = /^0?(\d{1,2}):0?(\d{1,2})(:00)?$/

/** A cell as whoever filled it in meant it: a spreadsheet takes 1:4 for a time of day, and a database writes midnight behind a day. */
export function asMeant(kind: CsvKind<unknown>, column: string, cell: string): string {
  const text = cell.trim()
  if (kind.columns.some(({ name, ratio }) => name === column && ratio === true))
    return cell.replaceAll(/[^;,]+/g, (one) => one.trim().replace(ratioAsTime, '$1:$2'))
  return dateAtMidnight.exec(text)?.[1] ?? timeWithSeconds.exec(text)?.[1] ?? cell
}

/** Why a cell can be nobody’s own words: the spreadsheet wrote it. Nothing where it can. */
export function spoilt(cell: string): string | undefined {
  const text = cell.trim()
  if (errorOfSpreadsheet.test(text)) return 'Is an error of the spreadsheet. Write what belongs there'
  if (formula.test(text)) return 'Is a formula. Write what it comes to'
  if (shortened.test(text))
    return 'Was shortened by the spreadsheet. Make its column text there, then write the whole number'
  return undefined
}
