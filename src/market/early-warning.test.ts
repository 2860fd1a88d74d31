import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { byRisk, type Warning, warningOf } from './early-warning.ts'
import type { ServiceUse } from './service-use.ts'
import { type ServiceBook, serviceYear } from './viability.ts'
import { floorCheck, nextWageFloor } from './wage-floor.ts'

const line = (label: string, amount: number, variable = 0) => ({
  part: 'direct' as const,
  label,
  amount: pence(amount),
  variable: pence(variable),
  pay: pence(0),
})
const book: ServiceBook = {
  unit: 'day',
  places: 20,
  capacity: 5_000,
  unitsAYear: 4_000,
  lowestHourlyPay: pence(1_271),
  costs: [line('Staff and building', 24_000_000), line('Food', 4_000_000, 4_000_000)],
  stated: [],
  statedUnits: 0,
}
const use: ServiceUse = {
  months: 12,
  people: 20,
  booked: 4_400,
  attended: 4_000,
  otherUnits: 0,
  income: [{ payer: 'council', amount: pence(28_800_000) }],
}
const policy = { soonMonths: 6, watchMonths: 12, nearPoints: 5 }
const met = floorCheck(pence(1_271), day('2026-11-28'))

describe('early warning', () => {
  test('a loss, a loss soon, a loss in sight, too near break-even, pay below the floor, sound: each with its reasons', () => {
    const year = serviceYear(book, use)
    const wide = serviceYear(book, { ...use, income: [{ payer: 'council', amount: pence(40_000_000) }] })
    expect(warningOf(year, 4, met, policy)).toEqual({
      level: 'soon',
      reasons: ['loss_is_near', 'break_even_is_near'],
      months: 4,
      aboveTenths: 26,
    })
    expect(warningOf(wide, 9, met, policy)).toMatchObject({ level: 'watch', reasons: ['loss_is_in_sight'] })
    expect(warningOf(wide, undefined, met, policy)).toMatchObject({ level: 'sound', reasons: [] })
    const low = floorCheck(pence(1_200), day('2026-11-28'))
    expect(warningOf(wide, undefined, low, policy)).toMatchObject({ level: 'watch', reasons: ['pay_below_the_floor'] })
    const poor = serviceYear(book, { ...use, income: [] })
    expect(warningOf(poor, 0, met, policy)).toMatchObject({
      level: 'loss',
      reasons: ['costs_more_than_it_brings', 'a_place_brings_less_than_it_costs'],
      aboveTenths: undefined,
    })
  })
  test('the list begins with losses and ends with what is not known', () => {
    const of = (level: Warning['level'], months?: number, aboveTenths?: number): Warning => ({
      level,
      reasons: [],
      months,
      aboveTenths,
    })
    const list = [
      of('not_known'),
      of('sound', undefined, 200),
      of('watch', undefined, 20),
      of('watch', 9),
      of('loss', 0, -5),
      of('loss', 0, -90),
    ]
    expect(list.sort(byRisk).map(({ level, months, aboveTenths }) => [level, months, aboveTenths])).toEqual([
      ['loss', 0, -90],
      ['loss', 0, -5],
      ['watch', 9, undefined],
      ['watch', undefined, 20],
      ['sound', undefined, 200],
      ['not_known', undefined, undefined],
    ])
  })
  test('the floor of a day is the figure of its April; without one nothing is said', () => {
    expect(met).toMatchObject({ state: 'met', floor: { year: 2026, value: 1_271 } })
    expect(floorCheck(pence(1_270), day('2026-04-01'))).toMatchObject({ state: 'below' })
    expect(floorCheck(pence(1_270), day('2026-03-31'))).toMatchObject({ state: 'met', floor: { year: 2025 } })
    expect(floorCheck(pence(1_270), day('2027-04-01'))).toEqual({ state: 'floor_not_known', year: 2027 })
    expect(floorCheck(null, day('2026-11-28'))).toMatchObject({ state: 'pay_not_stated' })
    expect([nextWageFloor(day('2025-11-28'))?.value, nextWageFloor(day('2026-11-28'))]).toEqual([1_271, undefined])
  })
})
