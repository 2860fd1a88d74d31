import type { BlockOfPeople } from './block-of-people.ts'
import { ruleBits } from './contribution-columns.ts'
import type { RulesOfDay } from './rules-of-day.ts'

/** `assessableSavings` for a block: the person's own and half of what is joint, a half-penny dropped; what is left out counts nothing. */
export function savingsColumn({ savingsPart }: RulesOfDay, { people, results, from, to }: BlockOfPeople): void {
  const { joint_savings: jointSavingsRule, savings_left_out: savingsLeftOutRule } = ruleBits
  const { start, kind, amount } = people.savings
  const { savings, rules } = results
  let end = start[from] as number
  for (let row = from; row < to; row++) {
    let counts = 0
    let seen = 0
    const begin = end
    end = start[row + 1] as number
    for (let at = begin; at < end; at++) {
      const which = kind[at] as number
      const whole = amount[at] as number
      counts += Math.floor(whole * (savingsPart[which] as number))
      if (whole > 0) seen |= which >= 2 ? savingsLeftOutRule : which * jointSavingsRule
    }
    savings[row] = counts
    rules[row] = seen
  }
}

/** `tariffIncome` for a block: £1 for each £250, or part of it, above the lower limit. */
export function tariffColumn({ amount, bit }: RulesOfDay, { results, taken, from, to }: BlockOfPeople): void {
  const { tariff_income: tariffIncomeRule } = ruleBits
  const lower = amount('capital.lower-limit')
  const step = amount('tariff.step')
  const each = amount('tariff.amount')
  const asked = bit('capital.upper-limit') | bit('capital.lower-limit') | bit('tariff.step') | bit('tariff.amount')
  const { savings, tariff, rules } = results
  for (let row = from; row < to; row++) {
    const excess = (savings[row] as number) - lower
    const counted = excess <= 0 || step === 0 ? 0 : Math.ceil(excess / step) * each
    tariff[row] = counted
    if (counted > 0) rules[row] = (rules[row] as number) | tariffIncomeRule
    taken[row - from] = asked
  }
}
