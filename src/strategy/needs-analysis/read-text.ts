import type { CsvFault } from '../../platform/csv.ts'
import type { CsvLines } from '../../platform/csv-lines.ts'
import { type ProjectionKind, projectionColumns, type ReadProjection, readProjection } from './projection-file.ts'

/** A CSV as it was read, as a projection file or as its faults; a text that is no CSV is one fault of the whole. */
export function projectionIn(kind: ProjectionKind, csv: CsvLines, areas: readonly string[]): ReadProjection {
  return csv.ok
    ? readProjection(kind, csv.names, csv.lines, areas)
    : { ok: false, faults: [{ line: 1, column: '', value: '', reason: csv.why }] }
}

/** The faults of a file as rows: file, line, column, value, reason. */
export const faultRows = (fileName: string, faults: readonly CsvFault[]): string[][] => [
  ['file', 'line', 'column', 'value', 'reason'],
  ...faults.map(({ line, column, value, reason }) => [fileName, String(line), column, value, reason]),
]

/** A file to fill in: the names of the columns and one row that shows how they are filled. */
export const templateRows = (kind: ProjectionKind): string[][] => [
  projectionColumns[kind].map(({ name }) => name),
  projectionColumns[kind].map(({ example }) => example),
]
