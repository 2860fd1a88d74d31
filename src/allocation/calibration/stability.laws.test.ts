import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { assessedItems } from '../../needs/index.ts'
import { stepsFrom } from './fit-steps.ts'
import { fitTable } from './fit-table.ts'
import { addPlans, leftOver, noSums } from './normal-sums.ts'
import { SET } from './split.ts'
import { stability } from './stability.ts'
import { syntheticPlans } from './synthetic-plans.ts'
import { syntheticPrior } from './synthetic-prior.ts'
import { stepsOf, wholePoints } from './whole-points.ts'

const HOUR = 3_600_000
const { paidPerMille } = syntheticPrior.carerShare
const left = leftOver(paidPerMille)
/** Of two hundred plans and more, over a hundred set the points: so many cases each set of plans gives. */
const WITHDRAWN_A_SET = 100

/** Plans of a made-up borough, some of them far dearer than their needs say. */
const anyEvidence = fc.record({
  count: fc.integer({ min: 200, max: 320 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  spread: fc.constantFrom(0.2, 0.35, 0.5, 0.8),
  dear: fc.array(fc.record({ plan: fc.nat(), times: fc.constantFrom(0, 3, 10, 50) }), { maxLength: 6 }),
})

test(
  'one plan taken away, whichever of those that set the points, moves no point out of its band',
  () => {
    let tried = 0
    fc.assert(
      fc.property(anyEvidence, ({ count, seed, spread, dear }) => {
        const plans = syntheticPlans({ count, seed, spread })
        for (const { plan, times } of dear)
          plans.weeklyPence[plan % count] = Math.max(100, (plans.weeklyPence[plan % count] ?? 0) * times)
        const options = { prior: stepsOf(syntheticPrior), paidPerMille, quantile: 0.6, seed }
        const fit = fitTable(plans, options)
        const found = stability(plans, fit, options)
        expect(found.withdrawnMattered).toBe(0)
        const setters = [...fit.split.use.keys()].filter((plan) => fit.split.use[plan] === SET)
        expect(setters.length).toBeGreaterThanOrEqual(WITHDRAWN_A_SET)
        for (const withdrawn of setters) {
          // Added up anew from the plans that stay: not by the short way that the gate takes.
          const into = fit.split.use.map((use, plan) => (use === SET && plan !== withdrawn ? 0 : 255))
          const sums = noSums()
          addPlans([sums], { plans, left, into, weight: fit.fitted.weight })
          const { items } = wholePoints(stepsFrom(sums, options.prior, fit.fitted.pull, fit.fitted.steps))
          for (const item of assessedItems)
            for (const [at, [low, high]] of (found.points[item] ?? []).entries()) {
              expect(items[item][at + 1]).toBeGreaterThanOrEqual(low - 1)
              expect(items[item][at + 1]).toBeLessThanOrEqual(high + 1)
            }
          tried++
        }
      }),
      { numRuns: Math.ceil(INVARIANT_RUNS / WITHDRAWN_A_SET) },
    )
    expect(tried).toBeGreaterThanOrEqual(INVARIANT_RUNS)
  },
  HOUR,
)
