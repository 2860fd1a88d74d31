import { expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { beginsLater } from './charge-words.ts'

test('a charge that begins after the plan says from when; one that holds on its first day says nothing of it', () => {
  const charge = { weekly: pence(4897), upTo: false, from: day('2026-11-30') }
  expect(beginsLater(charge, day('2026-11-29'))).toBe('no charge is decided before Monday 30 November 2026; from then ')
  expect(beginsLater(charge, day('2026-11-30'))).toBe('')
})
