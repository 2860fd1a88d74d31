import type { ContributionColumns } from './contribution-columns.ts'
import type { PeopleColumns } from './people-columns.ts'

/** Some people at a time, from one row up to, not including, another, with what one rule leaves for the next. */
export interface BlockOfPeople {
  readonly people: PeopleColumns
  readonly results: ContributionColumns
  readonly from: number
  readonly to: number
  /** For each of them, counted from `from`: one bit for each figure asked for. */
  readonly taken: Uint32Array
  /** For each of them: flags of the incomes they have (`incomeFlag`). */
  readonly incomes: Uint8Array
}
