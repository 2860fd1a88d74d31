import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import { type AllocationTable, allocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'
import { exampleTableInput } from './example-table.ts'
import { quote } from './quote.ts'
import { quoteReference } from './quote-reference.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)

/** Any table the schema accepts: steps drawn at random and added up. */
const steps = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 4, maxLength: 4 })
const byLevel = steps(12).map(([one = 0, two = 0, three = 0, four = 0]) => {
  const second = Math.max(1, one + two)
  return [0, one, second, second + three, second + three + four]
})
const curve = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 50_000 })), {
    minLength: 1,
    maxLength: 11,
  })
  .map((pieces) => {
    let at = { points: 0, weeklyPence: 0 }
    const on = pieces.map(([run, rise]) => (at = { points: at.points + run, weeklyPence: at.weeklyPence + rise }))
    return [{ points: 0, weeklyPence: 0 }, ...on]
  })
const record = <T>(value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(assessedItems.map((item) => [item, value])) as Record<AssessedItem, fc.Arbitrary<T>>)
const share = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 3 })
const anyTable: fc.Arbitrary<AllocationTable> = fc
  .record({ items: record(byLevel), knots: curve, base: fc.integer({ min: 0, max: 20 }), share })
  .map(({ items, knots, base, share }) => {
    const basis = { assumption: 'drawn at random' }
    const paidPerMille = [1000, ...[...share].sort((one, other) => other - one), 0]
    const drawn = { base: { points: base, basis }, points: { items, basis }, curve: { knots, basis } }
    return allocationTable.parse({ ...exampleTableInput, ...drawn, carerShare: { paidPerMille, basis } })
  })
const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  levels: record(fc.constantFrom<Level>(0, 1, 2, 3, 4)),
  carer: record(fc.constantFrom<Quarters>(0, 1, 2, 3, 4)),
  addOns: fc.constantFrom(
    [],
    [{ code: 'night_call', units: 7 }],
    [
      { code: 'shared_taxi_day', units: 3 },
      { code: 'night_call', units: 1 },
    ],
  ),
})
const item = fc.constantFrom(...assessedItems)
const law = (check: (table: AllocationTable, answers: Answers, at: AssessedItem) => void) =>
  fc.assert(fc.property(anyTable, anyAnswers, item, check), { numRuns: RUNS })

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
