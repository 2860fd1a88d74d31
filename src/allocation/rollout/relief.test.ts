import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { amountInYear, amountOn, reliefPath } from './relief.ts'

const rule = (years: number, gainersWait = false) => ({ years, gainersWait })
const move = (oldPounds: number, newPounds: number, sufficientPounds = 0) => ({
  oldPence: pence(oldPounds * 100),
  newPence: pence(newPounds * 100),
  sufficientPence: pence(sufficientPounds * 100),
})
const weekly = fc.integer({ min: 0, max: 200_000 }).map(pence)
const anyMove = fc.record({ oldPence: weekly, newPence: weekly, sufficientPence: weekly })
const years = fc.integer({ min: 0, max: 20 })
const holds = (check: (one: ReturnType<typeof move>, over: number, wait: boolean) => void) =>
  fc.assert(
    fc.property(anyMove, years, fc.boolean(), (one, over, wait) => void check(one, over, wait)),
    { numRuns: INVARIANT_RUNS },
  )

describe('relief by examples', () => {
  test('a fall of £60 over three years goes down £20 a year', () => {
    expect(reliefPath(move(200, 140), rule(3))).toEqual([20000, 18000, 16000, 14000])
  })
  test('each amount counts from its anniversary, the first before it and the last for good', () => {
    const relief = { weeklyPence: reliefPath(move(200, 140), rule(3)), from: day('2027-10-01') }
    const counted = ['2027-01-01', '2027-10-01', '2028-09-30', '2028-10-01', '2030-09-30', '2030-10-01', '2044-01-01']
    expect(counted.map((on) => amountOn(relief, day(on)))).toEqual([20000, 20000, 20000, 18000, 16000, 14000, 14000])
  })
  test('it never goes below what the week costs', () => {
    expect(reliefPath(move(200, 140, 170), rule(3))).toEqual([20000, 18000, 17000, 17000])
    expect(reliefPath(move(200, 140, 230), rule(3))).toEqual([23000, 23000, 23000, 23000])
  })
  test('who gains has the new amount at once, or waits where relief pays for itself, but never for what meets the needs', () => {
    expect(reliefPath(move(140, 200), rule(3))).toEqual([20000, 20000, 20000, 20000])
    expect(reliefPath(move(140, 200), rule(3, true))).toEqual([14000, 16000, 18000, 20000])
    expect(reliefPath(move(140, 200, 170), rule(3, true))).toEqual([17000, 17000, 18000, 20000])
  })
  test('a part-penny goes to the person', () => {
    expect(reliefPath({ ...move(0, 0), oldPence: pence(10001), newPence: pence(10000) }, rule(3))).toEqual([
      10001, 10001, 10001, 10000,
    ])
  })
})

describe('laws of relief', () => {
  test('no years give the new amount at once', () =>
    holds((one, _, wait) =>
      expect(reliefPath(one, rule(0, wait))).toEqual([Math.max(one.newPence, one.sufficientPence)]),
    ))
  test('every amount lies between old and new, unless the needs cost more: then it is just that cost', () =>
    holds((one, over, wait) => {
      for (const amount of reliefPath(one, rule(over, wait))) {
        expect(amount).toBeGreaterThanOrEqual(one.sufficientPence)
        if (amount === one.sufficientPence) continue
        expect(amount).toBeGreaterThanOrEqual(Math.min(one.oldPence, one.newPence))
        expect(amount).toBeLessThanOrEqual(Math.max(one.oldPence, one.newPence))
      }
    }))
  test('who loses never has more in a later year; who gains never less', () =>
    holds((one, over, wait) => {
      const path = reliefPath(one, rule(over, wait))
      path.slice(1).forEach((amount, at) => {
        if (one.newPence <= one.oldPence) expect(amount).toBeLessThanOrEqual(path[at] ?? 0)
        else expect(amount).toBeGreaterThanOrEqual(path[at] ?? 0)
      })
    }))
  test('it ends with the new amount or the cost of the needs, and stays there', () =>
    holds((one, over, wait) => {
      const end = Math.max(one.newPence, one.sufficientPence)
      expect(reliefPath(one, rule(over, wait)).at(-1)).toBe(end)
      expect(amountInYear(one, over + 7, rule(over, wait))).toBe(end)
    }))
  test('one more year of relief never takes a penny from who loses', () =>
    holds((one, over) => {
      if (one.newPence > one.oldPence) return
      for (let year = 0; year <= over; year++)
        expect(amountInYear(one, year, rule(over + 1))).toBeGreaterThanOrEqual(amountInYear(one, year, rule(over)))
    }))
})
