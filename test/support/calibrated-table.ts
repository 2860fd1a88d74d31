import { syntheticRows } from '../../src/allocation/calibration/synthetic-plans.ts'
import { syntheticPrior } from '../../src/allocation/calibration/synthetic-prior.ts'
import {
  adoptCalibration,
  adoptTable,
  approveCalibration,
  askCalibration,
  workOutCalibration,
} from '../../src/allocation/store.ts'
import { day } from '../../src/core/calendar-date.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { jobWho, who } from './who.ts'

/** The day from which the calibrated table counts. */
export const calibratedFrom = '2027-04-01'

const asker = who('commissioner')

/** A table calibrated on 2,000 plans and worked out; nobody has approved it yet. */
export async function workedOutCalibration(db: Db): Promise<string> {
  await db.transaction(jobWho(), (tx) =>
    adoptTable(tx, { content: syntheticPrior, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )
  const calibrationId = await db.transaction(asker, (tx) =>
    askCalibration(tx, {
      file: { name: 'plans.csv', plans: { given: 2000, rows: syntheticRows({ count: 2000, seed: 4 }), leftOut: {} } },
      version: '2027-1',
      from: day(calibratedFrom),
      quantilePerMille: 600,
      recoveryPerMille: 500,
      seed: 3,
    }),
  )
  await db.transaction(jobWho(), (tx) => workOutCalibration(tx, calibrationId))
  return calibrationId
}

/** The same, approved by two people and adopted: it counts from `calibratedFrom`. */
export async function adoptCalibrated(db: Db, { madeUp = false } = {}): Promise<string> {
  if (madeUp)
    await db.owner((tx) =>
      tx.query(sql`
        insert into people.identifier (id, person_id, kind, value, recorded_by)
        select ${newId()}, p.id, 'synthetic', 'made-up-1', ${newId()} from people.person p order by p.id limit 1`),
    )
  const calibrationId = await workedOutCalibration(db)
  for (const approver of [who('team_manager', { accountId: newId() }), who('finance', { accountId: newId() })])
    await db.transaction(approver, (tx) => approveCalibration(tx, calibrationId))
  await db.transaction(asker, (tx) => adoptCalibration(tx, { calibrationId, withoutComparison: 'for a test' }))
  return calibrationId
}
