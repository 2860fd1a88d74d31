import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { type PublishedRate, sessionPrice } from './session-price.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const rate = (unit: PublishedRate['unit'], price: number): PublishedRate => ({
  rateId: unit,
  unit,
  price: pence(price),
})

test('the price of a session comes first, then half day or day, then the hour', () => {
  const all = [rate('hour', 16_00), rate('day', 70_00), rate('half_day', 38_00), rate('session', 48_00)]
  expect(sessionPrice(all, 180)).toEqual({ rateId: 'session', perSession: 48_00 })
  expect(sessionPrice(all.slice(0, 3), 300)?.perSession).toBe(38_00)
  expect(sessionPrice(all.slice(0, 3), 301)?.perSession).toBe(70_00)
  expect(sessionPrice(all.slice(0, 1), 180)?.perSession).toBe(48_00)
})
test('where only the other of the two is published, it prices the session: a day for a short one, two half days for a long one', () => {
  const [aDay, half] = [rate('day', 70_00), rate('half_day', 38_00)]
  expect(sessionPrice([aDay, rate('hour', 16_00)], 180)).toEqual({ rateId: 'day', perSession: 70_00 })
  expect(sessionPrice([half, rate('hour', 16_00)], 301)).toEqual({ rateId: 'half_day', perSession: 76_00 })
  expect(sessionPrice([rate('hour', 16_00), aDay, half], 300)).toEqual({ rateId: 'half_day', perSession: 38_00 })
})
test('three hours at £16 are £48; a price by the week prices no session', () => {
  expect(sessionPrice([rate('hour', 16_00)], 180)?.perSession).toBe(48_00)
  expect(sessionPrice([rate('week', 200_00)], 180)).toBeUndefined()
  expect(sessionPrice([], 180)).toBeUndefined()
})
test('law: at an hourly price a longer session never costs less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90_00 }),
      fc.integer({ min: 1, max: 600 }),
      fc.nat(300),
      (hour, minutes, more) => {
        const rates = [rate('hour', hour)]
        expect(sessionPrice(rates, minutes + more)?.perSession).toBeGreaterThanOrEqual(
          sessionPrice(rates, minutes)?.perSession ?? 0,
        )
      },
    ),
    { numRuns: RUNS },
  )
})
