import type { AllocationTable } from '../../allocation/allocation-table.ts'
import type { AnswerColumns, BudgetColumns } from '../../allocation/answer-columns.ts'
import { quoteColumns } from '../../allocation/quote-columns.ts'
import { quoteLookups } from '../../allocation/quote-lookups.ts'
import type { CouncilAmount } from '../../charging/amounts-of-day.ts'
import type { ContributionColumns } from '../../charging/columns/contribution-columns.ts'
import { contributionOfPeople } from '../../charging/columns/contribution-of-people.ts'
import type { PeopleColumns } from '../../charging/columns/people-columns.ts'
import { rulesOfDay } from '../../charging/columns/rules-of-day.ts'
import type { LocalPolicy } from '../../charging/local-policy.ts'
import { assert } from '../../core/assert.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'

/** Everybody's budgets and charges: what goes in, and the columns that the results go to. All of it can be sent to a worker. */
export interface PopulationWork {
  readonly rows: number
  readonly budgets?: {
    readonly table: AllocationTable
    readonly answers: AnswerColumns
    readonly results: BudgetColumns
  }
  readonly contributions?: {
    readonly on: CalendarDate
    readonly demo: boolean
    readonly council?: readonly CouncilAmount[]
    readonly policy: LocalPolicy
    readonly people: PeopleColumns
    readonly results: ContributionColumns
  }
}

/** The work with the counter from which each worker takes its next rows. */
export interface SharedWork extends PopulationWork {
  /** One number in shared memory: the first row that nobody has taken yet. */
  readonly next: Int32Array
}

/** Rows that a worker takes at a time: few enough that both end together. */
const SHARE = 32_768

/** Takes rows until none is left and works them out; gives how many it did. */
export function doShare({ rows, next, budgets, contributions }: SharedWork): number {
  const worked = budgets === undefined ? undefined : quoteLookups(budgets.table)
  const lookups = worked?.ok === true ? worked.value : undefined
  assert(worked === undefined || lookups !== undefined, 'the table was checked before the work was shared')
  const rules =
    contributions === undefined
      ? undefined
      : rulesOfDay(
          contributions.on,
          { demo: contributions.demo, council: contributions.council ?? [] },
          contributions.policy,
        )
  let done = 0
  for (;;) {
    const from = Atomics.add(next, 0, SHARE)
    if (from >= rows) return done
    const part = { from, to: Math.min(rows, from + SHARE) }
    if (budgets !== undefined && lookups !== undefined) quoteColumns(lookups, budgets.answers, budgets.results, part)
    if (contributions !== undefined && rules !== undefined)
      contributionOfPeople(rules, contributions.people, contributions.results, part)
    done += part.to - part.from
  }
}
