import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { random } from '../../core/random.ts'
import { askDrivers, type DriverPart, driverPart } from '../scenario/ask-drivers.ts'
import { valueOfInformation } from './information.ts'
import { type Measure, meanOf, measured } from './measure.ts'
import type { Scenario } from './scenario-shape.ts'
import { figuresOfDraws, type MakeDraws } from './simulate.ts'
import { certain, fixedAt, isTold, tornado } from './tornado.ts'

const whole = startingScenario()
const scenario: Scenario = { ...whole, years: 3, people: whole.people.slice(0, 60) }
const threeYears = (figures: Measure['figures']): Measure => ({ figures, fromYear: 2026, untilYear: 2028 })
const seed = 3
const makeDraws: MakeDraws = async ({ scenario: asked, seed: from, until }) =>
  figuresOfDraws(asked, { seed: from, uncertain: true }, until)

test('a tornado puts first what moves the saving most, and moves one assumption at a time', async () => {
  const known = Object.fromEntries(
    Object.entries(scenario.assumptions).map(([key, one]) => [
      key,
      ['price.tier2Hour', 'job.helpPence', 'leaving.learning_disability'].includes(key)
        ? one
        : { ...one, low: one.middle, high: one.middle },
    ]),
  )
  const few = { ...scenario, assumptions: known, arrivals: [] }
  const [onPaper, carers] = await tornado(
    few,
    [threeYears(['onPaper']), threeYears(['carerHours'])],
    { seed, draws: 6 },
    makeDraws,
  )
  const bars = onPaper?.bars ?? []
  expect(bars.map(({ key }) => key)).toEqual(['price.tier2Hour', 'leaving.learning_disability', 'job.helpPence'])
  expect(bars[0]?.swing).toBeGreaterThan(0)
  // help into work is no support, so the price list does not see it
  expect(bars[2]).toMatchObject({ swing: 0, error: 0 })
  // draw by draw a dearer hour saves less, so it is told from chance; what help costs moves no hour
  expect(bars.map((bar) => isTold(bar))).toEqual([true, expect.any(Boolean), false])
  expect(carers?.bars.find(({ key }) => key === 'job.helpPence')?.swing).toBe(0)
  const middle = figuresOfDraws(certain(few), { seed, uncertain: true }, 6)
  expect(middle).toEqual(figuresOfDraws(few, { seed, uncertain: false }, 6))
  expect(onPaper?.middle).toBe(Math.round(meanOf(measured(few, threeYears(['onPaper']), middle))))
  // parts that were written down before give the same whole as all at once
  const written = await driverPart(few, 'job.helpPence', { seed, draws: 6 }, makeDraws)
  const chance = { seed, draws: 6, informationDraws: 6 }
  const [again] = JSON.parse(JSON.stringify([written])) as [DriverPart]
  expect(await askDrivers(few, chance, makeDraws, [again])).toEqual(await askDrivers(few, chance, makeDraws))
  const dearer = figuresOfDraws(fixedAt(few, 'price.tier2Hour', 1850), { seed, uncertain: false }, 6)
  expect(bars[0]?.high.mean).toBe(Math.round(meanOf(measured(few, threeYears(['onPaper']), dearer))))
})

test('information is worth what a worked case says: two ways, one doubt that decides and one that does not', () => {
  const chance = random(5)
  const draws = 4000
  const decides = Float64Array.from({ length: draws }, () => chance.next() * 2 - 1)
  const idle = Float64Array.from({ length: draws }, () => chance.next())
  const ways = [
    { name: 'as now', worth: new Float64Array(draws) },
    { name: 'change', worth: decides.map((share) => share * 100_000 + 10_000) },
  ]
  const made = Array.from({ length: 20 }, () => Float64Array.from({ length: draws }, () => chance.next()))
  const answer = valueOfInformation(
    ways,
    [
      { key: 'idle', values: idle },
      { key: 'decides', values: decides },
    ],
    made,
  )
  // worth of knowing: ∫ max(0, 100,000 u + 10,000) du / 2 over −1 to 1 is 30,250; without knowing 10,000
  expect(answer.best).toBe('change')
  expect(answer.everything).toBeGreaterThan(19_250)
  expect(answer.everything).toBeLessThan(21_250)
  expect(answer.chanceOfRegret).toBeCloseTo(0.45, 1)
  expect(answer.each.map(({ key }) => key)).toEqual(['decides', 'idle'])
  expect(answer.each[0]?.worth).toBeGreaterThan(0.95 * answer.everything)
  expect(answer.each[1]?.worth).toBeLessThan(0.1 * answer.everything)
  expect(Math.abs(answer.everything - 20_250)).toBeLessThan(3 * answer.everythingError)
  expect(answer.noise).toBeGreaterThan(0)
  expect(answer.noise).toBeLessThan(0.1 * answer.everything)
})
