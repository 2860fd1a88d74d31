import type { BlockOfPeople } from './block-of-people.ts'
import { ruleBits } from './contribution-columns.ts'
import { housingKinds } from './people-columns.ts'
import { incomeFlag, type RulesOfDay } from './rules-of-day.ts'

const EXTRA = housingKinds.indexOf('local_extra') * 2

/** `housingCosts` for a block: what benefits do not meet, half of what is joint with a half-penny up. */
export function housingColumn({ housingPart }: RulesOfDay, { people, results, from, to }: BlockOfPeople): void {
  const {
    housing: housingRule,
    housing_not_taken_off: housingNotTakenOffRule,
    joint_housing: jointHousingRule,
  } = ruleBits
  const { start, kind, weekly, metByBenefits } = people.housing
  const { housing, rules } = results
  const refusedExtra = housingPart[EXTRA] === 0 ? housingNotTakenOffRule : 0
  let end = start[from] as number
  for (let row = from; row < to; row++) {
    let kept = 0
    let seen = 0
    const begin = end
    end = start[row + 1] as number
    for (let at = begin; at < end; at++) {
      const which = kind[at] as number
      const net = (weekly[at] as number) - (metByBenefits[at] as number)
      if (net <= 0) continue
      kept += Math.ceil(net * (housingPart[which] as number))
      seen |= which >= EXTRA && refusedExtra !== 0 ? refusedExtra : (which & 1) * jointHousingRule
    }
    housing[row] = kept
    rules[row] = (rules[row] as number) | seen | (kept > 0 ? housingRule : 0)
  }
}

/** `disabilityRelatedExpenditure` for a block: every cost in full while a disability benefit is counted, or the standard sum if more. */
export function disabilityColumn({ policy }: RulesOfDay, { people, results, incomes, from, to }: BlockOfPeople): void {
  const {
    disability_costs: disabilityCostsRule,
    disability_costs_not_taken_off: disabilityCostsNotTakenOffRule,
    standard_disability_sum: standardDisabilitySumRule,
  } = ruleBits
  const { disabilityBenefit: disabilityBenefitFlag } = incomeFlag
  const { start, weekly } = people.disabilityCosts
  const { disability, rules } = results
  const always = policy.disabilityCostsAlways?.value === true
  const standard = policy.standardDisabilityCosts?.value ?? 0
  let end = start[from] as number
  for (let row = from; row < to; row++) {
    let own = 0
    const begin = end
    end = start[row + 1] as number
    for (let at = begin; at < end; at++) own += weekly[at] as number
    const counted = always || ((incomes[row - from] as number) & disabilityBenefitFlag) !== 0
    disability[row] = counted ? Math.max(own, standard) : 0
    rules[row] =
      (rules[row] as number) |
      (own > 0 ? (counted ? disabilityCostsRule : disabilityCostsNotTakenOffRule) : 0) |
      (counted && standard > own ? standardDisabilitySumRule : 0)
  }
}
