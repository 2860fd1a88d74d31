import { describe, expect, test } from 'vitest'
import { full } from '../../../test/support/full.ts'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { random } from '../../core/random.ts'
import { assumptionOfCounts, type CountedYear, hindcast, rateInterval, ratePosterior } from './calibration.ts'
import { figureNumber, YEAR_FIGURES } from './draw-figures.ts'
import { monthlyOf } from './exact-roots.ts'
import type { Scenario } from './scenario-shape.ts'
import { figuresOfDraws } from './simulate.ts'

const whole = startingScenario()
const sure = (value: number) => ({ low: value, middle: value, high: value, assumption: 'planted for a test' })
/** Everybody alike, nobody dies, and so many leave in a year. */
const leavingAt = (rate: number, years: number): Scenario => {
  const assumptions = { ...whole.assumptions }
  for (const key of Object.keys(assumptions)) {
    if (key.startsWith('death.')) assumptions[key] = sure(0)
    if (key.startsWith('leaving.')) assumptions[key] = sure(rate)
  }
  return { ...whole, years, assumptions, people: whole.people.slice(0, 60) }
}
const people = Object.keys(figureNumber).filter((name) => name.startsWith('people.')) as 'people.job'[]
const yearsOf = (figures: Float64Array, years: number): CountedYear[] =>
  Array.from({ length: years }, (_, year) => {
    const months = people.reduce((sum, name) => sum + (figures[year * YEAR_FIGURES + figureNumber[name]] as number), 0)
    return {
      year: 2026 + year,
      personYears: months / 12,
      events: figures[year * YEAR_FIGURES + figureNumber.left] as number,
    }
  })
/** Events for each person-year when so many leave each month. */
const intensity = (rate: number) => 12 * monthlyOf(rate)

/** A gamma number of a whole shape: the time until so many events. */
const gammaDraw = (chance: ReturnType<typeof random>, shape: number) =>
  Array.from({ length: shape }, () => -Math.log(1 - chance.next())).reduce((sum, wait) => sum + wait, 0)

describe('counts of years that are over set the rates', () => {
  test('a planted rate is recovered, and the made-up years are called recovery, never evidence', () => {
    const [planted, years] = [0.12, 5]
    const [figures] = figuresOfDraws(leavingAt(planted, years), { seed: 9, uncertain: true }, 1)
    const counted = yearsOf(figures as Float64Array, years)
    const posterior = ratePosterior(counted, { rate: 0.1, personYears: 10 })
    const [low, high] = rateInterval(posterior)
    expect(low).toBeLessThan(intensity(planted))
    expect(high).toBeGreaterThan(intensity(planted))
    const fitted = assumptionOfCounts(posterior, { most: 1, source: 'counted 2026 to 2030' })
    expect(fitted.middle).toBeCloseTo(posterior.shape / posterior.personYears, 5)
    expect(fitted.low).toBeLessThan(low)
    expect(fitted.high).toBeGreaterThan(high)
    const draws = figuresOfDraws(leavingAt(planted, years), { seed: 10, uncertain: true }, 60)
    const looked = hindcast(
      counted.map(({ year, events }) => ({ year, count: events })),
      (year) => Float64Array.from(draws, (one) => one[(year - 2026) * YEAR_FIGURES + figureNumber.left] as number),
      true,
    )
    expect(looked.kind).toBe('recovery of planted parameters')
    expect(looked.withinShare).toBeGreaterThanOrEqual(0.6)
  })

  test('ranks of planted rates among what is fitted are spread evenly (simulation-based calibration)', () => {
    const [rounds, fitted, bins, shape] = [full ? 1000 : 160, 39, 8, 6]
    const chance = random(21)
    const ranks = new Array<number>(bins).fill(0)
    for (let round = 0; round < rounds; round++) {
      // drawn from what is believed beforehand: a gamma law of shape 6 over 60 person-years, about one in ten a year
      const yearly = gammaDraw(chance, shape) / 60
      const rate = 1 - (1 - Math.min(1, yearly / 12)) ** 12
      const [figures] = figuresOfDraws(leavingAt(rate, 2), { seed: round + 1, uncertain: true }, 1)
      const { shape: after, personYears } = ratePosterior(yearsOf(figures as Float64Array, 2), {
        rate: shape / 60,
        personYears: 60,
      })
      const below = Array.from({ length: fitted }, () => gammaDraw(chance, after) / personYears).filter(
        (one) => one < yearly,
      )
      const bin = Math.floor((below.length * bins) / (fitted + 1))
      ranks[bin] = (ranks[bin] as number) + 1
    }
    const due = rounds / bins
    const chiSquare = ranks.reduce((sum, count) => sum + (count - due) ** 2 / due, 0)
    // 18.48: one in a hundred of even spreads lies above, with seven degrees of freedom
    expect(chiSquare, ranks.join(' ')).toBeLessThan(18.48)
  })
})
