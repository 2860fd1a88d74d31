import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence, scale } from '../../core/money.ts'
import { type PriceUnit, priceOfSession } from '../price-of-session.ts'

/** One line of an agreed week: the published rate it was priced by, if any, and on how many dates it costs how much. */
export interface WeekLine {
  readonly rateId: string | null
  readonly minutes: number
  readonly dates: number
  /** Of how many days: those the whole plan runs for, when it ends within its year. Absent: a year of 365. */
  readonly ofDays?: number | undefined
  readonly perSessionPence: Pence
}

/** A published rate as it stands on the day whose prices count. */
export interface RateOnDay {
  readonly unit: PriceUnit
  readonly pricePence: Pence
}

/** How many usable plans were priced again, and how many stand at the price they were agreed at. */
export interface PricedAgain {
  readonly on: CalendarDate
  readonly plans: number
  readonly stand: number
}

/**
 * What a week costs at the rates of a day: each line with a published rate at its rate of that day, every other line as it was agreed;
 * the sum × 7 ÷ the days it is of, half a penny up, as when it was agreed. Undefined where no line has a published rate, or one
 * of them has none on that day: then nobody knows what the week would cost.
 */
export function weekPricedAgain(week: readonly WeekLine[], rates: ReadonlyMap<string, RateOnDay>): Pence | undefined {
  let total = 0
  for (const { rateId, minutes, dates, perSessionPence } of week) {
    const rate = rateId === null ? undefined : rates.get(rateId)
    const each = rateId === null ? perSessionPence : rate && priceOfSession(rate, minutes)
    if (each === undefined) return undefined
    total += each * dates
  }
  const days = week[0]?.ofDays ?? 365
  return week.some(({ rateId }) => rateId !== null) ? scale(pence(total), 7, days, 'half-up') : undefined
}
