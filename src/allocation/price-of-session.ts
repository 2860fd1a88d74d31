import { type Pence, pence, scale } from '../core/money.ts'

/** The units a published price may be for. */
export type PriceUnit = 'session' | 'half_day' | 'day' | 'hour' | 'week'

/** A half day is up to five hours; longer sessions take two. */
const HALF_DAY_MINUTES = 300

/**
 * What one session costs at a published price: per session or day as printed, per half day once or twice (over five
 * hours), per hour by the minute to the nearest penny. A weekly price says nothing of one session: undefined.
 */
export function priceOfSession(price: { unit: PriceUnit; pricePence: Pence }, minutes: number): Pence | undefined {
  switch (price.unit) {
    case 'session':
    case 'day':
      return price.pricePence
    case 'half_day':
      return pence(price.pricePence * (minutes > HALF_DAY_MINUTES ? 2 : 1))
    case 'hour':
      return scale(price.pricePence, minutes, 60, 'half-up')
    case 'week':
      return undefined
  }
}
