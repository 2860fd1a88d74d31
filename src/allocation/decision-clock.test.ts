import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { decisionClock, decisionTargetDays, lateSince, middleOf } from './decision-clock.ts'
import { addWorkingDays, isWorkingDay, workingDaysAfter } from './working-days.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
/** The bank holidays of Christmas 2026 and the new year 2027 in England. */
const holidays = ['2026-12-25', '2026-12-28', '2027-01-01'].map((date) => ({ from: day(date), until: day(date) }))
const anyDay = fc.integer({ min: 0, max: 800 }).map((days) => addDays(day('2026-01-01'), days))

describe('working days', () => {
  test('five after a Thursday is the next Thursday; weekends do not count', () => {
    expect(addWorkingDays(day('2026-11-19'), 5, [])).toBe('2026-11-26')
    expect(addWorkingDays(day('2026-11-21'), 5, [])).toBe('2026-11-27')
    expect(workingDaysAfter(day('2026-11-20'), day('2026-11-23'), [])).toBe(1)
  })
  test('Christmas and the new year put it off', () => {
    expect(addWorkingDays(day('2026-12-23'), 5, holidays)).toBe('2027-01-04')
  })
  test('law: so many days on are so many days between, and the last is a working day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const to = addWorkingDays(from, days, holidays)
        expect(isWorkingDay(to, holidays)).toBe(true)
        expect(workingDaysAfter(from, to, holidays)).toBe(days)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the clock of an exception', () => {
  const asked = { askedOn: day('2026-11-16'), decidedOn: null }
  test('is open on the fifth working day and late on the sixth', () => {
    expect(decisionClock(asked, day('2026-11-23'), [])).toEqual({ dueOn: '2026-11-23', workingDays: 5, state: 'open' })
    expect(decisionClock(asked, day('2026-11-24'), [])).toEqual({ dueOn: '2026-11-23', workingDays: 6, state: 'late' })
  })
  test('stops with the decision', () => {
    const decided = (on: string) => decisionClock({ ...asked, decidedOn: day(on) }, day('2027-06-01'), [])
    expect(decided('2026-11-18')).toEqual({ dueOn: '2026-11-23', workingDays: 2, state: 'decided' })
    expect(decided('2026-11-25').state).toBe('decided_late')
  })
  test('law: what was asked by the day that lateSince gives is late, what was asked after it is not', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const last = lateSince(today, holidays)
        const state = (askedOn: typeof last) => decisionClock({ askedOn, decidedOn: null }, today, holidays).state
        expect(state(last)).toBe('late')
        expect(state(addDays(last, 1))).toBe('open')
        expect(decisionTargetDays).toBe(5)
      }),
      { numRuns: RUNS },
    )
  })
  test('the middle of an even number is the lower of the two', () => {
    expect(middleOf([4, 1, 3, 2])).toBe(2)
    expect(middleOf([50, 10, 40, 20, 30])).toBe(30)
    expect(middleOf([])).toBeUndefined()
  })
})
