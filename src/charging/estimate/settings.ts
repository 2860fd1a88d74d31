import type { AllocationTable, SufficiencyClaims } from '../../allocation/index.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import type { CouncilAmount } from '../amounts-of-day.ts'
import type { LocalPolicy } from '../local-policy.ts'

/** What an estimate is worked out with: the day, the council's table, its own checked amounts and its charging policy. */
export interface EstimateSettings {
  readonly on: CalendarDate
  /** Only in a demo borough may an amount that nobody has checked be used; each such line is marked. */
  readonly demo: boolean
  /** The allocation table in force; null when the council has adopted none: then only the charge is estimated. */
  readonly table: AllocationTable | null
  /** How often budgets of that table were enough; null when no calibration backs it: then nothing is claimed. */
  readonly claims: SufficiencyClaims | null
  readonly council: readonly CouncilAmount[]
  readonly policy: LocalPolicy
  readonly councilName: string
  readonly phone: string
}
