import { expect, test } from 'vitest'
import { type CallAsked, coveringCall } from './covering-call.ts'

const call: CallAsked = {
  id: '00000000-0000-4000-8000-000000000001',
  number: 7,
  area: 'Crewe',
  weekdays: [6],
  needs: [],
  startMinute: 600,
  endMinute: 900,
  supportBand: null,
}
const lack = { area: 'Crewe', weekday: 6, part: 'morning', need: null as string | null }
const covered = (asked: Partial<CallAsked>, missing: Partial<typeof lack> = {}) =>
  coveringCall({ open: [{ ...call, ...asked }], drafts: [] }, { ...lack, ...missing })?.text ?? null

test('a call covers the lack of its area, day and hours, and no other', () => {
  expect(covered({})).toBe('Call 7 is open')
  expect(covered({ area: null, weekdays: [], startMinute: null, endMinute: null })).toBe('Call 7 is open')
  expect(covered({ area: 'Nantwich' })).toBeNull()
  expect(covered({ weekdays: [7] })).toBeNull()
  expect(covered({ startMinute: 690 })).toBeNull()
})

test('a call for one need covers that need, never everyone of the area and day', () => {
  expect(covered({ needs: ['hoist', 'changing_place'] }, { need: 'hoist' })).toBe('Call 7 is open')
  expect(covered({ supportBand: '1:2' }, { need: 'support 1:2' })).toBe('Call 7 is open')
  expect(covered({ needs: ['hoist'] })).toBeNull()
  expect(covered({ supportBand: '1:2' })).toBeNull()
  expect(covered({}, { need: 'hoist' })).toBeNull()
})

test('an open call is named before a draft', () => {
  const drafts = [{ ...call, number: 8 }]
  expect(coveringCall({ open: [call], drafts }, lack)?.text).toBe('Call 7 is open')
  expect(coveringCall({ open: [], drafts }, lack)?.text).toBe('Call 8 is a draft')
})
