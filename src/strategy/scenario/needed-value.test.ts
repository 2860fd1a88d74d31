import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { simulate } from '../simulation/simulate.ts'
import { askNeeded, reachOf, withMiddleAt } from './ask-needed.ts'
import { shortened } from './change-scenario.ts'
import { neededValue } from './needed-value.ts'
import { inHundred, rough, roughPounds } from './said.ts'
import { LIVE_DRAWS, SEED, type Simulate } from './simulate-type.ts'
import { sayableValue, valueWords } from './value-words.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)

const asked = { least: 0, most: 1, step: 0.001, wanted: 0.8 }
/** Nearest value wins: a chance that climbs with the value, or falls. */
const climbing = async (value: number) => value
const falling = async (value: number) => 1 - value

test('the nearest value at which the chance is reached is found, upwards and downwards', async () => {
  const up = await neededValue({ ...asked, now: 0.5, chanceAt: climbing })
  expect(up).toMatchObject({ found: 'value', atLeast: true })
  expect(up.found === 'value' && Math.abs(up.value - 0.8)).toBeLessThanOrEqual(0.001)
  const down = await neededValue({ ...asked, now: 0.5, chanceAt: falling })
  expect(down).toMatchObject({ found: 'value', atLeast: false })
  expect(down.found === 'value' && Math.abs(down.value - 0.2)).toBeLessThanOrEqual(0.001)
})

test('what is so already is told, and what no value reaches', async () => {
  expect(await neededValue({ ...asked, now: 0.9, chanceAt: climbing })).toEqual({ found: 'already', chance: 0.9 })
  expect(await neededValue({ ...asked, now: 0.5, chanceAt: async (value) => value / 2 })).toEqual({
    found: 'never',
    best: 0.5,
    bestAt: 1,
  })
})

test('a chance that both bounds miss and a value between them reaches is found, the nearest of two first', async () => {
  const hill = async (value: number) => 1 - Math.abs(value - 0.3) * 2
  const found = await neededValue({ ...asked, now: 0.9, chanceAt: hill })
  expect(found).toMatchObject({ found: 'value', atLeast: false })
  expect(found.found === 'value' && Math.abs(found.value - 0.4)).toBeLessThanOrEqual(0.001)
  const low = await neededValue({ ...asked, now: 0.9, chanceAt: async (value) => (await hill(value)) * 0.7 })
  expect(low).toMatchObject({ found: 'never' })
  expect(low.found === 'never' && [low.best, low.bestAt].map((one) => Number(one.toFixed(6)))).toEqual([0.7, 0.3])
})

test('the value that is found always reaches the chance', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (wanted, now) => {
        const found = await neededValue({ ...asked, wanted, now, chanceAt: climbing })
        if (found.found === 'value') expect(found.chance).toBeGreaterThanOrEqual(wanted)
      },
    ),
  )
})

test('chances and sums are said no finer than draws know', () => {
  expect([0, 0.001, 0.49, 0.999, 1].map(inHundred)).toEqual(['0', 'fewer than 1', '49', 'more than 99', '100'])
  expect([0, -52_151_538, 424_194_079, 12_345].map(roughPounds)).toEqual(['£0', '−£522,000', '£4,240,000', '£123'])
  expect([315.4, 12_345, -0.2].map(rough)).toEqual(['315', '12,300', '0'])
})

test('asked of the model itself, the price that is found reaches the target, a little more does not, and too much is never reached', async () => {
  const here: Simulate = async (scenario, seed, draws) => simulate(scenario, seed, draws)
  const whole = shortened(startingScenario(), 3)
  const few = { ...whole, people: whole.people.slice(0, 60) }
  const middle = simulate(few, SEED, LIVE_DRAWS).targets.at(-1)?.onPaper.pence.q50 ?? 0
  const wanting = (pence: number) => ({
    ...few,
    targets: [{ name: 'Three years', fromYear: few.startYear, untilYear: few.startYear + 2, pence }],
  })
  const scenario = wanting(Math.round(middle * 1.05))
  const asked = { key: 'price.tier2Hour', target: 0, measure: 'onPaper', chance: 0.5 } as const
  const found = await askNeeded(scenario, asked, here)
  expect(found).toMatchObject({ found: 'value', atLeast: false })
  if (found.found !== 'value') return
  const price = scenario.assumptions['price.tier2Hour']
  const { step } = reachOf('price.tier2Hour', price ?? { low: 0, middle: 0, high: 0 })
  const chanceAt = (value: number) =>
    simulate(withMiddleAt(scenario, asked.key, value), SEED, LIVE_DRAWS).targets[0]?.onPaper.chance ?? 0
  expect(chanceAt(found.value)).toBeGreaterThanOrEqual(0.5)
  expect(chanceAt(found.value + step)).toBeLessThan(0.5)
  expect(await askNeeded(wanting(1_000_000_000_000), asked, here)).toMatchObject({ found: 'never' })
})

test('what is said is never nearer than what was found, and is said without rounding', () => {
  const scenario = startingScenario()
  const back = (words: string) => Number(words.replace(/[^0-9.−]/g, '').replace('−', '-'))
  const times: Readonly<Record<string, number>> = {
    'price.tier2Hour': 100,
    'sharing.share': 0.01,
    'job.savingPence': 100,
  }
  fc.assert(
    fc.property(
      fc.constantFrom('price.tier2Hour', 'sharing.share', 'job.savingPence', 'attendanceTimes.tier1'),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.boolean(),
      (key, part, up) => {
        const value = part * (key.endsWith('Pence') ? 2_000_000 : key === 'price.tier2Hour' ? 5_000 : 1)
        const said = sayableValue(scenario, key, value, up)
        // A hair of a floating number is no step.
        expect(up ? said >= value * (1 - 1e-9) : said <= value * (1 + 1e-9)).toBe(true)
        expect(back(valueWords(scenario, key, said)) * (times[key] ?? 1)).toBeCloseTo(said, 6)
      },
    ),
    { numRuns: RUNS },
  )
})
