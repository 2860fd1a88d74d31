import type { Random } from '../../core/random.ts'
import type { Dates } from './dates.ts'
import type { Resident } from './residents.ts'
import type { DemoSettings, Tables } from './settings.ts'
import type { Staff } from './staff.ts'

/** What the rows of one person's plan are made from. */
export interface Planning {
  readonly tables: Tables
  readonly settings: DemoSettings
  readonly staff: Staff
  readonly random: Random
  readonly dates: Dates
  readonly id: (name: string) => string
  /** The made-up number that the council gave somebody: no two of a borough have the same. */
  readonly numberOf: (resident: Resident) => string
}
