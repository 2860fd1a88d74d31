import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Amounts,
  overBy,
  peopleAt,
  type Room,
  type Scenario,
  type SessionSupply,
  sessionCapacity,
} from './capacity.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const room = (id: string, places: number, more: Partial<Room> = {}): Room => ({
  id,
  name: id,
  places,
  distancedPlaces: null,
  hoists: 0,
  changingPlaces: 0,
  wheelchairSpaces: 0,
  ...more,
})
const hub: SessionSupply = {
  rooms: [room('hall', 20, { distancedPlaces: 8, wheelchairSpaces: 4 }), room('quiet', 5, { hoists: 1 })],
  workers: 4,
  largestGroup: 8,
  onSale: { place: 12, staff: 20_160 },
}

describe('what a session can hold', () => {
  test('the places of its rooms, the time of its workers, the things of its rooms', () => {
    expect(sessionCapacity(hub)).toEqual({ place: 25, staff: 20_160, hoist: 1, wheelchair_space: 4 })
  })
  test('not more people than its workers may have in their groups', () => {
    expect(sessionCapacity({ ...hub, largestGroup: 3 })).toMatchObject({ place: 12 })
  })
  test('a closed room takes its places and its hoist; the measured number counts when people keep apart', () => {
    expect(sessionCapacity(hub, { closedRooms: ['quiet'] })).toEqual({ place: 20, staff: 20_160, wheelchair_space: 4 })
    expect(sessionCapacity(hub, { distancingPercent: 50 })).toMatchObject({ place: 10 })
    expect(sessionCapacity(hub, { workersAway: 3 })).toMatchObject({ place: 8, staff: 5_040 })
  })
  test('a closed building holds nobody', () => {
    expect(sessionCapacity(hub, { closed: true })).toEqual({ place: 0, staff: 0, hoist: 0, wheelchair_space: 0 })
  })
  test('without rooms or rota, what is on sale stands for them', () => {
    const bare: SessionSupply = {
      rooms: [],
      workers: null,
      largestGroup: null,
      onSale: { place: 9, staff: 10_080, hoist: 2 },
    }
    expect(sessionCapacity(bare)).toEqual({ place: 9, staff: 10_080, hoist: 2 })
    expect(sessionCapacity(bare, { distancingPercent: 50 })).toEqual({ place: 4, staff: 10_080, hoist: 2 })
  })
  test('people at a support band: as many as places, time and things allow', () => {
    const amounts = { place: 10, staff: 10_080, hoist: 1 }
    expect(peopleAt(amounts, 5_040)).toBe(2)
    expect(peopleAt(amounts, 1_260)).toBe(8)
    expect(peopleAt(amounts, 0)).toBe(10)
    expect(peopleAt(amounts, 1_260, 'hoist')).toBe(1)
  })
})

const amount = fc.integer({ min: 0, max: 40 })
const rooms = fc.array(
  fc.record({ places: fc.integer({ min: 1, max: 40 }), apart: fc.option(amount), hoists: amount }),
  { maxLength: 4 },
)
const supplies: fc.Arbitrary<SessionSupply> = fc.record({
  rooms: rooms.map((all) =>
    all.map(({ places, apart, hoists }, at) =>
      room(`room ${at}`, places, { distancedPlaces: apart === null ? null : Math.min(apart, places), hoists }),
    ),
  ),
  workers: fc.option(amount, { nil: null }),
  largestGroup: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
  onSale: fc.record({ place: amount, staff: amount.map((workers) => workers * 5_040), hoist: amount }),
})
const scenarios: fc.Arbitrary<Scenario> = fc.record({
  distancingPercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  closedRooms: fc.subarray(['room 0', 'room 1', 'room 2']),
  closed: fc.boolean(),
  workersAway: fc.integer({ min: 0, max: 60 }),
})

describe('laws of capacity', () => {
  test('it is never negative, and never more under a scenario than without one', () => {
    fc.assert(
      fc.property(supplies, scenarios, (supply, scenario) => {
        const usual = sessionCapacity(supply)
        const left = sessionCapacity(supply, scenario)
        for (const [resource, amountLeft] of Object.entries(left)) {
          expect(Number.isInteger(amountLeft) && amountLeft >= 0).toBe(true)
          expect(amountLeft).toBeLessThanOrEqual(usual[resource] ?? 0)
        }
        expect(peopleAt(left, 1_260, 'hoist')).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: RUNS },
    )
  })
  test('lighter support never holds fewer people than heavier', () => {
    fc.assert(
      fc.property(supplies, scenarios, (supply, scenario) => {
        const left = sessionCapacity(supply, scenario)
        const held = [10_080, 5_040, 2_520, 1_260, 630, 0].map((shares) => peopleAt(left, shares))
        expect(held).toEqual([...held].sort((one, other) => one - other))
      }),
      { numRuns: RUNS },
    )
  })
  test('what goes over is exactly what is taken and not left', () => {
    fc.assert(
      fc.property(amount, amount, (taken, left) => {
        const over: Amounts = overBy({ place: taken }, { place: left })
        expect(over['place'] ?? 0).toBe(Math.max(0, taken - left))
      }),
      { numRuns: RUNS },
    )
  })
})
