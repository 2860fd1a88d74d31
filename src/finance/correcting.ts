import { type Pence, pence } from '../core/money.ts'
import { type Delivered, delivering, type Posting, recovering, reversing } from './postings.ts'

export interface Correction {
  /** What the line is owed now. */
  readonly now: Delivered
  /** The rows posted for the line it replaces. */
  readonly posted: readonly (Posting & { readonly id: string })[]
  /** Whether a pay run has taken up the line it replaces. */
  readonly inARun: boolean
  /** What pay runs have taken up for this date and line so far; it cannot be unpaid, only added to or owed back. */
  readonly settled: Pence
}

/**
 * The rows that follow when a date turns out otherwise than it was marked. What was delivered is taken back and posted
 * again at its new amount, effective on the day itself; what it gave back is bound again first. What is owed is set right against what pay runs have taken up:
 * more is owed, or the payee owes the difference back. Nothing that was posted is edited.
 */
export function correcting({ now, posted, inARun, settled }: Correction): Posting[] {
  const undone = posted.filter(({ kind }) =>
    inARun
      ? kind === 'deliver' || kind === 'release'
      : kind === 'deliver' || kind === 'release' || kind === 'owe' || kind === 'recover',
  )
  const difference = now.amount - settled
  return [
    ...undone.map(reversing),
    ...delivering(now, pence(Math.max(0, difference))),
    ...(difference < 0 ? recovering(now, pence(-difference)) : []),
  ]
}
