import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driftWatch, type EvidenceCell, needBands } from './drift-watch.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const rule = { enoughPerMille: 600, leastPlans: 30, quietPerMille: 990 }
const cell = (enough: boolean, plans: number, points = 10, month = '2026-11'): EvidenceCell => ({
  month,
  points,
  enough,
  plans,
})

describe('the watch', () => {
  test('60 of 100 at a wish of 60 in 100 is inside; 40 of 100 is below; 80 of 100 is above', () => {
    const state = (enough: number) =>
      driftWatch([cell(true, enough), cell(false, 100 - enough)], 100, rule).overall.state
    expect([60, 40, 80].map(state)).toEqual(['inside', 'below', 'above'])
  })
  test('29 plans say nothing, even when none was enough; one more speaks', () => {
    expect(driftWatch([cell(false, 29)], 100, rule)).toMatchObject({ overall: { state: 'too_few' }, alarm: false })
    expect(driftWatch([cell(false, 30)], 100, rule)).toMatchObject({ overall: { state: 'below' }, alarm: true })
  })
  test('one band outside raises the alarm though all together are inside', () => {
    const watch = driftWatch(
      [cell(true, 100, 10), cell(false, 10, 30), cell(true, 20, 60), cell(false, 70, 60)],
      100,
      rule,
    )
    expect(watch.overall.state).toBe('inside')
    expect(watch.bands.map(({ name, state }) => [name, state])).toEqual([
      ['0 to 24 points', 'above'],
      ['25 to 49 points', 'too_few'],
      ['50 to 74 points', 'below'],
      ['75 points and over', 'too_few'],
    ])
    expect(watch.alarm).toBe(true)
  })
  test('months run on, and a month of fewer than five goes with the next', () => {
    const months = driftWatch(
      [
        cell(true, 6, 10, '2026-08'),
        cell(true, 2, 10, '2026-09'),
        cell(false, 4, 10, '2026-10'),
        cell(false, 1, 10, '2026-11'),
      ],
      100,
      rule,
    ).months.map(({ name, plans, enough }) => [name, plans, enough])
    expect(months).toEqual([
      ['2026-08', 6, 6],
      ['2026-11', 13, 8],
    ])
  })
  test('nothing agreed yet is too few, and no alarm', () => {
    expect(driftWatch([], 100, rule)).toMatchObject({
      overall: { plans: 0, state: 'too_few' },
      months: [],
      alarm: false,
    })
  })
})

const cells = fc.array(
  fc.record({
    month: fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04'),
    points: fc.integer({ min: 0, max: 200 }),
    enough: fc.boolean(),
    plans: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 20 },
)
describe('laws of the watch', () => {
  test('every plan is counted once over all, in one band, and in the last month', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 4, max: 200 }), (all, last) => {
        const { overall, bands, months } = driftWatch(all, last, rule)
        const plans = all.reduce((sum, one) => sum + one.plans, 0)
        expect(overall.plans).toBe(plans)
        expect(bands.reduce((sum, one) => sum + one.plans, 0)).toBe(plans)
        expect(bands.reduce((sum, one) => sum + one.enough, 0)).toBe(overall.enough)
        expect(months.at(-1)?.plans ?? 0).toBe(plans)
        months.slice(1).forEach((one, at) => {
          expect(one.plans - (months[at]?.plans ?? 0)).toBeGreaterThanOrEqual(5)
        })
      }),
      { numRuns: RUNS },
    )
  })
  test('one more plan that was enough never turns the count from inside to below', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const before = driftWatch(all, 100, rule).overall
        const after = driftWatch([...all, cell(true, 1)], 100, rule).overall
        if (before.state === 'inside') expect(after.state).not.toBe('below')
      }),
      { numRuns: RUNS },
    )
  })
  test('four bands cover every number of points, once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 500 }), fc.integer({ min: 0, max: 1000 }), (last, points) => {
        expect(needBands(last).filter(({ from, below }) => points >= from && points < below)).toHaveLength(1)
      }),
      { numRuns: RUNS },
    )
  })
})
