import { type CalendarDate, day } from '../core/calendar-date.ts'
import { type Pence, pence } from '../core/money.ts'
import type { SourceName } from './sources.ts'

/**
 * How sure we are of a national figure. `primary`: seen in the law or quoted from it. `secondary`: seen in somebody's account
 * of it. `derived`: worked out by us. `memory`: recalled. The last two never decide, tell or charge anything.
 */
export type Evidence = 'primary' | 'secondary' | 'derived' | 'memory'

/** The names of the figures the rules use. */
export type AmountKey =
  | `guarantee.${'child' | 'single.18-24' | 'single.25-plus' | 'single.pension-age' | 'lone-parent' | 'couple' | 'couple.pension-age'}`
  | `premium.${'disability' | 'enhanced-disability'}.${'single' | 'couple'}`
  | 'premium.carer'
  | `savings-credit.${'single' | 'couple'}`
  | `capital.${'upper' | 'lower'}-limit`
  | `tariff.${'step' | 'amount'}`
  | `benefit.attendance-allowance.${'higher' | 'lower'}`
  | `benefit.pip-daily-living.${'enhanced' | 'standard'}`
  | `benefit.standard-minimum-guarantee.${'single' | 'couple'}`

/** One value of a national figure: the first day it holds, pence, how sure, and where it was seen. */
export interface NationalValue {
  readonly from: CalendarDate
  readonly amount: Pence
  readonly evidence: Evidence
  readonly seenIn: readonly SourceName[]
  readonly note?: string
}

/** A national figure through the years. `calendar` says which day of April changes it: 6 April unless it is a benefit. */
export interface NationalAmount {
  readonly key: AmountKey
  readonly words: string
  readonly unit: 'pence' | 'pence a week'
  readonly citation: string
  readonly calendar?: 'benefits'
  readonly values: readonly NationalValue[]
}

/** For the tables of figures: one dated value. Throws on a bad date or a part of a penny. */
export function nationalValue(
  from: string,
  amount: number,
  evidence: Evidence,
  seenIn: readonly SourceName[],
  note?: string,
): NationalValue {
  return { from: day(from), amount: pence(amount), evidence, seenIn, ...(note === undefined ? {} : { note }) }
}
