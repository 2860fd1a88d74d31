import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  coverage,
  coverageNeeds,
  coveredBy,
  type HomeCell,
  isAt,
  isCovered,
  isSuitable,
  type PlaceSession,
  slots,
  type Way,
} from './coverage.ts'
import { coverageMap } from './coverage-map.ts'
import { coarse, shownCell, shownChange, wholeBorough } from './shown-coverage.ts'
import { beforeAndAfter, coverageChange, type Hub, peopleChanged, supposedSessions } from './what-if.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const crewe = { latitude: 53.1, longitude: -2.44 }
const nantwich = { latitude: 53.07, longitude: -2.52 }
const poynton = { latitude: 53.35, longitude: -2.12 }
const way: Way = { speed: { mode: 'shared_vehicle', kilometresPerHour: 24, detourPercent: 30 }, limitMinutes: 30 }
const home = (given: Partial<HomeCell> = {}): HomeCell => ({
  area: 'Crewe',
  at: crewe,
  longestMinutes: null,
  need: null,
  people: 10,
  ...given,
})
const session = (given: Partial<PlaceSession> = {}): PlaceSession => ({
  placeId: 'oak',
  at: nantwich,
  weekday: 2,
  startMinute: 600,
  endMinute: 900,
  features: ['wheelchair', 'hoist'],
  room: true,
  thingsCounted: ['hoist'],
  thingsFree: [],
  ...given,
})
const at = (cells: ReturnType<typeof coverage>, weekday: number | null, part: string | null, need: string | null) =>
  cells.find((cell) => cell.weekday === weekday && cell.part === part && cell.need === need)

describe('who is covered', () => {
  test('Nantwich is 21 minutes from Crewe by shared vehicle, so a session there covers Crewe in both parts of its day', () => {
    const cells = coverage([home()], [session()], way)
    expect([at(cells, 2, 'morning', null), at(cells, 2, 'afternoon', null)]).toMatchObject([
      { people: 10, reached: 10 },
      { people: 10, reached: 10 },
    ])
    expect([at(cells, 2, 'evening', null)?.reached, at(cells, 3, 'morning', null)?.reached]).toEqual([0, 0])
    expect(at(cells, null, null, null)?.reached).toBe(10)
  })

  test('their own limit counts before the council’s, and a home nobody can place reaches nothing', () => {
    const own = [home({ longestMinutes: 15 }), home({ longestMinutes: 45 }), home({ at: null, people: 3 })]
    expect(at(coverage(own, [session()], way), 2, 'morning', null)).toMatchObject({ people: 23, reached: 10 })
    expect(coverage([home({ at: poynton })], [session()], way).every(({ reached }) => reached === 0)).toBe(true)
  })

  test('a feature must be there; where the thing is counted, one must be free; a full session suits nobody', () => {
    expect(isSuitable(session(), 'wheelchair')).toBe(true)
    expect(isSuitable(session(), 'hoist')).toBe(false)
    expect(isSuitable(session({ thingsFree: ['hoist'] }), 'hoist')).toBe(true)
    expect(isSuitable(session(), 'quiet')).toBe(false)
    expect(isSuitable(session({ room: false }), null)).toBe(false)
  })

  test('a session is in a part of the day that it begins in, or gives an hour of', () => {
    const late = session({ startMinute: 960, endMinute: 1079 })
    expect(isAt({ weekday: 2, part: 'afternoon' }, late)).toBe(true)
    expect(isAt({ weekday: 2, part: 'evening' }, late)).toBe(false)
    expect(isAt({ weekday: 2, part: 'evening' }, { ...late, endMinute: 1080 })).toBe(true)
  })
})

const hub: Hub = { name: 'Poynton', at: poynton, weekdays: [2], parts: ['morning'], places: 12, features: ['quiet'] }

describe('what if', () => {
  test('a closed building takes its people’s place away, and the cell becomes a gap', () => {
    const homes = [home(), home({ need: 'wheelchair', people: 6 })]
    const changed = coverageChange(homes, beforeAndAfter(homes, [session()], { hub: null, closed: ['oak'] }, way))
    const cell = changed.find((one) => one.weekday === 2 && one.part === 'morning' && one.need === 'wheelchair')
    expect(cell).toMatchObject({ people: 6, reached: 6, reachedThen: 0, gains: 0, loses: 6 })
    expect(cell && shownChange(cell)).toMatchObject({ loses: 5, becomesGap: true, stopsBeingGap: false })
    expect(peopleChanged(homes, beforeAndAfter(homes, [session()], { hub: null, closed: ['oak'] }, way))).toEqual({
      gain: 0,
      lose: 10,
    })
  })

  test('who loses one place and has another within reach does not lose', () => {
    const sessions = [session(), session({ placeId: 'elm', at: crewe })]
    const changed = coverageChange([home()], beforeAndAfter([home()], sessions, { hub: null, closed: ['oak'] }, way))
    expect(changed.every(({ loses }) => loses === 0)).toBe(true)
  })

  test('a hub reaches those near it, on its days, with what it has; one without a place reaches nobody', () => {
    const homes = [home({ area: 'Poynton', at: poynton }), home({ area: 'Poynton', at: poynton, need: 'hoist' })]
    expect(peopleChanged(homes, beforeAndAfter(homes, [], { hub, closed: [] }, way))).toEqual({ gain: 10, lose: 0 })
    const cells = coverageChange(homes, beforeAndAfter(homes, [], { hub, closed: [] }, way))
    expect(cells.filter(({ gains }) => gains > 0)).toMatchObject([
      { weekday: null, part: null, need: null },
      { weekday: null, part: 'morning', need: null },
      { weekday: 2, part: null, need: null },
      { weekday: 2, part: 'morning', need: null },
    ])
    expect(peopleChanged(homes, beforeAndAfter(homes, [], { hub: { ...hub, places: 0 }, closed: [] }, way)).gain).toBe(
      0,
    )
  })
})

describe('what is shown', () => {
  test('nothing of one to four, everything else to the nearest five, and never one hidden number alone', () => {
    expect([0, 1, 4, 5, 7, 8, 499].map(coarse)).toEqual([0, 'hidden', 'hidden', 5, 5, 10, 500])
    const cell = { area: 'Crewe', weekday: 1, part: 'morning', need: null }
    expect(shownCell({ ...cell, people: 40, reached: 38 })).toMatchObject({
      reached: 'hidden',
      left: 'hidden',
      percent: null,
    })
    expect(shownCell({ ...cell, people: 40, reached: 31 })).toMatchObject({
      people: 40,
      reached: 30,
      left: 10,
      percent: 75,
    })
    expect(shownCell({ ...cell, people: 3, reached: 0 })).toMatchObject({
      people: 'hidden',
      reached: 'hidden',
      gap: true,
    })
  })

  test('the whole borough is the areas added up', () => {
    const cells = coverage([home(), home({ area: 'Poynton', at: poynton })], [session()], way)
    expect(wholeBorough(cells, ['people', 'reached'])[0]).toMatchObject({
      area: 'Whole borough',
      people: 20,
      reached: 10,
    })
  })
})

test('the map draws areas with their share, places by their state, and only towns whose names fit', () => {
  const area = { name: 'Crewe', at: crewe, label: '80%', percent: 80, loses: true }
  const towns = [
    { name: 'Crewe', point: crewe },
    { name: 'Next door', point: { latitude: 53.101, longitude: -2.441 } },
    { name: 'Holmes Chapel', point: { latitude: 53.2, longitude: -2.36 } },
  ]
  const map = coverageMap([area], [{ at: poynton, state: 'closed' }], towns)
  expect(map?.areas).toMatchObject([{ name: 'Crewe', label: '80%', loses: true, ink: '#ffffff' }])
  expect(map?.places.map(({ state }) => state)).toEqual(['closed'])
  expect(map?.towns.map(({ name }) => name)).toEqual(['Holmes Chapel'])
  expect(map?.words).toBe('Crewe 80%, loses')
  expect(coverageMap([area], [], [])).toBeUndefined()
})

const somewhere = fc.record({
  latitude: fc.integer({ min: 5290, max: 5350 }).map((value) => value / 100),
  longitude: fc.integer({ min: -260, max: -200 }).map((value) => value / 100),
})
const anyHome = fc.record({
  area: fc.constantFrom('Crewe', 'Nantwich'),
  at: fc.option(somewhere),
  longestMinutes: fc.option(fc.constantFrom(15, 30, 60)),
  need: fc.constantFrom(null, ...coverageNeeds),
  people: fc.integer({ min: 1, max: 30 }),
})
const things = fc.subarray(['hoist', 'changing_place'])
const anySession = fc.record({
  placeId: fc.constantFrom('a', 'b', 'c'),
  at: somewhere,
  weekday: fc.integer({ min: 1, max: 7 }),
  startMinute: fc.integer({ min: 480, max: 1100 }),
  endMinute: fc.integer({ min: 1110, max: 1320 }),
  features: fc.subarray([...coverageNeeds]),
  room: fc.boolean(),
  thingsCounted: things,
  thingsFree: things,
})
const homesAndSessions = [fc.array(anyHome, { maxLength: 6 }), fc.array(anySession, { maxLength: 6 })] as const
const reachedIn = (cells: readonly { reached: number }[]) => cells.map(({ reached }) => reached)

describe('laws', () => {
  test('the fast way agrees with the plain rule for every home and part of the week', () => {
    fc.assert(
      fc.property(...homesAndSessions, (homes, sessions) => {
        const fast = coveredBy(homes, sessions, way)
        for (const one of homes)
          for (const slot of slots) expect(fast(one, slot)).toBe(isCovered(one, sessions, slot, way))
      }),
      { numRuns: RUNS },
    )
  })

  test('a new place never lowers coverage, a closed one never raises it, a longer limit never lowers it', () => {
    fc.assert(
      fc.property(
        ...homesAndSessions,
        anySession,
        fc.integer({ min: 0, max: 60 }),
        (homes, sessions, more, minutes) => {
          const now = reachedIn(coverage(homes, sessions, way))
          const never = (later: readonly number[], than: readonly number[]) =>
            expect(later.every((reached, index) => reached >= (than[index] ?? 0))).toBe(true)
          never(reachedIn(coverage(homes, [...sessions, more], way)), now)
          never(now, reachedIn(coverage(homes, supposedSessions(sessions, { hub: null, closed: ['a'] }), way)))
          never(reachedIn(coverage(homes, sessions, { ...way, limitMinutes: way.limitMinutes + minutes })), now)
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('today, with who gains and without who loses, is what would be; nothing supposed changes nothing', () => {
    fc.assert(
      fc.property(...homesAndSessions, fc.subarray(['a', 'b', 'c']), fc.boolean(), (homes, sessions, closed, opens) => {
        for (const cell of coverageChange(
          homes,
          beforeAndAfter(homes, sessions, { hub: opens ? hub : null, closed }, way),
        )) {
          expect(cell.reached + cell.gains - cell.loses).toBe(cell.reachedThen)
          if (!opens) expect(cell.gains).toBe(0)
          if (closed.length === 0) expect(cell.loses).toBe(0)
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('no number of one to four is ever shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (people, reached) => {
        const shown = shownCell({
          area: 'x',
          weekday: 1,
          part: 'morning',
          need: null,
          people,
          reached: Math.min(people, reached),
        })
        for (const count of [shown.people, shown.reached, shown.left])
          expect(count === 'hidden' || count === 0 || count >= 5).toBe(true)
        expect(shown.reached === 'hidden').toBe(shown.left === 'hidden')
      }),
      { numRuns: RUNS },
    )
  })
})
