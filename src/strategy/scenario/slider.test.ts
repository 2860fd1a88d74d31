import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mixWith, sliderOf } from './slider.ts'

describe('a slider beside a number', () => {
  test.each([
    ['pounds', 'price.tier2Hour', 16, { min: 0, max: 50, step: 0.5 }],
    ['pounds', 'job.savingPence', 6_540, { min: 0, max: 20_000, step: 100 }],
    ['pounds', 'path.doubleRunningPence.2026', 0, { min: 0, max: 100_000, step: 500 }],
    ['inHundred', 'sharing.share', 50, { min: 0, max: 100, step: 1 }],
    ['inHundred', 'job.scenario', 2.5, { min: 0, max: 5, step: 0.05 }],
    ['inHundred', 'mix.lower.tier1', 0, { min: 0, max: 100, step: 1 }],
    ['number', 'attendanceTimes.tier2', 0.8, { min: 0, max: 2, step: 0.01 }],
    ['whole', 'phasing.overYears', 3, { min: 1, max: 10, step: 1 }],
    ['whole', 'reliefMonths', 12, { min: 0, max: 60, step: 1 }],
  ] as const)('%s, %s at %d', (unit, key, value, slider) => expect(sliderOf({ unit, key }, value)).toEqual(slider))

  test('a choice has none', () => expect(sliderOf({ unit: 'choice', key: 'phasing.existing' }, 1)).toBeUndefined())

  test('what a number stands at is always between the ends', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('pounds', 'number'),
        fc.double({ min: 0.01, max: 1e7, noNaN: true }),
        (unit, value) => {
          const slider = sliderOf({ unit, key: 'any' }, value)
          expect(slider?.min).toBeLessThanOrEqual(value)
          expect(slider?.max).toBeGreaterThanOrEqual(2 * value * (1 - 1e-9))
        },
      ),
    ))
})

describe('three shares of which one is set', () => {
  test('the others keep their proportion', () => expect(mixWith([30, 50, 20], 0, 65)).toEqual([65, 25, 10]))
  test('of two that were nothing each takes the half', () => expect(mixWith([100, 0, 0], 0, 40)).toEqual([40, 30, 30]))
  test('two set one after the other both stay, and the third follows', () => {
    const first = mixWith([30, 50, 20], 0, 40)
    expect(mixWith(first, 1, 45, 0)).toEqual([40, 45, 15])
  })
  test('what was set before gives way where there is no room for it', () =>
    expect(mixWith([40, 30, 30], 1, 75, 0)).toEqual([25, 75, 0]))
  test('always add to 100, none below nothing, and what is set stays', () =>
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 0, max: 1000 }),
          fc.integer({ min: 0, max: 1000 }),
          fc.integer({ min: 0, max: 1000 }),
        ),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
        (shares, at, set, held) => {
          const mix = mixWith(
            shares.map((one) => one / 10),
            at,
            set / 10,
            held,
          )
          expect(mix.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 6)
          expect(Math.min(...mix)).toBeGreaterThanOrEqual(0)
          expect(mix[at]).toBe(set / 10)
        },
      ),
    ))
})
