import { assert } from '../core/assert.ts'
import type { CalendarDate } from '../core/calendar-date.ts'
import { includes, type Period } from '../core/period.ts'

/** What happened on a date, in the only four ways that matter for money. */
export const happenings = ['attended', 'absent', 'cancelled_by_provider', 'closed'] as const
export type Happened = (typeof happenings)[number]

/**
 * What follows in money from a reason in one framework lot between two dates. Council data, never code: a new contract
 * changes the rule and leaves the reason as it is. `paidPerMille` is the share of the agreed price, in thousandths.
 */
export interface PayRule extends Period {
  readonly id: string
  /** No lot: the rule for lines that are bought outside the framework. */
  readonly lotId: string | undefined
  readonly reason: string
  /** The rule holds when the council was told fewer than this many hours before the start; 0 means however early. */
  readonly noticeHoursUnder: number
  readonly paidPerMille: number
  /** How many absences of one line are paid in a quarter of the year; none named means every one. */
  readonly paidAbsencesMost: number | undefined
  readonly charged: boolean
  readonly noteNeeded: boolean
}

export interface RuleSought {
  readonly lotId: string | undefined
  readonly reason: string
  readonly on: CalendarDate
  /** Whole hours between the notice and the start; none when nobody told the council before. */
  readonly noticeHours: number | undefined
}

/**
 * The pay rule for a reason on a day: of the rules in force for the lot, the one whose notice limit the notice falls
 * under most tightly. Someone who told nobody gave no notice at all. Coming for part of the time counts as coming unless
 * a rule of its own says otherwise. None: the council has set no rule.
 */
export function ruleFor(rules: readonly PayRule[], sought: RuleSought): PayRule | undefined {
  const found = ownRuleFor(rules, sought)
  return found ?? (sought.reason === 'attended_part' ? ownRuleFor(rules, { ...sought, reason: 'attended' }) : undefined)
}

function ownRuleFor(rules: readonly PayRule[], sought: RuleSought): PayRule | undefined {
  const notice = sought.noticeHours ?? 0
  assert(Number.isFinite(notice), 'notice is a number of hours')
  return rules
    .filter((rule) => rule.lotId === sought.lotId && rule.reason === sought.reason && includes(rule, sought.on))
    .filter((rule) => rule.noticeHoursUnder === 0 || notice < rule.noticeHoursUnder)
    .sort((one, other) => tightness(one) - tightness(other))[0]
}

/** A rule without a notice limit comes last: it is the one for everything else. */
const tightness = (rule: PayRule) => (rule.noticeHoursUnder === 0 ? Number.POSITIVE_INFINITY : rule.noticeHoursUnder)
