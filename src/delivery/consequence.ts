import type { PayRule } from './pay-rule.ts'

/**
 * What a reason brings with it, in one short line beside the choice: paid or not, charged or not, note needed or not.
 * Written from the pay rule alone, so that what the provider reads is what the pay line will say.
 */
export function consequence(rule: PayRule | undefined, absencesPaidBefore = 0): string {
  if (!rule) return 'No pay rule is set. Finance will ask you'
  return [
    paid(rule, absencesPaidBefore),
    rule.charged ? 'charged' : 'not charged',
    rule.noteNeeded ? 'note needed' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function paid(rule: PayRule, before: number): string {
  const share = rule.paidPerMille
  if (share === 0) return 'Not paid'
  const left = rule.paidAbsencesMost === undefined ? undefined : Math.max(0, rule.paidAbsencesMost - before)
  if (left === 0) return 'Not paid: all paid absences of this quarter are used'
  const words = share === 1000 ? 'Paid in full' : share === 500 ? 'Paid half' : `Paid ${share / 10}%`
  return left === undefined ? words : `${words} (${left} left this quarter)`
}
