import { formatMoney, pence, sum } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import { countsDisabilityBenefit } from './counted-income.ts'
import type { LocalPolicy } from './local-policy.ts'
import { totalOf, type Worked, type WorkingLine } from './working-line.ts'

const RULE = 'SI 2014/2672, Schedule 1 para 4; guidance Annex C para 40'

/**
 * What illness or disability makes a person spend: every cost in full, with no top limit, whenever a disability benefit is
 * counted as income. SI 2014/2672, Schedule 1 para 4. A blanket limit is fault (Ombudsman decision 24 017 816). A council's
 * standard sum is an offer: the person keeps it or their own costs, whichever is more.
 */
export function disabilityRelatedExpenditure(facts: Circumstances, policy: LocalPolicy): Worked {
  const counted = countsDisabilityBenefit(facts) || policy.disabilityCostsAlways?.value === true
  const lines = facts.disabilityCosts.map(
    ({ words, weekly }): WorkingLine => ({
      part: 'kept',
      sign: counted ? '-' : 'not counted',
      amount: weekly,
      words,
      why: counted
        ? 'A cost of your illness or disability, so you keep it. There is no top limit.'
        : 'Not taken off: no disability benefit is counted as coming in.',
      citation: RULE,
    }),
  )
  if (counted) lines.push(...standardLine(facts, policy))
  return { total: pence(-totalOf(lines)), lines }
}

function standardLine(facts: Circumstances, policy: LocalPolicy): WorkingLine[] {
  const standard = policy.standardDisabilityCosts
  const own = sum(facts.disabilityCosts.map(({ weekly }) => weekly))
  if (standard === undefined || standard.value <= own) return []
  return [
    {
      part: 'kept',
      sign: '-',
      amount: pence(standard.value - own),
      words: own === 0 ? 'Standard sum for disability costs' : 'The rest of the standard sum for disability costs',
      why: `Everyone with a disability benefit keeps at least ${formatMoney(standard.value)} without showing bills.`,
      citation: standard.citation,
    },
  ]
}
