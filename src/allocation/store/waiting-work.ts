import { sql, type Tx } from '../../platform/db.ts'
import type { WaitingWork } from '../waiting-words.ts'

/** How long a calibration has waited to be worked out, and how many were asked for before it and are not done. */
export function waitingCalibration(tx: Tx, calibrationId: string): Promise<WaitingWork> {
  return tx.one<WaitingWork>(sql`
    select greatest(0, extract(epoch from ${tx.now.toISOString()}::timestamptz - c.asked_at))::integer as seconds,
           (select count(*) from allocation.calibration o
             where o.asked_at < c.asked_at and not exists (select from allocation.calibration_result r where r.calibration_id = o.id))::integer as before
      from allocation.calibration c where c.id = ${calibrationId}`)
}

/** The same of a comparison, which is timed by the database's own clock. */
export function waitingComparison(tx: Tx, comparisonId: string): Promise<WaitingWork> {
  return tx.one<WaitingWork>(sql`
    select greatest(0, extract(epoch from now() - c.recorded_at))::integer as seconds,
           (select count(*) from allocation.table_comparison o where o.recorded_at < c.recorded_at and o.done_at is null)::integer as before
      from allocation.table_comparison c where c.id = ${comparisonId}`)
}
