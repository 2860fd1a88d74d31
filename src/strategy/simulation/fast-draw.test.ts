import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startingScenario, variantScenario } from '../../../test/support/scenarios.ts'
import { drawMaterial, prepared } from './draw-material.ts'
import { FastDraw } from './fast-draw.ts'
import { referenceDraw } from './reference.ts'
import type { Scenario } from './scenario-shape.ts'
import { simulate } from './simulate.ts'
import type { Tally } from './tally.ts'
import { phasings } from './words.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 30)

/** A tally as text, compared at once: a list of forty thousand numbers takes a test library seconds. */
const bytesOf = ({ months, flows, parts, endPeople }: Tally) =>
  [months, flows, parts].map((list) => Buffer.from(list.buffer).toString('base64')).join(' ') + ` ${endPeople}`

const same = (scenario: Scenario, seed: number, draws: number) => {
  const ready = prepared(scenario)
  const fast = new FastDraw(ready)
  for (let draw = 0; draw < draws; draw++) {
    const material = drawMaterial(ready, draw, { seed, uncertain: true })
    expect(bytesOf(fast.run(material))).toBe(bytesOf(referenceDraw(ready, material)))
  }
}

describe('the fast form adds up what the plain form adds up, to the last penny and month', () => {
  test('for the scenarios of the council', () => {
    same(startingScenario(), 1, 2)
    same(variantScenario('b'), 2, 1)
  })
  test('for any seed, phasing, relief, enablement, first month and months in which areas begin', () => {
    const some = { ...startingScenario(), years: 4 }
    const few = { ...some, people: some.people.slice(0, 40) }
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(...phasings),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.dictionary(fc.constantFrom(...few.areas), fc.integer({ min: 0, max: 47 })),
        (seed, existing, startsMonth, enablementMonths, reliefMonths, overYears, areaStarts) =>
          same(
            { ...few, enablementMonths, reliefMonths, phasing: { existing, startsMonth, overYears, areaStarts } },
            seed,
            1,
          ),
      ),
      { numRuns: RUNS },
    )
  })
  test('an area that begins later moves nobody before; the others move as they did', () => {
    const all = { ...startingScenario(), years: 2, arrivals: [] }
    const [first = '', ...others] = all.areas
    const late = { ...all, phasing: { ...all.phasing, areaStarts: { [first]: 23 } } }
    const saving = (scenario: Scenario, area: string) =>
      simulate(scenario, 3, 2).splits.find((one) => one.by === 'area' && one.part === area)?.byYear[0]
    const waits = saving(late, first)
    expect(waits?.cost).toBe(waits?.costAsNow)
    expect(saving(all, first)?.cost).not.toBe(waits?.cost)
    for (const area of others) expect(saving(late, area)).toEqual(saving(all, area))
  })
})
