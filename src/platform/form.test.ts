import { expect, test } from 'vitest'
import { z } from 'zod'
import { dateField, dayWithinReach, faultAt, readForm } from './form.ts'

test('a part that a page always sends and that is missing is told in words, never in the checker’s own', () => {
  const form = z.object({ markId: z.string(), lot: z.enum(['a', 'b']), many: z.array(z.string()).max(1) })
  const read = readForm(form, { many: ['x', 'y'] })
  expect(read).toMatchObject({ ok: false, at: { markId: expect.stringContaining('Go back, reload it') } })
  expect(JSON.stringify(read)).not.toContain('Invalid')
})

test('a sentence that a field brings stands before the common one', () => {
  const read = readForm(z.object({ name: z.string('Enter a name') }), {})
  expect(read).toMatchObject({ ok: false, errors: [{ text: 'Enter a name', href: '#name' }] })
})

test('a day is one that a record can be about, and whoever asks for another is shown today', () => {
  expect(dayWithinReach('2026-11-28')).toBe('2026-11-28')
  expect(['9999-12-31', '0001-01-01', '2026-02-31', 'x', ['2026-11-28'], undefined].map(dayWithinReach)).toEqual(
    Array(6).fill(undefined),
  )
})

test.each([
  ['3', '2026-03-27'],
  ['march', '2026-03-27'],
  ['Mar', '2026-03-27'],
  ['Sept.', '2026-09-27'],
])('a month typed as “%s” is understood', (month, day) => {
  const read = readForm(z.object({ on: dateField('the day') }), {
    'on-day': '27',
    'on-month': month,
    'on-year': '2026',
  })
  expect(read).toMatchObject({ ok: true, value: { on: day } })
})

test.each(['ma', 'marsh', 'x'])('a month typed as “%s” is no month', (month) => {
  const read = readForm(z.object({ on: dateField('the day') }), {
    'on-day': '27',
    'on-month': month,
    'on-year': '2026',
  })
  expect(read).toMatchObject({ ok: false, at: { on: 'The day must be a real date, like 27 3 2026' } })
})

test('a fault of a date leads to its first box and stands at the date, as any other stands at its field', () => {
  const read = { typed: { 'from-day': '6' } }
  expect(faultAt(read, 'from-day', 'Too early')).toMatchObject({
    errors: [{ text: 'Too early', href: '#from-day' }],
    at: { from: 'Too early' },
  })
  expect(faultAt(read, 'reason', 'Say why')).toMatchObject({ errors: [{ href: '#reason' }], at: { reason: 'Say why' } })
})
