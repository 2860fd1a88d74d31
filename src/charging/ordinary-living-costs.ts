import type { Pence } from '../core/money.ts'
import { sum } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import type { WorkingLine } from './working-line.ts'

/**
 * What everybody pays to live, such as a meal at a day service. It does not meet a need for care, so it stands outside the means
 * test and is shown apart, never inside the weekly sum (Care Act 2014 s.14(1): a charge is for meeting needs). Transport that
 * meets a need is not among it: that is part of what the support costs.
 */
export function ordinaryLivingCosts(facts: Circumstances): { total: Pence; lines: WorkingLine[] } {
  const lines = facts.livingCosts.map(
    ({ words, weekly }): WorkingLine => ({
      part: 'apart',
      sign: '+',
      amount: weekly,
      words,
      why: 'An ordinary cost of living, paid apart. It is not a charge for care.',
      citation: 'Care Act 2014, s.14(1)',
    }),
  )
  return { total: sum(lines.map(({ amount }) => amount)), lines }
}
