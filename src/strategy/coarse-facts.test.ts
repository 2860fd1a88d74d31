import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsOf } from './coarse-facts.ts'
import type { PeopleCounted } from './key-facts.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const areas = ['Brook', 'Hill', 'Quay']
const cell = (area: string, people: number, band: string): PeopleCounted => ({
  support_reason: 'Physical support: Personal care support',
  local_area: area,
  age_group: '18 to 64',
  age_band: band,
  ethnic_group: 'White groups',
  in_house: true,
  outside: false,
  people,
})
const ageOf = (of: ReturnType<typeof factsOf>, band: string) => of.ages.shown[0]?.[of.ages.columns.indexOf(band)]

test('the whole borough is exact; a part of it is given to the nearest five people and thousand pounds', () => {
  const people = [cell('Brook', 33, '25 to 34'), cell('Brook', 17, '35 to 44')]
  const spend = [{ ...cell('Brook', 50, '25 to 34'), pence: 123_456_78 }]
  const whole = factsOf({ people, spend }, {})
  expect([whole.people, ageOf(whole, '25 to 34'), whole.spend]).toEqual([50, 33, 123_456_78])
  const part = factsOf({ people, spend }, { area: 'Brook' })
  expect([part.people, ageOf(part, '25 to 34'), ageOf(part, '35 to 44')]).toEqual([50, 35, 15])
  expect(part.spend).toBe(123_000_00)
  expect(part.spendByReason[0]?.amounts[0]).toBe(123_000_00)
})

test('law: no number of a part is closer to the truth than five, and what is hidden stays hidden', () => {
  const counts = fc.tuple(...areas.map(() => fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40))))
  fc.assert(
    fc.property(counts, (of) => {
      const bands = ['18 to 24', '25 to 34', '35 to 44']
      areas.forEach((area, at) => {
        const people = bands.map((band, column) => cell(area, of[at]?.[column] ?? 0, band))
        const exact = factsOf({ people, spend: [] }, {})
        const part = factsOf({ people, spend: [] }, { area })
        bands.forEach((band) => {
          const [shown, truth] = [ageOf(part, band), ageOf(exact, band)]
          if (truth === 'hidden') expect(shown).toBe('hidden')
          else expect(shown).toBe(Math.round(Number(truth) / 5) * 5)
        })
      })
    }),
    { numRuns: RUNS },
  )
})
