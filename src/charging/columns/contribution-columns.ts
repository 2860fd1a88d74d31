import { column } from '../../core/column.ts'
import type { ChargingRefusal } from '../charging-refusal.ts'
import type { PeopleColumns } from './people-columns.ts'

/** The refusals of a row: one bit each in the column `refusals`, since several may hold at once. 0 means that it was worked out. */
export const refusalBits = {
  born_after_the_day: 1,
  not_an_adult: 2,
  pension_age_does_not_fit: 4,
  two_ways_at_once: 8,
  partner_without_couple: 16,
  partner_without_consent: 32,
  amount_not_enacted: 64,
} as const satisfies Partial<Record<ChargingRefusal['code'], number>>

/** How a contribution came about, by its number in the column `reason`. 0 stands for a row that was refused. */
export const contributionReasons = [
  'refused',
  /** Support that must be free, or that the council leaves free. */
  'free',
  /** Support for a carer's own needs, which the council does not charge. */
  'carer_not_charged',
  /** Would not take part: treated as over the limit (reg 10(1)), pays the full cost. */
  'would_not_take_part',
  /** Agreed lightly to be over the limit (reg 10(3)), pays the full cost. */
  'agreed_above_limit',
  /** Agreed lightly on a weekly sum (reg 10(2)). */
  'agreed_sum',
  /** Savings are over the upper limit (reg 12), pays the full cost. */
  'over_the_limit',
  /** Assessed; what comes in is not more than what is kept. */
  'nothing_left_over',
  /** Assessed; something is left over. */
  'left_over',
] as const
export type ContributionReason = (typeof contributionReasons)[number]

/** The number of each reason. */
export const reasonCode = Object.fromEntries(contributionReasons.map((reason, at) => [reason, at])) as Record<
  ContributionReason,
  number
>

/**
 * The rules that changed a row's sum: one bit each in the column `rules`. Each has its line in the readable working, with its
 * sentence and citation.
 */
export const ruleBits = {
  /** Savings above the lower limit count as income (reg 25). */
  tariff_income: 1 << 0,
  /** Half of joint savings that count is theirs (reg 24). */
  joint_savings: 1 << 1,
  /** An income is left out (Schedule 1, regs 13 and 14). */
  income_left_out: 1 << 2,
  /** Savings, or the home, are left out (Schedule 2). */
  savings_left_out: 1 << 3,
  /** Tax is taken off (Schedule 1 para 1). */
  tax: 1 << 4,
  /** Savings Credit is left out (Schedule 1 para 40). */
  savings_credit: 1 << 5,
  /** The night part of a benefit is left out (local policy). */
  night_element: 1 << 6,
  /** Costs of the home are kept (Schedule 1 paras 2 and 3). */
  housing: 1 << 7,
  /** A cost of the home is not taken off under the council's policy. */
  housing_not_taken_off: 1 << 8,
  /** Disability costs are kept (Schedule 1 para 4). */
  disability_costs: 1 << 9,
  /** Disability costs are not taken off: no disability benefit is counted. */
  disability_costs_not_taken_off: 1 << 10,
  /** The council's standard sum for disability costs fills up. */
  standard_disability_sum: 1 << 11,
  /** The guarantee holds an amount for children (reg 7(1)(b)). */
  children: 1 << 12,
  /** Premiums in the guarantee (reg 7(5) to (7)). */
  disability_premium: 1 << 13,
  enhanced_disability_premium: 1 << 14,
  carer_premium: 1 << 15,
  /** The council's own guarantee is higher. */
  local_guarantee: 1 << 16,
  /** The council asks for a percentage of what is left over. */
  percentage: 1 << 17,
  /** The support costs no more than what could be asked (s.14(4)), or its full cost is paid. */
  cost_of_support: 1 << 18,
  /** The council's maximum. */
  most_weekly: 1 << 19,
  /** Too small to collect. */
  too_small_to_collect: 1 << 20,
  /** The full cost is paid, and the support has no price yet. */
  no_price_yet: 1 << 21,
  /** Half of a joint income that counts is theirs (guidance Annex C para 5). */
  joint_income: 1 << 22,
  /** Half of a joint cost of the home that is taken off is theirs. */
  joint_housing: 1 << 23,
  /** The support is for a carer's own needs, and the council charges for it. */
  carers_own_support: 1 << 24,
  /** A couple is left with the council's threshold (local policy). */
  couples_threshold: 1 << 25,
  /** Journeys are part of what the support costs (local policy). */
  journeys: 1 << 26,
  /** A fee for arranging the support, and that there is none because savings are not over the limit (reg 5). */
  arrangement_fee: 1 << 27,
  no_arrangement_fee: 1 << 28,
  /** A figure was used that nobody has checked; only in a demo borough. */
  derived_amount: 1 << 29,
} as const
export type RuleName = keyof typeof ruleBits

/** What `weeklyContribution` works out, for many people. Money is whole pence; `NONE` (-1) stands where the readable rule gives nothing. */
export interface ContributionColumns {
  /** The number of a reason in `contributionReasons`. */
  readonly reason: Uint8Array
  /** Bits of `refusalBits`. */
  readonly refusals: Uint8Array
  /** The figures that are missing, when that is the refusal: one bit for each place in `nationalAmounts`. */
  readonly missing: Uint32Array
  /** Bits of `ruleBits`. */
  readonly rules: Uint32Array
  /** The most a week; `NONE` when the full cost is paid and has no price. */
  readonly weekly: Float64Array
  /** Savings that count, and savings as weekly income. */
  readonly savings: Float64Array
  readonly tariff: Float64Array
  /** Income that counts; less than 0 when tax is above it. */
  readonly income: Float64Array
  /** What is kept: costs of the home, disability costs, the minimum income guarantee. */
  readonly housing: Float64Array
  readonly disability: Float64Array
  readonly guarantee: Float64Array
  readonly leftOver: Float64Array
  /** Ordinary living costs, outside the means test. */
  readonly apart: Float64Array
  /** The fee for arranging the support; how often stands in the policy. */
  readonly arrangementFee: Float64Array
}

/** Columns for the contributions of those people. */
export function contributionColumns({ rows }: PeopleColumns): ContributionColumns {
  const money = () => column(Float64Array, rows)
  return {
    reason: column(Uint8Array, rows),
    refusals: column(Uint8Array, rows),
    missing: column(Uint32Array, rows),
    rules: column(Uint32Array, rows),
    weekly: money(),
    savings: money(),
    tariff: money(),
    income: money(),
    housing: money(),
    disability: money(),
    guarantee: money(),
    leftOver: money(),
    apart: money(),
    arrangementFee: money(),
  }
}
