import { formatMoney, pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import { costOfSupport } from './cost-of-support.ts'
import type { LocalPolicy } from './local-policy.ts'
import { lowerOfCost } from './lower-of-cost.ts'
import type { Answer } from './working-line.ts'

/**
 * Someone who refuses the financial assessment, or does not help with it, while the council still meets their needs is treated
 * as over the upper limit and pays the full cost. SI 2014/2672, reg 10(1). It ends as soon as they take part.
 */
export function refusedAssessment(facts: Circumstances, policy: LocalPolicy): Answer {
  const { weekly, lines } = lowerOfCost(undefined, costOfSupport(facts, policy), policy)
  const line = {
    part: 'savings',
    sign: '=',
    amount: pence(0),
    words: 'No financial assessment could be made',
    why: 'You did not want to tell us about your money, or could not, so the law treats you as over the upper limit. You can change your mind at any time.',
    citation: 'SI 2014/2672, reg 10(1)',
  } as const
  return { fullCost: true, weekly, tariff: pence(0), lines: [line, ...lines] }
}

/**
 * With the person's consent, and on evidence, a council may treat them as assessed: below the upper limit with an agreed weekly
 * sum (SI 2014/2672, reg 10(2)), or above it (reg 10(3)). They may ask for a full assessment whenever they wish.
 */
export function lightTouch(
  light: NonNullable<Circumstances['lightTouch']>,
  facts: Circumstances,
  policy: LocalPolicy,
): Answer {
  const above = light.treatedAs === 'above_limit'
  const { weekly, lines } = lowerOfCost(above ? undefined : light.agreedWeekly, costOfSupport(facts, policy), policy)
  const line = {
    part: 'savings',
    sign: '=',
    amount: light.agreedWeekly,
    words: above
      ? 'Agreed: savings are over the upper limit'
      : `Agreed: up to ${formatMoney(light.agreedWeekly)} a week`,
    why: `You agreed to this without a full financial assessment. What shows it: ${light.evidence}. You can ask for a full one at any time.`,
    citation: above ? 'SI 2014/2672, reg 10(3)' : 'SI 2014/2672, reg 10(2)',
  } as const
  return { fullCost: above, overLimit: above, weekly, lines: [line, ...lines] }
}
