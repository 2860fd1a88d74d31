import { describe, expect, test } from 'vitest'
import { equity, hidden } from './equity.ts'
import type { Plans } from './plans.ts'
import type { Split } from './split.ts'

/** Judging plans in two groups, the second short `shortEvery`-th time. */
function judged(sizes: readonly [number, number], shortEvery: readonly [number, number]) {
  const count = sizes[0] + sizes[1]
  const of = Uint8Array.from({ length: count }, (_, plan) => (plan < sizes[0] ? 0 : 1))
  const budgets = new Int32Array(count).fill(10_000)
  const weeklyPence = Int32Array.from(of, (group, plan) => (plan % (shortEvery[group] ?? 2) === 0 ? 12_000 : 9_000))
  const split: Split = {
    use: new Uint8Array(count).fill(2),
    block: Uint8Array.from({ length: count }, (_, plan) => plan % 256),
    counts: [0, 0, count],
  }
  const groups: Plans['groups'] = [{ name: 'sex', values: ['one', 'other'], of }]
  return equity(groups, { weeklyPence, budgets, split, seed: 1 })
}

describe('the audit of fairness', () => {
  test('a group that is short far more often than others fails, with its figures and intervals', () => {
    const [one, other] = judged([600, 300], [5, 2])
    expect(one).toMatchObject({ plans: 600, worseThanChance: false })
    expect(one?.enough).toBeCloseTo(0.8, 5)
    expect(other).toMatchObject({ plans: 300, worseThanChance: true })
    expect(other?.enough).toBeCloseTo(0.5, 5)
    expect(other?.gap).toBeCloseTo(-0.3, 5)
    expect(other?.shortfall).toBeCloseTo((0.5 * 2000) / (0.5 * 12_000 + 0.5 * 9000), 5)
    expect(other?.gapLow).toBeLessThan(-0.3)
    expect(other?.gapHigh).toBeGreaterThan(-0.3)
  })

  test('the same gap among few people is told and not held against the table', () => {
    const [, other] = judged([40, 20], [5, 3])
    expect(other?.worseThanChance).toBe(false)
    expect(other?.gap).toBeLessThan(0)
  })

  test('nothing is shown of fewer than ten, nor of the one group that would give it away', () => {
    const [one, other] = judged([200, 9], [5, 2])
    expect(other).toMatchObject({ plans: null, enough: null, gap: null, shortfall: null })
    expect(one).toMatchObject({ plans: null, enough: null, gap: null })
    expect(hidden([200, 150, 9])).toEqual([false, true, true])
    expect(hidden([200, 150, 9, 3])).toEqual([false, false, true, true])
    expect(hidden([200, 150])).toEqual([false, false])
  })
})
