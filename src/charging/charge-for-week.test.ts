import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, day } from '../core/calendar-date.ts'
import { pence, sum } from '../core/money.ts'
import { chargeForWeek, isFree, toldForWeek } from './charge-for-week.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const monday = day('2026-04-06')
const told = { toldOn: day('2026-03-20'), firstDayCharged: monday, weekly: pence(30_00) }
const session = (id: string, on: string, cost: number, chargeable = true) => ({
  id,
  on: day(on),
  cost: pence(cost),
  chargeable,
})

describe('the charge for a week', () => {
  test('is what was told when the support cost more', () => {
    const week = chargeForWeek({ monday, told: [told], free: [], delivered: [session('a', '2026-04-07', 48_00)] })
    expect(week).toMatchObject({ charge: 30_00, chargeableCost: 48_00, told: 30_00 })
  })
  test('is what the support cost when that is less', () => {
    expect(
      chargeForWeek({ monday, told: [told], free: [], delivered: [session('a', '2026-04-07', 24_00)] }).charge,
    ).toBe(24_00)
  })
  test('is nothing in a week with no support', () => {
    expect(chargeForWeek({ monday, told: [told], free: [], delivered: [] }).charge).toBe(0)
  })
  test('is nothing when nobody was told', () => {
    expect(chargeForWeek({ monday, told: [], free: [], delivered: [session('a', '2026-04-07', 48_00)] }).charge).toBe(0)
  })
  test('is nothing for a session its own rule does not charge, such as one missed through illness', () => {
    expect(
      chargeForWeek({ monday, told: [told], free: [], delivered: [session('a', '2026-04-07', 48_00, false)] }).charge,
    ).toBe(0)
  })
  test('leaves out the days before the first day charged, even in the same week', () => {
    const late = { ...told, firstDayCharged: day('2026-04-09') }
    const delivered = [session('tue', '2026-04-07', 25_00), session('fri', '2026-04-10', 20_00)]
    const week = chargeForWeek({ monday, told: [late], free: [], delivered })
    expect(week.lines).toEqual([{ id: 'fri', cost: 20_00, charge: 20_00 }])
  })
  test('does not rest on a notice told after its first day charged', () => {
    const tooLate = { ...told, toldOn: day('2026-04-08') }
    expect(
      chargeForWeek({ monday, told: [tooLate], free: [], delivered: [session('a', '2026-04-10', 48_00)] }).charge,
    ).toBe(0)
  })
  test('takes the lower of two sums told within one week', () => {
    const until = { ...told, until: day('2026-04-08') }
    const less = { ...told, firstDayCharged: day('2026-04-09'), weekly: pence(12_00) }
    expect(toldForWeek([until, less], monday)).toBe(12_00)
  })
  test('is free in the first six weeks of reablement whatever was agreed, and chargeable on the next day', () => {
    const short = [{ ground: 'reablement' as const, from: day('2026-04-06'), until: day('2026-04-20') }]
    expect(isFree(day('2026-05-17'), short)).toBe(true)
    expect(isFree(day('2026-05-18'), short)).toBe(false)
    const long = [{ ground: 'intermediate_care' as const, from: day('2026-04-06'), until: day('2026-06-30') }]
    expect(isFree(day('2026-06-30'), long)).toBe(true)
    expect(isFree(day('2026-04-21'), [{ ...short[0]!, ground: 'council_choice' }])).toBe(false)
  })
  test('looks at every day of the week, the first and the last too: a lower sum on any of them holds for all', () => {
    const lower = (on: CalendarDate) => ({ ...told, firstDayCharged: on, until: on, weekly: pence(5_00) })
    for (const offset of [0, 1, 2, 3, 4, 5, 6]) {
      const on = addDays(monday, offset)
      expect(toldForWeek([told, lower(on)], monday), on).toBe(5_00)
    }
    for (const outside of [addDays(monday, -1), addDays(monday, 7)])
      expect(toldForWeek([told, lower(outside)], monday), outside).toBe(30_00)
  })
  test('rests on a notice told on its first day charged, until the last day that it holds', () => {
    const thatDay = { ...told, toldOn: monday, until: day('2026-04-08') }
    const delivered = [session('wed', '2026-04-08', 10_00), session('thu', '2026-04-09', 10_00)]
    expect(chargeForWeek({ monday, told: [thatDay], free: [], delivered }).lines.map(({ id }) => id)).toEqual(['wed'])
  })
  test('asks nothing for a free day, from the first to the last, and what was told for the others', () => {
    const free = [{ ground: 'council_choice' as const, from: day('2026-04-07'), until: day('2026-04-09') }]
    const delivered = ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10'].map((on) =>
      session(on.slice(8), on, 8_00),
    )
    expect(chargeForWeek({ monday, told: [told], free, delivered })).toMatchObject({
      charge: 16_00,
      lines: [{ id: '06' }, { id: '10' }],
    })
  })
  test('takes off what was given back for the week, down to nothing', () => {
    const delivered = [session('a', '2026-04-07', 48_00)]
    const charged = (givenBack: number) =>
      chargeForWeek({ monday, told: [told], free: [], delivered, givenBack: pence(givenBack) }).charge
    expect([0, 12_50, 30_00, 40_00].map(charged)).toEqual([30_00, 17_50, 0, 0])
  })
  test('stops on a week that does not begin on a Monday', () => {
    expect(() => chargeForWeek({ monday: day('2026-04-07'), told: [], free: [], delivered: [] })).toThrow(
      'not a Monday',
    )
  })

  test('never more than told, never more than it cost, and its lines add up, each within its own cost', () => {
    const delivered = fc.array(
      fc.record({
        offset: fc.integer({ min: 0, max: 6 }),
        cost: fc.integer({ min: 0, max: 99_99 }),
        chargeable: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(
        delivered,
        fc.integer({ min: 0, max: 150_00 }),
        fc.integer({ min: -3, max: 8 }),
        (sessions, weekly, first) => {
          const week = chargeForWeek({
            monday,
            told: [{ toldOn: undefined, firstDayCharged: addDays(monday, first), weekly: pence(weekly) }],
            free: [],
            delivered: sessions.map(({ offset, cost, chargeable }, at) => ({
              id: `${at}`,
              on: addDays(monday, offset),
              cost: pence(cost),
              chargeable,
            })),
          })
          const possible = sessions
            .filter(({ offset, chargeable }) => chargeable && offset >= first)
            .reduce((all, { cost }) => all + cost, 0)
          expect(week.charge).toBe(Math.min(weekly, possible))
          expect(sum(week.lines.map(({ charge }) => charge))).toBe(week.charge)
          for (const { charge, cost } of week.lines) expect(charge).toBeLessThanOrEqual(cost)
        },
      ),
      { numRuns: RUNS },
    )
  })
})
