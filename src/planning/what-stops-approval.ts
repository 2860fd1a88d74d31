import { clashes } from './clashes.ts'
import type { WeeklyPattern } from './weekly-pattern.ts'

/** What a draft must show before it can be sent for approval. */
export interface DraftForApproval {
  readonly outcomes: number
  /** Eligible needs that no line serves and that are not met in another way. */
  readonly needsLeftOpen: number
  readonly sessions: readonly DraftSession[]
  readonly overBudget: boolean
  readonly reasonOverBudget: string
  /** Ways in which the draft gives less than the plan in force, and whether the guard was filled in. */
  readonly cuts: number
  readonly guarded: boolean
}

export interface DraftSession {
  readonly key: string
  readonly pattern: WeeklyPattern
  /** False when a session with a cost has no price in force. */
  readonly priced: boolean
  /** True when the payers' shares add up to the price. */
  readonly sharesAddUp: boolean
  readonly transportDecided: boolean
}

export type Stop =
  | 'no_outcomes'
  | 'no_sessions'
  | 'need_left_open'
  | 'clash'
  | 'no_price'
  | 'shares_do_not_add_up'
  | 'transport_undecided'
  | 'reason_over_budget'
  | 'cut_without_guard'

/**
 * Why a plan cannot go for approval yet, in the order a reader should settle it; nothing when it can. A plan is never stopped
 * because it costs more than the indicative budget: it only needs the reason written down.
 */
export function whatStopsApproval(draft: DraftForApproval): Stop[] {
  const stops: [Stop, boolean][] = [
    ['no_outcomes', draft.outcomes === 0],
    ['no_sessions', draft.sessions.length === 0],
    ['need_left_open', draft.needsLeftOpen > 0],
    ['clash', clashes(draft.sessions).length > 0],
    ['no_price', draft.sessions.some(({ priced }) => !priced)],
    ['shares_do_not_add_up', draft.sessions.some(({ sharesAddUp }) => !sharesAddUp)],
    ['transport_undecided', draft.sessions.some(({ transportDecided }) => !transportDecided)],
    ['reason_over_budget', draft.overBudget && draft.reasonOverBudget.trim() === ''],
    ['cut_without_guard', draft.cuts > 0 && !draft.guarded],
  ]
  return stops.filter(([, stands]) => stands).map(([stop]) => stop)
}
