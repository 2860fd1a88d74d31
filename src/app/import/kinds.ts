import { attendanceCsv } from '../../delivery/csv-rows.ts'
import { saveAttendanceRows } from '../../delivery/store.ts'
import { opportunitiesCsv, sessionsCsv } from '../../directory/csv-rows.ts'
import { saveOpportunityRows, saveSessionRows } from '../../directory/store.ts'
import { providersCsv } from '../../market/csv-rows.ts'
import { saveProviderRows } from '../../market/store.ts'
import { needsCsv } from '../../needs/csv-rows.ts'
import { saveNeedsRows } from '../../needs/store.ts'
import { peopleCsv } from '../../people/csv-rows.ts'
import { savePeopleRows } from '../../people/store.ts'
import type { CsvKind, CsvLine, CsvSaved } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'

/** A kind of file together with what saves its rows; what a row is stays its own affair. */
export interface Bringable {
  readonly kind: CsvKind<unknown>
  readonly save: (tx: Tx, lines: readonly CsvLine<unknown>[]) => Promise<CsvSaved>
}

function bringable<Row>(
  kind: CsvKind<Row>,
  save: (tx: Tx, lines: readonly CsvLine<Row>[]) => Promise<CsvSaved>,
): Bringable {
  return { kind, save: (tx, lines) => save(tx, lines as readonly CsvLine<Row>[]) }
}

/** What can be brought in, in the order in which the files need one another. */
export const bringables: readonly Bringable[] = [
  bringable(peopleCsv, savePeopleRows),
  bringable(needsCsv, saveNeedsRows),
  bringable(providersCsv, saveProviderRows),
  bringable(opportunitiesCsv, saveOpportunityRows),
  bringable(sessionsCsv, saveSessionRows),
  bringable(attendanceCsv, saveAttendanceRows),
]

export function bringableNamed(name: string): Bringable | undefined {
  return bringables.find((one) => one.kind.name === name)
}
