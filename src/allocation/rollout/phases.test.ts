import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, day } from '../../core/calendar-date.ts'
import { isWorkingDay } from '../working-days.ts'
import { mayMove, phasesFrom, type RolloutStep, reviewWindow, spreadReviews } from './phases.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
/** Cheshire East Cabinet, 16 June 2009: 2.4 and 3.9 (Wilmslow in July 2009, all teams by February 2010), 3.16 (existing people by the end of 2010/11). */
const paper: RolloutStep[] = [
  { areas: ['Wilmslow'], moves: ['new_person', 'unscheduled_review'], afterMonths: 0 },
  { areas: 'everywhere', moves: ['new_person', 'unscheduled_review'], afterMonths: 7 },
  { areas: 'everywhere', moves: ['planned_review'], afterMonths: 9, lastsMonths: 12 },
]
const phases = phasesFrom(paper, day('2009-07-01'))

describe('the phases of 2009', () => {
  test('Wilmslow starts, everywhere follows in February, and reviews run to the end of March 2011', () => {
    expect(phases).toEqual([
      { localArea: 'Wilmslow', moves: 'new_person', from: '2009-07-01', until: null },
      { localArea: 'Wilmslow', moves: 'unscheduled_review', from: '2009-07-01', until: null },
      { localArea: null, moves: 'new_person', from: '2010-02-01', until: null },
      { localArea: null, moves: 'unscheduled_review', from: '2010-02-01', until: null },
      { localArea: null, moves: 'planned_review', from: '2010-04-01', until: '2011-03-31' },
    ])
  })
  test.each([
    ['Wilmslow', 'new_person', '2009-07-01', true],
    ['Wilmslow', 'planned_review', '2010-03-31', false],
    ['Crewe', 'new_person', '2010-01-31', false],
    ['Crewe', 'unscheduled_review', '2010-02-01', true],
    [null, 'new_person', '2009-12-01', false],
    ['Crewe', 'planned_review', '2010-04-01', true],
  ] as const)('%s, %s, on %s: %s', (area, moves, on, moved) => {
    expect(mayMove(phases, { area, moves, on: day(on) })).toBe(moved)
  })
  test('reviews are booked within the year that the paper gives', () => {
    expect(reviewWindow(phases, 'Crewe')).toMatchObject({ from: '2010-04-01', until: '2011-03-31' })
  })
})

describe('without phases', () => {
  test('everybody moves from the first day', () => {
    expect(mayMove([], { area: null, moves: 'planned_review', on: day('2026-04-01') })).toBe(true)
    expect(reviewWindow([], 'Crewe')).toBeUndefined()
  })
})

describe('months and spreading', () => {
  test('the end of a month stays its end', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(day('2026-11-30'), 3)).toBe('2027-02-28')
    expect(addMonths(day('2026-06-15'), 12)).toBe('2027-06-15')
  })
  test('four reviews over a week stand on four working days', () => {
    expect(spreadReviews(4, { from: day('2026-11-23'), until: day('2026-11-29') }, [])).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-26',
      '2026-11-27',
    ])
  })
  test('law: every review falls on a working day of the span, in order, and no day has one more than its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 6, max: 400 }), (count, length) => {
        const from = day('2026-04-01')
        const until = addDays(from, length)
        const holidays = [{ from: day('2026-04-03'), until: day('2026-04-06') }]
        const days = spreadReviews(count, { from, until }, holidays)
        expect(days).toHaveLength(count)
        expect([...days].sort()).toEqual(days)
        const open = Array.from({ length: length + 1 }, (_, at) => addDays(from, at)).filter((one) =>
          isWorkingDay(one, holidays),
        )
        for (const one of days) expect(open).toContain(one)
        const most = Math.max(0, ...open.map((one) => days.filter((other) => other === one).length))
        expect(most).toBeLessThanOrEqual(Math.ceil(count / open.length))
      }),
      { numRuns: RUNS },
    )
  })
})
