import type { CalendarDate } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { anybodyMadeUp } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { calibrate } from '../calibration/calibrate.ts'
import type { PlanFile } from '../calibration/plan-file.ts'
import { packPlans } from '../calibration/plans.ts'
import { type RecordedEvidence, recordedEvidence } from './calibration-evidence.ts'
import { calibrationById } from './calibrations.ts'
import { evidenceHash } from './evidence-hash.ts'
import { tableHash, tableVersion } from './tables.ts'

interface Cash {
  readonly cashLimitPence: number
  readonly reliefPence: number
  readonly committedPence: number
}

/** Works a calibration out and keeps the result, or why it was refused; the plans of a file are then taken away. Once only. */
export async function workOutCalibration(tx: Tx, calibrationId: string): Promise<void> {
  const wanted = await calibrationById(tx, calibrationId)
  if (wanted.result !== null || wanted.refusal !== null) return
  const kept = await tx.maybe<PlanFile>(sql`
    select given, left_out as "leftOut", plans as rows from allocation.calibration_input where calibration_id = ${calibrationId}`)
  const { cash, pricesOn } = await tx.one<{ cash: Cash | null; pricesOn: CalendarDate | null }>(
    sql`select cash, prices_on as "pricesOn" from allocation.calibration where id = ${calibrationId}`,
  )
  const evidence: RecordedEvidence = kept ?? (await recordedEvidence(tx, pricesOn ?? undefined))
  const { given, rows, leftOut, pricedAgain } = evidence
  const { table: prior, hash: priorHash } = await tableVersion(tx, wanted.priorVersion)
  const done = calibrate({
    plans: packPlans(rows),
    given,
    leftOut,
    evidenceHash: evidenceHash(rows),
    prior,
    priorHash,
    version: wanted.version,
    from: wanted.from,
    quantile: wanted.quantilePerMille / 1000,
    recovery: wanted.recoveryPerMille / 1000,
    seed: wanted.seed,
    ...(pricedAgain === undefined ? {} : { pricedAgain }),
    ...(cash === null
      ? {}
      : {
          cash: {
            cashLimitPence: pence(cash.cashLimitPence),
            reliefPence: pence(cash.reliefPence),
            committedPence: pence(cash.committedPence),
          },
        }),
  })
  const result = done.ok ? done.value : null
  await tx.query(sql`
    insert into allocation.calibration_result (calibration_id, refusal, result, table_hash, adoptable, made_up, worked_out_at)
    select ${calibrationId}, ${done.ok ? null : (done.refusals[0] ?? null)}, ${result === null ? null : JSON.stringify(result)}::jsonb,
           ${result === null ? null : tableHash(result.table)}, ${result?.adoptable ?? false},
           ${await anybodyMadeUp(tx)}, ${tx.now.toISOString()}::timestamptz`)
  await tx.query(sql`delete from allocation.calibration_input where calibration_id = ${calibrationId}`)
}
