import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { type AssessedItem, assessedItems, type Level } from '../../needs/index.ts'
import { commonCombinations, isRare, LEAST_SIMILAR } from './common-combinations.ts'
import { type PlanRow, packPlans } from './plans.ts'

type Levels = Record<AssessedItem, Level>
const levelsOf = (given: Partial<Levels>) =>
  Object.fromEntries(assessedItems.map((item) => [item, given[item] ?? 0])) as Levels
const none = Object.fromEntries(assessedItems.map((item) => [item, 0])) as PlanRow['carer']
const packed = (all: readonly Partial<Levels>[]) =>
  packPlans(all.map((given) => ({ levels: levelsOf(given), carer: none, weeklyPence: 1000, groups: {} })))
const bands = [{ toPoints: 40 }, { toPoints: null }]
const commonOf = (all: readonly Partial<Levels>[]) => commonCombinations(packed(all), () => 0)
const times = (count: number, given: Partial<Levels>) => Array.from({ length: count }, () => given)
const rare = (all: readonly Partial<Levels>[], given: Partial<Levels>, countedPoints = 20) =>
  isRare({ bands, common: commonOf(all) }, { levels: levelsOf(given), countedPoints })

test('ten plans with much help in the same part of life are enough; nine are few', () => {
  expect(rare(times(10, { g: 3 }), { h: 4 })).toBe(false)
  expect(rare(times(9, { g: 3 }), { h: 4 })).toBe(true)
})

test('some help is not much; another part of life, one more part, or another band of points is another combination', () => {
  const plans = times(10, { g: 3, a: 2 })
  expect(rare(plans, { g: 3 })).toBe(false)
  expect(rare(plans, { a: 3 })).toBe(true)
  expect(rare(plans, { g: 3, x4: 3 })).toBe(true)
  expect(rare(plans, { g: 3 }, 41)).toBe(true)
})

test('without counted combinations nothing is known', () => {
  expect(isRare({ bands }, { levels: levelsOf({ g: 4 }), countedPoints: 10 })).toBe(undefined)
})

const level = fc.integer({ min: 0, max: 4 }) as fc.Arbitrary<Level>
const answers = fc.record({ a: level, g: level, j: level, x1: level })
const some = fc.array(answers, { maxLength: 60 })

test('law: a combination is rare exactly where fewer plans than the least are like it, counted one by one', () => {
  const much = (one: Partial<Levels>) => (['a', 'g', 'j', 'x1'] as const).map((item) => (one[item] ?? 0) >= 3).join()
  fc.assert(
    fc.property(some, answers, (plans, one) => {
      const like = plans.filter((plan) => much(plan) === much(one)).length
      expect(rare(plans, one)).toBe(like < LEAST_SIMILAR)
    }),
    { numRuns: INVARIANT_RUNS },
  )
})

test('law: more evidence never makes a combination rare, and the order of the plans changes nothing', () => {
  fc.assert(
    fc.property(some, some, (plans, more) => {
      expect(commonOf([...plans, ...more])).toEqual(expect.arrayContaining(commonOf(plans)))
      expect(commonOf([...plans].reverse())).toEqual(commonOf(plans))
    }),
    { numRuns: INVARIANT_RUNS },
  )
})
