import { formatMoney } from '../../core/money.ts'
import { type ComparedPrice, comparePrice } from '../price-comparison.ts'

/** A price that is to be decided: it has no number yet. */
export type PriceToDecide = Omit<ComparedPrice, 'rateId'>

/** What is said of a price before it is decided, where it is above the middle of its like on its first day; nothing where it is not, or where too few are like it. */
export function aboveBeforehand(
  { providerId, lot, supportBand, unit, price }: PriceToDecide,
  inForceThen: readonly ComparedPrice[],
  least: number,
): string | null {
  const compared = comparePrice({ rateId: '', providerId, lot, supportBand, unit, price }, inForceThen, least)
  if (compared === undefined || !compared.above) return null
  return `This is above ${formatMoney(compared.median)}, the middle of ${compared.compared} other prices like it on that day.`
}
