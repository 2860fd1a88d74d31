import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import type { Room } from './capacity.ts'
import { mostTogether, partOf, type RoomUse } from './room-use.ts'

const use = (places: number, startMinute: number, endMinute: number, more: Partial<RoomUse> = {}): RoomUse => ({
  places,
  startMinute,
  endMinute,
  cells: [0],
  from: day('2026-01-01'),
  until: null,
  ...more,
})

test('sessions at the same time add up; one after the other, in other weeks or on other days they do not', () => {
  const mine = use(10, 600, 720)
  expect(mostTogether(mine, [])).toBe(10)
  expect(mostTogether(mine, [use(8, 660, 800)])).toBe(18)
  expect(mostTogether(mine, [use(8, 720, 800), use(8, 500, 600)])).toBe(10)
  expect(mostTogether(mine, [use(8, 600, 660), use(6, 660, 720)])).toBe(18)
  expect(mostTogether(mine, [use(8, 600, 660, { cells: [1] })])).toBe(10)
  expect(mostTogether(mine, [use(8, 600, 660, { from: day('2026-06-01') })])).toBe(18)
  expect(mostTogether({ ...mine, until: day('2026-05-31') }, [use(8, 600, 660, { from: day('2026-06-01') })])).toBe(10)
})

const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((on) => day(on))
const uses: fc.Arbitrary<RoomUse> = fc
  .record({
    places: fc.integer({ min: 1, max: 9 }),
    at: fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 4 })),
    cells: fc.subarray([0, 1, 2], { minLength: 1 }),
    on: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.option(fc.integer({ min: 0, max: 3 }), { nil: null })),
  })
  .map(({ places, at: [start, length], cells, on: [first, more] }) =>
    use(places, start, start + length, {
      cells,
      from: days[first] ?? day('2026-01-01'),
      until: more === null ? null : (days[Math.min(3, first + more)] ?? null),
    }),
  )

test('it is what a look at every minute, week and day finds', () => {
  fc.assert(
    fc.property(uses, fc.array(uses, { maxLength: 5 }), (mine, others) => {
      const at = (one: RoomUse, on: string, minute: number, cell: number) =>
        one.from <= on &&
        (one.until === null || on <= one.until) &&
        one.startMinute <= minute &&
        minute < one.endMinute &&
        one.cells.includes(cell)
      let most = 0
      for (const on of days)
        for (let minute = 0; minute < 13; minute++)
          for (const cell of [0, 1, 2])
            if (at(mine, on, minute, cell))
              most = Math.max(
                most,
                others.reduce((sum, one) => sum + (at(one, on, minute, cell) ? one.places : 0), mine.places),
              )
      expect(mostTogether(mine, others)).toBe(most)
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) },
  )
})

test('two parts of a room never have more than the whole', () => {
  const amount = fc.integer({ min: 0, max: 9 })
  const rooms: fc.Arbitrary<Room> = fc.record({
    id: fc.constant('room'),
    name: fc.constant('Room'),
    places: fc.integer({ min: 2, max: 40 }),
    distancedPlaces: fc.constant(null),
    hoists: amount,
    changingPlaces: amount,
    wheelchairSpaces: amount,
  })
  fc.assert(
    fc.property(rooms, fc.nat(), (room, cut) => {
      const one = 1 + (cut % (room.places - 1))
      const parts = [partOf(room, one), partOf(room, room.places - one)]
      for (const thing of ['places', 'hoists', 'changingPlaces', 'wheelchairSpaces'] as const)
        expect((parts[0]?.[thing] ?? 0) + (parts[1]?.[thing] ?? 0)).toBeLessThanOrEqual(room[thing])
      expect(partOf(room, null)).toEqual(room)
    }),
  )
})
