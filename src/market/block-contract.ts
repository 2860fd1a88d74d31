import { type CalendarDate, longDate } from '../core/calendar-date.ts'
import { formatMoney, type Pence, sum } from '../core/money.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import { includes } from '../core/period.ts'

/** What is paid under a block contract on a day. */
export interface Instalment {
  readonly dueOn: CalendarDate
  readonly amount: Pence
}

/** A block contract as it is written down: one that stands from before the framework. */
export interface BlockTerms {
  readonly providerId: string
  /** None where the provider sells in one lot only. */
  readonly lotId?: string | undefined
  readonly reference: string
  /** None where the contract names no number: it pays for whoever comes. */
  readonly places?: number | undefined
  readonly total: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly instalments: readonly Instalment[]
  readonly reason: string
  readonly citation?: string | undefined
}

/** More than this is a slip of the keyboard: £100 million in pence. */
export const mostOfBlock = 10_000_000_000
export const mostInstalments = 240

export interface BlockFault {
  readonly code: 'block_in_order' | 'block_instalments' | 'block_instalment_pkey' | 'DW115' | 'DW023'
  readonly field: 'until' | 'instalments'
  readonly sentence: string
}

type OwnTerms = Pick<BlockTerms, 'from' | 'until' | 'total' | 'instalments'>

/** The first thing in which the terms of a contract do not agree with each other; none where they do. */
export function blockFault({ from, until, total, instalments }: OwnTerms): BlockFault | undefined {
  const at = (code: BlockFault['code'], sentence: string): BlockFault => ({ code, field: 'instalments', sentence })
  if (until < from)
    return { code: 'block_in_order', field: 'until', sentence: 'The last day must be the first day or later' }
  if (instalments.length === 0 || instalments.length > mostInstalments)
    return at('block_instalments', `Enter at least 1 instalment, and at most ${mostInstalments}`)
  const days = instalments.map(({ dueOn }) => dueOn)
  const twice = days.find((one, index) => days.indexOf(one) !== index)
  if (twice !== undefined)
    return at('block_instalment_pkey', `Two instalments are on ${longDate(twice)}. Enter them as one`)
  const early = days.find((one) => one < from)
  if (early !== undefined)
    return at('DW115', `${longDate(early)} is before the contract. For one paid ahead, enter the first day`)
  const late = days.find((one) => one > until)
  if (late !== undefined)
    return at('DW115', `${longDate(late)} is after the contract. For one paid afterwards, enter the last day`)
  const all = sum(instalments.map(({ amount }) => amount))
  if (all !== total)
    return at(
      'DW023',
      `The instalments add up to ${formatMoney(all)}, and the contract is ${formatMoney(total)} in all. Check both`,
    )
  return undefined
}

/** A framework with the day it began. */
export interface FrameworkDays {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/**
 * The framework that a contract stands from before: the first to begin after the contract's first day. Refused on a day on
 * which any framework stood (no new volume is bought), for a contract that has not begun, and where no framework follows.
 */
export function frameworkAfter(
  first: CalendarDate,
  frameworks: readonly FrameworkDays[],
  today: CalendarDate,
): Outcome<FrameworkDays, 'no_new_block_contract' | 'block_not_begun' | 'block_without_framework'> {
  if (frameworks.some(({ from, until }) => includes({ from, until: until ?? undefined }, first)))
    return refuse('no_new_block_contract')
  if (first > today) return refuse('block_not_begun')
  const [next] = frameworks.filter(({ from }) => from > first).sort((one, other) => (one.from < other.from ? -1 : 1))
  return next === undefined ? refuse('block_without_framework') : accept(next)
}

/** What an earlier end leaves unpaid: the instalments due after the last day. */
export const fallingAway = <T extends Instalment>(instalments: readonly T[], lastDay: CalendarDate): readonly T[] =>
  instalments.filter(({ dueOn }) => dueOn > lastDay)
