import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyAnswers, anyTable } from '../../test/support/any-budget.ts'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'
import { quote } from './quote.ts'
import { quoteReference } from './quote-reference.ts'

const item = fc.constantFrom(...assessedItems)
const law = (check: (table: AllocationTable, answers: Answers, at: AssessedItem) => void) =>
  fc.assert(fc.property(anyTable, anyAnswers, item, check), { numRuns: INVARIANT_RUNS })

describe('what holds for every table and every person', () => {
  test('need up, budget never down', () => {
    law((table, answers, at) => {
      const level = Math.min(4, answers.levels[at] + 1) as Level
      const more = quote(table, { ...answers, levels: { ...answers.levels, [at]: level } })
      expect(more.weeklyPence).toBeGreaterThanOrEqual(quote(table, answers).weeklyPence)
    })
  })

  test('carer’s part up, budget never up; all of it done counts for nothing', () => {
    law((table, answers, at) => {
      const quarters = Math.min(4, answers.carer[at] + 1) as Quarters
      const helped = quote(table, { ...answers, carer: { ...answers.carer, [at]: quarters } })
      expect(helped.weeklyPence).toBeLessThanOrEqual(quote(table, answers).weeklyPence)
      const all = quote(table, { ...answers, carer: { ...answers.carer, [at]: 4 } })
      expect(all.lines.find((line) => line.item === at)?.counted).toBe(0)
    })
  })

  test('lines add up to the week, to the penny, and none is below zero', () => {
    law((table, answers) => {
      const budget = quote(table, answers)
      expect(budget.lines.reduce((sum, line) => sum + line.weeklyPence, 0)).toBe(budget.weeklyPence)
      expect(budget.lines.every((line) => line.weeklyPence >= 0)).toBe(true)
    })
  })

  test('the slow readable reference agrees to the penny, line by line', () => {
    law((table, answers) => {
      const fast = quote(table, answers)
      const slow = quoteReference(table, answers)
      expect([fast.weeklyPence, fast.yearlyPence, fast.counted]).toEqual([slow.weekly, slow.yearly, slow.points])
      for (const line of fast.lines)
        expect([line.item, line.weeklyPence]).toEqual([line.item, slow.lines.get(line.item)])
    })
  })

  test('what one level more would add is what it does add', () => {
    law((table, answers, at) => {
      const budget = quote(table, answers)
      const level = answers.levels[at]
      const said = budget.lines.find((line) => line.item === at)?.oneLevelMorePence
      const higher = (level + 1) as Level
      const more = level === 4 ? undefined : quote(table, { ...answers, levels: { ...answers.levels, [at]: higher } })
      expect(said).toBe(more && more.weeklyPence - budget.weeklyPence)
    })
  })

  test('without the carer is never less, and equals the quote with nobody helping', () => {
    law((table, answers) => {
      const nobody = Object.fromEntries(assessedItems.map((one) => [one, 0])) as Answers['carer']
      const budget = quote(table, answers)
      expect(budget.withoutCarerPence).toBe(quote(table, { ...answers, carer: nobody }).weeklyPence)
      expect(budget.withoutCarerPence).toBeGreaterThanOrEqual(budget.weeklyPence)
    })
  })
})
