import type { BlockOfPeople } from './block-of-people.ts'
import { ruleBits } from './contribution-columns.ts'
import { NONE } from './people-columns.ts'
import { incomeFlag, type RulesOfDay } from './rules-of-day.ts'

/**
 * `countedIncome` for a block: the person's own income and half of what is joint, a half-penny dropped, less the night part that
 * the council leaves out, less tax. Savings Credit follows in `savingsCreditColumn`.
 */
export function incomeColumn(
  { incomePart, incomeFlags, night }: RulesOfDay,
  { people, results, taken, incomes, from, to }: BlockOfPeople,
): void {
  const {
    income_left_out: incomeLeftOutRule,
    joint_income: jointIncomeRule,
    night_element: nightElementRule,
    tax: taxRule,
  } = ruleBits
  const { halfOfJoint: halfOfJointFlag, leftOut: leftOutFlag } = incomeFlag
  const { start, kind, weekly } = people.income
  const { nightCareFromCouncil, incomeTax } = people
  const { income, rules } = results
  let end = start[from] as number
  for (let row = from; row < to; row++) {
    let counts = 0
    let flags = 0
    let atNight = 0
    const begin = end
    end = start[row + 1] as number
    for (let at = begin; at < end; at++) {
      const which = kind[at] as number
      const whole = weekly[at] as number
      if (whole === 0) continue
      const theirs = Math.floor(whole * (incomePart[which] as number))
      counts += theirs
      flags |= incomeFlags[which] as number
      const figures = night.taken[which] as number
      if (figures === 0 || nightCareFromCouncil[row] === 1) continue
      atNight += Math.min(theirs, night.amount[which] as number)
      taken[row - from] = (taken[row - from] as number) | figures
    }
    const tax = incomeTax[row] as number
    income[row] = counts - atNight - tax
    incomes[row - from] = flags
    rules[row] =
      (rules[row] as number) |
      (flags & halfOfJointFlag ? jointIncomeRule : 0) |
      (flags & leftOutFlag ? incomeLeftOutRule : 0) |
      (atNight > 0 ? nightElementRule : 0) |
      (tax > 0 ? taxRule : 0)
  }
}

/** `savingsCredit` for a block: up to the yearly maximum is left out; all of it where the council says so. */
export function savingsCreditColumn(
  { amount, bit, policy }: RulesOfDay,
  { people, results, taken, from, to }: BlockOfPeople,
): void {
  const { savings_credit: savingsCreditRule } = ruleBits
  const none = NONE
  const { savingsCreditReceived, savingsCreditIncome, household } = people
  const { income, rules } = results
  const all = policy.savingsCreditLeftOut?.value === true
  const [single, couple] = (['single', 'couple'] as const).map((who) => ({
    most: amount(`savings-credit.${who}`),
    guarantee: amount(`benefit.standard-minimum-guarantee.${who}`),
    figures: all ? 0 : bit(`savings-credit.${who}`) | bit(`benefit.standard-minimum-guarantee.${who}`),
  })) as [OneMaximum, OneMaximum]
  for (let row = from; row < to; row++) {
    const received = savingsCreditReceived[row] as number
    if (received === none) continue
    const { most, guarantee, figures } = household[row] === 2 ? couple : single
    const upTo = (savingsCreditIncome[row] as number) > guarantee ? most : Math.min(received, most)
    const leftOut = all ? received : upTo
    income[row] = (income[row] as number) - leftOut
    taken[row - from] = (taken[row - from] as number) | figures
    if (leftOut > 0) rules[row] = (rules[row] as number) | savingsCreditRule
  }
}

interface OneMaximum {
  readonly most: number
  readonly guarantee: number
  readonly figures: number
}
