import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { financialYear } from '../core/financial-year.ts'
import { heldByYear, standingOn } from './held-by-year.ts'

test('what a line holds is split by the years of its dates: 31 March is this year, 1 April the next', () => {
  const dates = [day('2027-03-30'), day('2027-03-31'), day('2027-04-01'), day('2028-04-01')]
  expect([...heldByYear(4 * 4800, 4800, dates, 2026)].sort()).toEqual([
    [2026, 9600],
    [2027, 4800],
    [2028, 4800],
  ])
  expect([...heldByYear(4800, 4800, dates, 2026)]).toEqual([[2026, 4800]])
  expect([...heldByYear(12_000, 4800, dates, 2026)]).toEqual([
    [2026, 9600],
    [2027, 2400],
  ])
  expect([...heldByYear(4800, 4800, dates.slice(2), 2026)]).toEqual([[2027, 4800]])
  expect([...heldByYear(500, 4800, [], 2026)]).toEqual([[2026, 500]])
  expect([...heldByYear(0, 4800, dates, 2026)]).toEqual([])
})

test('law: the parts are the whole, none is below nothing, and a later year has no more than its dates cost', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 20_000 }),
      fc.array(fc.nat(900), { maxLength: 60 }),
      (held, price, offsets) => {
        const dates = offsets.map((offset) => addDays(day('2026-11-29'), offset))
        const parts = heldByYear(held, price, dates, 2026)
        expect([...parts.values()].reduce((all, part) => all + part, 0)).toBe(held)
        for (const [year, part] of parts) {
          expect(part).toBeGreaterThan(0)
          if (year > 2026)
            expect(part).toBeLessThanOrEqual(price * dates.filter((on) => financialYear(on) === year).length)
        }
      },
    ),
  )
})

test('a line has the standing dates of its own days alone: at another price the same session has another line', () => {
  const made = [
    { on: day('2027-03-30'), stands: true },
    { on: day('2027-03-31'), stands: false },
    { on: day('2027-04-06'), stands: true },
  ]
  expect(standingOn({ from: day('2026-04-06'), until: day('2027-03-31') }, made)).toEqual(['2027-03-30'])
  expect(standingOn({ from: day('2027-04-01'), until: null }, made)).toEqual(['2027-04-06'])
})
