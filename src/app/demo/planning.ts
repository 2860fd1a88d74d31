import type { Random } from '../../core/random.ts'
import type { Dates } from './dates.ts'
import type { Resident } from './residents.ts'
import type { DemoSettings, Tables } from './settings.ts'
import type { Staff } from './staff.ts'

/** What every row of the borough is made with: where it goes, for which day, who recorded it, its id, and chance. */
export interface Making {
  readonly tables: Tables
  readonly settings: DemoSettings
  readonly staff: Staff
  readonly id: (name: string) => string
  readonly random: Random
}

/** What the rows of one person's plan are made with besides. */
export interface Planning extends Making {
  readonly dates: Dates
  /** The made-up number that the council gave somebody: no two of a borough have the same. */
  readonly numberOf: (resident: Resident) => string
}
