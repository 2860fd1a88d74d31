import { type PriceUnit, priceOfSession } from '../allocation/index.ts'
import type { Pence } from '../core/money.ts'

/** A published rate of a provider for a support band, in its unit. */
export interface PublishedRate {
  readonly rateId: string
  readonly unit: PriceUnit
  readonly price: Pence
}

const HALF_DAY_MINUTES = 300

/**
 * What one session costs by the published schedule: the price of a session when there is one, else of a half day (up to
 * five hours, as the indicative budget counts it) or a day, else the hourly price. Undefined when no rate covers it.
 */
export function sessionPrice(
  rates: readonly PublishedRate[],
  minutes: number,
): { rateId: string; perSession: Pence } | undefined {
  const short = minutes <= HALF_DAY_MINUTES
  const inOrder: PriceUnit[] = ['session', short ? 'half_day' : 'day', short ? 'day' : 'half_day', 'hour']
  for (const unit of inOrder) {
    const rate = rates.find((one) => one.unit === unit)
    const perSession = rate === undefined ? undefined : priceOfSession({ unit, pricePence: rate.price }, minutes)
    if (rate !== undefined && perSession !== undefined) return { rateId: rate.rateId, perSession }
  }
  return undefined
}
