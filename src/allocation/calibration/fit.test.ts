import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageSay, nonnegativeSteps, squaredMiss } from './nonnegative-steps.ts'
import { addPlans, addUp, leftOver, normalEquations, noSums, UNKNOWNS } from './normal-sums.ts'
import { ITEMS, type Plans } from './plans.ts'
import { smallest } from './select.ts'
import { syntheticPlans } from './synthetic-plans.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const paid = [1000, 800, 500, 250, 0]
const plansOf = (minLength: number): fc.Arbitrary<Plans> =>
  fc
    .array(
      fc.tuple(
        fc.array(fc.integer({ min: 0, max: 24 }), { minLength: ITEMS, maxLength: ITEMS }),
        fc.integer({ min: 1, max: 200_000 }),
      ),
      { minLength, maxLength: minLength + 40 },
    )
    .map((rows) => ({
      count: rows.length,
      codes: Uint8Array.from(rows.flatMap(([codes]) => codes)),
      weeklyPence: Int32Array.from(rows, ([, pence]) => pence),
      groups: [],
    }))
const anyPlans = plansOf(2)
const equations = (plans: Plans) => {
  const sums = noSums()
  const all = new Uint8Array(plans.count)
  addPlans([sums], { plans, left: leftOver(paid), into: all, weight: new Uint8Array(plans.count).fill(64) })
  return { sums, equations: normalEquations(sums) }
}

/** A plan as the readable rule sees it: 1 for the base, then for each item and level what is left to pay if the level is reached. */
function readable(plans: Plans, plan: number): number[] {
  const row = [1]
  for (let item = 0; item < ITEMS; item++) {
    const code = plans.codes[plan * ITEMS + item] ?? 0
    for (let level = 1; level <= 4; level++) row.push(Math.floor(code / 5) >= level ? (paid[code % 5] ?? 0) / 1000 : 0)
  }
  return row
}

describe('points from plans', () => {
  test('the fast sums are those of the readable rule', () => {
    fc.assert(
      fc.property(anyPlans, (plans) => {
        const fast = equations(plans).equations
        const rows = Array.from({ length: plans.count }, (_, plan) => readable(plans, plan))
        for (const [one, other] of [
          [0, 0],
          [1, 1],
          [4, 9],
          [7, 6],
          [12, 50],
          [56, 0],
        ] as const) {
          const slow = rows.reduce((sum, row) => sum + (row[one] ?? 0) * (row[other] ?? 0), 0)
          expect(fast.gram[one * UNKNOWNS + other]).toBeCloseTo(slow, 6)
        }
        const right = rows.reduce((sum, row, plan) => sum + (row[30] ?? 0) * (plans.weeklyPence[plan] ?? 0), 0)
        expect(fast.right[30]).toBeCloseTo(right, 3)
        const steps = Float64Array.from({ length: UNKNOWNS }, (_, at) => at * 10)
        const miss = rows.reduce(
          (sum, row, plan) =>
            sum + ((plans.weeklyPence[plan] ?? 0) - row.reduce((all, value, at) => all + value * at * 10, 0)) ** 2,
          0,
        )
        expect(squaredMiss(fast, steps) / Math.max(1, miss)).toBeCloseTo(1, 6)
      }),
      { numRuns: RUNS },
    )
  })

  test('no step is below zero, and none can be moved to come nearer (the conditions of the best answer)', () => {
    fc.assert(
      fc.property(plansOf(60), fc.constantFrom(0.01, 0.1, 1), (plans, pull) => {
        const { equations: all } = equations(plans)
        const prior = Float64Array.from({ length: UNKNOWNS }, (_, at) => (at % 5) * 300)
        const steps = nonnegativeSteps(all, { steps: prior, pull })
        const strength = pull * averageSay(all)
        for (let one = 0; one < UNKNOWNS; one++) {
          let slope = (all.right[one] ?? 0) + strength * ((prior[one] ?? 0) - (steps[one] ?? 0))
          for (let other = 0; other < UNKNOWNS; other++)
            slope -= (all.gram[one * UNKNOWNS + other] ?? 0) * (steps[other] ?? 0)
          const move = slope / ((all.gram[one * UNKNOWNS + one] ?? 0) + strength)
          expect(steps[one]).toBeGreaterThanOrEqual(0)
          if ((steps[one] ?? 0) > 0) expect(Math.abs(move)).toBeLessThan(50)
          else expect(move).toBeLessThan(50)
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('sums of parts are the sums of the whole, whatever the order', () => {
    const plans = syntheticPlans({ count: 500, seed: 3 })
    const whole = equations(plans).sums
    const parts = [noSums(), noSums(), noSums()]
    const into = Uint8Array.from({ length: plans.count }, (_, plan) => (plan * 7) % 3)
    addPlans(parts, { plans, left: leftOver(paid), into, weight: new Uint8Array(plans.count).fill(64) })
    expect(addUp(parts)).toEqual(whole)
    expect(addUp([...parts].reverse())).toEqual(whole)
  })

  test('the k-th smallest is the k-th of the sorted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (numbers, at) => {
          const k = at % numbers.length
          const sorted = [...numbers].sort((one, other) => one - other)
          expect(smallest(Float64Array.from(numbers), numbers.length, k)).toBe(sorted[k])
        },
      ),
      { numRuns: RUNS },
    )
  })
})
