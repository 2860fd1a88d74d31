import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { coverage, spreadsFor } from './coverage.ts'
import { equity, LEAST_SHOWN } from './equity.ts'
import { fitTable } from './fit-table.ts'
import type { GroupColumn } from './plans.ts'
import { CORRECT, JUDGE, type Split } from './split.ts'
import { syntheticPlans } from './synthetic-plans.ts'
import { syntheticPrior } from './synthetic-prior.ts'
import { stepsOf } from './whole-points.ts'

const HOUR = 3_600_000
const VALUES = ['one', 'two', 'three', 'four']
const anyPlan = fc.record({
  use: fc.constantFrom(0, CORRECT, JUDGE, JUDGE),
  block: fc.integer({ min: 0, max: 255 }),
  points: fc.integer({ min: 0, max: 120 }),
  cost: fc.integer({ min: 1, max: 100 }),
  budget: fc.integer({ min: 0, max: 100 }),
  group: fc.integer({ min: 0, max: VALUES.length - 1 }),
})
type AnyPlan = typeof anyPlan extends fc.Arbitrary<infer One> ? One : never
const anyPlans = fc.array(anyPlan, { maxLength: 80 })

function packed(plans: readonly AnyPlan[]) {
  const many = (use: number) => plans.filter((plan) => plan.use === use).length
  const split: Split = {
    use: Uint8Array.from(plans, ({ use }) => use),
    block: Uint8Array.from(plans, ({ block }) => block),
    counts: [many(0), many(CORRECT), many(JUDGE)],
  }
  return {
    split,
    points: Int32Array.from(plans, ({ points }) => points),
    weeklyPence: Int32Array.from(plans, ({ cost }) => cost),
    budgets: Int32Array.from(plans, ({ budget }) => budget),
  }
}

describe('laws of the audit', () => {
  test(
    'a share with enough is within its limits exactly where counting one by one says so, overall and in each band of need',
    () => {
      fc.assert(
        fc.property(anyPlans, fc.constantFrom(0.5, 0.6, 0.75, 0.9), (plans, quantile) => {
          const ends = [30, 60, 90]
          const found = coverage({ ...packed(plans), ends, quantile })
          const counted = (of: readonly AnyPlan[], looks: number) => {
            const [judge, correct] = [JUDGE, CORRECT].map((use) => of.filter((plan) => plan.use === use))
            const [all, right] = [judge?.length ?? 0, correct?.length ?? 0]
            if (all === 0) return false
            const enough = judge?.filter(({ cost, budget }) => cost <= budget).length ?? 0
            const more = judge?.filter(({ cost, budget }) => cost < budget).length ?? 0
            if (right === 0) return true
            const chance = spreadsFor(looks) * Math.sqrt(quantile * (1 - quantile) * (1 / all + 1 / right))
            return enough / all >= quantile - chance && more / all <= quantile + chance
          }
          expect(found.overall.within).toBe(counted(plans, 1))
          expect(found.bands.map(({ within }) => within)).toEqual(
            [0, 31, 61, 91].map((from, band) =>
              counted(
                plans.filter(({ points }) => points >= from && points <= (ends[band] ?? Number.POSITIVE_INFINITY)),
                4,
              ),
            ),
          )
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'a group is told with its number, its gap and intervals around it, or not at all: never under ten, never one alone to be found by taking away',
    () => {
      fc.assert(
        fc.property(anyPlans, fc.integer(), (plans, seed) => {
          const { split, weeklyPence, budgets } = packed(plans)
          const column: GroupColumn = { name: 'sex', values: VALUES, of: Uint8Array.from(plans, ({ group }) => group) }
          const found = equity([column], { weeklyPence, budgets, split, seed })
          const judged = plans.filter(({ use }) => use === JUDGE)
          for (const [at, told] of found.entries()) {
            const own = judged.filter(({ group }) => group === at)
            const others = judged.filter(({ group }) => group !== at)
            const share = (of: readonly AnyPlan[]) => of.filter(({ cost, budget }) => cost <= budget).length / of.length
            if (own.length < LEAST_SHOWN) expect(told.plans).toBeNull()
            const figures = [told.enough, told.shortfall, told.gap, told.gapLow, told.gapHigh, told.enoughLow]
            if (told.plans === null) {
              expect(new Set(figures)).toEqual(new Set([null]))
              expect(told.worseThanChance).toBe(false)
              continue
            }
            expect(told.plans).toBe(own.length)
            expect(told.enough).toBeCloseTo(share(own), 10)
            expect(told.gap).toBeCloseTo(others.length === 0 ? 0 : share(own) - share(others), 10)
            expect(told.gapLow ?? 1).toBeLessThanOrEqual(told.gapHigh ?? 0)
          }
          expect(found.filter(({ plans: shown }) => shown === null).length).not.toBe(1)
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'over many calibrations the budgets are enough for unseen plans as often as the 99% limits allow: no more than a few in a hundred are outside',
    () => {
      const { paidPerMille } = syntheticPrior.carerShare
      const seeds = fc.sample(fc.integer({ min: 1, max: 100_000_000 }), Math.ceil(INVARIANT_RUNS / 50))
      const [outside, bandOutside] = seeds.reduce(
        ([overall, bands], seed) => {
          const fit = fitTable(syntheticPlans({ count: 500, seed }), {
            ...{ prior: stepsOf(syntheticPrior), paidPerMille, quantile: 0.6, seed },
          })
          return [
            overall + Number(!fit.overall.within),
            bands + Number(fit.bands.some((band) => !band.within)),
          ] as const
        },
        [0, 0] as readonly [number, number],
      )
      // One in a hundred by chance, and four standard spreads of such a count.
      const allowed = seeds.length / 100 + 4 * Math.sqrt(seeds.length / 100) + 1
      expect(outside).toBeLessThanOrEqual(allowed)
      expect(bandOutside).toBeLessThanOrEqual(2 * allowed)
    },
    HOUR,
  )
})
