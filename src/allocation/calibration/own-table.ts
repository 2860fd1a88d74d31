import type { AllocationTable } from '../allocation-table.ts'
import type { Calibration } from './calibrate.ts'

/** The new table that a calibration made; none while it waits, when it was refused, or when too few plans left the one before as it was. */
export function ownTable(found: { version: string; result: Calibration | null }): AllocationTable | undefined {
  return found.result?.table.version === found.version ? found.result.table : undefined
}
