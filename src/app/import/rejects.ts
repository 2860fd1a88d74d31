import { countWords } from '../../core/list-page.ts'
import { type CsvFault, type CsvKind, toCsv } from '../../platform/csv.ts'
import type { BroughtIn } from './bring-in.ts'
import { rejectedColumns } from './read-header.ts'

/**
 * The rejects file of what was brought in: every rejected row as it was given, then its line and all that is wrong with it.
 * Mended, it can be sent again as it is: the columns at the end are not looked at.
 */
export function rejectedRowsCsv(
  done: Pick<BroughtIn, 'columnsGiven' | 'rejectedRows'> & { readonly faults: readonly CsvFault[] },
): string {
  const ofLine = new Map<number, CsvFault[]>()
  for (const fault of done.faults) ofLine.set(fault.line, [...(ofLine.get(fault.line) ?? []), fault])
  const named = ({ column }: CsvFault) => (column === '' ? 'whole line' : column)
  return toCsv([
    [...done.columnsGiven, ...rejectedColumns],
    ...done.rejectedRows.map(({ line, cells }) => {
      const faults = ofLine.get(line) ?? []
      return [
        ...done.columnsGiven.map((_, at) => cells[at] ?? ''),
        line,
        faults.map(named).join('; '),
        faults.map(({ value }) => value).join('; '),
        faults.map((fault) => (faults.length === 1 ? fault.reason : `${named(fault)}: ${fault.reason}`)).join('. '),
      ]
    }),
  ])
}

/** Faults alone: one line for each fault, with the line of the file, the column, the value and the reason. */
export function rejectsCsv(faults: readonly CsvFault[]): string {
  return toCsv([
    ['line', 'column', 'value', 'reason'],
    ...faults.map(({ line, column, value, reason }) => [line, column, value, reason]),
  ])
}

/** A template: the names of the columns and one row that shows how they are filled. */
export function templateCsv(kind: CsvKind<unknown>): string {
  return toCsv([kind.columns.map((column) => column.name), kind.columns.map((column) => column.example)])
}

/** What happened to a file, in a sentence. */
export function summary(done: BroughtIn): string {
  const parts = [
    `${countWords(done.rows, 'row', 'rows')} read: ${done.added.toLocaleString('en-GB')} added`,
    `${done.changed.toLocaleString('en-GB')} changed`,
    `${done.unchanged.toLocaleString('en-GB')} as before`,
    `${done.rejected.toLocaleString('en-GB')} rejected`,
  ]
  const unused = done.columnsNotUsed.length === 0 ? '' : ` Columns not used: ${done.columnsNotUsed.join(', ')}.`
  return `${parts.join(', ')}.${unused}`
}
