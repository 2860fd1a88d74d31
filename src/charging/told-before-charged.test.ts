import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { settleProvisional } from './settle-provisional.ts'
import { checkNotice, toldWords } from './told-before-charged.ts'

const standing = { weekly: pence(49_50), from: day('2026-06-01'), provisional: false }
const codes = (toldOn: string, firstDayCharged: string) =>
  checkNotice({ toldOn: day(toldOn), firstDayCharged: day(firstDayCharged), standing, today: day('2026-06-10') }).map(
    ({ code }) => code,
  )

describe('told before charged', () => {
  test('may be charged from the day they were told', () => expect(codes('2026-06-10', '2026-06-10')).toEqual([]))
  test('not the day before', () => expect(codes('2026-06-10', '2026-06-09')).toEqual(['told_after_first_day']))
  test('not before the contribution begins', () =>
    expect(codes('2026-05-20', '2026-05-31')).toEqual(['before_the_contribution']))
  test('nobody is told tomorrow', () => expect(codes('2026-06-11', '2026-06-12')).toEqual(['told_in_the_future']))
  test('the words say “up to” while the assessment runs', () => {
    expect(toldWords(standing)).toBe('£49.50 a week')
    expect(toldWords({ weekly: pence(60_00), provisional: true })).toBe('up to £60 a week')
    expect(toldWords({ weekly: pence(0), provisional: false })).toBe('nothing')
  })
})

describe('a provisional sum settles only downward', () => {
  const provisional = { from: day('2026-06-01'), weekly: pence(60_00) }
  test('less, or the same, holds from its first day', () => {
    for (const weekly of [pence(20_00), pence(60_00)]) {
      expect(settleProvisional(provisional, { weekly, from: day('2026-06-01'), decidedOn: day('2026-07-10') })).toEqual(
        {
          provisionalEndsOn: '2026-05-31',
          from: '2026-06-01',
          settles: true,
        },
      )
    }
  })
  test('more holds from the day after the decision, never before', () => {
    expect(
      settleProvisional(provisional, { weekly: pence(70_00), from: day('2026-06-01'), decidedOn: day('2026-07-10') }),
    ).toEqual({
      provisionalEndsOn: '2026-07-10',
      from: '2026-07-11',
      settles: false,
    })
  })
  test('more than an “up to” that has not begun still leaves its first day as told', () => {
    expect(
      settleProvisional(provisional, { weekly: pence(70_00), from: day('2026-05-20'), decidedOn: day('2026-05-20') })
        .from,
    ).toBe('2026-06-02')
  })
})
