import fc from 'fast-check'
import { type AllocationTable, allocationTable } from '../../src/allocation/allocation-table.ts'
import type { Answers } from '../../src/allocation/answers.ts'
import { exampleTableInput } from '../../src/allocation/example-table.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../../src/needs/index.ts'

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
export const anyTable: fc.Arbitrary<AllocationTable> = fc
  .record({ items: record(byLevel), knots: curve, base: fc.integer({ min: 0, max: 20 }), share })
  .map(({ items, knots, base, share }) => {
    const basis = { assumption: 'drawn at random' }
    const paidPerMille = [1000, ...[...share].sort((one, other) => other - one), 0]
    const drawn = { base: { points: base, basis }, points: { items, basis }, curve: { knots, basis } }
    return allocationTable.parse({ ...exampleTableInput, ...drawn, carerShare: { paidPerMille, basis } })
  })
/** Answers of anybody. */
export const anyAnswers: fc.Arbitrary<Answers> = fc.record({
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
