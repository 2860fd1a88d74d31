import { type Pence, pence } from '../core/money.ts'
import { grouped } from './grouped.ts'

/** A price in force, as far as its spread is told. */
export interface PriceInForce {
  readonly lot: string
  readonly unit: string
  readonly supportBand: string
  readonly price: Pence
}

/** How prices for one thing lie: every figure but the middle is a price that somebody really asks. */
export interface PriceSpread {
  readonly lot: string
  readonly unit: string
  readonly supportBand: string
  readonly count: number
  readonly lowest: Pence
  readonly lowerQuarter: Pence | null
  readonly middle: Pence
  readonly upperQuarter: Pence | null
  readonly highest: Pence
}

/** With fewer prices than this, quarters say nothing. */
export const LEAST_FOR_QUARTERS = 4

/**
 * The spread of some prices, at least one. The middle of an even number is the mean of the two in the middle, its half-penny up. A quarter
 * is the price at the nearest rank: the first at or below which a quarter (or three quarters) of the prices lie.
 */
export function spreadOf(prices: readonly Pence[]): Omit<PriceSpread, 'lot' | 'unit' | 'supportBand'> {
  const sorted = [...prices].sort((one, other) => one - other)
  const at = (rank: number) => sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] ?? pence(0)
  const half = sorted.length / 2
  const middle = sorted.length % 2 === 1 ? at(Math.ceil(half)) : pence(Math.ceil((at(half) + at(half + 1)) / 2))
  const enough = sorted.length >= LEAST_FOR_QUARTERS
  return {
    count: sorted.length,
    lowest: at(1),
    lowerQuarter: enough ? at(Math.ceil(sorted.length / 4)) : null,
    middle,
    upperQuarter: enough ? at(Math.ceil((sorted.length * 3) / 4)) : null,
    highest: at(sorted.length),
  }
}

/** The spread of prices by lot, unit and workers to people, in that order. */
export function priceSpreads(prices: readonly PriceInForce[]): PriceSpread[] {
  const alike = grouped(prices, ({ lot, unit, supportBand }) => JSON.stringify([lot, unit, supportBand]))
  const spreads = [...alike.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const { lot, unit, supportBand } = first
    return [{ lot, unit, supportBand, ...spreadOf(all.map(({ price }) => price)) }]
  })
  return spreads.sort(
    (one, other) =>
      one.lot.localeCompare(other.lot) ||
      one.unit.localeCompare(other.unit) ||
      one.supportBand.localeCompare(other.supportBand),
  )
}
