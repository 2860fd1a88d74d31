import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { urgentCare } from './urgent-care.ts'

const care = {
  decidedOn: day('2026-11-22'),
  weeklyCeilingPence: pence(20000),
  assessBy: day('2026-12-06'),
  untilDate: day('2026-12-20'),
  reason: 'Her mother, who cares for her, went into hospital today.',
}

test('a decision with a ceiling, a day for the assessment and a last day is accepted', () => {
  expect(urgentCare(care)).toEqual({ ok: true, value: care })
})

test.each([
  ['no ceiling', { weeklyCeilingPence: pence(0) }, 'urgent_without_ceiling'],
  ['an assessment before the decision', { assessBy: day('2026-11-21') }, 'urgent_assess_by_past'],
  ['care that ends before the assessment', { untilDate: day('2026-12-05') }, 'urgent_until_before_assessment'],
  ['more than 12 weeks', { untilDate: day('2027-02-15') }, 'urgent_too_long'],
])('refuses %s', (_, change, refusal) => {
  expect(urgentCare({ ...care, ...change })).toEqual({ ok: false, refusals: [refusal] })
})

test('12 weeks to the day is the longest', () => {
  expect(urgentCare({ ...care, untilDate: day('2027-02-14') }).ok).toBe(true)
})
