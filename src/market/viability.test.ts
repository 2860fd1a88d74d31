import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { incomePayers, monthlyChange, peopleTrend, type ServiceUse, unitsIn } from './service-use.ts'
import { covers, monthsToLoss, type ServiceBook, type ServiceYear, serviceYear } from './viability.ts'
import { nothingSupposed, overYears, type Supposition, suppose } from './viability-what-if.ts'

const cost = (label: string, amount: number, variable = 0, pay = 0) => ({
  part: 'direct' as const,
  label,
  amount: pence(amount),
  variable: pence(variable),
  pay: pence(pay),
})
/** Twenty places on 250 days; £240,000 that stay and £10 a day for each who comes, at 4,000 days in the year. */
const book: ServiceBook = {
  unit: 'day',
  places: 20,
  capacity: 5_000,
  unitsAYear: 4_000,
  lowestHourlyPay: pence(1_271),
  costs: [cost('Staff', 18_000_000, 0, 18_000_000), cost('Building', 6_000_000), cost('Food', 4_000_000, 4_000_000)],
  stated: [],
  statedUnits: 0,
}
/** A year of 4,000 days at £72: £288,000 in. */
const use: ServiceUse = {
  months: 12,
  people: 20,
  booked: 4_400,
  attended: 4_000,
  otherUnits: 0,
  income: [
    { payer: 'council', amount: pence(24_000_000) },
    { payer: 'contribution', amount: pence(4_800_000) },
  ],
}

const amounts = fc.integer({ min: 0, max: 500_000_000 }).map(pence)
const anyBook: fc.Arbitrary<ServiceBook> = fc
  .record({
    places: fc.integer({ min: 1, max: 200 }),
    capacity: fc.integer({ min: 1, max: 73_200 }),
    costs: fc.array(fc.tuple(amounts, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
      minLength: 1,
      maxLength: 5,
    }),
    grant: amounts,
    served: fc.integer({ min: 1, max: 100_000 }),
    pay: fc.option(fc.integer({ min: 500, max: 3_000 }).map(pence)),
  })
  .map(({ costs, grant, served, pay, ...rest }) => ({
    ...rest,
    unit: 'day' as const,
    unitsAYear: served,
    lowestHourlyPay: pay,
    costs: costs.map(([amount, variable, paid], at) =>
      cost(`cost ${at}`, amount, Math.floor((amount * variable) / 100), Math.floor((amount * paid) / 100)),
    ),
    stated: [{ payer: 'grant' as const, amount: grant }],
    statedUnits: 0,
  }))
const anyUse: fc.Arbitrary<ServiceUse> = fc.record({
  months: fc.integer({ min: 1, max: 12 }),
  people: fc.integer({ min: 0, max: 60 }),
  booked: fc.integer({ min: 0, max: 20_000 }),
  attended: fc.integer({ min: 0, max: 20_000 }),
  otherUnits: fc.constant(0),
  income: fc.array(fc.record({ payer: fc.constantFrom(...incomePayers), amount: amounts }), { maxLength: 6 }),
})
const yearOf = (of: ReturnType<typeof suppose>): ServiceYear => {
  if ('refused' in of) throw new Error(of.refused)
  return of.year
}

describe('a service as it runs', () => {
  test('a worked year: £288,000 in, £280,000 out, and 3,871 days break even', () => {
    const year = serviceYear(book, use)
    expect(year).toMatchObject({ capacity: 5_000, incomeTotal: 28_800_000, fixedCost: 24_000_000, cost: 28_000_000 })
    expect(year).toMatchObject({ result: 800_000, breakEven: { units: 3_871 } })
    expect([covers(year, 3_871), covers(year, 3_870)]).toEqual([true, false])
  })
  test('half a year is brought to twelve months, and what others pay stands beside it', () => {
    const half = {
      ...use,
      months: 6,
      attended: 2_000,
      booked: 2_200,
      income: [{ payer: 'council', amount: pence(14_400_001) }] as const,
    }
    const year = serviceYear({ ...book, stated: [{ payer: 'grant', amount: pence(500_000) }], statedUnits: 100 }, half)
    expect(year).toMatchObject({ attended: 4_100, booked: 4_500, incomeTotal: 29_300_002, fixedIncome: 500_000 })
  })
  test('where a place brings less than it costs no occupancy helps; where nobody comes nothing is worked out', () => {
    const poor = { ...use, income: [{ payer: 'council', amount: pence(3_999_999) }] as const }
    expect(serviceYear(book, poor).breakEven).toEqual({ refused: 'a_place_brings_less_than_it_costs' })
    expect(serviceYear(book, { ...use, attended: 0 }).breakEven).toEqual({ refused: 'nobody_comes' })
    const granted = { ...book, stated: [{ payer: 'grant' as const, amount: pence(24_000_000) }] }
    expect(serviceYear(granted, use).breakEven).toEqual({ units: 0 })
  })
  test('units: a day is two half days, an hour sixty minutes, and what has no fixed length counts once and is told', () => {
    const of = (unit: 'day' | 'half_day' | 'hour' | 'session', booked: number, minutes: number) => ({
      unit,
      booked,
      attended: booked,
      bookedMinutes: minutes,
      attendedMinutes: minutes,
    })
    const uses = [of('day', 10, 3_000), of('half_day', 5, 750)]
    expect(unitsIn('day', uses)).toEqual({ booked: 12, attended: 12, otherUnits: 0 })
    expect(unitsIn('half_day', uses)).toEqual({ booked: 25, attended: 25, otherUnits: 0 })
    expect(unitsIn('hour', uses)).toEqual({ booked: 62, attended: 62, otherUnits: 0 })
    expect(unitsIn('day', [...uses, of('session', 4, 700)])).toEqual({ booked: 16, attended: 16, otherUnits: 4 })
  })
  test('law: who is told only the sum of what the council and its people pay works out the same year, and the same what-if', () => {
    const people = fc.integer({ min: -60, max: 60 })
    const rise = fc.integer({ min: -5_000, max: 10_000 })
    fc.assert(
      fc.property(anyBook, anyUse, amounts, amounts, people, rise, (book, use, council, contribution, people, rise) => {
        const incomeWith = (...income: ServiceUse['income']) => {
          const then = suppose(book, { ...use, income }, { ...nothingSupposed, people, rateBasisPoints: rise })
          return 'refused' in then ? then.refused : then.year.incomeTotal
        }
        expect(incomeWith({ payer: 'council', amount: council }, { payer: 'contribution', amount: contribution })).toBe(
          incomeWith({ payer: 'council', amount: sum([council, contribution]) }),
        )
      }),
    )
  })

  test('law: the lines of income add up to the total', () => {
    fc.assert(
      fc.property(anyBook, anyUse, (some, used) => {
        const year = serviceYear(some, used)
        expect(sum(year.income.map(({ amount }) => amount))).toBe(year.incomeTotal)
        expect(year.incomeTotal - year.cost).toBe(year.result)
      }),
    )
  })
  test('law: at break-even the income covers the cost, and one place fewer does not', () => {
    fc.assert(
      fc.property(anyBook, anyUse, (some, used) => {
        const year = serviceYear(some, used)
        if ('refused' in year.breakEven) return
        const { units } = year.breakEven
        expect(covers(year, units)).toBe(true)
        if (units > 0) expect(covers(year, units - 1)).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('months to loss', () => {
  const trend = { monthlyIncomeChange: pence(0), yearlyCostRise: 250 }
  test('at 2.5 per cent a year a surplus of £8,000 is used up in the fourteenth month; a loss is a loss now', () => {
    const year = serviceYear(book, use)
    expect(monthsToLoss(year, trend)).toBe(14)
    expect(monthsToLoss({ incomeTotal: pence(100), cost: pence(101) }, trend)).toBe(0)
    expect(monthsToLoss(year, { ...trend, yearlyCostRise: 0 })).toBeUndefined()
  })
  test('twenty-four people after thirty, in halves of three months, take a twelfth off each month', () => {
    const months = [10, 10, 10, 8, 8, 8].map((people) => ({ month: day('2026-05-01'), people, use: [], income: [] }))
    expect(peopleTrend(months, 6)).toEqual({ halfMonths: 3, earlier: 30, later: 24 })
    expect(monthlyChange(pence(120_000), { halfMonths: 3, earlier: 30, later: 24 })).toBe(-10_000)
    expect(peopleTrend(months.slice(1), 6)).toBeUndefined()
    expect(monthlyChange(pence(5), { halfMonths: 3, earlier: 9, later: 0 })).toBe(0)
  })
  test('law: more cost, a faster rise or less income never puts a loss off', () => {
    const far = (months: number | undefined) => months ?? 61
    const change = fc.integer({ min: -2_000_000, max: 2_000_000 }).map(pence)
    const rise = fc.integer({ min: 0, max: 3_000 })
    fc.assert(
      fc.property(
        amounts,
        amounts,
        amounts,
        change,
        rise,
        rise,
        (incomeTotal, cost, more, monthlyIncomeChange, one, other) => {
          const of = (income: number, costs: number, yearlyCostRise: number) =>
            far(
              monthsToLoss({ incomeTotal: pence(income), cost: pence(costs) }, { monthlyIncomeChange, yearlyCostRise }),
            )
          expect(of(incomeTotal, cost + more, one)).toBeLessThanOrEqual(of(incomeTotal, cost, one))
          expect(of(incomeTotal, cost, Math.max(one, other))).toBeLessThanOrEqual(
            of(incomeTotal, cost, Math.min(one, other)),
          )
          expect(of(incomeTotal, cost, one)).toBeLessThanOrEqual(of(incomeTotal + more, cost, one))
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('what if', () => {
  test('three of twenty leave: a seventh and more of the income goes, food falls, staff and building stay', () => {
    const year = yearOf(suppose(book, use, { ...nothingSupposed, people: -3 }))
    expect(year).toMatchObject({ attended: 3_400, incomeTotal: 24_480_000, cost: 27_400_000, result: -2_920_000 })
  })
  test('four per cent on the rate, pay to £13.35, two per cent on costs', () => {
    expect(yearOf(suppose(book, use, { ...nothingSupposed, rateBasisPoints: 400 })).incomeTotal).toBe(29_952_000)
    const paid = suppose(book, use, { ...nothingSupposed, lowestPay: pence(1_335) })
    expect(yearOf(paid).fixedCost).toBe(18_906_373 + 6_000_000)
    expect(yearOf(suppose(book, use, { ...nothingSupposed, costBasisPoints: 200 })).cost).toBe(28_560_000)
    expect(yearOf(suppose(book, use, { ...nothingSupposed, lowestPay: pence(1_000) }))).toEqual(serviceYear(book, use))
  })
  test('what cannot be is refused, each with its word', () => {
    const ask = (change: Partial<Supposition>, of = book) => suppose(of, use, { ...nothingSupposed, ...change })
    expect(ask({ people: -21 })).toEqual({ refused: 'more_leave_than_come' })
    expect(ask({ people: 6 })).toEqual({ refused: 'more_than_it_holds' })
    expect(ask({ lowestPay: pence(1_300) }, { ...book, lowestHourlyPay: null })).toEqual({ refused: 'pay_not_stated' })
    expect(suppose(book, { ...use, people: 0 }, { ...nothingSupposed, people: 1 })).toEqual({
      refused: 'nobody_comes_yet',
    })
  })
  test('years on end: each on the one before, and a year that cannot be is named', () => {
    const leave = { ...nothingSupposed, people: -12 }
    const { years, refused } = overYears(book, use, [nothingSupposed, leave, leave])
    expect(years.map(({ use: { people } }) => people)).toEqual([20, 8])
    expect(refused).toEqual({ at: 2, code: 'more_leave_than_come' })
  })
  test('law: nothing supposed is the service as it is', () => {
    fc.assert(
      fc.property(anyBook, anyUse, (some, used) => {
        expect(yearOf(suppose(some, used, nothingSupposed))).toEqual(serviceYear(some, used))
      }),
    )
  })
  test('law: more people never bring less income, a higher rate never less, dearer pay or cost never cost less', () => {
    const points = fc.integer({ min: 0, max: 5_000 })
    fc.assert(
      fc.property(
        anyBook,
        anyUse,
        fc.integer({ min: -60, max: 60 }),
        points,
        points,
        (some, used, people, less, more) => {
          const [low, high] = [Math.min(less, more), Math.max(less, more)]
          const of = (change: Partial<Supposition>) => suppose(some, used, { ...nothingSupposed, ...change })
          const [few, many] = [of({ people }), of({ people: people + 1 })]
          if (!('refused' in few || 'refused' in many))
            expect(many.year.incomeTotal).toBeGreaterThanOrEqual(few.year.incomeTotal)
          const rate = (by: number) => yearOf(of({ rateBasisPoints: by })).incomeTotal
          expect(rate(high)).toBeGreaterThanOrEqual(rate(low))
          const cost = (by: number) => yearOf(of({ costBasisPoints: by })).cost
          expect(cost(high)).toBeGreaterThanOrEqual(cost(low))
          if (some.lowestHourlyPay === null) return
          const pay = (to: number) => yearOf(of({ lowestPay: pence(to) as Pence })).cost
          expect(pay(high)).toBeGreaterThanOrEqual(pay(low))
        },
      ),
      { numRuns: 500 },
    )
  })
})
