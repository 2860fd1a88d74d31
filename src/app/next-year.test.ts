import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { nextYearWaiting, type YearStands, yearLookedAfter } from './next-year.ts'

const settled: YearStands = {
  today: day('2027-03-01'),
  hadBudget: true,
  hasBudget: true,
  budgetNamed: true,
  figuresMissing: 0,
  figures: 24,
  notAdopted: [],
  chargesDue: 0,
}
const lines = (given: Partial<YearStands>, role: 'finance' | 'administrator' = 'finance') =>
  nextYearWaiting({ ...settled, ...given }, role).map(({ what, why, dueOn }) => [what, why, dueOn])

test('from February on the coming year is looked after, before it the running one', () => {
  expect(['2027-01-31', '2027-02-01', '2027-03-31', '2027-04-01'].map((on) => yearLookedAfter(day(on)))).toEqual([
    { year: 2026, begun: true },
    { year: 2027, begun: false },
    { year: 2027, begun: false },
    { year: 2027, begun: true },
  ])
})

test('a year that has all it needs is in no line; one in which nothing was ever adopted misses no budget', () => {
  expect(lines({})).toEqual([])
  expect(lines({ hadBudget: false, hasBudget: false })).toEqual([])
})

test('a budget is not named yet, or named and not adopted, or missed since the year began', () => {
  const of = (given: Partial<YearStands>) => lines({ hasBudget: false, ...given })[0]?.[1]
  expect(of({ budgetNamed: false })).toBe(
    'The council’s data names none for 2027 to 2028: the amount of the year before would go on',
  )
  expect(of({})).toContain('Not adopted yet')
  expect(of({ budgetNamed: false, today: day('2027-04-01') })).toContain('daywell policy adopt')
  expect(lines({ hasBudget: false })[0]?.[2]).toBe('2027-04-01')
})

test('the line about figures set by law leads to the day on which as many decide nothing as it says', () => {
  const [line] = nextYearWaiting({ ...settled, figuresMissing: 24 }, 'administrator')
  expect(line?.href).toBe('/charging/amounts?on=2027-04-12')
})

test('figures set by law, data not taken in and charges that fall due are lines of their own', () => {
  expect(
    lines({ figuresMissing: 24, chargesDue: 312, notAdopted: ['bank holiday from 2027-05-03', 'b', 'c', 'd'] }),
  ).toEqual([
    [
      'The council’s data',
      'Not adopted yet: bank holiday from 2027-05-03; b; c and 1 more. Ask whoever runs Daywell to take it in (daywell policy adopt)',
      undefined,
    ],
    [
      'Amounts set by law from Tuesday 6 April 2027',
      '24 of 24 are not entered: from their day on no charge can be worked out without them',
      '2027-04-06',
    ],
    ['What people pay from Tuesday 6 April 2027', '312 charges fall due by then, when new figures begin', '2027-04-06'],
  ])
})
