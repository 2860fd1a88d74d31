import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, day } from '../core/calendar-date.ts'
import { pence, sum } from '../core/money.ts'
import { blockMonths, blockYear } from './block-income.ts'
import type { ServiceUse } from './service-use.ts'
import { monthsToLoss, type ServiceBook, serviceYear } from './viability.ts'
import { nothingSupposed, overYears, suppose } from './viability-what-if.ts'

const on = day('2026-11-22')
const due = (dueOn: string, amount: number) => ({ dueOn: day(dueOn), amount: pence(amount) })
const contract = {
  until: day('2027-03-31'),
  instalments: [
    due('2026-10-01', 900),
    due('2026-11-01', 100),
    due('2027-01-01', 200),
    due('2027-03-31', 300),
    due('2027-04-01', 400),
  ],
}

test('each instalment counts in its month from this one on, the last day of the contract included, and none after it', () => {
  expect(blockMonths([contract], on)).toEqual([100, 0, 200, 0, 300])
  expect(blockMonths([{ ...contract, until: day('2026-12-31') }], on)).toEqual([100])
  expect(blockMonths([{ ...contract, until: day('2026-10-31') }], on)).toEqual([])
  expect(blockMonths([contract, contract], on)).toEqual([200, 0, 400, 0, 600])
  expect([blockYear([pence(1), pence(2)]), blockYear([pence(1), pence(2)], 1), blockYear([], 3)]).toEqual([3, 2, 0])
})

/** Ten places; £1,000 of cost that stays, and £900 that people bring. */
const book: ServiceBook = {
  unit: 'day',
  places: 10,
  capacity: 1_000,
  unitsAYear: 500,
  lowestHourlyPay: null,
  costs: [{ part: 'direct', label: 'All', amount: pence(100_000), variable: pence(0), pay: pence(0) }],
  stated: [],
  statedUnits: 0,
}
const use: ServiceUse = {
  months: 12,
  people: 10,
  booked: 500,
  attended: 500,
  income: [{ payer: 'council', amount: pence(90_000) }],
  otherUnits: 0,
  blockMonths: [pence(10_000), pence(0), pence(0), pence(10_000)],
}

test('they are income by a payer of their own, do not move with people or prices, and the loss begins when they end', () => {
  const year = serviceYear(book, use)
  expect(year.income).toEqual([
    { payer: 'council', amount: 90_000 },
    { payer: 'block', amount: 20_000 },
  ])
  expect([year.incomeTotal, year.fixedIncome, year.result]).toEqual([110_000, 20_000, 10_000])
  expect(year.breakEven).toEqual({ units: 445 })
  const trend = { monthlyIncomeChange: pence(0), yearlyCostRise: 0, blockMonths: use.blockMonths }
  expect(monthsToLoss(year, trend)).toBe(4)
  const dearer = suppose(book, use, { ...nothingSupposed, people: -5, rateBasisPoints: 1_000 })
  expect('year' in dearer && dearer.year.income.find(({ payer }) => payer === 'block')?.amount).toBe(20_000)
  const { years } = overYears(book, use, [nothingSupposed, nothingSupposed])
  expect(years.map((one) => one.year.incomeTotal)).toEqual([110_000, 90_000])
})

const contracts = fc.array(
  fc.record({
    until: fc.integer({ min: -200, max: 900 }).map((after) => addDays(on, after)),
    instalments: fc.array(
      fc.record({
        dueOn: fc.integer({ min: -200, max: 900 }).map((after) => addDays(on, after)),
        amount: fc.integer({ min: 1, max: 1_000_000 }).map(pence),
      }),
      { maxLength: 8 },
    ),
  }),
  { maxLength: 4 },
)

test('the months add up to what is due and not past the end, and years side by side to the months', () => {
  fc.assert(
    fc.property(contracts, (all) => {
      const months = blockMonths(all, on)
      const first = day('2026-11-01')
      const owed = all.flatMap(({ until, instalments }) =>
        instalments.filter(({ dueOn }) => dueOn >= first && dueOn <= until).map(({ amount }) => amount),
      )
      expect(sum(months)).toBe(sum(owed))
      const last =
        all
          .map(({ until }) => until)
          .sort()
          .at(-1) ?? on
      expect(months.length === 0 || addMonths(first, months.length - 1) <= last).toBe(true)
      const years = [0, 12, 24, 36].map((at) => blockYear(months, at))
      expect(sum(years)).toBe(sum(months))
    }),
  )
})
