import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundUp } from './round-up.ts'

test.each([
  [1, 1],
  [1.01, 2],
  [32, 50],
  [0.2, 0.2],
  [0.21, 0.5],
  [501, 1000],
  [13_080, 20_000],
])('after %d comes %d', (number, round) => expect(roundUp(number)).toBe(round))

test('other steps may be asked for', () => expect(roundUp(21, [1, 2, 2.5, 5, 10])).toBe(25))

test('never smaller, never more than two and a half times as much, and round already', () =>
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (number) => {
      const round = roundUp(number)
      expect(round).toBeGreaterThanOrEqual(number * (1 - 1e-9))
      expect(round).toBeLessThanOrEqual(number * 2.5 * (1 + 1e-9))
      expect(roundUp(round)).toBe(round)
    }),
  ))
