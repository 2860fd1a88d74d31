import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyTable } from '../../test/support/any-budget.ts'
import { full } from '../../test/support/full.ts'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { budgetExpected, budgetOf, drawAnswers } from '../../test/support/same-budget.ts'
import { random } from '../core/random.ts'
import { assessedItems } from '../needs/index.ts'
import { type AllocationTable, allocationTable } from './allocation-table.ts'
import { answerColumns, budgetColumns } from './answer-columns.ts'
import { exampleTable, exampleTableInput } from './example-table.ts'
import { kernelFits } from './kernel/run-kernel.ts'
import { sortingPairs } from './kernel/share-kernel.ts'
import { quoteColumns } from './quote-columns.ts'
import { quoteLookups } from './quote-lookups.ts'

const MANY = full ? 1_000_000 : 20_000
const codes = ['night_call', 'shared_taxi_day', 'moon_boat', 'night_call']
const known = ['night_call', 'shared_taxi_day']

function worked(table: AllocationTable, rows: number, seed: number, addOns: readonly string[] = []) {
  const answers = answerColumns(rows, addOns)
  drawAnswers(random(seed), answers)
  const budgets = budgetColumns(answers)
  const lookups = quoteLookups(table)
  if (!lookups.ok) throw new Error(lookups.refusals.join())
  quoteColumns(lookups.value, answers, budgets)
  return { answers, budgets, lookups: lookups.value, fits: kernelFits(lookups.value, answers.addOns) }
}

/** A table of so many points that the kernel does not fit it. */
const largeTable = allocationTable.parse({
  ...exampleTableInput,
  points: {
    ...exampleTableInput.points,
    items: Object.fromEntries(assessedItems.map((item, at) => [item, [0, 7, 311 + at, 640, 1000]])),
  },
})

/** A table without base points and with a short line, so that nobody's points, carers who do all and points above the line all occur. */
const bareTable = allocationTable.parse({
  ...exampleTableInput,
  base: { ...exampleTableInput.base, points: 0 },
  curve: { ...exampleTableInput.curve, knots: exampleTableInput.curve.knots.slice(0, 8) },
})

describe('budgets by columns', () => {
  test.each([
    ['in the kernel wherever it fits, which is often', known, 0.3],
    ['without it, add-ons unknown and twice among them', codes, 0],
  ])('equal the readable rule in every number of every line, for any table and anybody: %s', (_name, addOns, least) => {
    let fitted = 0
    fc.assert(
      fc.property(anyTable, fc.integer(), (table, seed) => {
        const { answers, budgets, fits } = worked(table, 20, seed, addOns)
        fitted += Number(fits)
        for (let row = 0; row < answers.rows; row++)
          expect(budgetOf(answers, budgets, row)).toEqual(budgetExpected(table, answers, row))
      }),
      { numRuns: INVARIANT_RUNS },
    )
    expect(least === 0 ? fitted === 0 : fitted >= least * INVARIANT_RUNS).toBe(true)
  })

  test.each([
    ['in the kernel', known, [0, 1, 2, 3, 6]],
    ['without it', codes, [0, 1, 2, 3, 4, 5, 6]],
  ])(
    `equal it for ${MANY.toLocaleString('en-GB')} people of one table, and each reason occurs: %s`,
    (_name, addOns, all) => {
      const { answers, budgets } = worked(bareTable, MANY, 1, addOns)
      for (const column of [...answers.levels, ...answers.carer]) column[0] = 0
      for (const column of answers.carer) column[1] = 4
      for (const { units } of answers.addOns) units.fill(0, 0, 2)
      const again = quoteLookups(bareTable)
      if (again.ok) quoteColumns(again.value, answers, budgets)
      const reasons = new Set<number>()
      for (let row = 0; row < answers.rows; row++) {
        reasons.add(budgets.reason[row] as number)
        const [found, expected] = [budgetOf(answers, budgets, row), budgetExpected(bareTable, answers, row)]
        if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected)
      }
      expect([...reasons].sort()).toEqual(all)
    },
    900_000,
  )

  test('equal it where a table has more points than the kernel holds', () => {
    const { answers, budgets, fits } = worked(largeTable, 2_000, 3, ['night_call'])
    expect(fits).toBe(false)
    for (let row = 0; row < answers.rows; row++)
      expect(budgetOf(answers, budgets, row)).toEqual(budgetExpected(largeTable, answers, row))
  })

  test('a part of the rows leaves the others as they were', () => {
    const { answers, lookups } = worked(exampleTable, 3_000, 4)
    const part = budgetColumns(answers)
    quoteColumns(lookups, answers, part, { from: 1_100, to: 2_500 })
    expect(part.weeklyPence.findIndex((pence) => pence !== 0)).toBeGreaterThanOrEqual(1_100)
    expect(part.weeklyPence.findLastIndex((pence) => pence !== 0)).toBeLessThan(2_500)
    expect(budgetOf(answers, part, 1_100)).toEqual(budgetExpected(exampleTable, answers, 1_100))
    expect(budgetOf(answers, part, 2_499)).toEqual(budgetExpected(exampleTable, answers, 2_499))
  })

  test('a table that can give more than a column holds is refused', () => {
    const knots = [
      { points: 0, weeklyPence: 0 },
      { points: 1, weeklyPence: 1_000_000 },
    ]
    const steep = allocationTable.parse({
      ...exampleTableInput,
      curve: { ...exampleTableInput.curve, knots },
    })
    expect(quoteLookups(steep)).toEqual({ ok: false, refusals: ['table-beyond-columns'] })
  })
})

test('the exchanges of the kernel sort any fifteen numbers, the largest first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 32_767 }), { minLength: 15, maxLength: 15 }), (numbers) => {
      const sorted = [...numbers]
      for (const [one, other] of sortingPairs(numbers.length)) {
        const pair = [sorted[one] as number, sorted[other] as number]
        sorted[one] = Math.max(...pair)
        sorted[other] = Math.min(...pair)
      }
      expect(sorted).toEqual([...numbers].sort((a, b) => b - a))
    }),
    { numRuns: INVARIANT_RUNS },
  )
})
