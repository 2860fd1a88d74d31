import type { CalendarDate } from '../core/calendar-date.ts'
import type { AmountKey } from './amount.ts'
import { amountsOfDay, type CouncilAmount } from './amounts-of-day.ts'
import { nationalAmounts } from './national-amounts.ts'
import { type Source, sources } from './sources.ts'

/** One figure as it stands on a day: whether it may decide anything, and if not, why not. */
export interface ListedAmount {
  readonly key: AmountKey
  readonly words: string
  readonly unit: string
  readonly citation: string
  /** Pence; null when no value is known for the day. */
  readonly amount: number | null
  readonly from: CalendarDate | null
  readonly evidence: string
  /** True when a decision may rest on it outside a demo borough. */
  readonly counts: boolean
  readonly mark: string | null
  readonly seenIn: readonly Source[]
}

/** Every national figure on a day, with its citation, how it was seen, and whether it counts. */
export function amountList(on: CalendarDate, council: readonly CouncilAmount[] = []): ListedAmount[] {
  return nationalAmounts.map(({ key, words, unit, citation, values }) => {
    const strict = amountsOfDay(on, { demo: false, council })
    const loose = amountsOfDay(on, { demo: true, council })
    strict.take(key)
    const taken = loose.take(key)
    const known = loose.missing.length === 0
    const value = values.findLast(({ from }) => from <= on)
    const own = taken.evidence === 'council'
    return {
      key,
      words,
      unit,
      citation: own ? taken.citation : citation,
      amount: known ? taken.amount : null,
      from: known ? taken.from : null,
      evidence: known ? taken.evidence : 'not known',
      counts: strict.missing.length === 0,
      mark: known ? (taken.mark ?? null) : null,
      seenIn: known && !own ? (value?.seenIn ?? []).map((name) => sources[name]) : [],
    }
  })
}
