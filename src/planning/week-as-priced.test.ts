import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { grossYearlyCost } from './gross-yearly-cost.ts'
import { weekAsPriced } from './week-as-priced.ts'

const from = day('2026-04-06')
const anyLine = fc.record({
  rateId: fc.constantFrom(null, 'a', 'b'),
  perSession: fc.integer({ min: 0, max: 90_00 }).map(pence),
  starts: fc.integer({ min: 0, max: 300 }),
  lasts: fc.integer({ min: 1, max: 400 }),
})
const anySession = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  everyWeeks: fc.constantFrom(1, 2, 4),
  lines: fc.array(anyLine, { maxLength: 3 }),
  closed: fc.integer({ min: 0, max: 300 }),
})

test('law: dates times prices of a week’s lines are its gross yearly cost, whatever closes and whenever a price begins', () => {
  fc.assert(
    fc.property(fc.array(anySession, { maxLength: 4 }), (drawn) => {
      const sessions = drawn.map(({ weekday, everyWeeks, lines, closed }, at) => ({
        key: String(at),
        pattern: {
          ...{ weekday, everyWeeks, firstMonday: from, season: 'all' as const, startMinute: 600, endMinute: 780, from },
        },
        closures: [{ from: addDays(from, closed), until: addDays(from, closed + 20) }],
        lines: lines.map(({ rateId, perSession, starts, lasts }) => ({
          ...{ rateId, perSession, budgetLineId: '', component: 'support' as const, route: 'council_managed' as const },
          ...{ providerId: null, providerName: null, inHouse: null, councilShare: perSession, poolId: null },
          period: { from: addDays(from, starts), until: addDays(from, starts + lasts) },
        })),
      }))
      const calendar = { bankHolidays: [{ from: day('2026-05-04'), until: day('2026-05-04') }], terms: [] }
      const lines = weekAsPriced(sessions, calendar, from)
      expect(lines.every(({ minutes }) => minutes === 180)).toBe(true)
      expect(lines.reduce((sum, line) => sum + line.dates * line.perSessionPence, 0)).toBe(
        grossYearlyCost(sessions, calendar, from).yearly,
      )
    }),
  )
})
