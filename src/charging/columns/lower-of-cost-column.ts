import type { BlockOfPeople } from './block-of-people.ts'
import { reasonCode, ruleBits } from './contribution-columns.ts'
import { NONE } from './people-columns.ts'
import type { RulesOfDay } from './rules-of-day.ts'

const { carer_not_charged, would_not_take_part, agreed_above_limit, agreed_sum, over_the_limit } = reasonCode

/**
 * `lowerOfCost` for a block: never more than the care costs, never more than the council's maximum, nothing when it is smaller than
 * what the council collects. Whoever is over the limit, or agreed to be, or would not take part, pays the full cost.
 */
export function lowerOfCostColumn({ policy }: RulesOfDay, { people, results, from, to }: BlockOfPeople): void {
  const {
    carers_own_support: carersOwnSupportRule,
    cost_of_support: costOfSupportRule,
    journeys: journeysRule,
    most_weekly: mostWeeklyRule,
    no_price_yet: noPriceYetRule,
    too_small_to_collect: tooSmallToCollectRule,
  } = ruleBits
  const { refused: refusedCode } = reasonCode
  const none = NONE
  const { chargeableCost, agreedWeekly, journeysAWeek, forCarer } = people
  const { reason, rules, weekly } = results
  const flat = policy.transportJourney?.value ?? 0
  const most = policy.mostWeekly?.value ?? Number.POSITIVE_INFINITY
  const smallest = policy.smallestCollected?.value ?? 0
  for (let row = from; row < to; row++) {
    const way = reason[row] as number
    if (way <= carer_not_charged) {
      weekly[row] = way === refusedCode ? none : 0
      continue
    }
    const full = way === would_not_take_part || way === agreed_above_limit || way === over_the_limit
    const journeys = flat * (journeysAWeek[row] as number)
    const given = chargeableCost[row] as number
    const cost = given === none ? none : given + journeys
    let asked = full ? none : ((way === agreed_sum ? agreedWeekly[row] : weekly[row]) as number)
    let ended = (journeys > 0 ? journeysRule : 0) | (forCarer[row] === 1 ? carersOwnSupportRule : 0)
    if (cost !== none && (full || cost <= asked)) {
      asked = cost
      ended |= costOfSupportRule
    }
    if (asked > most) {
      asked = most
      ended |= mostWeeklyRule
    }
    if (asked > 0 && asked < smallest) {
      asked = 0
      ended |= tooSmallToCollectRule
    }
    weekly[row] = asked
    rules[row] = (rules[row] as number) | ended | (asked === none ? noPriceYetRule : 0)
  }
}

/** `ordinaryLivingCosts` and `arrangementFee` for a block: both stand outside the weekly sum. */
export function apartColumn({ policy }: RulesOfDay, { people, results, from, to }: BlockOfPeople): void {
  const { arrangement_fee: arrangementFeeRule, no_arrangement_fee: noArrangementFeeRule } = ruleBits
  const { refused: refusedCode } = reasonCode
  const none = NONE
  const { livingCosts, asksCouncilToArrange } = people
  const { reason, rules, apart, arrangementFee } = results
  const fee = policy.arrangementFee?.value.feePence ?? 0
  for (let row = from; row < to; row++) {
    const way = reason[row] as number
    apart[row] = way === refusedCode ? none : (livingCosts[row] as number)
    arrangementFee[row] = none
    if (way === refusedCode || fee === 0 || asksCouncilToArrange[row] === 0) continue
    const over = way === over_the_limit || way === agreed_above_limit
    if (over) arrangementFee[row] = fee
    rules[row] = (rules[row] as number) | (over ? arrangementFeeRule : noArrangementFeeRule)
  }
}
