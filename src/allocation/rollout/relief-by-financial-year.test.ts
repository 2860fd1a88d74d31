import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, day } from '../../core/calendar-date.ts'
import { financialYear } from '../../core/financial-year.ts'
import { pence } from '../../core/money.ts'
import { amountInYear } from './relief.ts'
import { reliefByFinancialYear } from './relief-by-financial-year.ts'

const move = (oldPounds: number, newPounds: number, sufficientPounds = 0) => ({
  oldPence: pence(oldPounds * 100),
  newPence: pence(newPounds * 100),
  sufficientPence: pence(sufficientPounds * 100),
})
const rule = (years: number) => ({ years, gainersWait: false })

test('£60 a week more for a year from 1 October, then £30: parted at 31 March', () => {
  const found = reliefByFinancialYear(move(200, 140), rule(2), day('2027-10-01'))
  expect([...found]).toEqual([
    [2027, Math.round((183 * 6000) / 7)],
    [2028, Math.round((183 * 6000 + 182 * 3000) / 7)],
    [2029, Math.round((183 * 3000) / 7)],
  ])
})

test('a review on 1 April: each year of relief is a financial year', () => {
  const found = reliefByFinancialYear(move(170, 140), rule(3), day('2027-04-01'))
  expect([...found.keys()]).toEqual([2027, 2028, 2029])
})

test('who gains, or whose needs cost all of it, costs nothing', () => {
  expect(reliefByFinancialYear(move(140, 200), rule(2), day('2027-10-01')).size).toBe(0)
  expect([...reliefByFinancialYear(move(200, 140, 170), rule(3), day('2027-04-01')).keys()]).toEqual([2027, 2028])
  expect(reliefByFinancialYear(move(200, 140), rule(0), day('2027-10-01')).size).toBe(0)
})

test('law: added day by day, each financial year is the same', () => {
  const weekly = fc.integer({ min: 0, max: 50_000 }).map(pence)
  const moves = fc.record({ oldPence: weekly, newPence: weekly, sufficientPence: weekly })
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 800 }), (one, years, days) => {
      const on = addDays(day('2027-04-01'), days)
      const slow = new Map<number, number>()
      for (let date = on; date < addMonths(on, 12 * years); date = addDays(date, 1)) {
        let year = 0
        while (date >= addMonths(on, 12 * (year + 1))) year++
        const beyond = amountInYear(one, year, rule(years)) - amountInYear(one, years, rule(years))
        if (beyond !== 0) slow.set(financialYear(date), (slow.get(financialYear(date)) ?? 0) + beyond)
      }
      const rounded = [...slow].map(([year, sum]) => [year, Math.floor((sum * 2 + 7) / 14)])
      expect([...reliefByFinancialYear(one, rule(years), on)]).toEqual(rounded)
    }),
  )
})
