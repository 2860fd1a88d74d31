import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reachingEighteen } from './ehc-plans.ts'
import { needsAnalysis } from './needs-analysis.ts'
import { needsOf, type PopulationRow, type RateRow, wholeParts } from './needs-of.ts'
import { learningDisabilityRows, populationRows } from './needs-tables.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const people = (given: Partial<PopulationRow>): PopulationRow => ({
  ...{ area: '', sex: 'all', from: 65, to: null, year: 2025, people: 1000 },
  ...{ source: 'A count', sourceDate: '2025', evidence: 'verified' },
  ...given,
})
const share = (given: Partial<RateRow>): RateRow => ({
  ...{ cohort: 'older_dementia', measure: 'Dementia', sex: 'all', from: 65, to: null, rate: 0.069 },
  ...{ source: 'A study', sourceDate: '2024', evidence: 'verified' },
  ...given,
})
const printed = { council: 'cheshire-east', area: '', ownPopulation: [], ownRates: [] } as const

describe('the published tables', () => {
  test('Table 1: people aged 65 and over, and 32.4% more in 2035 than in 2020', () => {
    const analysis = needsAnalysis(printed)
    expect(analysis.population).toEqual([
      { year: 2019, people: 88_200 },
      { year: 2020, people: 89_500 },
      { year: 2025, people: 97_900 },
      { year: 2030, people: 108_900 },
      { year: 2035, people: 118_500 },
    ])
    const from2020 = { ...analysis, population: analysis.population.slice(1) }
    expect(populationRows(from2020).rows.at(-1)).toEqual(['2035', '118,500', '+32.4%'])
  })

  test('Table 2: older people with a learning disability by age, the printed totals beside the sums', () => {
    const [cohort] = needsAnalysis(printed).cohorts
    expect(cohort === undefined ? null : learningDisabilityRows(cohort)?.rows).toEqual([
      ['65 to 74', '163', '160', '181', '195'],
      ['75 to 84', '64', '78', '80', '81'],
      ['85 and over', '23', '27', '33', '42'],
      ['65 and over, as printed', '249', '265', '294', '319'],
      ['65 and over, bands added up', '250', '265', '294', '318'],
    ])
  })

  test('Staffordshire’s own table comes out of its shares, and is an assumption anywhere else', () => {
    const analysis = needsAnalysis({ ...printed, ownPopulation: [people({ people: 197_600, year: 2021 })] })
    const needs = analysis.cohorts.flatMap((one) => one.needs.map(({ measure, people: many }) => [measure, many]))
    expect(Object.fromEntries(needs)).toMatchObject({ Dementia: 13_600, 'Likely to fall': 52_200 })
    expect(analysis.cohorts.flatMap((one) => one.needs).every(({ verified }) => !verified)).toBe(true)
  })

  test('plans of January 2025 by the year in which their young people reach 18; no council, no numbers', () => {
    expect(reachingEighteen('cheshire-east')).toMatchObject({ adults: 442 })
    expect(reachingEighteen('cheshire-east')?.years.slice(0, 2)).toEqual([
      { year: 2026, age: 17, people: 266 },
      { year: 2027, age: 16, people: 346 },
    ])
    const elsewhere = needsAnalysis({ ...printed, council: 'elsewhere' })
    expect([elsewhere.population, elsewhere.cohorts.flatMap((one) => [...one.printed, ...one.needs])]).toEqual([[], []])
  })
})

describe('population by share', () => {
  test('by sex and band, rounded once: the parts add up to the whole', () => {
    const [need] = needsOf({
      area: '',
      population: [
        people({ sex: 'female', to: 74, people: 101 }),
        people({ sex: 'male', to: 74, people: 101 }),
        people({ sex: 'female', from: 75, people: 103 }),
        people({ sex: 'male', from: 75, people: 99 }),
      ],
      rates: [
        share({ to: 74, rate: 0.1 }),
        share({ from: 75, sex: 'female', rate: 0.3 }),
        share({ from: 75, sex: 'male', rate: 0.2 }),
      ],
    })
    // 10.1 + 10.1 + 30.9 + 19.8 = 70.9
    expect(need?.people).toBe(71)
    expect(need?.parts.map((part) => part.people)).toEqual([10, 10, 31, 20])
    expect([need?.verified, need?.leftOut, need?.sources]).toEqual([true, [], ['A count (2025)', 'A study (2024)']])
  })

  test('a band that a share covers only in part is left out and named; one out of its ages is not', () => {
    const [need] = needsOf({
      area: '',
      population: [people({ from: 60, to: 69 }), people({ from: 70 }), people({ from: 18, to: 59 })],
      rates: [share({})],
    })
    expect([need?.people, need?.leftOut]).toEqual([69, [{ sex: 'all', from: 60, to: 69, people: 1000 }]])
    expect(needsOf({ area: '', population: [people({ from: 18, to: 59 })], rates: [share({})] })).toEqual([])
  })

  test('one unverified number makes the whole an assumption; areas add up where a file has no borough', () => {
    const population = [
      people({ area: 'Crewe', people: 400 }),
      people({ area: 'Poynton', people: 600, evidence: 'unverified' }),
    ]
    const whole = needsOf({ area: '', population, rates: [share({})] })
    expect([whole[0]?.people, whole[0]?.verified]).toEqual([69, false])
    expect(needsOf({ area: 'Crewe', population, rates: [share({})] })[0]).toMatchObject({ people: 28, verified: true })
  })

  const exact = fc.array(fc.tuple(fc.nat(200_000), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 12 })
  const rows = (bands: readonly (readonly [number, number])[]) =>
    bands.map(([many], at) => people({ from: at, to: at, people: many }))
  const rates = (bands: readonly (readonly [number, number])[], more = 0) =>
    bands.map(([, rate], at) => share({ from: at, to: at, rate: Math.min(1, (rate + more) / 1000) }))

  test('law: bands add to the whole, which is the sum rounded once and never more than the people there are', () => {
    fc.assert(
      fc.property(exact, (bands) => {
        const [need] = needsOf({ area: '', population: rows(bands), rates: rates(bands) })
        const sum = bands.reduce((all, [many, rate]) => all + (many * rate) / 1000, 0)
        expect(need?.parts.reduce((all, part) => all + part.people, 0)).toBe(need?.people)
        expect(Math.abs((need?.people ?? 0) - sum)).toBeLessThanOrEqual(0.5 + 1e-6)
        for (const [at, part] of (need?.parts ?? []).entries())
          expect(part.people).toBeLessThanOrEqual(bands[at]?.[0] ?? 0)
      }),
      { numRuns: RUNS },
    )
  })

  test('law: more prevalence never gives fewer people, nor do more people', () => {
    fc.assert(
      fc.property(exact, fc.nat(300), fc.nat(5000), (bands, more, many) => {
        const total = (population: PopulationRow[], of: RateRow[]) =>
          needsOf({ area: '', population, rates: of })[0]?.people ?? 0
        const before = total(rows(bands), rates(bands))
        expect(total(rows(bands), rates(bands, more))).toBeGreaterThanOrEqual(before)
        const grown = bands.map(([count, rate]) => [count + many, rate] as const)
        expect(total(rows(grown), rates(bands))).toBeGreaterThanOrEqual(before)
      }),
      { numRuns: RUNS },
    )
  })

  test('nought people and nothing to share are nought', () => {
    expect(wholeParts([])).toEqual([])
    expect(wholeParts([0, 0])).toEqual([0, 0])
    expect(needsOf({ area: '', population: [people({ people: 0 })], rates: [share({})] })[0]?.people).toBe(0)
  })
})
