import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { assumptionsOf, withAssumption } from './assumptions-of.ts'
import { figureNumber, YEAR_FIGURES, type YearFigure } from './draw-figures.ts'
import { drawMaterial, prepared } from './draw-material.ts'
import { FastDraw } from './fast-draw.ts'
import type { Scenario } from './scenario-shape.ts'
import { drawMaker, simulate } from './simulate.ts'
import { FLOWS, flowNumber, SPLIT_FIGURES, splitsOf } from './tally.ts'
import { states } from './words.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 40)
const whole = startingScenario()
const base: Scenario = { ...whole, years: 6, people: whole.people.slice(0, 80) }
const aSeed = fc.integer({ min: 0, max: 2_147_483_647 })

/** One draw of a scenario: its figures by name and year, and what the tally holds. */
function drawn(scenario: Scenario, seed: number) {
  const ready = prepared(scenario)
  const material = drawMaterial(ready, 0, { seed, uncertain: true })
  const tally = new FastDraw(ready).run(material)
  const figures = drawMaker(scenario, { seed, uncertain: true }, ready).figures(0)
  const of = (name: YearFigure, year: number) => figures[year * YEAR_FIGURES + figureNumber[name]] as number
  const flow = (name: keyof typeof flowNumber) =>
    Array.from({ length: scenario.years }, (_, year) => tally.flows[year * FLOWS + flowNumber[name]] as number).reduce(
      (sum, count) => sum + count,
      0,
    )
  return { tally, figures, of, flow, years: Array.from({ length: scenario.years }, (_, year) => year) }
}
type Drawn = ReturnType<typeof drawn>

const months = ({ of }: Drawn, arm: 'people' | 'peopleAsNow', year: number) =>
  states.reduce((sum, state) => sum + of(`${arm}.${state}`, year), 0)

describe('what always holds of a draw', () => {
  test('nobody is lost or made: who is there at the end was there or came, and did not die or leave', () => {
    fc.assert(
      fc.property(aSeed, (seed) => {
        const one = drawn(base, seed)
        const there = base.people.reduce((sum, { people }) => sum + people, 0)
        expect(there + one.flow('arrived') - one.flow('died') - one.flow('left')).toBe(one.tally.endPeople)
        for (const year of one.years) expect(months(one, 'people', year)).toBe(months(one, 'peopleAsNow', year))
      }),
      { numRuns: RUNS },
    )
  })

  test('money in is money out: saving = cashable + avoided + displaced, and each split adds up to the whole', () => {
    const splits = splitsOf(base)
    const kinds = [
      [splits.area, splits.reason],
      [splits.reason, splits.age],
      [splits.age, splits.ethnic],
      [splits.ethnic, splits.parts],
    ] as const
    fc.assert(
      fc.property(aSeed, (seed) => {
        const one = drawn(base, seed)
        for (const year of one.years) {
          const of = (name: YearFigure) => one.of(name, year)
          expect(of('costAsNow') - of('cost')).toBe(of('saving'))
          expect(of('cashable') + of('avoided') + of('displaced')).toBe(of('saving'))
          expect(of('supportAsNow') + of('transportAsNow') + of('jobHelpAsNow')).toBe(of('costAsNow'))
          const parts = of('support') + of('transport') + of('relief') + of('jobHelp') + of('doubleRunning')
          expect(parts).toBe(of('cost'))
          expect(of('displaced')).toBeGreaterThanOrEqual(0)
          const places = of('ownAttendances') + of('outsideAttendances') + of('tier2Attendances')
          expect(places).toBe(of('attendances'))
          expect(of('ownAttendancesAsNow') + of('outsideAttendancesAsNow')).toBe(of('attendancesAsNow'))
          if (year === 0) expect(of('ownWorthAsNow') + of('outsideWorthAsNow')).toBe(of('supportAsNow'))
          const partSum = (from: number, until: number, figure: number) => {
            let sum = 0
            for (let part = from; part < until; part++)
              sum += one.tally.parts[(part * SPLIT_FIGURES + figure) * base.years + year] as number
            return sum
          }
          for (const [from, until] of kinds) {
            expect(partSum(from, until, 0)).toBe(months(one, 'people', year))
            expect(partSum(from, until, 1)).toBe(of('supportAsNow') + of('transportAsNow'))
            expect(partSum(from, until, 2)).toBe(of('support') + of('transport') + of('relief'))
          }
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('more arrivals, or fewer deaths, never mean fewer people', () => {
    const keys = assumptionsOf(base)
      .map(([key]) => key)
      .filter((key) => key.startsWith('arrival.') || key.startsWith('death.') || key.startsWith('leaving.'))
    fc.assert(
      fc.property(aSeed, fc.constantFrom(...keys), fc.double({ min: 1, max: 6, noNaN: true }), (seed, key, times) => {
        const value = Object.fromEntries(assumptionsOf(base))[key]
        if (value === undefined) return
        const by = key.startsWith('arrival.') ? times : 1 / times
        const change = { low: value.low * by, middle: value.middle * by, high: value.high * by }
        const [before, after] = [drawn(base, seed), drawn(withAssumption(base, key, change), seed)]
        // fewer deaths let needs change where there was a death; people are counted, not what they have
        for (const year of before.years)
          expect(months(after, 'people', year)).toBeGreaterThanOrEqual(months(before, 'people', year))
      }),
      { numRuns: RUNS },
    )
  })

  test('the same seed gives the same answer, in whatever order draws are made; another seed another', () => {
    const chance = { seed: 7, uncertain: true }
    const [one, other] = [drawMaker(base, chance), drawMaker(base, chance)]
    const forward = [0, 1, 2, 3].map((draw) => one.figures(draw))
    const backward = [3, 2, 1, 0].map((draw) => other.figures(draw)).reverse()
    expect(forward).toEqual(backward)
    expect(simulate(base, 7, 8)).toEqual(simulate(base, 7, 8))
    expect(simulate(base, 8, 8)).not.toEqual(simulate(base, 7, 8))
  })
})
