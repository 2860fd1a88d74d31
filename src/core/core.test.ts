import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addDays, clockTime, day, daysBetween, minuteOfDay, parseCalendarDate } from './calendar-date.ts'
import { formatMoney, inPence, pence, scale, typedPounds } from './money.ts'
import { parameter } from './parameter.ts'

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((d) => day(d.toISOString().slice(0, 10)))

test('days agree with Temporal', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -40000, max: 40000 }), (d, n) => {
      const theirs = Temporal.PlainDate.from(d).add({ days: n })
      expect(addDays(d, n)).toBe(theirs.toString())
      expect(daysBetween(d, addDays(d, n))).toBe(n)
    }),
  )
})
test('bad dates', () => {
  for (const t of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-04-31', '2024-02-29T00:00'])
    expect(parseCalendarDate(t)).toBeUndefined()
  expect(parseCalendarDate('2024-02-29')).toBe('2024-02-29')
})
test('a time is read as people type it, and as it is shown', () => {
  expect(
    ['10', '10:30', '2.30', '10am', '2:30 p.m.', '12 am', '12pm', 'Noon', '24:00', '1.55pm', ' 9 '].map(minuteOfDay),
  ).toEqual([600, 630, 150, 600, 870, 0, 720, 720, 1440, 835, 540])
  for (const wrong of ['', '25', '10:60', '13pm', '0am', 'ten', '24:01', '9:75', '22pm'])
    expect(minuteOfDay(wrong)).toBeUndefined()
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => minuteOfDay(clockTime(minute)) === minute))
})

test('scale', () => {
  expect(scale(pence(100), 1, 3, 'down')).toBe(33)
  expect(scale(pence(100), 1, 3, 'up')).toBe(34)
  expect(scale(pence(5), 1, 2, 'half-up')).toBe(3)
  expect(scale(pence(-5), 1, 2, 'half-up')).toBe(-2)
  expect(scale(pence(-100), 1, 3, 'down')).toBe(-34)
  fc.assert(
    fc.property(
      fc.integer({ min: -9e11, max: 9e11 }),
      fc.integer({ min: 0, max: 1e4 }),
      fc.integer({ min: 1, max: 1e4 }),
      (a, n, d) => {
        const lo = scale(pence(a), n, d, 'down'),
          hi = scale(pence(a), n, d, 'up'),
          mid = scale(pence(a), n, d, 'half-up')
        expect(hi - lo).toBeLessThanOrEqual(1)
        expect(mid === lo || mid === hi).toBe(true)
      },
    ),
  )
})
test('money', () => {
  expect(formatMoney(pence(123450))).toBe('£1,234.50')
  expect(formatMoney(pence(14_250_00))).toBe('£14,250')
  expect([4400, 310].map((amount) => formatMoney(pence(amount)))).toEqual(['£44', '£3.10'])
  expect([123450, 4400, -310, 0, -0].map(inPence)).toEqual(['£1,234.50', '£44.00', '−£3.10', '£0.00', '£0.00'])
  expect([123450, 4400, -310].map(typedPounds)).toEqual(['1234.50', '44.00', '-3.10'])
  expect(() => pence(1.5)).toThrow()
})
test('parameter', () => {
  const p = parameter('x', [
    { from: day('2024-04-08'), value: 1, source: 's' },
    { from: day('2025-04-07'), value: 2, source: 's' },
  ])
  expect(p(day('2025-04-06'))).toBe(1)
  expect(p(day('2025-04-07'))).toBe(2)
  expect(() => p(day('2020-01-01'))).toThrow()
  expect(() => parameter('y', [{ from: day('2025-01-01'), value: 1, source: '' }])).toThrow()
})
