import { type Pence, pence, sum } from '../core/money.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'

interface OpenDate {
  readonly payLineId: string
  readonly contractId: string | null
  readonly open: Pence
}
export interface DatePaidBack {
  readonly payLineId: string
  readonly contractId?: string | undefined
  readonly amount: Pence
}

/** Shares what came back over the dates it is for, in their order: each is settled whole before the next, so that only the last is settled in part. Refused when more came back than they owe. */
export function shareOverDates(amount: Pence, dates: readonly OpenDate[]): Outcome<DatePaidBack[], 'more_than_dates'> {
  if (amount > sum(dates.map(({ open }) => open))) return refuse('more_than_dates')
  let left: number = amount
  return accept(
    dates.flatMap(({ payLineId, contractId, open }) => {
      const part = Math.min(open, left)
      left -= part
      return part === 0 ? [] : [{ payLineId, contractId: contractId ?? undefined, amount: pence(part) }]
    }),
  )
}
