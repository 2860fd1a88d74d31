import { type Pence, pence } from '../core/money.ts'

/** A price in force, as far as it is compared. */
export interface ComparedPrice {
  readonly rateId: string
  readonly providerId: string
  readonly lot: string
  readonly supportBand: string
  readonly unit: string
  readonly price: Pence
}

export interface Comparison {
  /** How many other providers' prices it was compared with. */
  readonly compared: number
  readonly median: Pence
  readonly above: boolean
}

/**
 * Compares a price with those of other providers for the same lot, support and unit on the same day. With fewer of them
 * than the council's least number nothing is said: a middle of one or two is chance. The middle of an even number is the
 * mean of the two in the middle, its half-penny up.
 */
export function comparePrice(
  one: ComparedPrice,
  inForce: readonly ComparedPrice[],
  least: number,
): Comparison | undefined {
  const like = inForce
    .filter(
      (other) =>
        other.providerId !== one.providerId &&
        other.lot === one.lot &&
        other.supportBand === one.supportBand &&
        other.unit === one.unit,
    )
    .map(({ price }) => price)
    .sort((a, b) => a - b)
  if (like.length < Math.max(1, least)) return undefined
  const half = like.length >> 1
  const upper = like[half] ?? pence(0)
  const lower = like.length % 2 === 1 ? upper : (like[half - 1] ?? upper)
  const median = pence(Math.ceil((lower + upper) / 2))
  return { compared: like.length, median, above: one.price > median }
}
