import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binomialLimits } from './binomial-limits.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)

/** The same by whole numbers without end: slow and exact. Outside is a part of seven thousand, so that no sum ever equals it. */
function slowLimits(n: number, perMille: number, outside: number) {
  const ways: bigint[] = [1n]
  for (let k = 0; k < n; k++) ways.push(((ways[k] ?? 0n) * BigInt(n - k)) / BigInt(k + 1))
  const weight = (k: number) =>
    (ways[k] ?? 0n) * BigInt(perMille) ** BigInt(k) * BigInt(1000 - perMille) ** BigInt(n - k)
  const whole = 1000n ** BigInt(n)
  const tooMuch = (part: bigint) => part * 14_000n > whole * BigInt(outside)
  let least = 0
  for (let below = weight(0); !tooMuch(below); below += weight(least)) least += 1
  let most = n
  for (let above = weight(n); !tooMuch(above); above += weight(most)) most -= 1
  return { least, most }
}

describe('binomial limits', () => {
  test('published: of ten tosses of a coin, 2 to 8 heads are usual at 5 in 100 (1 or fewer come in 0.0107 of cases)', () => {
    expect(binomialLimits(10, 500, 0.05)).toEqual({ least: 2, most: 8 })
  })
  test('published: of 20 at 3 in 10, 2 to 10 (one or fewer 0.0076; two or fewer 0.0355; eleven or more 0.0171)', () => {
    expect(binomialLimits(20, 300, 0.05)).toEqual({ least: 2, most: 10 })
  })
  test('one case proves nothing', () => expect(binomialLimits(1, 600, 0.01)).toEqual({ least: 0, most: 1 }))
  test('a hundred thousand are judged too', () => {
    const { least, most } = binomialLimits(100_000, 600, 0.01)
    expect(Math.abs(60_000 - 2.5758 * 154.92 - least)).toBeLessThan(2)
    expect(Math.abs(60_000 + 2.5758 * 154.92 - most)).toBeLessThan(2)
  })
  test('law: the same as by whole numbers without end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 2800 }).filter((part) => part % 7 !== 0),
        (n, perMille, outside) => {
          expect(binomialLimits(n, perMille, outside / 7000)).toEqual(slowLimits(n, perMille, outside))
        },
      ),
      { numRuns: RUNS },
    )
  })
})
