import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import { allocationTable } from '../allocation-table.ts'
import type { Answers } from '../answers.ts'
import { exampleTable, exampleTableInput } from '../example-table.ts'
import { quote, yearly } from '../quote.ts'
import { wholeAnswers } from '../quote-request.ts'
import { weeklyBudget } from '../weekly-budget.ts'
import { changeSteps, stepOf } from './change-steps.ts'
import { type ComparedPerson, compareTables, dimensions } from './comparison.ts'
import { hideSmall } from './hide-small.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const rule = { years: 2, gainersWait: false }
/** The example table with its line a tenth lower from 40 points on, and a tenth higher before. */
const newTable = allocationTable.parse({
  ...exampleTableInput,
  version: 'example-2',
  curve: {
    ...exampleTableInput.curve,
    knots: exampleTableInput.curve.knots.map(({ points, weeklyPence }) => ({
      points,
      weeklyPence: Math.round(weeklyPence * (points < 40 ? 1.1 : 0.9)),
    })),
  },
})
const answersOf = (levels: object, addOns: Answers['addOns'] = []): Answers =>
  wholeAnswers({ levels, carer: {}, addOns: [...addOns] })
const person = (answers: Answers, sufficientPence = 0): ComparedPerson => ({
  answers,
  oldPence: weeklyBudget(exampleTable, answers),
  sufficientPence: pence(sufficientPence),
  area: 'Crewe',
  reason: 'Learning disability',
  ageBand: '25 to 34',
  ethnicity: 'White',
})

const level = fc.integer({ min: 0, max: 4 })
const anyAnswers = fc.record({
  levels: fc.record(Object.fromEntries(assessedItems.map((item) => [item, level]))),
  carer: fc.record(Object.fromEntries(assessedItems.map((item) => [item, level]))),
  addOns: fc.constantFrom([], [{ code: 'night_call', units: 2 }], [{ code: 'shared_taxi_day', units: 5 }]),
}) as unknown as fc.Arbitrary<{ levels: Record<string, Level>; carer: Record<string, Quarters>; addOns: [] }>
const anyPerson = fc
  .record({
    answers: anyAnswers as unknown as fc.Arbitrary<Answers>,
    sufficientPence: fc.integer({ min: 0, max: 90_000 }).map(pence),
    area: fc.constantFrom('Crewe', 'Poynton'),
    reason: fc.constantFrom('A', 'B', 'C'),
    ageBand: fc.constantFrom('18 to 24', '65 to 74'),
    ethnicity: fc.constantFrom('X', 'Y'),
  })
  .map((one): ComparedPerson => ({ ...one, oldPence: weeklyBudget(exampleTable, one.answers) }))

describe('by example', () => {
  const light = person(answersOf({ g: 2 }))
  const heavy = person(answersOf({ g: 4, h: 4, i: 4, x3: 4 }), 39_000)
  test('one gains, one loses, one has what the new table does not know', () => {
    const strange = person(answersOf({ g: 2 }, [{ code: 'gone', units: 1 }]))
    const found = compareTables(newTable, [light, heavy, strange], rule)
    expect(found).toMatchObject({ people: 2, winners: 1, same: 0, losers: 1, notCompared: 1 })
    expect(found.newPence - found.oldPence).toBe(found.gainPence - found.lossPence)
    expect(found.steps.reduce((all, count) => all + count, 0)).toBe(2)
    expect(found.relief.map(({ people }) => people)).toEqual([1, 1])
  })
  test('relief in the years of the accounts, from the day of the review; without a day it is in none of them', () => {
    const dated = { ...heavy, movesOn: day('2027-10-01') }
    const found = compareTables(newTable, [dated, heavy, light], rule)
    expect(found.reliefByFinancialYear.map(({ financialYear, people }) => [financialYear, people])).toEqual([
      [2027, 1],
      [2028, 1],
      [2029, 1],
    ])
    expect(found.reliefUndated).toBe(1)
    expect(hideSmall(found)).toMatchObject({
      reliefUndated: 'hidden',
      reliefByFinancialYear: [{ pence: 'hidden' }, {}, {}],
    })
  })
  test('relief of one person is what the rule gives, a year at a time', () => {
    const { relief } = compareTables(newTable, [heavy], rule)
    const now = weeklyBudget(newTable, heavy.answers)
    expect(relief[0]?.yearlyPence).toBe(yearly(pence(heavy.oldPence - Math.max(now, 39_000))))
  })
  test('a change falls in its step; edges belong to the smaller one', () => {
    const at = (amount: number) => changeSteps[stepOf(amount)]
    expect([0, 1, 500, 501, -10_000, -10_001].map(at)).toEqual([
      'The same',
      'Up to £5 more',
      'Up to £5 more',
      'More than £5, up to £20 more',
      'More than £50, up to £100 less',
      'More than £100 less',
    ])
  })
})

describe('laws', () => {
  test('the weekly budget alone is the one that the quote explains', () => {
    fc.assert(
      fc.property(anyAnswers as unknown as fc.Arbitrary<Answers>, (answers) => {
        for (const table of [exampleTable, newTable])
          expect(weeklyBudget(table, answers)).toBe(quote(table, answers).weeklyPence)
      }),
      { numRuns: RUNS },
    )
  })
  test('every person is counted once in every way of looking, and every sum adds up to the penny', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 40 }), fc.integer({ min: 0, max: 5 }), (people, years) => {
        const found = compareTables(newTable, people, { years, gainersWait: false })
        expect(found.winners + found.same + found.losers).toBe(people.length)
        expect(found.newPence - found.oldPence).toBe(found.gainPence - found.lossPence)
        for (const dimension of Object.keys(dimensions) as (keyof typeof dimensions)[]) {
          const rows = found.groups[dimension]
          expect(rows.reduce((all, row) => all + row.changePence, 0)).toBe(found.newPence - found.oldPence)
          expect(rows.reduce((all, row) => all + row.losers, 0)).toBe(found.losers)
        }
        found.relief.slice(1).forEach((now, at) => {
          expect(now.yearlyPence).toBeLessThanOrEqual(found.relief[at]?.yearlyPence ?? 0)
          expect(now.yearlyPence).toBeGreaterThanOrEqual(0)
        })
      }),
      { numRuns: RUNS },
    )
  })
  test('the same table makes neither winners nor losers, and relief costs nothing', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 20 }), (people) => {
        const found = compareTables(exampleTable, people, rule)
        expect([found.winners, found.losers]).toEqual([0, 0])
        expect(found.relief.every(({ yearlyPence }) => yearlyPence === 0)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })
  test('a hidden count of winners, losers or people with the same is not the sum of steps that are shown', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 }), (steps) => {
        const sum = (from: number, until: number) => steps.slice(from, until).reduce((all, one) => all + one, 0)
        const [losers, same, winners] = [sum(0, 5), sum(5, 6), sum(6, 11)]
        const found = {
          ...compareTables(newTable, [], rule),
          steps,
          losers,
          same,
          winners,
          people: losers + same + winners,
        }
        const hidden = hideSmall(found)
        const sides = {
          losers: hidden.steps.slice(0, 5),
          same: hidden.steps.slice(5, 6),
          winners: hidden.steps.slice(6),
        }
        for (const side of ['losers', 'same', 'winners'] as const) {
          const covered = sides[side].filter((one) => one === 'hidden').length
          if (hidden.counts[side] === 'hidden') expect(covered).toBeGreaterThan(0)
          else expect(covered).not.toBe(1)
        }
        for (const one of hidden.steps) expect([1, 2, 3, 4]).not.toContain(one)
      }),
      { numRuns: RUNS },
    )
  })
  test('no count of one to four is shown, nor the money of a group that small', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 40 }), (people) => {
        const found = compareTables(newTable, people, rule)
        const hidden = hideSmall(found)
        const text = JSON.stringify(hidden, (key, value: unknown) => (/pence$|^year$/i.test(key) ? undefined : value))
        expect(text).not.toMatch(/[:,[][1-4][,}\]]/)
        for (const dimension of Object.keys(dimensions) as (keyof typeof dimensions)[])
          found.groups[dimension].forEach((row, at) => {
            const few = row.winners + row.same + row.losers < 5
            if (few) expect(hidden.groups[dimension][at]?.changePence).toBe('hidden')
          })
      }),
      { numRuns: RUNS },
    )
  })
})
