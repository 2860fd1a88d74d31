import { packagesCsv } from '../../brokerage/csv-rows.ts'
import { savePackageRows, unknownPackages } from '../../brokerage/store.ts'
import { chargesCsv } from '../../charging/csv-rows.ts'
import { saveChargeRows } from '../../charging/store.ts'
import { attendanceCsv } from '../../delivery/csv-rows.ts'
import { saveAttendanceRows } from '../../delivery/store.ts'
import { opportunitiesCsv, sessionsCsv } from '../../directory/csv-rows.ts'
import { saveOpportunityRows, unknownOpportunities } from '../../directory/store.ts'
import { providersCsv } from '../../market/csv-rows.ts'
import { pricesCsv } from '../../market/price-csv-rows.ts'
import { savePriceRows, saveProviderRows, saveSessionsInRooms } from '../../market/store.ts'
import { needsCsv } from '../../needs/csv-rows.ts'
import { saveNeedsRows, unknownPeople } from '../../needs/store.ts'
import { peopleCsv } from '../../people/csv-rows.ts'
import { savePeopleRows, unknownTeams } from '../../people/store.ts'
import type { CsvCells, CsvKind, CsvLine, CsvSaved } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'

/** A kind of file together with what saves its rows; what a row is stays its own affair. */
export interface Bringable {
  readonly kind: CsvKind<unknown>
  readonly save: (tx: Tx, lines: readonly CsvLine<unknown>[]) => Promise<CsvSaved>
  /** What rows that cannot be read name and nobody knows, so that all that is wrong in a row is said at once. */
  readonly unknown?: Unknown
}
type Unknown = (tx: Tx, lines: readonly CsvCells[]) => Promise<CsvSaved['rejected']>

function bringable<Row>(
  kind: CsvKind<Row>,
  save: (tx: Tx, lines: readonly CsvLine<Row>[]) => Promise<CsvSaved>,
  unknown?: Unknown,
): Bringable {
  return {
    ...(unknown === undefined ? {} : { unknown }),
    kind,
    save: (tx, lines) => save(tx, lines as readonly CsvLine<Row>[]),
  }
}

/** What can be brought in, in the order in which the files need one another. */
export const bringables: readonly Bringable[] = [
  bringable(peopleCsv, savePeopleRows, unknownTeams),
  bringable(needsCsv, saveNeedsRows, unknownPeople),
  bringable(providersCsv, saveProviderRows),
  bringable(pricesCsv, savePriceRows),
  bringable(opportunitiesCsv, saveOpportunityRows),
  bringable(sessionsCsv, saveSessionsInRooms, unknownOpportunities),
  bringable(packagesCsv, savePackageRows, unknownPackages),
  bringable(chargesCsv, saveChargeRows, unknownPeople),
  bringable(attendanceCsv, saveAttendanceRows),
]

/** The kind of file of that name, if there is one. */
export function bringableNamed(name: string): Bringable | undefined {
  return bringables.find((one) => one.kind.name === name)
}
