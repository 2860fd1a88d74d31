import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import type { WorkingLine } from './working-line.ts'

/** What a council looks at when it asks whether a couple can still live on what both are left with. Pence a week. */
interface CouplesMoney {
  /** What the person assessed must be left with. */
  readonly guarantee: Pence
  readonly partnerIncome: Pence
  /** The partner's own half of the housing costs. */
  readonly partnerHousing: Pence
  /** What the council says a couple needs, for instance the Pension Credit rate for a couple. */
  readonly threshold: Pence
}

/**
 * How much more the person keeps so that the couple has the council's threshold: the threshold less what both are left with, and
 * nothing when they have it already. A local safeguard (guidance 8.46 to 8.47); the partner is never charged or assessed by it.
 */
export function couplesAffordability({ guarantee, partnerIncome, partnerHousing, threshold }: CouplesMoney): Pence {
  return pence(Math.max(0, threshold - (guarantee + partnerIncome - partnerHousing)))
}

/** The line that raises the guarantee; none where the council has no such switch or the partner told nothing. */
export function couplesAffordabilityLines(guarantee: Pence, facts: Circumstances, policy: LocalPolicy): WorkingLine[] {
  const set = policy.couplesThreshold
  if (set === undefined || facts.partner === undefined) return []
  const { income: partnerIncome, housing: partnerHousing } = facts.partner
  const more = couplesAffordability({ guarantee, partnerIncome, partnerHousing, threshold: set.value })
  if (more === 0) return []
  const why = `Together you would have less than ${formatMoney(set.value)} a week, so you keep more.`
  return [
    { part: 'kept', sign: '-', amount: more, words: 'More so that both of you can live', why, citation: set.citation },
  ]
}
