import { type Pence, pence, scale } from '../core/money.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { Happened, PayRule } from './pay-rule.ts'

/** One line of money under an occasion: what was agreed for one date, and whether anything is paid for it at all. */
export interface PaidLine {
  readonly budgetLineId: string
  readonly agreed: Pence
}

export interface PayMark {
  readonly happened: Happened
  readonly reason: string
  readonly note?: string | undefined
}

export interface Pay {
  readonly budgetLineId: string
  /** What is owed for this date, never above what was agreed. */
  readonly amount: Pence
  /** The part of the amount that counts towards the person's weekly charge. */
  readonly chargeable: Pence
  readonly payRuleId: string | undefined
  /** Why the amount is what it is, as a code; the page owns the sentence. */
  readonly because: 'free' | 'in_full' | 'in_part' | 'not_paid' | 'paid_absences_used'
}

export type PayRefusal = 'no_pay_rule' | 'note_needed'

/**
 * What one line is owed for one date: the share of the agreed price that the pay rule gives for what happened. A part
 * penny goes to the nearer penny, a half up (assumption: the papers print whole percentages only). Once the paid
 * absences of the quarter are used, an absence is not paid. Only what the person came to is chargeable: an unattended
 * session is never charged, whatever it cost.
 *
 * Refuses when the council has set no rule for the reason, and when the rule asks for a note and there is none.
 */
export function payFor(
  line: PaidLine,
  mark: PayMark,
  rule: PayRule | undefined,
  absencesPaidBefore = 0,
): Outcome<Pay, PayRefusal> {
  const nothing = { budgetLineId: line.budgetLineId, amount: pence(0), chargeable: pence(0) }
  if (line.agreed === 0) return accept({ ...nothing, payRuleId: rule?.id, because: 'free' })
  if (!rule) return refuse('no_pay_rule')
  if (rule.noteNeeded && !mark.note?.trim()) return refuse('note_needed')
  const used =
    mark.happened === 'absent' && rule.paidAbsencesMost !== undefined && absencesPaidBefore >= rule.paidAbsencesMost
  if (used) return accept({ ...nothing, payRuleId: rule.id, because: 'paid_absences_used' })
  const amount = scale(line.agreed, rule.paidPerMille, 1000, 'half-up')
  return accept({
    budgetLineId: line.budgetLineId,
    amount,
    chargeable: mark.happened === 'attended' && rule.charged ? amount : pence(0),
    payRuleId: rule.id,
    because: amount === 0 ? 'not_paid' : amount === line.agreed ? 'in_full' : 'in_part',
  })
}
