import type { BlockOfPeople } from './block-of-people.ts'
import {
  type ContributionColumns,
  contributionReasons,
  reasonCode,
  refusalBits,
  ruleBits,
} from './contribution-columns.ts'
import { apartColumn, lowerOfCostColumn } from './lower-of-cost-column.ts'
import { NONE, type PeopleColumns } from './people-columns.ts'
import type { RulesOfDay } from './rules-of-day.ts'

const { free, carer_not_charged, would_not_take_part, agreed_above_limit, agreed_sum, over_the_limit } = reasonCode

/** Tariff income is nothing, and not absent, where support is free or nobody took part. */
const zeroTariff = Uint8Array.from(contributionReasons, (_, at) =>
  at === free || at === carer_not_charged || at === would_not_take_part ? 1 : 0,
)

/** The rules that stand in the working of a person over the limit: nothing but savings plays a part. */
const savingsRules = ruleBits.joint_savings | ruleBits.savings_left_out

/**
 * The end of `weeklyContribution` for a block: which way the answer comes about, the council's percentage of what is left over, and
 * the lower of that and the cost. A row that asked for a missing figure is refused and names it.
 */
export function chargeColumn(day: RulesOfDay, block: BlockOfPeople): void {
  const { people, results, taken, from, to } = block
  const { policy, missing, derived } = day
  const limit = Math.max(day.amount('capital.upper-limit'), policy.upperLimit?.value ?? 0)
  const upper = day.bit('capital.upper-limit')
  const percent = policy.percentTaken?.value ?? 100
  const carersCharged = policy.carersCharged?.value === true
  const { refusals, reason, rules, savings } = results
  for (let row = from; row < to; row++) {
    const way = wayOf(people, row, carersCharged)
    results.missing[row] = 0
    if (refusals[row] !== 0 || way !== 0) {
      reason[row] = refusals[row] !== 0 ? 0 : way
      unassessed(results, row)
      continue
    }
    const over = (savings[row] as number) > limit
    const figures = over ? upper : (taken[row - from] as number)
    if ((figures & missing) !== 0) {
      refusals[row] = refusalBits.amount_not_enacted
      results.missing[row] = figures & missing
      reason[row] = 0
      unassessed(results, row)
      continue
    }
    if (over) overTheLimit(results, row)
    else leftOverOf(results, row, percent)
    if ((figures & derived) !== 0) rules[row] = (rules[row] as number) | ruleBits.derived_amount
  }
  lowerOfCostColumn(day, block)
  apartColumn(day, block)
}

/** Free support, a carer who is not charged, a refusal or a light touch come before any sum, in this order; 0 where the person is assessed. */
function wayOf(people: PeopleColumns, row: number, carersCharged: boolean): number {
  const { freeBecause, forCarer, wouldNotTakePart, lightTouch } = people
  if (freeBecause[row] !== 0) return free
  if (forCarer[row] === 1 && !carersCharged) return carer_not_charged
  if (wouldNotTakePart[row] === 1) return would_not_take_part
  if (lightTouch[row] === 0) return 0
  return lightTouch[row] === 2 ? agreed_above_limit : agreed_sum
}

/** What comes in less what is kept, never below nothing, and the council's percentage of it with a part-penny dropped. */
function leftOverOf(results: ContributionColumns, row: number, percent: number): void {
  const { income, tariff, housing, disability, guarantee, rules } = results
  const comesIn = (income[row] as number) + (tariff[row] as number)
  const kept = (housing[row] as number) + (disability[row] as number) + (guarantee[row] as number)
  const available = Math.max(0, comesIn - kept)
  results.leftOver[row] = available
  results.reason[row] = available === 0 ? reasonCode.nothing_left_over : reasonCode.left_over
  results.weekly[row] = percent === 100 ? available : Math.floor((available * percent) / 100)
  if (percent !== 100) rules[row] = (rules[row] as number) | ruleBits.percentage
}

function overTheLimit(results: ContributionColumns, row: number): void {
  const { reason, rules, tariff } = results
  reason[row] = over_the_limit
  rules[row] = (rules[row] as number) & savingsRules
  tariff[row] = NONE
  notSummed(results, row)
}

/** No savings and no sum were looked at. */
function unassessed(results: ContributionColumns, row: number): void {
  const { reason, rules, savings, tariff } = results
  rules[row] = 0
  savings[row] = NONE
  tariff[row] = zeroTariff[reason[row] as number] === 1 ? 0 : NONE
  notSummed(results, row)
}

function notSummed(results: ContributionColumns, row: number): void {
  results.income[row] = NONE
  results.housing[row] = NONE
  results.disability[row] = NONE
  results.guarantee[row] = NONE
  results.leftOver[row] = NONE
}
