import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { firstDayToTell, heldFrom } from './held-from.ts'

const before = { weekly: pence(48_97), upTo: false, firstDayCharged: day('2026-04-06') }
const from = day('2026-06-01')
const firstDayCharged = day('2026-11-30')

test('a lower sum holds from its own day, whenever the person is told', () => {
  expect(heldFrom({ weekly: pence(36_97), from, before, firstDayCharged })).toBe(from)
  expect(heldFrom({ weekly: pence(36_97), from, before, firstDayCharged: undefined })).toBe(from)
})
test('a higher one, the same one and the first one hold from the day the person was told of', () => {
  for (const weekly of [pence(48_97), pence(60_00)])
    expect(heldFrom({ weekly, from, before, firstDayCharged })).toBe(firstDayCharged)
  expect(heldFrom({ weekly: pence(36_97), from, before: undefined, firstDayCharged })).toBe(firstDayCharged)
  expect(heldFrom({ weekly: pence(36_97), from, before: undefined, firstDayCharged: undefined })).toBe(from)
})
test('what settles an “up to” holds from the first day that was told, not from a day before it', () => {
  const upTo = { weekly: pence(40_00), upTo: true, firstDayCharged }
  expect(heldFrom({ weekly: pence(30_00), from, before: upTo, firstDayCharged: undefined })).toBe(firstDayCharged)
})
test('a sum that began already is offered to be told from the next Monday', () => {
  const weekly = pence(60_00)
  const today = day('2026-11-29')
  expect(firstDayToTell({ weekly, from }, undefined, today)).toBe('2026-11-30')
  expect(firstDayToTell({ weekly, from: day('2026-12-14') }, undefined, today)).toBe('2026-12-14')
})
test('a higher sum is offered from the week after a lower one that was told from the same day', () => {
  const upTo = { weekly: pence(40_00), upTo: true, firstDayCharged }
  const today = day('2026-11-29')
  const higher = { weekly: pence(78_55), from: day('2026-11-30') }
  expect(firstDayToTell(higher, upTo, today)).toBe('2026-12-07')
  expect(firstDayToTell({ ...higher, weekly: pence(30_00) }, upTo, today)).toBe('2026-11-30')
})
