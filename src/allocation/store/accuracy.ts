import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import { type SufficiencyClaim, sufficiencyFrom } from '../calibration/sufficiency-claim.ts'
import { type CalibrationFound, calibrationById } from './calibrations.ts'
import { type TableVersion, tableOn } from './tables.ts'

/** The calibration that stands behind a table version; undefined when it was set by hand. */
export async function calibrationOf(tx: Tx, tableVersion: string): Promise<CalibrationFound | undefined> {
  const adopted = await tx.maybe<{ id: string }>(sql`
    select calibration_id as id from allocation.calibration_adoption where table_version = ${tableVersion}`)
  return adopted && calibrationById(tx, adopted.id)
}

/** The table in force and the calibration behind it, for the public page. */
export async function accuracyInForce(
  tx: Tx,
): Promise<{ table: TableVersion | undefined; calibration: CalibrationFound | undefined }> {
  const table = await tableOn(tx, tx.today)
  return { table, calibration: table && (await calibrationOf(tx, table.version)) }
}

/**
 * "Enough for N in 100 people with needs like yours": only for a budget under a table that an adopted calibration with
 * enough plans backs, in the band of these counted points. Undefined when nothing backs it, and then nothing may be said.
 */
export async function sufficiencyClaim(
  tx: Tx,
  budget: { tableVersion: string; countedPoints: number },
): Promise<SufficiencyClaim | undefined> {
  const found = await calibrationOf(tx, budget.tableVersion).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
  return found?.result ? sufficiencyFrom(found.result, budget.countedPoints) : undefined
}
