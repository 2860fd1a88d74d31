import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { runningDays } from './running-days.ts'

const from = day('2026-12-07')
const until = (...ends: (string | undefined)[]) =>
  runningDays(
    ends.map((end) => ({ pattern: { until: end === undefined ? undefined : day(end) } })),
    from,
  )

test('a plan runs to the last day of its longest session, at most a year, at least a week', () => {
  expect(until('2027-02-28', '2027-02-28')).toBe(84)
  expect(until('2027-01-03', '2027-02-28')).toBe(84)
  expect(until('2027-02-28', undefined)).toBe(365)
  expect(until('2027-12-06')).toBe(365)
  expect(until('2027-12-05')).toBe(364)
  expect(until('2026-12-08')).toBe(7)
  expect(until()).toBe(365)
})
