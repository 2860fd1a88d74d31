import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { type CostSheet, costParts, derivePrice, unitFits } from './cost-sheet.ts'
import { type ComparedPrice, comparePrice } from './price-comparison.ts'
import { priceReviewDue } from './price-review.ts'
import { type RateUnit, rateUnits } from './rate.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const line = (part: (typeof costParts)[number], amount: number) => ({ part, label: part, amount: pence(amount) })
const sheet: CostSheet = {
  places: 36,
  openDays: 250,
  unitsADay: 1,
  occupancyPercent: 82,
  journeysAYear: 1_000,
  lines: [
    line('direct', 40_000_000),
    line('premises', 9_800_000),
    line('overhead', 7_200_000),
    line('transport', 529_001),
  ],
}

describe('a price from a cost sheet', () => {
  test('is full cost over what is sold, the part-penny up, and transport stands apart', () => {
    expect(derivePrice(sheet)).toEqual({
      unitsAYear: 7_380,
      costOf: { direct: 40_000_000, premises: 9_800_000, overhead: 7_200_000, transport: 529_001 },
      fullCost: 57_000_000,
      unitPrice: 7_724,
      journeyPrice: 530,
    })
  })
  test.each([
    ['cost_sheet_sells_nothing', { places: 1, openDays: 1, occupancyPercent: 99 }],
    ['cost_sheet_costs_nothing', { lines: [line('transport', 1)] }],
    ['journeys_without_cost', { lines: [line('direct', 1)] }],
    ['cost_without_journeys', { journeysAYear: undefined }],
  ])('%s', (refused, change) => {
    expect(derivePrice({ ...sheet, ...change })).toEqual({ refused })
  })

  test('a day is sold once in one day, a half day twice at most, and a week is not priced', () => {
    const fits = (unit: RateUnit) => [1, 2, 3].filter((often) => unitFits(unit, often))
    expect(rateUnits.map((unit) => [unit, fits(unit)])).toEqual([
      ['session', [1, 2, 3]],
      ['half_day', [1, 2]],
      ['day', [1]],
      ['hour', [1, 2, 3]],
      ['week', []],
    ])
  })

  const amounts = fc.array(
    fc.record({ part: fc.constantFrom(...costParts), amount: fc.integer({ min: 0, max: 100_000_000 }) }),
    { minLength: 1, maxLength: 12 },
  )
  const sheets = fc.record({
    places: fc.integer({ min: 1, max: 200 }),
    openDays: fc.integer({ min: 1, max: 366 }),
    unitsADay: fc.integer({ min: 1, max: 4 }),
    occupancyPercent: fc.integer({ min: 1, max: 100 }),
    journeysAYear: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
    lines: amounts.map((all) => all.map(({ part, amount }) => line(part, amount))),
  })
  test('law: full cost is recovered at the stated occupancy, and one penny less would not recover it', () => {
    fc.assert(
      fc.property(sheets, (one) => {
        const derived = derivePrice(one)
        if ('refused' in derived) return
        const { unitsAYear, unitPrice, fullCost, costOf, journeyPrice } = derived
        expect(unitsAYear).toBeLessThanOrEqual((one.places * one.openDays * one.unitsADay * one.occupancyPercent) / 100)
        expect(unitPrice * unitsAYear).toBeGreaterThanOrEqual(fullCost)
        expect((unitPrice - 1) * unitsAYear).toBeLessThan(fullCost)
        expect(fullCost + costOf.transport).toBe(one.lines.reduce((all, { amount }) => all + amount, 0))
        if (journeyPrice !== undefined)
          expect(journeyPrice * (one.journeysAYear ?? 0)).toBeGreaterThanOrEqual(costOf.transport)
      }),
      { numRuns: RUNS },
    )
  })
  test('law: fuller is never dearer, and a dearer cost never gives a lower price', () => {
    fc.assert(
      fc.property(sheets, fc.integer({ min: 1, max: 1_000_000 }), (one, more) => {
        const price = (of: CostSheet) => {
          const derived = derivePrice(of)
          return 'refused' in derived ? undefined : derived.unitPrice
        }
        const now = price(one)
        if (now === undefined) return
        const fuller = price({ ...one, occupancyPercent: 100 })
        const dearer = price({ ...one, lines: [...one.lines, line('overhead', more)] })
        expect(fuller).toBeLessThanOrEqual(now)
        expect(dearer).toBeGreaterThanOrEqual(now)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('comparing a price with its like', () => {
  const price = (providerId: string, amount: number, change: Partial<ComparedPrice> = {}): ComparedPrice => ({
    rateId: `${providerId} ${amount}`,
    providerId,
    lot: 'Community',
    supportBand: '1:4',
    unit: 'session',
    price: pence(amount),
    ...change,
  })
  const others = [price('b', 4_000), price('c', 4_501), price('d', 6_000), price('e', 4_400)]
  test('the middle of four is the mean of the two in the middle, the half-penny up', () => {
    expect(comparePrice(price('a', 4_451), others, 3)).toEqual({ compared: 4, median: 4_451, above: false })
    expect(comparePrice(price('a', 4_452), others, 3)?.above).toBe(true)
  })
  test('another lot, support or unit, or a price of one’s own, is not like it; with too few nothing is said', () => {
    const unlike = [
      price('b', 1, { lot: 'Other' }),
      price('c', 1, { supportBand: '1:1' }),
      price('d', 1, { unit: 'day' }),
      price('a', 1),
    ]
    expect(comparePrice(price('a', 9_000), unlike, 2)).toBeUndefined()
    expect(comparePrice(price('a', 9_000), others.slice(0, 2), 3)).toBeUndefined()
  })
  test('law: at most half of a lot is above the middle of the rest when all prices differ', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 4, maxLength: 25 }), (amounts) => {
        const all = amounts.map((amount, at) => price(`provider ${at}`, amount))
        const above = all.filter((one) => comparePrice(one, all, 3)?.above)
        expect(above.length).toBeLessThanOrEqual(Math.ceil(all.length / 2))
        const dearest = all.reduce((one, other) => (one.price > other.price ? one : other))
        expect(comparePrice(dearest, all, 3)?.above).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })
})

test('a price is looked at again so many months after it began, or was last found right', () => {
  expect(priceReviewDue({ from: day('2026-04-01') }, 12)).toBe('2027-04-01')
  expect(priceReviewDue({ from: day('2026-04-01'), reviewedOn: day('2027-03-10') }, 12)).toBe('2028-03-10')
  expect(priceReviewDue({ from: day('2026-04-01'), reviewedOn: day('2026-01-10') }, 12)).toBe('2027-04-01')
})
