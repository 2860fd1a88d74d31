import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { clash, clashes } from './clashes.ts'
import { occurrencesBetween } from './occurrences-between.ts'
import { everyWeeksAllowed, type WeeklyPattern } from './weekly-pattern.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const base: WeeklyPattern = {
  weekday: 2,
  everyWeeks: 1,
  firstMonday: day('2026-04-06'),
  season: 'all',
  startMinute: 780,
  endMinute: 960,
  from: day('2026-04-06'),
}

test('two sessions at the same hour on one day clash; one that starts when the other ends does not', () => {
  expect(clash(base, { ...base, startMinute: 900, endMinute: 1000 })).toBe(true)
  expect(clash(base, { ...base, startMinute: 960, endMinute: 1000 })).toBe(false)
  expect(clash(base, { ...base, weekday: 3 })).toBe(false)
})
test('every second week passes beside the other weeks, and never beside every third', () => {
  const even = { ...base, everyWeeks: 2 }
  expect(clash(even, { ...even, firstMonday: day('2026-04-13') })).toBe(false)
  expect(clash(even, { ...base, everyWeeks: 3, firstMonday: day('2026-04-13') })).toBe(true)
})
test('a term-time session and a holiday session share a time', () => {
  expect(clash({ ...base, season: 'term' }, { ...base, season: 'holiday' })).toBe(false)
  for (const season of ['term', 'holiday', 'all'] as const) {
    expect(clash({ ...base, season }, { ...base, season }), season).toBe(true)
    expect(clash({ ...base, season }, base), `${season} and all year`).toBe(true)
  }
})
test('a session that ended the day before does not clash', () => {
  expect(clash({ ...base, until: day('2026-06-30') }, { ...base, from: day('2026-07-01') })).toBe(false)
})
test('names each pair once', () => {
  const sessions = ['swim', 'speech therapy', 'choir'].map((key, at) => ({
    key,
    pattern: { ...base, weekday: at === 2 ? 5 : 2 },
  }))
  expect(clashes(sessions).map(([one, other]) => [one.key, other.key])).toEqual([['swim', 'speech therapy']])
})
test('law: in all-year weeks, a clash is found exactly when some date within twelve weeks is shared', () => {
  const pattern = fc.record({
    everyWeeks: fc.constantFrom(...everyWeeksAllowed),
    weeksOn: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      const [first, second] = [one, other].map(({ everyWeeks, weeksOn }) => ({
        ...base,
        everyWeeks,
        firstMonday: addDays(base.firstMonday, 7 * weeksOn),
      })) as [WeeklyPattern, WeeklyPattern]
      const span = { from: day('2026-05-18'), until: addDays(day('2026-05-18'), 12 * 7 - 1) }
      const none = { terms: [], bankHolidays: [], closures: [] }
      const dates = new Set(occurrencesBetween(first, none, span))
      const shared = occurrencesBetween(second, none, span).some((date) => dates.has(date))
      expect(clash(first, second)).toBe(shared)
    }),
    { numRuns: RUNS },
  )
})
