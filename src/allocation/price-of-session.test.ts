import { expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { type PriceUnit, priceOfSession } from './price-of-session.ts'

test.each<[PriceUnit, number, number, number | undefined]>([
  ['session', 4800, 180, 4800],
  ['day', 6120, 360, 6120],
  ['half_day', 3800, 180, 3800],
  ['half_day', 3800, 300, 3800],
  ['half_day', 3800, 301, 7600],
  ['hour', 2000, 150, 5000],
  ['hour', 1999, 100, 3332],
  ['week', 20000, 180, undefined],
])('a price for a %s of %d pence makes a session of %d minutes cost %s', (unit, price, minutes, cost) => {
  expect(priceOfSession({ unit, pricePence: pence(price) }, minutes)).toBe(cost)
})
