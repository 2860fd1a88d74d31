import { type Pence, scale } from '../core/money.ts'
import { consumerPrices, type IndexFigure, nationalLivingWage } from './price-indices.ts'

export const upliftRule = 'wages-and-prices-1'

/** From which April's prices to which April's, and how much of a price is wages. */
export interface UpliftAsked {
  readonly baseYear: number
  readonly toYear: number
  readonly wagePercent: number
}

export interface UpliftWorking extends UpliftAsked {
  readonly wages: { readonly from: IndexFigure; readonly to: IndexFigure }
  readonly prices: { readonly from: IndexFigure; readonly to: IndexFigure }
  readonly basisPoints: number
}

export type UpliftRefusal =
  | { readonly refused: 'uplift_years_in_order' }
  | { readonly refused: 'index_not_verified'; readonly index: 'wages' | 'prices'; readonly year: number }

const figure = (index: readonly IndexFigure[], year: number) => index.find((one) => one.year === year)

/**
 * What prices would rise by: the National Living Wage between two Aprils for the part that is wages, and the consumer
 * prices index of the calendar years before them for the rest; in hundredths of a per cent, the half up. A year whose figure
 * nobody has verified stops it and is named: nothing is guessed or carried on.
 */
export function upliftBetween({ baseYear, toYear, wagePercent }: UpliftAsked): UpliftWorking | UpliftRefusal {
  if (baseYear >= toYear) return { refused: 'uplift_years_in_order' }
  const wages = { from: figure(nationalLivingWage, baseYear), to: figure(nationalLivingWage, toYear) }
  const prices = { from: figure(consumerPrices, baseYear - 1), to: figure(consumerPrices, toYear - 1) }
  const absent = (index: 'wages' | 'prices', year: number) => ({ refused: 'index_not_verified', index, year }) as const
  if (wages.from === undefined) return absent('wages', baseYear)
  if (wages.to === undefined) return absent('wages', toYear)
  if (prices.from === undefined) return absent('prices', baseYear - 1)
  if (prices.to === undefined) return absent('prices', toYear - 1)
  const [wageFrom, wageTo, priceFrom, priceTo] = [wages.from.value, wages.to.value, prices.from.value, prices.to.value]
  const above = wagePercent * (wageTo - wageFrom) * priceFrom + (100 - wagePercent) * (priceTo - priceFrom) * wageFrom
  const whole = 100 * wageFrom * priceFrom
  return {
    baseYear,
    toYear,
    wagePercent,
    wages: { from: wages.from, to: wages.to },
    prices: { from: prices.from, to: prices.to },
    basisPoints: Math.floor((2 * above * 10_000 + whole) / (2 * whole)),
  }
}

/** A price after an uplift of so many hundredths of a per cent, to the nearest penny, the half up. */
export function uplifted(price: Pence, basisPoints: number): Pence {
  return scale(price, 10_000 + basisPoints, 10_000, 'half-up')
}

/** "3.87 per cent". */
export const percentWords = (basisPoints: number) => `${(basisPoints / 100).toFixed(2)} per cent`
