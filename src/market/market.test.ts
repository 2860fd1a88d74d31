import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { includes } from '../core/period.ts'
import { providerState } from './provider-state.ts'
import { type Rate, rateChange, rateOn } from './rate.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const today = day('2026-11-22')
const standing: Rate[] = [
  { id: 'old', from: day('2025-04-01'), until: day('2026-03-31'), price: pence(4_500) },
  { id: 'now', from: day('2026-04-01'), until: undefined, price: pence(4_800) },
]

describe('deciding a rate', () => {
  test('the rate in force ends the day before the new one begins', () => {
    const change = rateChange(standing, { from: day('2027-04-01'), until: undefined, price: pence(5_000) }, today)
    expect(change).toEqual({ ok: true, value: { ends: { rateId: 'now', lastDay: '2027-03-31' } } })
  })
  test('a first rate ends nothing', () => {
    expect(rateChange([], { from: today, until: undefined, price: pence(1) }, today)).toEqual({
      ok: true,
      value: { ends: undefined },
    })
  })
  test.each([
    ['rate_in_the_past', '2026-11-21', undefined, 5_000, standing],
    ['rate_ends_before_it_begins', '2027-04-01', '2027-03-31', 5_000, standing],
    ['rate_is_the_same', '2027-04-01', undefined, 4_800, standing],
    [
      'rate_already_follows',
      '2027-03-01',
      undefined,
      5_000,
      [{ id: 'later', from: day('2027-04-01'), price: pence(1) }],
    ],
    [
      'rate_already_follows',
      '2027-04-01',
      undefined,
      5_000,
      [{ id: 'same day', from: day('2027-04-01'), price: pence(1) }],
    ],
    [
      'rate_end_is_decided',
      '2027-04-01',
      undefined,
      5_000,
      [{ id: 'leaves', from: day('2026-04-01'), until: day('2027-06-30'), price: pence(1), ended: true }],
    ],
  ] as const)('%s', (refusal, from, until, price, rates) => {
    const wanted = { from: day(from), until: until === undefined ? undefined : day(until), price: pence(price) }
    expect(rateChange(rates, wanted, today)).toEqual({ ok: false, refusals: [refusal] })
  })

  test('however rates are decided, no day has two of them', () => {
    const wish = fc.record({
      after: fc.integer({ min: -5, max: 60 }),
      lasts: fc.option(fc.integer({ min: 0, max: 30 })),
      price: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 8 }), (wishes) => {
        const rates: Rate[] = []
        for (const [at, { after, lasts, price }] of wishes.entries()) {
          const from = addDays(today, after)
          const wanted = { from, until: lasts === null ? undefined : addDays(from, lasts), price: pence(price) }
          const change = rateChange(rates, wanted, today)
          if (!change.ok) continue
          const { ends } = change.value
          const ended = rates.findIndex(({ id }) => id === ends?.rateId)
          if (ends && ended >= 0) rates[ended] = { ...(rates[ended] as Rate), until: ends.lastDay }
          rates.push({ id: String(at), ...wanted })
        }
        for (let ahead = 0; ahead < 100; ahead++) {
          const on = addDays(today, ahead)
          const inForce = rates.filter((rate) => includes(rate, on))
          expect(inForce.length).toBeLessThanOrEqual(1)
          expect(rateOn(rates, on)).toBe(inForce[0])
        }
      }),
      { numRuns: RUNS },
    )
  })
})

test.each([
  ['in house', { inHouse: true, admissions: [] }],
  ['on the framework', { inHouse: false, admissions: [{ from: day('2026-11-22') }] }],
  ['from a later day', { inHouse: false, admissions: [{ from: day('2026-11-23') }] }],
  ['left', { inHouse: false, admissions: [{ from: day('2026-01-01'), until: day('2026-11-21') }] }],
  ['not on the framework', { inHouse: false, admissions: [] }],
])('a provider is %s as its admissions say', (state, provider) => {
  expect(providerState(provider, today)).toBe(state)
})
