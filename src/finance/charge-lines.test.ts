import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pence, sum } from '../core/money.ts'
import { chargeLines } from './charge-lines.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const lines = (...costs: number[]) => costs.map((cost, at) => ({ payLineId: `line ${at}`, cost: pence(cost) }))

test('£30.00 over sessions of £48.00 and £24.00 is £20.00 and £10.00', () => {
  expect(chargeLines(pence(3000), lines(4800, 2400)).map(({ charge }) => charge)).toEqual([2000, 1000])
})
test('a penny left over goes to the largest remainder', () => {
  expect(chargeLines(pence(100), lines(100, 100, 100)).map(({ charge }) => charge)).toEqual([34, 33, 33])
})
test('a week without a chargeable session has no charge and no lines', () => {
  expect(chargeLines(pence(0), [])).toEqual([])
  expect(chargeLines(pence(0), lines(0))).toEqual([{ payLineId: 'line 0', cost: 0, charge: 0 }])
})
test('a charge above the cost stops', () => {
  expect(() => chargeLines(pence(2401), lines(2400))).toThrow('above')
})
test('the lines add up to the charge and none is above its cost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 20 }), fc.nat(1_000_000), (costs, seed) => {
      const cost = costs.reduce((all, one) => all + one, 0)
      const charge = pence(cost === 0 ? 0 : seed % (cost + 1))
      const spread = chargeLines(charge, lines(...costs))
      expect(sum(spread.map((line) => line.charge))).toBe(charge)
      for (const line of spread) expect(line.charge).toBeLessThanOrEqual(line.cost)
    }),
    { numRuns: RUNS },
  )
})
