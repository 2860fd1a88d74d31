import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { daysOnPlace, isLongPause, type PauseDays, pauseDaysWords, reviewOfOpenPause } from './pause.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const days = (from: string, until: string | null): PauseDays => ({
  from: day(from),
  until: until === null ? null : day(until),
})

test('a pause is no longer than the place it is of', () => {
  const place = days('2026-04-06', '2026-10-04')
  expect(daysOnPlace(days('2026-04-20', '2026-05-18'), place)).toEqual(days('2026-04-20', '2026-05-18'))
  expect(daysOnPlace(days('2026-09-20', '2026-12-18'), place)).toEqual(days('2026-09-20', '2026-10-04'))
  expect(daysOnPlace(days('2026-04-01', null), place)).toEqual(days('2026-04-06', null))
  expect(daysOnPlace(days('2026-10-05', null), place)).toBeUndefined()
  expect(daysOnPlace(days('2026-03-01', '2026-04-05'), place)).toBeUndefined()
})
test('an open pause is looked at after four weeks, and never in the past', () => {
  expect(reviewOfOpenPause(day('2026-04-20'), day('2026-04-20'))).toBe('2026-05-18')
  expect(reviewOfOpenPause(day('2026-03-01'), day('2026-04-20'))).toBe('2026-04-21')
  expect(
    [27, 28].map((more) => isLongPause({ began: day('2026-04-20'), today: addDays(day('2026-04-20'), more) })),
  ).toEqual([false, true])
})
test('the days of a pause are said in words', () => {
  expect(pauseDaysWords(days('2026-12-01', '2027-01-05'))).toBe(
    'From Tuesday 1 December 2026 until Tuesday 5 January 2027',
  )
  expect(pauseDaysWords(days('2026-12-01', null))).toBe('From Tuesday 1 December 2026, with no last day yet')
  expect(pauseDaysWords(days('2026-12-01', '2026-12-01'))).toBe('On Tuesday 1 December 2026')
})
test('a day is paused on a place exactly when the pause and the place both have it', () => {
  const span = fc.tuple(fc.nat(60), fc.option(fc.nat(60), { nil: null })).map(([first, more]): PauseDays => {
    const from = addDays(day('2026-04-01'), first)
    return { from, until: more === null ? null : addDays(from, more) }
  })
  const has = ({ from, until }: PauseDays, on: string) => from <= on && (until === null || on <= until)
  fc.assert(
    fc.property(span, span, fc.nat(150), (pause, place, at) => {
      const on = addDays(day('2026-03-20'), at)
      const both = daysOnPlace(pause, place)
      expect(both !== undefined && has(both, on) && has(place, on)).toBe(has(pause, on) && has(place, on))
    }),
    { numRuns: RUNS },
  )
})
