import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Answers } from '../answers.ts'
import { isRare } from '../calibration/common-combinations.ts'
import {
  claimAt,
  type SufficiencyClaim,
  type SufficiencyClaims,
  sufficiencyClaims,
} from '../calibration/sufficiency-claim.ts'
import { type CalibrationFound, calibrationById } from './calibrations.ts'
import { type TableVersion, tableOn } from './tables.ts'

/** The calibration that stands behind a table version; undefined when it was set by hand. */
export async function calibrationOf(tx: Tx, tableVersion: string): Promise<CalibrationFound | undefined> {
  const adopted = await tx.maybe<{ id: string }>(sql`
    select calibration_id as id from allocation.calibration_adoption where table_version = ${tableVersion}`)
  return adopted && calibrationById(tx, adopted.id)
}

/** The newest calibration whose table has this hash, for those who may read calibrations. */
export function calibrationOfHash(
  tx: Tx,
  hash: string,
): Promise<{ calibrationId: string; version: string } | undefined> {
  return tx.maybe(sql`
    select c.id as "calibrationId", c.version from allocation.calibration_result r join allocation.calibration c on c.id = r.calibration_id
     where r.table_hash = ${hash} and r.result #>> '{table,version}' = c.version order by c.asked_at desc, c.id desc limit 1`)
}

/** The table in force and the calibration behind it, for the public page. */
export async function accuracyInForce(
  tx: Tx,
): Promise<{ table: TableVersion | undefined; calibration: CalibrationFound | undefined }> {
  const table = await tableOn(tx, tx.today)
  return { table, calibration: table && (await calibrationOf(tx, table.version)) }
}

/** The calibration behind a table, worked out; undefined when none is, or whoever asks may not read it. */
async function resultBehind(tx: Tx, tableVersion: string): Promise<CalibrationFound | undefined> {
  return calibrationOf(tx, tableVersion).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
}

/** Whether few plans behind the table have answers like these, so that the budget is checked by hand; undefined without evidence. */
export async function rareAnswers(
  tx: Tx,
  budget: { tableVersion: string; countedPoints: number; levels: Answers['levels'] },
): Promise<boolean | undefined> {
  const findings = (await resultBehind(tx, budget.tableVersion))?.result?.findings
  return findings ? isRare(findings, budget) : undefined
}

/** Every claim that a table allows; undefined when no adopted calibration with enough plans backs it. */
export async function claimsOf(tx: Tx, tableVersion: string): Promise<SufficiencyClaims | undefined> {
  const found = await resultBehind(tx, tableVersion)
  return found?.result ? sufficiencyClaims(found.result, found.madeUp) : undefined
}

/**
 * "Enough for N in 100 people with needs like yours": only for a budget under a table that an adopted calibration with
 * enough plans backs, in the band of these counted points. Undefined when nothing backs it, and then nothing may be said.
 */
export async function sufficiencyClaim(
  tx: Tx,
  budget: { tableVersion: string; countedPoints: number },
): Promise<SufficiencyClaim | undefined> {
  const claims = await claimsOf(tx, budget.tableVersion)
  return claims && claimAt(claims, budget.countedPoints)
}
