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

const exampleBands = ['female', 'male'].flatMap((sex) => [
  { sex, age_from: '65', age_to: '74' },
  { sex, age_from: '75', age_to: '' },
])

/** A file to fill in: the names of the columns and rows that show how they are filled, both sexes and no age left out. Taken in as it stands, its numbers are called assumptions. */
export const templateRows = (kind: ProjectionKind): string[][] => [
  projectionColumns[kind].map(({ name }) => name),
  ...exampleBands.map((band: Readonly<Record<string, string>>) =>
    projectionColumns[kind].map(({ name, example }) => band[name] ?? example),
  ),
]

/** "1 row stands", "1,200 rows stand": what is there after a file was read. */
export const rowsWords = (rows: number) => (rows === 1 ? '1 row stands' : `${rows.toLocaleString('en-GB')} rows stand`)
