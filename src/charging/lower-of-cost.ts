import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { LocalPolicy } from './local-policy.ts'
import type { WorkingLine } from './working-line.ts'

/**
 * The end of every working: never more than the care costs (Care Act 2014 s.14(4)), never more than the council's own maximum,
 * and nothing at all when it is smaller than what the council collects. A smallest charge never raises anything, so it cannot
 * break the income floor. `available` is what the person can pay; undefined means they pay the full cost.
 */
export function lowerOfCost(
  available: Pence | undefined,
  { total: cost, lines: costLines }: { total: Pence | undefined; lines: readonly WorkingLine[] },
  policy: LocalPolicy,
): { weekly: Pence | undefined; lines: WorkingLine[] } {
  const lines: WorkingLine[] = [...costLines]
  let weekly = available
  const lower = (amount: Pence, words: string, why: string, citation: string) => {
    weekly = amount
    lines.push({ part: 'answer', sign: '=', amount, words, why, citation })
  }
  if (cost !== undefined && (weekly === undefined || cost <= weekly)) {
    const why =
      available === undefined
        ? 'The full cost of the support is paid.'
        : `The support costs less than the ${formatMoney(available)} left over.`
    lower(cost, 'What the support costs', why, 'Care Act 2014, s.14(4)')
  }
  const most = policy.mostWeekly
  if (most !== undefined && weekly !== undefined && weekly > most.value) {
    lower(
      most.value,
      'The most the council asks',
      'The council asks nobody for more than this in a week.',
      most.citation,
    )
  }
  const smallest = policy.smallestCollected
  if (smallest !== undefined && weekly !== undefined && weekly > 0 && weekly < smallest.value) {
    lower(
      pence(0),
      'Too small to collect',
      `The council does not collect less than ${formatMoney(smallest.value)} a week.`,
      smallest.citation,
    )
  }
  lines.push(answerLine(weekly))
  return { weekly, lines }
}

function answerLine(weekly: Pence | undefined): WorkingLine {
  if (weekly === undefined) {
    return {
      part: 'answer',
      sign: '=',
      amount: pence(0),
      words: 'The full cost of the support, not known yet',
      why: 'You pay what the support really costs. It has no price yet.',
      citation: 'Care Act 2014, s.14(4)',
    }
  }
  return {
    part: 'answer',
    sign: '=',
    amount: weekly,
    words: weekly === 0 ? 'Nothing to pay' : 'The most you pay each week',
    why: weekly === 0 ? '' : 'In a week when the support costs less, you pay less.',
    citation: 'Care Act 2014, ss.14 and 17',
  }
}
