import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { day } from '../../core/calendar-date.ts'
import { readScenario } from '../simulation/scenario.ts'
import { withMiddleAt } from './ask-needed.ts'
import { changeScenario, movedTo, shortened, typedFrom } from './change-scenario.ts'
import { monthsGone, timeGoneWords } from './time-gone.ts'

const scenario = startingScenario()
const changed = (typed: Record<string, string>) => {
  const asked = changeScenario(scenario, typed)
  if ('faults' in asked) throw new Error(JSON.stringify(asked.faults))
  return asked
}
const faults = (typed: Record<string, string>) => {
  const asked = changeScenario(scenario, typed)
  return 'faults' in asked ? asked.faults : []
}

describe('changing a scenario on its page', () => {
  test('what the page shows and sends back changes nothing', () => {
    const asked = changed(typedFrom(scenario) as Record<string, string>)
    expect(asked.changed).toEqual([])
    expect(asked.scenario).toEqual(scenario)
  })

  test('a number moves its range with it, loses its source and says so', () => {
    const { scenario: next, changed: keys } = changed({ 'price.tier2Hour': '£18.00' })
    expect(keys).toEqual(['price.tier2Hour'])
    const before = scenario.assumptions['price.tier2Hour']
    const after = next.assumptions['price.tier2Hour']
    expect(after?.middle).toBe(1800)
    expect((after?.high ?? 0) - (before?.high ?? 0)).toBe(200)
    expect(after?.source).toBeUndefined()
    expect(after?.assumption).toContain('Changed from 1600')
  })

  test('double running, relief and who moves are changed where they stand', () => {
    const year = scenario.startYear
    const { scenario: next } = changed({
      [`path.doubleRunningPence.${year}`]: '34,000',
      reliefMonths: '6',
      'phasing.existing': 'year_one',
    })
    expect(next.paths.doubleRunningPence[0]).toMatchObject({ year, value: 3_400_000 })
    expect(next.reliefMonths).toBe(6)
    expect(next.phasing.existing).toBe('year_one')
  })

  test('an area starts later, the others when they did; a start behind the last year is told at its area', () => {
    const second = scenario.areas[1] ?? ''
    const { scenario: next, changed: keys } = changed({ 'phasing.area.1': '9' })
    expect(keys).toEqual(['phasing.area.1'])
    expect(next.phasing.areaStarts).toEqual({ [second]: 9 })
    expect(typedFrom(next)).toMatchObject({
      'phasing.area.0': String(scenario.phasing.startsMonth),
      'phasing.area.1': '9',
    })
    expect(faults({ 'phasing.area.0': String(scenario.years * 12) })).toEqual([
      {
        key: 'phasing.area.0',
        fault: expect.stringMatching(/^“.+”: The first move in this area lies behind the last year$/),
      },
    ])
    const read = readScenario({ ...scenario, phasing: { ...scenario.phasing, areaStarts: { Atlantis: 3 } } })
    expect('faults' in read && read.faults[0]).toMatchObject({ field: 'phasing.areaStarts.Atlantis' })
  })

  test('what cannot be is told at its field: no number, below nothing, above all, half a month, a mix of 95', () => {
    expect(faults({ 'price.card': 'lots' })[0]).toMatchObject({ key: 'price.card' })
    expect(faults({ 'price.card': '-5' })[0]?.fault).toContain('0 or more')
    expect(faults({ 'sharing.share': '120' })[0]?.fault).toContain('from 0 to 100')
    expect(faults({ reliefMonths: '1.5' })[0]?.fault).toContain('whole number')
    expect(faults({ 'phasing.existing': 'never' })[0]?.fault).toContain('Choose one')
    const low = faults({ 'mix.lower.tier2': '39' })[0]
    expect(low).toMatchObject({ key: 'mix.lower.tier1' })
    expect(low?.fault).toBe(
      'The three tiers of people with lower needs must add to 100%. They add to 95%. Change one of the three.',
    )
    expect(faults({ 'sharing.people': '0' })[0]?.key).toBe('sharing.people')
    expect(faults({ 'phasing.overYears': '0' }).map(({ fault }) => fault)).toEqual([
      '“Years until all reviews are done”: give a number from 1 to 10',
    ])
  })

  test('too many people who begin are told once, at their own field, with the number that was typed', () => {
    const id = scenario.arrivals[0]?.id ?? ''
    const [first, ...others] = faults({ [`arrival.${id}`]: '99999999' })
    expect(others).toEqual([])
    expect(first?.key).toBe(`arrival.${id}`)
    expect(first?.fault).toMatch(/^“.+”: 99999999 is too small or too large: give a number from 0 to 1,000,000$/)
  })

  test('a range moved anywhere keeps its order and its bounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, c, to) => {
          const [low, middle, high] = [a, b, c].sort((one, other) => one - other) as [number, number, number]
          const moved = movedTo({ low, middle, high, assumption: 'made' }, to, 'share')
          expect(moved.low).toBeLessThanOrEqual(moved.middle)
          expect(moved.middle).toBeLessThanOrEqual(moved.high)
          expect(moved.low).toBeGreaterThanOrEqual(0)
          expect(moved.high).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('points below nothing keep their range, and two to a worker never becomes fewer than one', () => {
    const points = movedTo({ low: -0.01, middle: 0, high: 0.015, assumption: 'made' }, -0.02, 'points')
    expect([points.low, points.middle, points.high]).toEqual([-0.03, -0.02, -0.005])
    const shared = movedTo({ low: 1.5, middle: 2, high: 3, assumption: 'made' }, 1.2, 'people')
    expect([shared.low, shared.middle, shared.high]).toEqual([1, 1.2, 2.2])
  })

  test('one share of a mix anywhere leaves a scenario that can be: the others give way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.constantFrom('lower', 'medium', 'higher'), (share, need) => {
        expect(readScenario(withMiddleAt(scenario, `mix.${need}.tier1`, share / 100))).toHaveProperty('scenario')
      }),
    )
  })

  test('a shortened scenario is still one, with the targets that it reaches', () => {
    const short = shortened(scenario, 1)
    expect(readScenario(short)).toHaveProperty('scenario')
    expect(short.targets).toHaveLength(1)
  })
})

test('months that are over are told where a scenario moves people in them, and in no other', () => {
  const on = day('2026-11-28')
  expect(monthsGone(scenario, on)).toBe(7)
  expect(timeGoneWords(scenario, on)).toEqual([
    'The model counts from 1 April 2026 and lets people move from that day on. By Saturday 28 November 2026, 7 months of that were over: what it saves in them cannot come about any more, so targets that count 2026/27 look nearer than they are.',
  ])
  const areaStarts = Object.fromEntries(scenario.areas.map((area) => [area, 7]))
  expect(timeGoneWords({ ...scenario, phasing: { ...scenario.phasing, areaStarts } }, on)).toEqual([])
  expect(timeGoneWords(scenario, day('2026-04-30'))).toEqual([])
  expect(timeGoneWords({ ...scenario, startYear: 2027 }, on)).toEqual([])
})
