import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { consumerPrices, nationalLivingWage } from './price-indices.ts'
import { percentWords, type UpliftWorking, upliftBetween, uplifted } from './uplift.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const points = (baseYear: number, toYear: number, wagePercent: number) => {
  const working = upliftBetween({ baseYear, toYear, wagePercent })
  return 'refused' in working ? working : working.basisPoints
}

describe('an uplift from wages and prices', () => {
  test('April 2025 to April 2026: wages 4.10 per cent, prices 3.36, seven tenths wages 3.87', () => {
    expect(points(2025, 2026, 100)).toBe(410)
    expect(points(2025, 2026, 0)).toBe(336)
    expect(points(2025, 2026, 70)).toBe(387)
    expect(percentWords(387)).toBe('3.87 per cent')
    expect(uplifted(pence(4_800), 387)).toBe(4_986)
  })
  test('a year whose figure nobody verified stops it and is named; so do years the wrong way round', () => {
    expect(points(2026, 2027, 70)).toEqual({ refused: 'index_not_verified', index: 'wages', year: 2027 })
    expect(points(2022, 2026, 70)).toEqual({ refused: 'index_not_verified', index: 'wages', year: 2022 })
    expect(points(2020, 2026, 70)).toEqual({ refused: 'index_not_verified', index: 'wages', year: 2020 })
    expect(points(2026, 2026, 70)).toEqual({ refused: 'uplift_years_in_order' })
  })
  test('every figure says where it was read, and years stand in order', () => {
    for (const index of [nationalLivingWage, consumerPrices]) {
      for (const { citation } of index) expect(citation.length).toBeGreaterThan(20)
      expect(index.map(({ year }) => year)).toEqual([...new Set(index.map(({ year }) => year))].sort())
    }
  })
  const years = fc.constantFrom(...nationalLivingWage.map(({ year }) => year))
  test('law: the uplift lies between that of wages and that of prices, whatever the share', () => {
    fc.assert(
      fc.property(years, years, fc.integer({ min: 0, max: 100 }), (one, other, share) => {
        fc.pre(one !== other)
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const at = (wagePercent: number) =>
          (upliftBetween({ baseYear: from, toYear: to, wagePercent }) as UpliftWorking).basisPoints
        expect(at(share)).toBeGreaterThanOrEqual(Math.min(at(0), at(100)))
        expect(at(share)).toBeLessThanOrEqual(Math.max(at(0), at(100)))
      }),
      { numRuns: RUNS },
    )
  })
  test('law: a dearer price stays dearer or equal, and no uplift changes nothing', () => {
    const price = fc.integer({ min: 1, max: 10_000_000 })
    fc.assert(
      fc.property(price, price, fc.integer({ min: -5_000, max: 9_999 }), (one, other, by) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map(pence) as [never, never]
        expect(uplifted(low, by)).toBeLessThanOrEqual(uplifted(high, by))
        expect(uplifted(low, 0)).toBe(low)
      }),
      { numRuns: RUNS },
    )
  })
})
