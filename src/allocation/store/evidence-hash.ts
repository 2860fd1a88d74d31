import { createHash } from 'node:crypto'
import { canonicalText } from '../answers.ts'
import type { PlanRow } from '../calibration/plans.ts'

/** SHA-256 of evidenced plans, whatever their order: the same plans have the same hash. */
export function evidenceHash(rows: readonly PlanRow[]): string {
  const hash = createHash('sha256')
  for (const text of rows.map((row) => canonicalText(row)).sort()) hash.update(`${text}\n`)
  return hash.digest('hex')
}
