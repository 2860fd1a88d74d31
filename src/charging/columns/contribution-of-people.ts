import type { BlockOfPeople } from './block-of-people.ts'
import { chargeColumn } from './charge-column.ts'
import { checkColumn } from './check-column.ts'
import type { ContributionColumns } from './contribution-columns.ts'
import { guaranteeColumn } from './guarantee-column.ts'
import { incomeColumn, savingsCreditColumn } from './income-column.ts'
import { disabilityColumn, housingColumn } from './kept-columns.ts'
import type { PeopleColumns } from './people-columns.ts'
import type { RulesOfDay } from './rules-of-day.ts'
import { savingsColumn, tariffColumn } from './savings-column.ts'

/** So many people are worked out at a time: their columns stay in the fastest memory from one rule to the next. */
const BLOCK = 1024

/**
 * Each rule of `weeklyContribution` as one pass over a block, in the order in which they need one another. A pass copies the bits and
 * bounds it compares with before its loop: the loader reads an imported constant through a function.
 */
const passes: readonly ((day: RulesOfDay, block: BlockOfPeople) => void)[] = [
  checkColumn,
  savingsColumn,
  tariffColumn,
  incomeColumn,
  savingsCreditColumn,
  housingColumn,
  disabilityColumn,
  guaranteeColumn,
  chargeColumn,
]

/**
 * `weeklyContribution` for many people at once, rule by rule over columns: the same contribution to the penny, the same refusals,
 * and the reason of each in its column. Works out the rows from `from` up to, not including, `to`, so that several workers
 * can share the columns. Expects circumstances that the schema accepts.
 */
export function contributionOfPeople(
  day: RulesOfDay,
  people: PeopleColumns,
  results: ContributionColumns,
  { from = 0, to = people.rows }: { readonly from?: number; readonly to?: number } = {},
): void {
  const scratch = { taken: new Uint32Array(BLOCK), incomes: new Uint8Array(BLOCK) }
  for (let start = from; start < to; start += BLOCK) {
    const block = { people, results, from: start, to: Math.min(to, start + BLOCK), ...scratch }
    for (const pass of passes) pass(day, block)
  }
}
