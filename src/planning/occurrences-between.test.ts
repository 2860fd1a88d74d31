import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, weekdayOf } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { grossYearlyCost } from './gross-yearly-cost.ts'
import { occurrencesBetween } from './occurrences-between.ts'
import { weeklyCost } from './weekly-cost.ts'
import type { WeeklyPattern } from './weekly-pattern.ts'
import { yearlySpan } from './yearly-span.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const none = { terms: [], bankHolidays: [], closures: [] }
const tuesdays: WeeklyPattern = {
  weekday: 2,
  everyWeeks: 1,
  firstMonday: day('2026-04-06'),
  season: 'all',
  startMinute: 780,
  endMinute: 960,
  from: day('2026-04-06'),
}

describe('real dates', () => {
  test('a weekly Tuesday from 6 April to 4 October 2026 has 26 dates, the first on the 7th', () => {
    const dates = occurrencesBetween(tuesdays, none, { from: day('2026-04-06'), until: day('2026-10-04') })
    expect(dates).toHaveLength(26)
    expect(dates[0]).toBe('2026-04-07')
  })
  test('bank holidays and closures are left out', () => {
    const shut = { from: day('2026-05-05'), until: day('2026-05-12') }
    const dates = occurrencesBetween(
      tuesdays,
      { terms: [], bankHolidays: [{ from: day('2026-04-07'), until: day('2026-04-07') }], closures: [shut] },
      { from: day('2026-04-06'), until: day('2026-05-31') },
    )
    expect(dates).toEqual(['2026-04-14', '2026-04-21', '2026-04-28', '2026-05-19', '2026-05-26'])
  })
  test('term-time and holiday sessions share the year between them', () => {
    const calendar = { ...none, terms: [{ from: day('2026-04-13'), until: day('2026-05-22') }] }
    const span = { from: day('2026-04-06'), until: day('2026-06-01') }
    const term = occurrencesBetween({ ...tuesdays, season: 'term' }, calendar, span)
    const holiday = occurrencesBetween({ ...tuesdays, season: 'holiday' }, calendar, span)
    expect(term[0]).toBe('2026-04-14')
    expect([...term, ...holiday].sort()).toEqual(occurrencesBetween(tuesdays, calendar, span))
  })
  test('a line that has ended makes no more dates', () => {
    const dates = occurrencesBetween({ ...tuesdays, until: day('2026-04-14') }, none, yearlySpan(day('2026-04-06')))
    expect(dates).toEqual(['2026-04-07', '2026-04-14'])
  })
  test('law: every date is on its weekday, in its week and inside the span, and none is missing', () => {
    const everyWeeks = fc.constantFrom(1, 2, 3, 4, 6)
    const offset = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(everyWeeks, fc.integer({ min: 1, max: 7 }), offset, offset, (every, weekday, start, length) => {
        const from = addDays(day('2026-04-06'), start)
        const until = addDays(from, length)
        const pattern = { ...tuesdays, weekday, everyWeeks: every }
        const brute: string[] = []
        for (let date = from; date <= until; date = addDays(date, 1)) {
          const weeks = Math.floor((Date.parse(date) - Date.parse('2026-04-06')) / 604_800_000)
          if (weekdayOf(date) === weekday && weeks % every === 0) brute.push(date)
        }
        expect(occurrencesBetween(pattern, none, { from, until })).toEqual(brute)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('gross yearly cost', () => {
  const line = { perSession: pence(48_00), period: { from: day('2026-04-06') } }
  const session = { key: 'tuesday', pattern: tuesdays, closures: [], lines: [line] }

  test('51 Tuesdays at £48 are £2,448: one of the 52 is a bank holiday', () => {
    const bankHolidays = [{ from: day('2027-01-05'), until: day('2027-01-05') }]
    const cost = grossYearlyCost([session], { terms: [], bankHolidays }, day('2026-04-06'))
    expect(cost).toEqual({ yearly: 2_448_00, sessions: [{ key: 'tuesday', dates: 51, yearly: 2_448_00 }] })
  })
  test('a price that changes during the year counts from its day', () => {
    const lines = [
      { perSession: pence(48_00), period: { from: day('2026-04-06'), until: day('2026-04-14') } },
      { perSession: pence(50_00), period: { from: day('2026-04-15') } },
    ]
    const cost = grossYearlyCost([{ ...session, lines }], none, day('2026-04-06'))
    expect(cost.yearly).toBe(2 * 48_00 + 50 * 50_00)
  })
  test('a leap day’s year ends on 28 February', () => {
    expect(yearlySpan(day('2028-02-29')).until).toBe('2029-02-28')
    expect(yearlySpan(day('2026-04-06')).until).toBe('2027-04-05')
  })
  test('law: the whole is the sum of its sessions, and one more session never makes a plan cheaper', () => {
    const price = fc.integer({ min: 0, max: 500_00 })
    fc.assert(
      fc.property(fc.array(price, { maxLength: 6 }), price, (prices, extra) => {
        const sessions = prices.map((each, at) => ({
          ...session,
          key: String(at),
          lines: [{ ...line, perSession: pence(each) }],
        }))
        const before = grossYearlyCost(sessions, none, day('2026-04-06'))
        const after = grossYearlyCost(
          [...sessions, { ...session, key: 'extra', lines: [{ ...line, perSession: pence(extra) }] }],
          none,
          day('2026-04-06'),
        )
        expect(before.yearly).toBe(before.sessions.reduce((all, each) => all + each.yearly, 0))
        expect(after.yearly).toBeGreaterThanOrEqual(before.yearly)
      }),
      { numRuns: RUNS },
    )
  })
})

test('a usual week: every second week counts half, and the dearer of term and holiday stands', () => {
  const at = (perSession: number, everyWeeks = 1, season: 'all' | 'term' | 'holiday' = 'all') => ({
    perSession: pence(perSession),
    everyWeeks,
    season,
  })
  expect(weeklyCost([at(36_60), at(61_20), at(11_50)])).toBe(109_30)
  expect(weeklyCost([at(41_25, 2)])).toBe(20_63)
  expect(weeklyCost([at(10_00), at(5_00, 1, 'term'), at(7_00, 1, 'holiday')])).toBe(17_00)
})
