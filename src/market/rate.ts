import type { CalendarDate } from '../core/calendar-date.ts'
import { addDays } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { Period } from '../core/period.ts'
import { includes } from '../core/period.ts'

/** How a price is counted. There is no unit of volume, so no block of places can be bought by a rate. */
export const rateUnits = ['session', 'half_day', 'day', 'hour', 'week'] as const
export type RateUnit = (typeof rateUnits)[number]

/** A price of one provider for one lot, support band and unit, between two days. */
export interface Rate extends Period {
  readonly id: string
  readonly price: Pence
  /** It was ended already, on its last day: an end stands, so another price can follow it and not come before. */
  readonly ended?: boolean
  /** It goes on from this day because another price was taken back. */
  readonly goesOn?: boolean
}

export type RateRefusal =
  | 'rate_in_the_past'
  | 'rate_already_follows'
  | 'rate_is_the_same'
  | 'rate_ends_before_it_begins'
  | 'rate_end_is_decided'

/** What a decision changes: the rate that ends the day before, if one is in force, and the new one from its first day. */
export interface RateChange {
  readonly ends: { readonly rateId: string; readonly lastDay: CalendarDate } | undefined
}

/**
 * Decides what a new rate does to the ones that stand: the one in force ends the day before the new one begins. Refused
 * when it would begin in the past (what was sold was sold at the old price), when a later rate already stands, when it
 * changes nothing, when it ends before it begins, or when the end of the one in force was decided already.
 */
export function rateChange(
  standing: readonly Rate[],
  wanted: { from: CalendarDate; until: CalendarDate | undefined; price: Pence },
  today: CalendarDate,
): Outcome<RateChange, RateRefusal> {
  if (wanted.from < today) return refuse('rate_in_the_past')
  if (wanted.until !== undefined && wanted.until < wanted.from) return refuse('rate_ends_before_it_begins')
  const inForce = rateOn(standing, wanted.from)
  if (standing.some((rate) => rate.from >= wanted.from)) return refuse('rate_already_follows')
  if (inForce !== undefined && inForce.price === wanted.price && inForce.until === wanted.until)
    return refuse('rate_is_the_same')
  if (inForce?.ended === true) return refuse('rate_end_is_decided')
  return accept({ ends: inForce && { rateId: inForce.id, lastDay: addDays(wanted.from, -1) } })
}

/** The rate in force on a day: at most one, as the table's exclusion constraint ensures. */
export function rateOn(rates: readonly Rate[], on: CalendarDate): Rate | undefined {
  return rates.find((rate) => includes(rate, on))
}
