import { formatMoney, type Pence, pence, scale } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import type { WorkingLine } from './working-line.ts'

/**
 * What the support that can be charged costs in a usual week. A flat charge for journeys meets a need like any other support, so
 * it is part of this cost and inside the means test: the income floor of Care Act 2014 s.14(7) binds it too. Undefined while the
 * support has no price.
 */
export function costOfSupport(
  facts: Circumstances,
  policy: LocalPolicy,
): { total: Pence | undefined; lines: WorkingLine[] } {
  const flat = policy.transportJourney
  const journeys = flat === undefined ? pence(0) : scale(flat.value, facts.journeysAWeek, 1, 'down')
  if (flat === undefined || journeys === 0) return { total: facts.chargeableCost, lines: [] }
  const total = facts.chargeableCost === undefined ? undefined : pence(facts.chargeableCost + journeys)
  const line: WorkingLine = {
    part: 'answer',
    sign: '=',
    amount: journeys,
    words: 'Journeys, part of what the support costs',
    why: `${facts.journeysAWeek} at ${formatMoney(flat.value)}. They come under the same weekly sum, never on top of it.`,
    citation: `Care Act 2014, s.14(7); ${flat.citation}`,
  }
  return { total, lines: [line] }
}
