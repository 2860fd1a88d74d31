import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import { type AllocationTable, allocationTable } from './allocation-table.ts'
import { type Answers, answersText, canonicalText } from './answers.ts'
import { exampleTableInput } from './example-table.ts'
import { poundsForPoints } from './pounds-for-points.ts'
import { quote } from './quote.ts'
import { answersSent, quoteRequest, wholeAnswers } from './quote-request.ts'

const HOUR = 3_600_000

const record = <T>(value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(assessedItems.map((item) => [item, value])) as Record<AssessedItem, fc.Arbitrary<T>>)
const byLevel = fc
  .array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 })
  .map(([one = 0, two = 0, three = 0, four = 0]) => {
    const second = Math.max(1, one + two)
    return [0, one, second, second + three, second + three + four]
  })
const knots = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50_000 })), {
    minLength: 1,
    maxLength: 11,
  })
  .map((pieces) => {
    let at = { points: 0, weeklyPence: 0 }
    const on = pieces.map(([run, rise]) => (at = { points: at.points + run, weeklyPence: at.weeklyPence + run + rise }))
    return [{ points: 0, weeklyPence: 0 }, ...on]
  })
/** A table whose line rises everywhere by a penny a point or more: less would round a need down to nothing. */
const anyTable: fc.Arbitrary<AllocationTable> = fc
  .record({ items: record(byLevel), line: knots, base: fc.integer({ min: 0, max: 20 }) })
  .map(({ items, line, base }) => {
    const basis = { assumption: 'drawn at random' }
    return allocationTable.parse({
      ...exampleTableInput,
      base: { points: base, basis },
      points: { items, basis },
      curve: { knots: line, basis },
    })
  })
const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  levels: record(fc.constantFrom<Level>(0, 1, 2, 3, 4)),
  carer: record(fc.constantFrom<Quarters>(0, 1, 2, 3, 4)),
  addOns: fc.constantFrom(
    [],
    [
      { code: 'night_call', units: 2 },
      { code: 'shared_taxi_day', units: 3 },
    ],
  ),
})
const law = (check: (table: AllocationTable, answers: Answers, item: AssessedItem) => void) =>
  fc.assert(fc.property(anyTable, anyAnswers, fc.constantFrom(...assessedItems), check), { numRuns: INVARIANT_RUNS })

/** The steepest piece of the line, in pence for one point. */
const steepest = ({ curve }: AllocationTable) =>
  Math.max(
    ...curve.knots.slice(1).map((knot, at) => {
      const before = curve.knots[at] ?? knot
      return (knot.weeklyPence - before.weeklyPence) / (knot.points - before.points)
    }),
  )

describe('what holds for every table, beside the laws of the quote', () => {
  test(
    'same answers and table, same pence: whatever order they are written in, and after a journey through JSON',
    () => {
      law((table, answers) => {
        const turned = {
          addOns: [...answers.addOns].reverse(),
          carer: Object.fromEntries(Object.entries(answers.carer).reverse()),
          levels: Object.fromEntries(Object.entries(answers.levels).reverse()),
        } as unknown as Answers
        const again = allocationTable.parse(JSON.parse(canonicalText(table)))
        expect(quote(again, turned)).toEqual(quote(table, answers))
        expect(answersText(turned)).toBe(answersText(answers))
      })
    },
    HOUR,
  )

  test(
    'protected characteristics, diagnosis, present cost and setting are no inputs: the request refuses them, and they change nothing',
    () => {
      const foreign = fc.constantFrom(
        'age',
        'sex',
        'ethnicity',
        'religion',
        'sexuality',
        'diagnosis',
        'currentWeeklyPence',
        'provider',
        'setting',
        'postcode',
      )
      fc.assert(
        fc.property(anyTable, anyAnswers, foreign, fc.string(), (table, answers, key, value) => {
          const sent = { ...answers, [key]: value }
          expect(answersSent.safeParse(sent).success).toBe(false)
          expect(quoteRequest.safeParse({ ...sent, table }).success).toBe(false)
          const smuggled = { ...answers, levels: { ...answers.levels, [key]: 4 }, [key]: value } as Answers
          expect(quote(table, smuggled)).toEqual(quote(table, answers))
          expect(wholeAnswers({ levels: answers.levels, carer: answers.carer, addOns: [...answers.addOns] })).toEqual(
            answers,
          )
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'no need: no need points, and no more than the base. A need that is not met by anyone: more than nothing',
    () => {
      law((table, answers, item) => {
        const none = Object.fromEntries(assessedItems.map((one) => [one, 0])) as Answers['levels']
        const nothing = quote(table, { levels: none, carer: answers.carer, addOns: [] })
        expect(nothing.counted).toBe(table.base.points)
        expect(nothing.lines.filter((line) => line.kind === 'need').every((line) => line.weeklyPence === 0)).toBe(true)
        const carer = { ...answers.carer, [item]: 0 } as Answers['carer']
        const one = quote(table, {
          levels: { ...none, [item]: Math.max(2, answers.levels[item]) as Level },
          carer,
          addOns: [],
        })
        expect(one.weeklyPence).toBeGreaterThan(0)
        expect(one.lines.find((line) => line.item === item)?.counted).toBeGreaterThan(0)
      })
    },
    HOUR,
  )

  test(
    'no cliff: one point more never moves the budget by more than the steepest piece, and a penny for rounding',
    () => {
      fc.assert(
        fc.property(anyTable, fc.integer({ min: 0, max: 600 }), (table, points) => {
          const now = poundsForPoints(table.curve, points).weeklyPence
          const more = poundsForPoints(table.curve, points + 1).weeklyPence
          expect(more - now).toBeGreaterThanOrEqual(0)
          expect(more - now).toBeLessThanOrEqual(Math.ceil(steepest(table)) + 1)
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'no upper limit: beyond the last knot the line goes on, and says that a person should look',
    () => {
      fc.assert(
        fc.property(anyTable, fc.integer({ min: 1, max: 100_000 }), (table, beyond) => {
          const last = table.curve.knots.at(-1)?.points ?? 0
          const [at, after] = [
            poundsForPoints(table.curve, last + beyond),
            poundsForPoints(table.curve, last + beyond + 10_000),
          ]
          expect(at.aboveTheLine).toBe(true)
          expect(poundsForPoints(table.curve, last).aboveTheLine).toBe(false)
          expect(after.weeklyPence).toBeGreaterThan(at.weeklyPence)
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'all prices times c: every budget times c, but for a penny of rounding on the line',
    () => {
      fc.assert(
        fc.property(anyTable, anyAnswers, fc.integer({ min: 2, max: 9 }), (table, answers, times) => {
          const dearer = allocationTable.parse({
            ...table,
            curve: {
              ...table.curve,
              knots: table.curve.knots.map((knot) => ({ ...knot, weeklyPence: knot.weeklyPence * times })),
            },
            addOns: table.addOns.map((addOn) => ({ ...addOn, perUnitPence: addOn.perUnitPence * times })),
          })
          const [now, then] = [quote(table, answers), quote(dearer, answers)]
          expect(Math.abs(then.fromPointsPence - times * now.fromPointsPence)).toBeLessThanOrEqual(times)
          expect(then.addOnsPence).toBe(times * now.addOnsPence)
        }),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )

  test(
    'one person’s budget is nobody else’s business: among any others, in any order, it is the same',
    () => {
      fc.assert(
        fc.property(
          anyTable,
          fc.array(anyAnswers, { minLength: 1, maxLength: 6 }),
          anyAnswers,
          (table, people, newcomer) => {
            const before = people.map((answers) => quote(table, answers).weeklyPence)
            const after = [newcomer, ...people].map((answers) => quote(table, answers).weeklyPence).slice(1)
            expect(after).toEqual(before)
            expect(
              [...people]
                .reverse()
                .map((answers) => quote(table, answers).weeklyPence)
                .reverse(),
            ).toEqual(before)
          },
        ),
        { numRuns: INVARIANT_RUNS },
      )
    },
    HOUR,
  )
})
