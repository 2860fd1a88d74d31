import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { pence } from '../../core/money.ts'
import { poundsForPoints } from '../pounds-for-points.ts'
import { budgetsFor, fitTable } from './fit-table.ts'
import { normalQuantile } from './normal-draws.ts'
import { addPlans, leftOver, noSums } from './normal-sums.ts'
import { ITEMS, type Plans } from './plans.ts'
import { penceByPoints } from './quantile-curve.ts'
import { splitPlans } from './split.ts'
import { syntheticPlans } from './synthetic-plans.ts'
import { syntheticPrior } from './synthetic-prior.ts'
import { countedByCode, pointsOfPlans, stepsOf } from './whole-points.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 25)
const HOUR = 3_600_000
const { paidPerMille } = syntheticPrior.carerShare
const options = (seed: number, quantile = 0.6) => ({ prior: stepsOf(syntheticPrior), paidPerMille, quantile, seed })

/** The same plans in another order, with whatever groups. */
function reordered(plans: Plans, order: readonly number[]): Plans {
  const codes = new Uint8Array(plans.codes.length)
  order.forEach((plan, at) => {
    codes.set(plans.codes.subarray(plan * ITEMS, plan * ITEMS + ITEMS), at * ITEMS)
  })
  return {
    count: plans.count,
    codes,
    weeklyPence: Int32Array.from(order, (plan) => plans.weeklyPence[plan] ?? 0),
    groups: [],
  }
}
const someone = fc.record({
  count: fc.integer({ min: 100, max: 180 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  quantile: fc.constantFrom(0.5, 0.6, 0.75),
})
const law = (check: (plans: Plans, given: { seed: number; quantile: number }) => void) =>
  fc.assert(
    fc.property(someone, ({ count, seed, quantile }) =>
      check(syntheticPlans({ count, seed, spread: 0.5 }), { seed, quantile }),
    ),
    { numRuns: RUNS },
  )

describe('what holds for every calibration', () => {
  test(
    'points and line never fall, twelve knots at most, and no upper limit',
    () => {
      law((plans, { seed, quantile }) => {
        const { whole, knots } = fitTable(plans, options(seed, quantile))
        for (const at of Object.values(whole.items)) {
          expect([...at].sort((one, other) => one - other)).toEqual(at)
          expect(at[2]).toBeGreaterThan(0)
        }
        expect(knots.length).toBeLessThanOrEqual(12)
        expect(knots[0]).toEqual({ points: 0, weeklyPence: 0 })
        knots.slice(1).forEach((knot, at) => {
          expect(knot.points).toBeGreaterThan(knots[at]?.points ?? 0)
          expect(knot.weeklyPence).toBeGreaterThanOrEqual(knots[at]?.weeklyPence ?? 0)
        })
        expect(knots.at(-1)?.weeklyPence).toBeGreaterThan(knots.at(-2)?.weeklyPence ?? 0)
      })
    },
    HOUR,
  )

  test(
    'the same plans in another order, and with other groups, give the same table',
    () => {
      law((plans, { seed, quantile }) => {
        const order = Array.from({ length: plans.count }, (_, at) => (at * 7 + seed) % plans.count)
        fc.pre(new Set(order).size === plans.count)
        const one = fitTable(plans, options(seed, quantile))
        const other = fitTable(reordered(plans, order), options(seed, quantile))
        expect([other.whole, other.knots]).toEqual([one.whole, one.knots])
      })
    },
    HOUR,
  )

  test(
    'plans in any order are parted in the same way and add up to the same sums, for any plans at all',
    () => {
      const anyPlans = fc
        .array(
          fc.tuple(
            fc.array(fc.integer({ min: 0, max: 24 }), { minLength: ITEMS, maxLength: ITEMS }),
            fc.integer({ min: 1, max: 200_000 }),
          ),
          { minLength: 2, maxLength: 12 },
        )
        .map(
          (rows): Plans => ({
            count: rows.length,
            codes: Uint8Array.from(rows.flatMap(([codes]) => codes)),
            weeklyPence: Int32Array.from(rows, ([, pence]) => pence),
            groups: [],
          }),
        )
      const worked = (plans: Plans, seed: number) => {
        const split = splitPlans(plans, seed)
        const all = noSums()
        const weight = new Uint8Array(plans.count).fill(64)
        addPlans([all], { plans, left: leftOver(paidPerMille), into: new Uint8Array(plans.count), weight })
        return { split, all }
      }
      fc.assert(
        fc.property(anyPlans, fc.integer(), fc.integer({ min: 1, max: 11 }), (plans, seed, turn) => {
          const order = Array.from({ length: plans.count }, (_, at) => (at + turn) % plans.count)
          const [one, other] = [worked(plans, seed), worked(reordered(plans, order), seed)]
          const bytes = ({ pairs, withPence, ...rest }: typeof one.all) =>
            `${Buffer.from(pairs.buffer).toString('latin1')}${Buffer.from(withPence.buffer).toString('latin1')}${JSON.stringify(rest)}`
          expect(bytes(other.all) === bytes(one.all)).toBe(true)
          expect([...other.split.use]).toEqual(order.map((plan) => one.split.use[plan]))
          expect([...other.split.block]).toEqual(order.map((plan) => one.split.block[plan]))
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'the line by table is the published line, to the penny',
    () => {
      law((plans, { seed }) => {
        const knots = fitTable(plans, options(seed)).knots.map((knot) => ({
          ...knot,
          weeklyPence: pence(knot.weeklyPence),
        }))
        const basis = { assumption: 'fitted' }
        const most = (knots.at(-1)?.points ?? 0) + 50
        const table = penceByPoints(knots, most)
        for (let points = 0; points <= most; points += 13)
          expect(table[points]).toBe(poundsForPoints({ knots, basis }, points).weeklyPence)
      })
    },
    HOUR,
  )

  test(
    'taking one plan away, or adding one, changes only the table and never a budget under a published table',
    () => {
      law((plans, { seed }) => {
        const { whole, knots } = fitTable(plans, options(seed))
        const counted = countedByCode(whole.items, paidPerMille)
        const before = budgetsFor(pointsOfPlans(plans, counted, whole.base), knots)
        const fewer = { ...plans, count: plans.count - 1 }
        const after = budgetsFor(pointsOfPlans(fewer, counted, whole.base), knots)
        expect(after).toEqual(before.subarray(0, plans.count - 1))
      })
    },
    HOUR,
  )
})

describe('people the calibration never saw', () => {
  /** How far a share may be from what is wanted by chance alone, 99%, with both samples. */
  const limit = (one: number, other: number, looks: number) =>
    normalQuantile(1 - 0.01 / (2 * looks)) * Math.sqrt(0.6 * 0.4 * (1 / one + 1 / other))

  test.each([
    [6000, 5],
    [30_000, 9],
  ])('a budget is enough as often as wanted, overall and in each band of need (%i plans)', (count, seed) => {
    const fit = fitTable(syntheticPlans({ count, seed }), options(seed))
    const unseen = syntheticPlans({ count: 20_000, seed: seed + 1000 })
    const points = pointsOfPlans(unseen, countedByCode(fit.whole.items, paidPerMille), fit.whole.base)
    const budgets = budgetsFor(points, fit.knots)
    const enough = (from: number, to: number) => {
      const band = [...points.keys()].filter((at) => (points[at] ?? 0) >= from && (points[at] ?? 0) <= to)
      const met = band.filter((at) => (unseen.weeklyPence[at] ?? 0) <= (budgets[at] ?? 0)).length
      return { share: met / band.length, plans: band.length }
    }
    const all = enough(0, Number.POSITIVE_INFINITY)
    expect(Math.abs(all.share - 0.6)).toBeLessThan(limit(all.plans, fit.split.counts[1], 1))
    expect(fit.bands).toHaveLength(4)
    for (const band of fit.bands) {
      const seen = enough(band.fromPoints, band.toPoints ?? Number.POSITIVE_INFINITY)
      expect(Math.abs(seen.share - 0.6)).toBeLessThan(limit(seen.plans, fit.split.counts[1] / 4, 4))
    }
    expect([fit.overall.within, ...fit.bands.map((band) => band.within)]).not.toContain(false)
  })
})
