import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pence, scale } from '../../core/money.ts'
import { type RateOnDay, type WeekLine, weekPricedAgain } from './priced-again.ts'

const line = (rateId: string | null, change: Partial<WeekLine> = {}): WeekLine => ({
  rateId,
  minutes: 180,
  dates: 52,
  perSessionPence: pence(48_00),
  ...change,
})
const rates = (given: Record<string, [RateOnDay['unit'], number]>) =>
  new Map(Object.entries(given).map(([id, [unit, price]]) => [id, { unit, pricePence: pence(price) }]))

describe('an agreed week at the prices of another day', () => {
  test('52 sessions that rise from £48 to £50.40: £2,620.80 a year, £50.26 a week', () => {
    expect(weekPricedAgain([line('a')], rates({ a: ['session', 50_40] }))).toBe(50_26)
  })
  test('by the hour, by half days twice over five hours, and what has no published rate as it was agreed', () => {
    const week = [line('hour'), line('half', { minutes: 360, dates: 40 }), line(null, { perSessionPence: pence(9_50) })]
    const yearly = 52 * 3 * 20_00 + 40 * 2 * 35_00 + 52 * 9_50
    expect(weekPricedAgain(week, rates({ hour: ['hour', 20_00], half: ['half_day', 35_00] }))).toBe(
      scale(pence(yearly), 7, 365, 'half-up'),
    )
  })
  test('twelve sessions of £48 in a plan of twelve weeks are £48 a week, and £50 when the rate is', () => {
    const week = [line('a', { dates: 12, ofDays: 84 })]
    expect(weekPricedAgain(week, rates({ a: ['session', 48_00] }))).toBe(48_00)
    expect(weekPricedAgain(week, rates({ a: ['session', 50_00] }))).toBe(50_00)
  })
  test('one rate that nobody knows for that day leaves the whole week unknown; so does a week without any rate', () => {
    expect(weekPricedAgain([line('a'), line('b')], rates({ a: ['session', 50_00] }))).toBeUndefined()
    expect(weekPricedAgain([line('a')], rates({ a: ['week', 50_00] }))).toBeUndefined()
    expect(weekPricedAgain([line(null)], rates({}))).toBeUndefined()
    expect(weekPricedAgain([], rates({}))).toBeUndefined()
  })
  test('law: at the same rates it costs what was agreed; at rates times c, c times that but for a penny of rounding', () => {
    const anyLine = fc.record({
      rateId: fc.constantFrom('a', 'b', 'c'),
      dates: fc.integer({ min: 1, max: 53 }),
      minutes: fc.constantFrom(60, 180, 360),
    })
    const prices = fc.record({ a: fc.nat(90_00), b: fc.nat(90_00), c: fc.nat(90_00) })
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 6 }),
        prices,
        fc.integer({ min: 2, max: 9 }),
        (lines, at, c) => {
          const priced = (times: number) =>
            rates({ a: ['session', at.a * times], b: ['day', at.b * times], c: ['hour', at.c * times] })
          const each = ({ rateId, minutes }: (typeof lines)[number]) =>
            rateId === 'c' ? (at.c * minutes) / 60 : at[rateId as 'a' | 'b']
          const week = lines.map((one): WeekLine => ({ ...one, perSessionPence: pence(each(one)) }))
          const agreed = scale(
            pence(week.reduce((sum, one) => sum + one.dates * one.perSessionPence, 0)),
            7,
            365,
            'half-up',
          )
          expect(weekPricedAgain(week, priced(1))).toBe(agreed)
          expect(Math.abs((weekPricedAgain(week, priced(c)) ?? 0) - c * agreed)).toBeLessThanOrEqual(c)
        },
      ),
    )
  })
})
