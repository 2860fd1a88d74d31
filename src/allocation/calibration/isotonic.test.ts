import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isotonic } from './isotonic.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 20 })), {
  minLength: 1,
  maxLength: 12,
})

/** The same answer from its other definition, slow and without pools: the largest over starts of the least mean over ends. */
function slow(values: readonly number[], weights: readonly number[]): number[] {
  const mean = (from: number, to: number) => {
    const part = values.slice(from, to + 1).map((value, at) => [value, weights[from + at] ?? 1] as const)
    return (
      part.reduce((sum, [value, weight]) => sum + value * weight, 0) / part.reduce((sum, [, weight]) => sum + weight, 0)
    )
  }
  return values.map((_, at) =>
    Math.max(
      ...values
        .slice(0, at + 1)
        .map((_one, from) => Math.min(...values.slice(at).map((_other, to) => mean(from, at + to)))),
    ),
  )
}

test('neighbours that fall are put together at their mean', () => {
  expect(isotonic([1, 3, 2, 4], [1, 1, 1, 1])).toEqual([1, 2.5, 2.5, 4])
  expect(isotonic([4, 3, 2], [1, 1, 2])).toEqual([2.75, 2.75, 2.75])
  expect(isotonic([], [])).toEqual([])
})

test('it never falls, and is the answer of the slow definition', () => {
  fc.assert(
    fc.property(pairs, (given) => {
      const [values, weights] = [given.map(([value]) => value), given.map(([, weight]) => weight)]
      const found = isotonic(values, weights)
      slow(values, weights).forEach((value, at) => {
        expect(found[at]).toBeCloseTo(value, 8)
      })
      expect(found.every((value, at) => at === 0 || value >= (found[at - 1] ?? 0))).toBe(true)
    }),
    { numRuns: RUNS },
  )
})
