import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence, sum } from '../core/money.ts'
import { type DateInPause, fatesOf, pauseSum } from './pause-date.ts'
import type { PayRule } from './pay-rule.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const rule = (over: Partial<PayRule> = {}): PayRule => ({
  id: 'r',
  lotId: 'community',
  reason: 'holiday',
  noticeHoursUnder: 0,
  paidPerMille: 0,
  paidAbsencesMost: undefined,
  charged: false,
  noteNeeded: false,
  from: day('2026-04-01'),
  ...over,
})
const late = rule({ id: 'late', noticeHoursUnder: 24, paidPerMille: 1000 })
/** Monday 20 April 2026, two in the afternoon; the session begins at one. */
const told = { reason: 'holiday', words: undefined, now: new Date('2026-04-20T13:00:00Z') }
const date = (on: string, given: Partial<DateInPause> = {}): DateInPause => ({
  occasionId: on,
  plannedSessionId: 'tuesday',
  on: day(on),
  startsAt: new Date(`${on}T12:00:00Z`),
  marked: undefined,
  absencesBefore: 0,
  lines: [
    { budgetLineId: 'b', component: 'support', route: 'council_managed', lotId: 'community', agreed: pence(4800) },
  ],
  ...given,
})
const brief = (dates: DateInPause[], rules: PayRule[]) =>
  fatesOf(dates, rules, told).map(({ fate, paid, back }) => [fate, paid, back])

test('told twenty-three hours before a date is paid in full, told a week before it falls away and its money goes back', () => {
  expect(brief([date('2026-04-28'), date('2026-04-21')], [late, rule()])).toEqual([
    ['told too late', 4800, 0],
    ['falls away', 0, 4800],
  ])
})
test('told twenty-four hours before is told in time', () => {
  expect(
    fatesOf([date('2026-04-21')], [late, rule()], { ...told, now: new Date('2026-04-20T12:00:00Z') })[0]?.fate,
  ).toBe('falls away')
})
test('what was marked stays, and what has begun is for the register', () => {
  const marked = { happened: 'closed', words: 'Closed' } as const
  expect(brief([date('2026-04-28', { marked }), date('2026-04-14')], [late, rule()])).toEqual([
    ['has begun', 0, 0],
    ['marked before', 0, 0],
  ])
})
test('the paid absences of a quarter run out, and dates that fall away use none of them', () => {
  const half = rule({ paidPerMille: 500, paidAbsencesMost: 3 })
  const dates = ['2026-05-05', '2026-05-12', '2026-05-19', '2026-07-07'].map((on) =>
    date(on, { absencesBefore: on < '2026-07-01' ? 1 : 0 }),
  )
  expect(brief(dates, [half]).map(([fate]) => fate)).toEqual([
    'told too late',
    'told too late',
    'falls away',
    'told too late',
  ])
})
test('support and journey are asked by their own lots, and a date is marked when one of them is paid', () => {
  const journey = {
    budgetLineId: 'j',
    component: 'transport',
    route: 'council_managed',
    lotId: undefined,
    agreed: pence(1100),
  }
  const both = date('2026-04-28', { lines: [...date('2026-04-28').lines, journey] })
  expect(brief([both], [rule(), rule({ lotId: undefined, paidPerMille: 1000 })])).toEqual([
    ['told too late', 1100, 4800],
  ])
})
test('a rule that is missing and a note that is missing are named, so that nothing is paused by guessing', () => {
  expect(fatesOf([date('2026-04-28')], [], told)[0]?.missing).toBe('no_pay_rule')
  const noted = rule({ noteNeeded: true })
  expect(fatesOf([date('2026-04-28')], [noted], told)[0]?.missing).toBe('note_needed')
  expect(fatesOf([date('2026-04-28')], [noted], { ...told, words: 'rang at 9' })[0]?.missing).toBeUndefined()
})
test('whatever the rules: what is paid and what goes back are what was agreed; and two pauses in a row do as one', () => {
  const rules = fc.array(
    fc.record({
      noticeHoursUnder: fc.constantFrom(0, 24, 48, 240),
      paidPerMille: fc.constantFrom(0, 333, 500, 1000),
      most: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(
      rules,
      fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 12 }),
      fc.nat(12),
      (given, prices, cut) => {
        const all = [
          rule(),
          ...given.map(({ most, ...one }, at) => rule({ ...one, id: String(at), paidAbsencesMost: most })),
        ]
        const dates = prices.map((price, at) =>
          date(addDays(day('2026-04-21'), 7 * at), {
            lines: [{ ...date('2026-04-21').lines[0], agreed: pence(price) } as DateInPause['lines'][number]],
          }),
        )
        const fates = fatesOf(dates, all, told)
        for (const {
          date: { lines },
          paid,
          back,
        } of fates)
          expect(paid + back).toBe(sum(lines.map(({ agreed }) => agreed)))
        expect(fates.every(({ fate, paid }) => (fate === 'told too late') === paid > 0)).toBe(true)
        const first = fatesOf(dates.slice(0, cut), all, told)
        const missed = (on: string) =>
          first.filter(({ fate, date: one }) => fate === 'told too late' && quarter(one.on) === quarter(on)).length
        const rest = fatesOf(
          dates.slice(cut).map((one) => ({ ...one, absencesBefore: missed(one.on) })),
          all,
          told,
        )
        expect(pauseSum([...first, ...rest])).toEqual(pauseSum(fates))
      },
    ),
    { numRuns: RUNS },
  )
})
const quarter = (on: string) => Math.floor((Number(on.slice(5, 7)) - 1) / 3)
