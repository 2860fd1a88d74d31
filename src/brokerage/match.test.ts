import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { travelMinutes } from '../directory/index.ts'
import { match } from './match.ts'
import { ageBand, outwardArea } from './offer-summary.ts'
import type { Candidate, Wanted } from './wanted-place.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const crewe = { latitude: 53.0979, longitude: -2.4407 }
const bus = { mode: 'bus' as const, kilometresPerHour: 14, detourPercent: 30 }
const wanted: Wanted = {
  weekday: 4,
  startMinute: 810,
  endMinute: 960,
  everyWeeks: 1,
  season: 'all',
  from: day('2025-12-04'),
  supportBand: '1:2',
  characteristics: ['hoist'],
  accessNeeds: ['step_free'],
  home: crewe,
  speed: bus,
  mostMinutes: 30,
  plannedPrice: pence(41_25),
  days: 'same_day',
}
const bakery: Candidate = {
  sessionId: 'a',
  name: 'Baking bench',
  provider: 'The Bread Shed',
  inHouse: false,
  weekday: 4,
  startMinute: 810,
  endMinute: 960,
  everyWeeks: 1,
  season: 'all',
  accessFeatures: ['step_free'],
  at: { latitude: 53.11, longitude: -2.46 },
  price: pence(38_00),
  free: false,
  dates: 26,
  fitting: 26,
  lacking: [],
  friendsThere: 1,
}
const only = (change: Partial<Candidate>, want: Partial<Wanted> = {}) =>
  match({ ...wanted, ...want }, [{ ...bakery, ...change }])[0]

describe('matching', () => {
  test('a place that meets every rule fits, each with its reason', () => {
    const found = only({})
    expect(found?.fits).toBe(true)
    expect(found?.reasons.map(({ verdict }) => verdict)).toEqual(Array(6).fill('fits'))
  })
  test.each([
    ['time', { weekday: 5 }, 'Friday 1:30pm to 4pm: another day'],
    ['time', { startMinute: 600, endMinute: 720 }, 'Thursday 10am to noon: another part of the day'],
    ['time', { everyWeeks: 2 }, 'Thursday 1:30pm to 4pm, only every 2 weeks'],
    ['time', { season: 'term' as const }, 'Thursday 1:30pm to 4pm, in term time only'],
    ['ratio', { lacking: ['staff'] }, 'No support at 1:2 here'],
    ['access', { accessFeatures: ['no:step_free'] }, 'Not there: step-free from the street'],
    ['access', { accessFeatures: [] }, 'Nobody has said that it has: step-free from the street. Ask the place'],
    ['access', { lacking: ['hoist'] }, 'Not there: hoist'],
    ['capacity', { fitting: 24, firstFull: day('2026-01-08') }, 'Full on 2 of 26 dates, first on 8 Jan 2026'],
    ['capacity', { dates: 0, fitting: 0 }, 'No dates in the months looked at'],
    ['travel', { at: { latitude: 53.26, longitude: -2.12 } }, 'over the limit of 30'],
    ['price', { price: undefined }, 'No price in force for this support'],
  ])('a place is refused by %s, and the reason says why', (rule, change, words) => {
    const found = only(change)
    expect(found?.fits).toBe(false)
    expect(found?.reasons.find((reason) => reason.rule === rule && reason.verdict === 'does_not_fit')?.words).toContain(
      words,
    )
  })
  test('a dearer place fits in part: the price must be agreed first', () => {
    const found = only({ price: pence(45_00) })
    expect([found?.fits, found?.reasons.at(-1)?.words]).toEqual([true, '£45 a session, £3.75 more than planned'])
  })
  test('a session that begins as the planned one ends is another part of the day; one that shares a minute fits in part', () => {
    const time = (change: Partial<Candidate>) => only(change)?.reasons[0]
    expect(time({ startMinute: 960, endMinute: 1020 })).toMatchObject({ verdict: 'does_not_fit' })
    expect(time({ startMinute: 720, endMinute: 810 })).toMatchObject({ verdict: 'does_not_fit' })
    expect(time({ startMinute: 959, endMinute: 1020 })).toMatchObject({ verdict: 'in_part' })
    expect(time({ startMinute: 720, endMinute: 811 })).toMatchObject({ verdict: 'in_part' })
    expect(time({})?.words).toBe('Thursday 1:30pm to 4pm, as planned')
  })
  test('a journey as long as the limit fits, a minute more does not', () => {
    const minutes = only({})?.minutes ?? 0
    expect(only({}, { mostMinutes: minutes })?.fits).toBe(true)
    expect(only({}, { mostMinutes: minutes - 1 })?.fits).toBe(false)
  })
  test('places that are as good as each other stand by name', () => {
    const named = ['Clay', 'Allotment', 'Baking'].map((name) => ({ ...bakery, sessionId: name, name }))
    expect(match(wanted, named).map(({ candidate }) => candidate.name)).toEqual(['Allotment', 'Baking', 'Clay'])
  })
  test('another day fits in part when any day will do', () => {
    expect(only({ weekday: 5 }, { days: 'any_day' })?.reasons[0]?.verdict).toBe('in_part')
  })
  test('a free place needs no price; an unknown journey is said, not guessed', () => {
    const found = only({ price: undefined, free: true, at: undefined })
    expect([found?.fits, found?.minutes]).toEqual([true, undefined])
  })
  test('a provider that is suspended, or takes on more than this, does not fit and says why', () => {
    const words = (change: Partial<Candidate>) => only(change)?.reasons.find(({ rule }) => rule === 'provider')?.words
    expect(only({ suspended: true })?.fits).toBe(false)
    expect(words({ suspended: true })).toContain('suspended')
    expect(only({ leastWeeklyMinutes: 240, weeklyMinutesThere: 150 })?.fits).toBe(false)
    expect(words({ leastWeeklyMinutes: 240, weeklyMinutesThere: 150 })).toContain('at least 4 hours a week')
    expect(only({ leastWeeklyMinutes: 240, weeklyMinutesThere: 240 })?.fits).toBe(true)
  })
  test('law: what fits stands before what does not, and a friend there never makes a place worse', () => {
    const any = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      fitting: fc.integer({ min: 0, max: 26 }),
      friendsThere: fc.nat(3),
      price: fc.integer({ min: 1, max: 90_00 }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (list) => {
        const found = match(
          wanted,
          list.map((each, at) => ({
            ...bakery,
            ...each,
            price: pence(each.price),
            sessionId: String(at),
            name: `Place ${at}`,
          })),
        )
        const firstMisfit = found.findIndex(({ fits }) => !fits)
        if (firstMisfit >= 0) expect(found.slice(firstMisfit).every(({ fits }) => !fits)).toBe(true)
        for (const each of found) {
          const friendlier = match(wanted, [{ ...each.candidate, friendsThere: each.candidate.friendsThere + 1 }])[0]
          expect(friendlier?.score).toBeGreaterThanOrEqual(each.score)
          expect(each.score).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

test('two kilometres and a bit by bus take a quarter of an hour, and minutes grow with distance', () => {
  const near = travelMinutes({ from: crewe, to: { latitude: 53.11, longitude: -2.46 }, speed: bus })
  const far = travelMinutes({ from: crewe, to: { latitude: 53.2, longitude: -2.46 }, speed: bus })
  expect(travelMinutes({ from: crewe, to: crewe, speed: bus })).toBe(0)
  expect(near).toBe(11)
  expect(far).toBeGreaterThan(near)
})

test('before acceptance a provider sees an age band and an area, never a birth date or address', () => {
  expect(ageBand({ born: day('1990-11-23'), on: day('2026-11-22') })).toBe('35 to 44')
  expect(ageBand({ born: day('2005-01-01'), on: day('2026-11-22') })).toBe('under 25')
  expect(ageBand({ born: day('1930-01-01'), on: day('2026-11-22') })).toBe('85 or over')
  expect([outwardArea('cw2 6ab', 'Crewe'), outwardArea(null, 'Crewe'), outwardArea('CW26AB', 'Crewe')]).toEqual([
    'CW2',
    'Crewe',
    'Crewe',
  ])
})
