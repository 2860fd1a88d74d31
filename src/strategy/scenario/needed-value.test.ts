import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neededValue } from './needed-value.ts'
import { inHundred, rough, roughPounds } from './said.ts'

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
