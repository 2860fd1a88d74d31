import type { AmountKey } from '../amount.ts'
import type { BlockOfPeople } from './block-of-people.ts'
import { yearsBetween } from './check-column.ts'
import { ruleBits } from './contribution-columns.ts'
import { premiumBits } from './people-columns.ts'
import type { Figures, RulesOfDay } from './rules-of-day.ts'

/**
 * `minimumIncomeGuarantee` for a block: the base by age and household, so much for each child, premiums, and the council's own
 * guarantee where it is higher, a part-penny going to the person.
 */
export function guaranteeColumn(day: RulesOfDay, block: BlockOfPeople): void {
  const { children: childrenRule, disability_premium: disabilityPremiumRule } = ruleBits
  const { people, results, taken, from, to } = block
  const { born, household, reachedPensionCreditAge, partnerReachedPensionCreditAge, children, premiums } = people
  const { guarantee, rules } = results
  const [age, { on }] = [yearsBetween, day]
  const base = guaranteeBases(day)
  const premium = premiumSums(day)
  const child = day.amount('guarantee.child')
  const childFigure = day.bit('guarantee.child')
  for (let row = from; row < to; row++) {
    const home = household[row] as number
    const reached = ((reachedPensionCreditAge[row] as number) << 1) | (partnerReachedPensionCreditAge[row] as number)
    const young = age(born[row] as number, on) < 25 ? 1 : 0
    const which = (home << 3) | (reached << 1) | young
    const granted = (home === 2 ? 8 : 0) | (premiums[row] as number)
    const count = children[row] as number
    guarantee[row] = (base.amount[which] as number) + child * count + (premium.amount[granted] as number)
    taken[row - from] =
      (taken[row - from] as number) |
      (base.taken[which] as number) |
      (premium.taken[granted] as number) |
      (count > 0 ? childFigure : 0)
    rules[row] =
      (rules[row] as number) | ((premiums[row] as number) * disabilityPremiumRule) | (count > 0 ? childrenRule : 0)
  }
  localGuarantee(day, block)
  couplesThreshold(day, block)
}

/** The council's own guarantee, never below the national one. */
function localGuarantee({ policy }: RulesOfDay, { results, from, to }: BlockOfPeople): void {
  const { local_guarantee: localGuaranteeRule } = ruleBits
  const set = policy.guarantee?.value
  if (set === undefined) return
  const { guarantee, rules } = results
  const per = 'morePercent' in set ? 100 + set.morePercent : 100
  const more = 'morePence' in set ? set.morePence : 0
  const whole = 'totalPence' in set ? set.totalPence : 0
  for (let row = from; row < to; row++) {
    const national = guarantee[row] as number
    const own = Math.max(whole, Math.ceil((national * per) / 100) + more)
    if (own <= national) continue
    guarantee[row] = own
    rules[row] = (rules[row] as number) | localGuaranteeRule
  }
}

/** `couplesAffordability`: more is kept where a couple would have less than the council's threshold. */
function couplesThreshold({ policy }: RulesOfDay, { people, results, from, to }: BlockOfPeople): void {
  const { couples_threshold: couplesThresholdRule } = ruleBits
  const threshold = policy.couplesThreshold?.value
  if (threshold === undefined) return
  const { partner, partnerIncome, partnerHousing } = people
  const { guarantee, rules } = results
  for (let row = from; row < to; row++) {
    if (partner[row] === 0) continue
    const kept = guarantee[row] as number
    const more = threshold - (kept + (partnerIncome[row] as number) - (partnerHousing[row] as number))
    if (more <= 0) continue
    guarantee[row] = kept + more
    rules[row] = (rules[row] as number) | couplesThresholdRule
  }
}

/** The base by household, who has reached pension age, and whether the person is under 25; the same choice as `baseKey`. */
export function guaranteeBases({ amount, bit }: RulesOfDay): Figures {
  const figures = { amount: new Float64Array(24), taken: new Uint32Array(24) }
  for (let which = 0; which < 24; which++) {
    const key = baseOf(which >> 3, (which >> 2) & 1, (which >> 1) & 1, which & 1)
    figures.amount[which] = amount(key)
    figures.taken[which] = bit(key)
  }
  return figures
}

function baseOf(household: number, reached: number, partnerReached: number, young: number): AmountKey {
  if (household === 2) return reached || partnerReached ? 'guarantee.couple.pension-age' : 'guarantee.couple'
  if (reached) return 'guarantee.single.pension-age'
  if (household === 1) return 'guarantee.lone-parent'
  return young ? 'guarantee.single.18-24' : 'guarantee.single.25-plus'
}

/** The sum of every choice of premiums, for one of a couple from place 8. */
export function premiumSums({ amount, bit }: RulesOfDay): Figures {
  const figures = { amount: new Float64Array(16), taken: new Uint32Array(16) }
  for (let which = 0; which < 16; which++) {
    const who = which >= 8 ? 'couple' : 'single'
    const granted: [number, AmountKey][] = [
      [premiumBits.disability, `premium.disability.${who}`],
      [premiumBits.enhancedDisability, `premium.enhanced-disability.${who}`],
      [premiumBits.carer, 'premium.carer'],
    ]
    const keys = granted.filter(([mask]) => (which & mask) !== 0).map(([, key]) => key)
    figures.amount[which] = keys.reduce((sum, key) => sum + amount(key), 0)
    figures.taken[which] = keys.reduce((all, key) => all | bit(key), 0)
  }
  return figures
}
