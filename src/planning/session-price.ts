import { type Pence, pence, scale } from '../core/money.ts'

/** A published rate of a provider for a support band, in its unit. */
export interface PublishedRate {
  readonly rateId: string
  readonly unit: 'session' | 'half_day' | 'day' | 'hour' | 'week'
  readonly price: Pence
}

/** The longest session that counts as half a day: 4 hours. Assumption: the papers print half-day and day prices without hours. */
const HALF_DAY_MINUTES = 240

/**
 * What one session costs by the published schedule: the price of a session when there is one, else of a half day (up to
 * 4 hours) or a day, else the hourly price for its minutes (half a penny goes up). Undefined when no rate covers it.
 */
export function sessionPrice(
  rates: readonly PublishedRate[],
  minutes: number,
): { rateId: string; perSession: Pence } | undefined {
  const whole =
    rates.find(({ unit }) => unit === 'session') ??
    rates.find(({ unit }) => unit === (minutes <= HALF_DAY_MINUTES ? 'half_day' : 'day'))
  if (whole !== undefined) return { rateId: whole.rateId, perSession: whole.price }
  const hourly = rates.find(({ unit }) => unit === 'hour')
  if (hourly === undefined) return undefined
  return { rateId: hourly.rateId, perSession: scale(pence(hourly.price), minutes, 60, 'half-up') }
}
