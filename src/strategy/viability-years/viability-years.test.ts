import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { day } from '../../core/calendar-date.ts'
import { pence, sum } from '../../core/money.ts'
import {
  assess,
  breakEvenTenths,
  nothingSupposed,
  occupancyTenths,
  type ServiceBook,
  type ServiceUse,
  serviceYear,
  suppose,
} from '../../market/index.ts'
import { servicesFaults, servicesSection } from '../report/services-section.ts'
import { shortened } from '../scenario/change-scenario.ts'
import { simulate } from '../simulation/simulate.ts'
import type { KeptScenario } from '../store.ts'
import { viabilityYears } from './figures.ts'
import { type Move, movedYear, WHOLE } from './moved-service.ts'
import { priceYearsOf } from './price-years.ts'
import { monthsUntilLoss, ownSaving, serviceYears } from './service-years.ts'
import { ownInWords } from './words.ts'

/** A year in which nothing moves. */
const asToday: Move = { use: WHOLE, worth: WHOLE, care: WHOLE, wages: WHOLE, prices: WHOLE, gone: 0 }

const cost = (amount: number, variable: number, pay: number) => ({
  part: 'direct' as const,
  label: 'A cost',
  amount: pence(amount),
  variable: pence(variable),
  pay: pence(pay),
})
/** Twenty places on 250 days: £180,000 of pay, £60,000 of building, £40,000 of food at 4,000 days. */
const book: ServiceBook = {
  unit: 'day',
  places: 20,
  capacity: 5_000,
  unitsAYear: 4_000,
  lowestHourlyPay: null,
  costs: [cost(18_000_000, 0, 18_000_000), cost(6_000_000, 0, 0), cost(4_000_000, 4_000_000, 0)],
  stated: [],
  statedUnits: 0,
}
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
const amount = fc.integer({ min: 0, max: 50_000_000 }).map(pence)
const part = fc.integer({ min: 0, max: 3 * WHOLE })
const price = fc.integer({ min: WHOLE / 2, max: 3 * WHOLE })
const anyMove: fc.Arbitrary<Move> = fc.record({
  use: part,
  worth: part,
  care: price,
  wages: price,
  prices: price,
  gone: fc.integer({ min: 0, max: WHOLE }),
})
const anyService = fc
  .record({
    attended: fc.integer({ min: 1, max: 9_000 }),
    capacity: fc.integer({ min: 1, max: 9_000 }),
    months: fc.integer({ min: 3, max: 12 }),
    statedUnits: fc.integer({ min: 0, max: 500 }),
    costs: fc.array(fc.tuple(amount, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
      minLength: 1,
      maxLength: 4,
    }),
    income: amount,
    grant: amount,
  })
  .map(({ attended, capacity, months, statedUnits, costs, income, grant }) => ({
    book: {
      ...book,
      capacity,
      statedUnits: Math.min(statedUnits, capacity),
      stated: [{ payer: 'grant' as const, amount: grant }],
      costs: costs.map(([whole, variable, paid]) =>
        cost(whole, Math.floor((whole * variable) / 100), Math.floor((whole * paid) / 100)),
      ),
    },
    use: { ...use, attended, booked: attended, months, income: [{ payer: 'council' as const, amount: income }] },
  }))

describe('a service in a year of a scenario', () => {
  test('a fifth fewer come and pay rises by a tenth: food falls with people, staff and building do not', () => {
    const year = movedYear(book, use, { ...asToday, use: 800_000, worth: 800_000, wages: 1_100_000, care: 1_070_000 })
    expect(year).toMatchObject({ attended: 3_200, incomeTotal: 24_652_800, fixedCost: 25_800_000, cost: 29_000_000 })
    const later = movedYear(book, use, { ...asToday, use: 800_000, worth: 800_000, gone: 100_000 })
    expect(later).toMatchObject({ fixedCost: 21_600_000, variableCost: 3_200_000 })
  })
  test('law: nothing moved is today’s viability, to the penny', () => {
    fc.assert(
      fc.property(anyService, (some) => {
        const { withoutPlace, ...year } = movedYear(some.book, some.use, asToday)
        expect(year).toEqual(serviceYear(some.book, some.use))
        expect(withoutPlace).toBe(0)
      }),
    )
  })
  test('law: income is the sum over payers, and more people never bring a lower occupancy or less income', () => {
    fc.assert(
      fc.property(anyService, anyMove, fc.integer({ min: 0, max: WHOLE }), (some, move, more) => {
        const [one, other] = [move, { ...move, use: move.use + more, worth: move.worth + more }].map((each) =>
          movedYear(some.book, some.use, { ...each, worth: each.use }),
        )
        if (one === undefined || other === undefined) return
        expect(sum(one.income.map(({ amount: paid }) => paid))).toBe(one.incomeTotal)
        expect(one.incomeTotal - one.cost).toBe(one.result)
        expect(other.attended).toBeGreaterThanOrEqual(one.attended)
        expect(other.incomeTotal).toBeGreaterThanOrEqual(one.incomeTotal)
        const today = serviceYear(some.book, some.use).attended
        expect(one.attended).toBeLessThanOrEqual(Math.max(some.book.capacity, today))
      }),
      { numRuns: 500 },
    )
  })
  test('law: whole people who leave, and a rise of prices, give what “what if” gives: costs within a penny a line', () => {
    const twenty = { ...use, people: 20 }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -500, max: 1_000 }), (leave, rate) => {
        const supposed = suppose(book, twenty, { ...nothingSupposed, people: -leave, rateBasisPoints: rate })
        if ('refused' in supposed) throw new Error(supposed.refused)
        const left = ((20 - leave) * WHOLE) / 20
        const year = movedYear(book, twenty, { ...asToday, use: left, worth: left, care: WHOLE + rate * 100 })
        expect(year.income).toEqual(supposed.year.income)
        expect(year.attended).toBe(supposed.year.attended)
        expect(Math.abs(year.cost - supposed.year.cost)).toBeLessThanOrEqual(book.costs.length)
      }),
    )
  })
  test('law: as shown, a service in loss never lies at or above its break-even, and any other never below it', () => {
    fc.assert(
      fc.property(anyService, anyMove, (some, move) => {
        const year = movedYear(some.book, some.use, move)
        const even = breakEvenTenths(year)
        if (even === undefined || 'refused' in year.breakEven) return
        const shown = occupancyTenths(year.attended, year.capacity)
        if (year.attended < year.breakEven.units) expect(shown).toBeLessThan(even)
        else expect(shown).toBeGreaterThanOrEqual(even)
      }),
      { numRuns: 500 },
    )
  })
})

describe('months until a loss', () => {
  const of = (...pounds: number[]) => monthsUntilLoss(pounds.map((amount_) => pence(amount_ * 100)))
  test('results stand in the middle of their year and move in a straight line', () => {
    expect(of(-1, 5)).toBe(0)
    expect(of(5, 5, 5)).toBeUndefined()
    // month 6 has £6, month 18 −£6: month 12 has nothing left, month 13 is the first below
    expect(of(6, -6)).toBe(13)
    expect(of(6, 6, -6)).toBe(25)
  })
  test('law: less in any year never puts a loss off', () => {
    const results = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(results, fc.nat(7), fc.nat(500), (years, at, less) => {
        const worse = years.map((one, nth) => (nth === at % years.length ? one - less : one))
        expect(of(...worse) ?? 999).toBeLessThanOrEqual(of(...years) ?? 999)
      }),
    )
  })
})

describe('a scenario', () => {
  const whole = startingScenario()
  const scenario = { ...shortened(whole, 4), people: whole.people.slice(0, 60) }
  const result = simulate(scenario, 7, 20)
  const months = Array.from({ length: 6 }, (_, at) => ({
    month: day(`2026-0${at + 1}-01`),
    people: 20,
    use: [{ unit: 'day' as const, booked: 366, attended: 333, bookedMinutes: 131_760, attendedMinutes: 119_880 }],
    income: [{ payer: 'council' as const, amount: pence(2_400_000) }],
  }))
  const policy = {
    soonMonths: 6,
    watchMonths: 12,
    nearPoints: 5,
    yearlyCostRiseBasisPoints: 250,
    trendMonths: 6,
    leastMonths: 3,
  }
  const found = assess({ book, months }, policy, day('2026-11-22'))
  const service = (name: string, lot: string, inHouse: boolean, of = found) => ({
    providerId: name,
    lotId: lot,
    name,
    lot,
    inHouse,
    found: of,
  })
  const few = assess({ book, months: months.map((one) => ({ ...one, people: 4 })) }, policy, day('2026-11-22'))
  const services = [
    service('The council', 'Buildings', true),
    service('Green Farm', 'Buildings', false),
    service('Few', 'Buildings', false, few),
    service('Outreach', 'Outreach', false),
    service('Shut book', 'Buildings', false, { notKnown: 'no_open_book' }),
  ]
  const tierOf = (lot: string) => (lot === 'Buildings' ? 1 : 2)
  const all = viabilityYears(services, scenario, result, tierOf)

  test('if nothing changes the first year is today’s figure, to the penny and in every run', () => {
    if ('notKnown' in found) throw new Error(found.notKnown)
    expect(all.services.map(({ name }) => name)).toEqual(['The council', 'Green Farm'])
    for (const { years } of all.services)
      for (const level of ['q025', 'mean', 'q975'] as const)
        expect(years[0]?.asNow[level]).toEqual({ ...found.year, withoutPlace: 0 })
    expect(all.notTold.map(({ why }) => why)).toEqual(['few_people', 'tier_not_told', 'no_open_book'])
    expect(ownInWords(all, result).at(-1)).toMatch(
      /in the scenario the council’s own service .+\. If nothing changes, the council’s own service (costs|earns)/,
    )
  })
  test('where the own services together earn their cost and one of them does not, that is said', () => {
    const [first] = all.services
    if (first === undefined) throw new Error('no own service')
    const own = all.own.map((one) => ({
      ...one,
      asNow: { ...one.asNow, mean: { ...one.asNow.mean, result: pence(1) } },
    }))
    const earns = { ...first, lossAsNow: { year: undefined, months: undefined } }
    const loses = { ...first, lot: 'Complex needs', lossAsNow: { year: 2026, months: 0 } }
    const carriedBy = (...services: (typeof first)[]) => ownInWords({ ...all, own, services }, result).slice(2)
    expect(carriedBy(earns, loses)).toEqual([
      'That is all its services together: Complex needs would cost more than it brings even if nothing changes, and the other service carries that.',
    ])
    expect(carriedBy(earns)).toEqual([])
  })
  test('what is less paid for own places is cashable, avoided and displaced, to the penny; of others nothing is said', () => {
    const [own, farm] = all.services
    for (const { saving, asNow, scenario: then } of own?.years ?? []) {
      if (saving === undefined) throw new Error('an own service has its saving')
      expect(saving.lessPaid).toBe(asNow.mean.incomeTotal - then.mean.incomeTotal)
      expect(saving.cashable + saving.avoided + saving.displaced).toBe(saving.lessPaid)
      expect(saving.displaced).toBeGreaterThan(0)
    }
    expect(farm?.years.every(({ saving }) => saving === undefined)).toBe(true)
    expect(all.own.map(({ saving }) => saving)).toEqual(own?.years.map(({ saving }) => saving))
    const at = (mean: number) => ({ mean }) as never
    const moved = { worthAsNow: at(1), worth: at(0.5), laterAsNow: at(0.2), later: at(0.1) }
    const [before, after] = [
      { incomeTotal: pence(1_000), result: pence(0) },
      { incomeTotal: pence(500), result: pence(-300) },
    ]
    expect(ownSaving(before, after, moved)).toEqual({ lessPaid: 500, displaced: 300, avoided: 40, cashable: 160 })
    const more = { ...moved, worth: at(1.5) }
    expect(ownSaving(before, { incomeTotal: pence(1_400), result: pence(100) }, more)).toEqual({
      lessPaid: -400,
      displaced: 0,
      avoided: 0,
      cashable: -400,
    })
  })
  test('in a report the council’s own stands with money and range, no other is named, and few others not told of', () => {
    const kept = { id: 'x', name: 'As printed', content: scenario, result } as unknown as KeptScenario
    const section = (more: typeof services) =>
      servicesSection([kept], [...services, ...more], { tierOf, asOf: day('2026-11-22') })
    const made = section([])
    expect(made.section.parts.map(({ table }) => [table.id, table.rows.length])).toEqual([
      ['services-own-A', 4],
      ['services-own-saving-A', 4],
    ])
    expect(made.section.parts[0]?.drawing).toMatchObject({ shape: 'ranges', holds: '95 in 100 runs' })
    const said = JSON.stringify(made)
    for (const words of ['Fewer than five other services have an open book', 'Nothing is told of 3 services'])
      expect(said).toContain(words)
    expect(said).not.toMatch(/Green Farm|Outreach|Shut book/)
    expect(JSON.stringify(section(['b', 'c', 'd', 'e'].map((name) => service(name, 'Buildings', false))))).toMatch(
      /Of 5 other services with an open book \d would be in loss/,
    )
    expect(servicesFaults([{ ...kept, result: { ...result, places: undefined } } as never])[0]).toContain(
      'Save it again',
    )
  })
  test('the cost of empty own places leaves as the scenario’s path says, and of others stays', () => {
    const prices = priceYearsOf(scenario)
    expect(prices[0]).toMatchObject({ care: WHOLE, wages: WHOLE, prices: WHOLE })
    const freed = prices.map((one) => ({ ...one, care: WHOLE, wages: WHOLE, prices: WHOLE, freed: WHOLE }))
    const places = result.places?.find(({ kind }) => kind === 'own')
    if (places === undefined) throw new Error('somebody has an own place')
    const last = (own: boolean) => serviceYears({ book, use, own }, places, freed).at(-1)?.scenario.mean
    const empty = 1 - (places.byYear.at(-1)?.use.mean ?? 0) / (places.byYear.at(-1)?.useAsNow.mean ?? 1)
    expect(last(true)?.fixedCost).toBeCloseTo(24_000_000 * (1 - empty), -3)
    expect(last(false)?.fixedCost).toBe(24_000_000)
  })
})
