import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Pence, pence } from '../core/money.ts'
import { priceSpreads, spreadOf } from './price-spread.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const of = (...prices: number[]) => spreadOf(prices.map(pence))

test('five prices: lowest, quarters at the nearest rank, middle, highest', () => {
  expect(of(5000, 4000, 4200, 6000, 4500)).toEqual({
    count: 5,
    lowest: 4000,
    lowerQuarter: 4200,
    middle: 4500,
    upperQuarter: 5000,
    highest: 6000,
  })
})

test('the middle of two is their mean, its half-penny up, and too few have no quarters', () => {
  expect(of(4001, 4000)).toMatchObject({ middle: 4001, lowerQuarter: null, upperQuarter: null })
})

test('prices are told apart by lot, unit and workers to people', () => {
  const price = (lot: string, unit: string, amount: number) => ({ lot, unit, supportBand: '1:4', price: pence(amount) })
  const spreads = priceSpreads([
    price('B', 'day', 1),
    price('A', 'day', 2),
    price('A', 'hour', 3),
    price('A', 'day', 4),
  ])
  expect(spreads.map(({ lot, unit, count }) => [lot, unit, count])).toEqual([
    ['A', 'day', 2],
    ['A', 'hour', 1],
    ['B', 'day', 1],
  ])
})

test('law: the five figures are in order, and all but the middle are prices that somebody asks', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 4, maxLength: 40 }), (prices) => {
      const { lowest, lowerQuarter, middle, upperQuarter, highest } = of(...prices)
      const inOrder = [lowest, lowerQuarter, middle, upperQuarter, highest].map(Number)
      expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other))
      for (const figure of [lowest, lowerQuarter, upperQuarter, highest] as Pence[])
        expect(prices).toContain(Number(figure))
    }),
    { numRuns: RUNS },
  )
})
