import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pence } from '../../core/money.ts'
import { type Costs, costByBuilding, costParts, costPerAttended, noCost, perMille, totalCost } from './building.ts'
import type { ClimatePolicy } from './climate-policy.ts'
import { type JourneyCell, journeysBy, journeysOf, nothing } from './journeys.ts'
import { supposedCosts, supposedJourneys, visitsOf } from './what-if.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const factor = (gramsPerKilometre: number) => ({ gramsPerKilometre, from: 'Source: a test.' })
const climate: ClimatePolicy = {
  bus: factor(125.25),
  car: factor(167.25),
  taxi: factor(148.61),
  shared_vehicle: factor(125.25),
  weeksPerYear: 50,
  weeksFrom: 'Assumption: a test.',
}
const by = { detourPercent: 30, climate }
const crewe = { latitude: 53.1, longitude: -2.44 }
const nantwich = { latitude: 53.07, longitude: -2.52 }
const places = [
  { siteId: 'crewe', at: crewe },
  { siteId: 'nantwich', at: nantwich },
]
const cell = (given: Partial<JourneyCell> = {}): JourneyCell => ({
  siteId: 'nantwich',
  mode: 'family',
  from: crewe,
  people: 6,
  visitsAWeek: 10,
  ...given,
})
const costs = (direct: number, premises: number, overhead: number): Costs => ({
  direct: pence(direct),
  premises: pence(premises),
  overhead: pence(overhead),
  transport: pence(0),
})

describe('cost', () => {
  test('a cost sheet is shared by the places on sale at its price, to the penny', () => {
    const { bySite, nobodys } = costByBuilding(
      [
        { id: 'days', costs: costs(100_01, 50_00, 10_00) },
        { id: 'unsold', costs: costs(7_00, 0, 0) },
      ],
      [
        { sheetId: 'days', siteId: 'crewe', weeklyPlaces: 60 },
        { sheetId: 'days', siteId: 'nantwich', weeklyPlaces: 40 },
      ],
    )
    expect([bySite.get('crewe'), bySite.get('nantwich')]).toEqual([
      costs(60_01, 30_00, 6_00),
      costs(40_00, 20_00, 4_00),
    ])
    expect(nobodys).toEqual(costs(7_00, 0, 0))
  })

  test('an attended place costs more in a building that fewer people come to; where nobody comes, nothing is told', () => {
    expect(costPerAttended(costs(600_000, 0, 0), { attended: 120, weeks: 12 }, 50)).toBe(1200)
    expect(costPerAttended(costs(600_000, 0, 0), { attended: 0, weeks: 12 }, 50)).toBeNull()
    expect([perMille(3, 4), perMille(0, 0)]).toEqual([750, null])
  })
})

describe('journeys', () => {
  test('six kilometres of straight line are sixteen of road there and back, and a car burns 167 g on each', () => {
    const { metres, grams, unknown } = journeysOf(cell({ visitsAWeek: 1 }), places, by)
    expect([Math.round(metres / 100) / 10, Math.round(grams), unknown]).toEqual([16.4, 2739, 0])
    expect(journeysOf(cell({ mode: 'walk' }), places, by)).toMatchObject({ grams: 0, unknown: 0 })
  })

  test('what is not known is said, and is in no CO₂', () => {
    expect(journeysOf(cell({ mode: 'not decided' }), places, by)).toMatchObject({ grams: 0, unknown: 10 })
    expect(journeysOf(cell({ from: null }), places, by)).toMatchObject({ metres: 0, grams: 0, unknown: 10 })
  })
})

describe('what if', () => {
  test('everybody of a closed building goes to the nearest that stays open, and only its premises are saved', () => {
    const cells = [cell(), cell({ siteId: 'crewe', visitsAWeek: 30 })]
    const later = supposedJourneys(cells, places, { closed: 'nantwich', movePercent: 0 })
    expect([...visitsOf(later)]).toEqual([['crewe', 40]])
    const bySite = new Map([
      ['crewe', costs(300_00, 100_00, 30_00)],
      ['nantwich', costs(100_00, 80_00, 10_00)],
    ])
    const then = supposedCosts(bySite, { before: visitsOf(cells), after: visitsOf(later) }, 'nantwich')
    expect(then.leaves).toEqual(costs(0, 80_00, 0))
    expect(then.bySite.get('crewe')).toEqual(costs(400_00, 100_00, 40_00))
    expect(then.bySite.get('nantwich')).toEqual(noCost)
  })

  test('half of those who live nearer to another building go there', () => {
    const later = supposedJourneys([cell()], places, { closed: null, movePercent: 50 })
    expect(later.map(({ siteId, visitsAWeek }) => [siteId, visitsAWeek])).toEqual([
      ['crewe', 5],
      ['nantwich', 5],
    ])
  })
})

const somewhere = fc.record({
  latitude: fc.integer({ min: 5290, max: 5350 }).map((value) => value / 100),
  longitude: fc.integer({ min: -260, max: -200 }).map((value) => value / 100),
})
const sites = ['a', 'b', 'c']
const anyPlaces = fc
  .tuple(somewhere, somewhere, fc.option(somewhere))
  .map((points) => points.map((at, index) => ({ siteId: sites[index] ?? 'a', at })))
const anyCells = fc.array(
  fc.record({
    siteId: fc.constantFrom(...sites),
    mode: fc.constantFrom('walk', 'bus', 'family', 'taxi', 'shared_transport', 'not decided'),
    from: fc.option(somewhere),
    people: fc.integer({ min: 1, max: 20 }),
    visitsAWeek: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 10 },
)
const whole = (cells: readonly JourneyCell[], at: Parameters<typeof journeysOf>[1]) =>
  journeysBy(
    cells,
    () => 'all',
    (one) => journeysOf(one, at, by),
  ).get('all') ?? nothing
const anyCosts = fc.record({
  direct: fc.integer({ min: 0, max: 1_000_000 }),
  premises: fc.integer({ min: 0, max: 1_000_000 }),
  overhead: fc.integer({ min: 0, max: 1_000_000 }),
})

describe('laws', () => {
  test('nobody is lost, moving to a nearer building never makes the way longer, and nothing supposed changes nothing', () => {
    fc.assert(
      fc.property(
        anyCells,
        anyPlaces,
        fc.integer({ min: 0, max: 100 }),
        fc.option(fc.constantFrom(...sites)),
        (cells, at, move, closed) => {
          const sum = (all: readonly JourneyCell[]) => all.reduce((visits, one) => visits + one.visitsAWeek, 0)
          expect(sum(supposedJourneys(cells, at, { closed, movePercent: move }))).toBeCloseTo(sum(cells), 6)
          const nearer = supposedJourneys(cells, at, { closed: null, movePercent: move })
          expect(whole(nearer, at).metres).toBeLessThanOrEqual(whole(cells, at).metres + 1e-6)
          expect(supposedJourneys(cells, at, { closed: null, movePercent: 0 })).toEqual(cells)
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('what a cost sheet costs is what its buildings cost; what is saved is what no building costs any more', () => {
    fc.assert(
      fc.property(
        fc.array(anyCosts, { minLength: 1, maxLength: 3 }),
        anyCells,
        anyPlaces,
        fc.option(fc.constantFrom(...sites)),
        (sheets, cells, at, closed) => {
          const parts = sheets.map((one, index) => ({
            id: String(index),
            costs: costs(one.direct, one.premises, one.overhead),
          }))
          const sold = parts.flatMap(({ id }) =>
            sites.map((siteId, index) => ({ sheetId: id, siteId, weeklyPlaces: index + 1 })),
          )
          const { bySite } = costByBuilding(parts, sold)
          const sum = (all: Iterable<Costs>) => [...all].reduce((money, one) => money + totalCost(one), 0)
          expect(sum(bySite.values())).toBe(sum(parts.map((one) => one.costs)))
          const after = visitsOf(supposedJourneys(cells, at, { closed, movePercent: 0 }))
          const then = supposedCosts(bySite, { before: visitsOf(cells), after }, closed)
          expect(sum(then.bySite.values()) + totalCost(then.leaves)).toBe(sum(bySite.values()))
          for (const one of then.bySite.values())
            for (const part of costParts) expect(one[part]).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: RUNS },
    )
  })
})
