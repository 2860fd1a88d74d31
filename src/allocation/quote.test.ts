import { describe, expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import { type Answers, answersText, canonicalText, checkAddOns } from './answers.ts'
import { exampleTable } from './example-table.ts'
import { quote, yearly } from './quote.ts'

const none = Object.fromEntries(assessedItems.map((item) => [item, 0]))
const answersOf = (
  levels: Partial<Record<AssessedItem, Level>>,
  carer: Partial<Record<AssessedItem, Quarters>> = {},
  addOns: Answers['addOns'] = [],
): Answers => ({
  levels: { ...none, ...levels } as Answers['levels'],
  carer: { ...none, ...carer } as Answers['carer'],
  addOns,
})

const nell = answersOf({ a: 1, e: 2, g: 3, h: 3, i: 3, x1: 2, x3: 2, x4: 1 }, { a: 4, e: 2, g: 1, i: 1, x1: 2 }, [
  { code: 'shared_taxi_day', units: 1 },
])

describe('the indicative budget of one person, worked by hand', () => {
  const budget = quote(exampleTable, nell)
  const line = (item: string) => budget.lines.find((one) => one.item === item)

  test('41 points, £213.40 from the line, £224.90 a week, £11,726.93 a year', () => {
    expect(budget).toMatchObject({ points: 50, counted: 41, fromPointsPence: 21340, weeklyPence: 22490 })
    expect(budget).toMatchObject({ yearlyPence: 1172693, piece: 6, pieces: 11, aboveTheLine: false })
  })

  test('the lines show points, what counts and pounds', () => {
    expect(line('base')).toMatchObject({ counted: 4, weeklyPence: 2082 })
    expect(line('g')).toMatchObject({ points: 9, counted: 7, weeklyPence: 3643, oneLevelMorePence: 2960 })
    expect(line('h')).toMatchObject({ points: 11, counted: 11, weeklyPence: 5725, oneLevelMorePence: 4440 })
    expect(line('i')).toMatchObject({ points: 11, counted: 8, weeklyPence: 4164, oneLevelMorePence: 3700 })
    expect(line('x1')).toMatchObject({ points: 5, counted: 3, oneLevelMorePence: 1480 })
    expect(line('a')).toMatchObject({ points: 1, counted: 0, weeklyPence: 0, oneLevelMorePence: 0 })
    expect(line('shared_taxi_day')).toMatchObject({ kind: 'add-on', units: 1, weeklyPence: 1150 })
  })

  test('without the carer’s part it would be £291.50', () => {
    expect(budget.withoutCarerPence).toBe(29150)
  })

  test('the lines add up to the penny', () => {
    expect(budget.lines.reduce((all, one) => all + one.weeklyPence, 0)).toBe(budget.weeklyPence)
  })
})

test('nothing but the base when no help is needed', () => {
  const budget = quote(exampleTable, answersOf({}))
  expect(budget).toMatchObject({ points: 4, weeklyPence: 1200 })
  expect(budget.lines.filter((one) => one.kind === 'need').every((one) => one.weeklyPence === 0)).toBe(true)
})

test('at level 4 there is no level more, and the line goes on beyond its last knot', () => {
  const most = quote(exampleTable, answersOf(Object.fromEntries(assessedItems.map((item) => [item, 4]))))
  expect(most.lines.every((one) => one.oneLevelMorePence === undefined)).toBe(true)
  expect(most).toMatchObject({ counted: 179, aboveTheLine: true, weeklyPence: 104000 + 49 * 1100 })
})

test('a year is the week times 365 sevenths, rounded once', () => {
  expect(yearly(pence(0))).toBe(0)
  expect(yearly(pence(1))).toBe(52)
  expect(yearly(pence(9000))).toBe(469286)
})

test('add-ons must be in the table, once, in units that a week can hold', () => {
  const refusal = (...chosen: Answers['addOns']) => checkAddOns(exampleTable, chosen)
  expect(refusal({ code: 'shared_taxi_day', units: 7 })).toEqual({ ok: true, value: null })
  expect(refusal({ code: 'yacht', units: 1 })).toEqual({ ok: false, refusals: ['add-on-unknown'] })
  expect(refusal({ code: 'shared_taxi_day', units: 8 })).toEqual({ ok: false, refusals: ['add-on-units'] })
  expect(refusal({ code: 'shared_taxi_day', units: 1.5 })).toEqual({ ok: false, refusals: ['add-on-units'] })
  const twice = [
    { code: 'night_call', units: 1 },
    { code: 'night_call', units: 2 },
  ]
  expect(refusal(...twice)).toEqual({ ok: false, refusals: ['add-on-twice'] })
})

test('the same answers have the same text in whatever order they come', () => {
  const two = [
    { code: 'night_call', units: 1 },
    { code: 'shared_taxi_day', units: 2 },
  ]
  const backwards: Answers = { ...answersOf({ g: 1 }, {}, [...two].reverse()) }
  expect(answersText(backwards)).toBe(answersText(answersOf({ g: 1 }, {}, two)))
  expect(canonicalText({ b: [1, 'x'], a: undefined, c: { z: null, y: true } })).toBe(
    '{"b":[1,"x"],"c":{"y":true,"z":null}}',
  )
})
