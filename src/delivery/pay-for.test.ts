import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { consequence } from './consequence.ts'
import { noticeHours } from './notice-hours.ts'
import { payFor } from './pay-for.ts'
import { happenings, type PayRule, ruleFor } from './pay-rule.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const rule = (over: Partial<PayRule> = {}): PayRule => ({
  id: 'r',
  lotId: 'community',
  reason: 'unwell',
  noticeHoursUnder: 0,
  paidPerMille: 500,
  paidAbsencesMost: undefined,
  charged: false,
  noteNeeded: false,
  from: day('2026-04-01'),
  ...over,
})
const line = { budgetLineId: 'b', agreed: pence(4800) }
const unwell = { happened: 'absent', reason: 'unwell' } as const

test('a session she came to is owed in full and counts towards her charge', () => {
  const pay = payFor(line, { happened: 'attended', reason: 'attended' }, rule({ paidPerMille: 1000, charged: true }))
  expect(pay).toEqual({
    ok: true,
    value: { budgetLineId: 'b', amount: 4800, chargeable: 4800, payRuleId: 'r', because: 'in_full' },
  })
})
test('unwell at half pay is £24.00 of £48.00, and none of it is charged', () => {
  expect(payFor(line, unwell, rule())).toMatchObject({ value: { amount: 2400, chargeable: 0, because: 'in_part' } })
})
test('an absence is not charged even where a rule says charged', () => {
  expect(payFor(line, unwell, rule({ charged: true, paidPerMille: 1000 }))).toMatchObject({
    value: { amount: 4800, chargeable: 0 },
  })
})
test('after the paid absences of the quarter an absence is not paid; before, it is', () => {
  const limited = rule({ paidAbsencesMost: 2 })
  expect(payFor(line, unwell, limited, 1)).toMatchObject({ value: { amount: 2400 } })
  expect(payFor(line, unwell, limited, 2)).toMatchObject({ value: { amount: 0, because: 'paid_absences_used' } })
})
test('a missing rule and a missing note are refused, a free session needs neither', () => {
  expect(payFor(line, unwell, undefined)).toEqual({ ok: false, refusals: ['no_pay_rule'] })
  expect(payFor(line, { ...unwell, note: ' ' }, rule({ noteNeeded: true }))).toEqual({
    ok: false,
    refusals: ['note_needed'],
  })
  expect(payFor(line, { ...unwell, note: 'rang at 9' }, rule({ noteNeeded: true })).ok).toBe(true)
  expect(payFor({ ...line, agreed: pence(0) }, unwell, undefined)).toMatchObject({ value: { because: 'free' } })
})
test('pay is never above what was agreed, what is charged never above what is paid, more share never less pay', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_00 }),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom(...happenings),
      fc.boolean(),
      (agreed, share, happened, charged) => {
        const pay = (paidPerMille: number) => {
          const outcome = payFor(
            { budgetLineId: 'b', agreed: pence(agreed) },
            { happened, reason: 'x' },
            rule({ paidPerMille, charged }),
          )
          if (!outcome.ok) throw new Error('refused')
          return outcome.value
        }
        const less = pay(share)
        const more = pay(share + 1)
        expect(less.amount).toBeLessThanOrEqual(agreed)
        expect(less.amount).toBeLessThanOrEqual(more.amount)
        expect(more.chargeable).toBeLessThanOrEqual(more.amount)
        if (happened !== 'attended') expect(more.chargeable).toBe(0)
      },
    ),
    { numRuns: RUNS },
  )
})
test('the tightest notice limit decides, and the rule without one takes the rest', () => {
  const rules = [
    rule({ id: 'rest' }),
    rule({ id: 'under two days', noticeHoursUnder: 48 }),
    rule({ id: 'under a day', noticeHoursUnder: 24 }),
    rule({ id: 'other lot', lotId: 'specialist', noticeHoursUnder: 1 }),
    rule({ id: 'last year', from: day('2025-04-01'), until: day('2026-03-31'), noticeHoursUnder: 1 }),
  ]
  const found = (noticeHours: number | undefined) =>
    ruleFor(rules, { lotId: 'community', reason: 'unwell', on: day('2026-04-14'), noticeHours })?.id
  expect([undefined, 0, 23, 24, 47, 48, 500].map(found)).toEqual([
    'under a day',
    'under a day',
    'under a day',
    'under two days',
    'under two days',
    'rest',
    'rest',
  ])
  expect(
    ruleFor(rules, { lotId: 'community', reason: 'closed', on: day('2026-04-14'), noticeHours: 1 }),
  ).toBeUndefined()
})
test('coming for part of the time follows its own rule, or the rule for coming', () => {
  const came = rule({ id: 'came', reason: 'attended' })
  const part = rule({ id: 'part', reason: 'attended_part' })
  const sought = { lotId: 'community', reason: 'attended_part', on: day('2026-04-14'), noticeHours: undefined }
  expect(ruleFor([came], sought)?.id).toBe('came')
  expect(ruleFor([came, part], sought)?.id).toBe('part')
})
test('notice is whole hours before the start, across the change of clocks, and none after it', () => {
  const startsAt = new Date('2026-03-29T12:00:00Z')
  expect(noticeHours({ noticedAt: new Date('2026-03-28T12:30:00Z'), startsAt })).toBe(23)
  expect(noticeHours({ noticedAt: new Date('2026-03-29T13:00:00Z'), startsAt })).toBe(0)
})
test('the consequence says what the pay line will do', () => {
  expect(consequence(rule())).toBe('Paid half · not charged')
  expect(consequence(rule({ paidPerMille: 1000, paidAbsencesMost: 6 }), 4)).toBe(
    'Paid in full (2 left this quarter) · not charged',
  )
  expect(consequence(rule({ paidAbsencesMost: 2 }), 2)).toBe(
    'Not paid: all paid absences of this quarter are used · not charged',
  )
  expect(consequence(rule({ paidPerMille: 0, noteNeeded: true }))).toBe('Not paid · not charged · note needed')
  expect(consequence(rule({ paidPerMille: 333 }))).toBe('Paid 33.3% · not charged')
  expect(consequence(undefined)).toContain('No pay rule')
})
