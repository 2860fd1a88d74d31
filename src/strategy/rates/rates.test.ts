import { describe, expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { toCsv } from '../../platform/csv.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import { figureNumber, YEAR_FIGURES } from '../simulation/draw-figures.ts'
import { readScenario } from '../simulation/scenario.ts'
import { figuresOfDraws, type MakeDraws } from '../simulation/simulate.ts'
import { certain } from '../simulation/tornado.ts'
import { ageBandNames } from '../simulation/words.ts'
import { type CountRow, countsFromRows, countTemplate } from './counts.ts'
import { fittedRates, PRIOR_EVENTS, withFitted } from './fitted-rates.ts'
import { lookBack } from './look-back.ts'

const scenario = startingScenario()
const makeDraws: MakeDraws = async ({ scenario: asked, seed, until }) =>
  figuresOfDraws(asked, { seed, uncertain: true }, until)
const read = (text: string) => {
  const csv = csvRecords(text)
  return csv.ok ? countsFromRows(csv.records) : { faults: [{ line: 1, column: 'file', fault: csv.why }] }
}
const head = 'year,what,part,people_years,events'
const one = (what: CountRow['what'], part: string, events: number, personYears: number): CountRow => ({
  ...{ year: 2025, years: 1, what, part, events, personYears },
})
const counts = (rows: readonly CountRow[]) => ({ source: 'Counted', madeUp: false, rows, tooFew: [] })

describe('a file of yearly counts', () => {
  test('is read whole: the template itself, and numbers as people write them', () => {
    expect(read(toCsv(countTemplate(2025)))).toMatchObject({
      rows: [{ what: 'starters', events: 10 }, {}, {}, {}, {}, {}, {}, {}, {}],
    })
    expect(read(`${head}\n2025,leavers,physical,70.5,9`)).toEqual({ rows: [one('leavers', 'physical', 9, 70.5)] })
  })

  test('names each fault by line and column', () => {
    const faults = (lines: string) => {
      const found = read(`${head}\n${lines}`)
      return 'faults' in found ? found.faults.map(({ line, column, fault }) => `${line} ${column}: ${fault}`) : []
    }
    expect(faults('25,leavers,physical,70,9')).toEqual([
      '2 year: “25” is no financial year: 2025 is April 2025 to March 2026',
    ])
    expect(faults('2025,deaths,physical,70,9')[0]).toContain(
      '2 part: “physical” is not one of those of deaths: 18 to 24',
    )
    expect(faults('2025,leavers,physical,7,9')).toEqual([
      '2 events: 9 in 7 person-years is a rate above 1: it cannot be',
    ])
    expect(faults('2025,leavers,physical,,-9')[0]).toContain('2 events: “-9” is not a whole number')
    expect(faults('2025,leavers,physical,,9')[0]).toContain('2 people_years: Say how many person-years')
    expect(faults('2023,leavers,physical,70,9\n2025,leavers,physical,70,9')).toEqual([
      '3 year: 2024 is left out for leavers, physical: years must follow each other',
    ])
    expect(faults('2025,leavers,physical,70,9\n2025,leavers,physical,70,9')[0]).toContain('3 year: 2025 stands twice')
    expect(read('year,what\n2025,leavers')).toEqual({
      faults: [
        { line: 1, column: 'headings', fault: expect.stringContaining('It has no part, people_years or events') },
      ],
    })
    expect(read(head)).toMatchObject({ faults: [{ line: 1, column: 'year' }] })
  })
})

describe('rates set by counts', () => {
  test('follow many counts, keep what was assumed where there are none, and name what was not counted', () => {
    const { fitted, notFitted } = fittedRates(
      scenario,
      counts([one('leavers', 'physical', 600, 5000), one('starters', 'physical', 0, 0)]),
    )
    const leaving = fitted.find(({ key }) => key === 'leaving.physical')
    // 600 in 5,000 person-years and 16 in the assumption's 160 or so: about 0.12 a person-year, 11.3 in 100 within a year
    expect(leaving?.after.middle).toBeGreaterThan(0.108)
    expect(leaving?.after.middle).toBeLessThan(0.116)
    expect(leaving?.interval[0]).toBeLessThan(leaving?.after.middle as number)
    const arrival = fitted.find(({ what }) => what === 'starters')
    expect(arrival?.after.middle).toBeLessThan(arrival?.before.middle as number)
    expect(notFitted).toContainEqual({ what: 'needs_fallen', part: 'all', why: 'not counted' })
    // 60 in 200 person-years lie far outside 5 to 15 in 100 a year: the assumption is set aside and weighs one event, 61 in 210; at 12 it still counts
    const many = (events: number) => fittedRates(scenario, counts([one('leavers', 'physical', events, 200)])).fitted[0]
    expect(many(60)).toMatchObject({ setAside: true, after: { middle: expect.closeTo(0.255, 2) } })
    expect(many(24)?.setAside).toBe(false)
    // nobody in 200 person-years is a low rate in doubt, not a rate of nought beyond doubt
    expect(many(0)?.after.middle).toBeCloseTo(1 / 210, 3)
    expect(many(0)?.after.high).toBeGreaterThan(0.01)
    const short = fittedRates(scenario, counts([one('leavers', 'physical', 0, 4.9)]))
    expect(short.fitted).toEqual([])
    expect(short.notFitted).toContainEqual({ what: 'leavers', part: 'physical', why: 'too short' })
    const little = fittedRates(scenario, counts([one('leavers', 'physical', 1, 10)])).fitted[0]
    expect(little?.after.middle).toBeCloseTo(scenario.assumptions['leaving.physical']?.middle ?? 0, 2)
    expect(PRIOR_EVENTS).toBe(16)
  })

  test('move every age’s deaths by the same measure, and give a scenario that can be run', () => {
    const rows = [one('deaths', '85 and over', 20, 36), one('deaths', '75 to 84', 6, 53)]
    const { fitted } = fittedRates(scenario, counts(rows))
    const times = fitted.map(({ after, before }) => after.middle / before.middle)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(0.01)
    expect(times[0]).toBeGreaterThan(1)
    const attended = fittedRates(scenario, counts([one('attendances', 'physical', 7300, 73), ...rows]))
    // 100 a year each, 50 weeks: two a week at the need of the whole
    expect(attended.fitted.find(({ key }) => key === 'attendance.physical')?.after.middle).toBeCloseTo(2, 0)
    const changed = withFitted(scenario, attended.fitted)
    expect(readScenario(JSON.parse(JSON.stringify(changed)))).toHaveProperty('scenario')
    expect(changed.assumptions['attendance.physical']).toMatchObject({ source: 'Counted' })
  })
})

const bandShare = ({ people }: typeof scenario, band: string) =>
  people.reduce((sum, group) => sum + (group.ageBand === band ? group.people : 0), 0) /
  people.reduce((sum, group) => sum + group.people, 0)

test('looking back on made-up years finds what was planted and calls it recovery; a wrong rate is found out', async () => {
  const few = {
    ...scenario,
    people: scenario.people.filter(({ reason }) => reason === 'learning_disability'),
    arrivals: scenario.arrivals.filter(({ reason }) => reason === 'learning_disability'),
  }
  const planted = { ...certain(few), years: 6, targets: [] }
  const [figures] = figuresOfDraws(planted, { seed: 5, uncertain: true }, 1)
  const of = (year: number, name: keyof typeof figureNumber) => figures?.[year * YEAR_FIGURES + figureNumber[name]] ?? 0
  const all = Object.keys(figureNumber).filter((name) => name.startsWith('people.')) as 'people.job'[]
  const rows = [0, 1, 2, 3, 4, 5].flatMap((year): CountRow[] => {
    const there = all.reduce((sum, name) => sum + of(year, name), 0) / 12
    const row = (what: CountRow['what'], part: string, events: number, personYears: number) => ({
      ...one(what, part, events, personYears),
      year: 2020 + year,
    })
    return [
      row('starters', 'learning_disability', of(year, 'arrived'), 0),
      row('leavers', 'learning_disability', of(year, 'left'), there),
      ...ageBandNames.map((band, at) =>
        row('deaths', band, at === 6 ? of(year, 'died') : 0, there * bandShare(few, band)),
      ),
    ]
  })
  const back = await lookBack(few, { ...counts(rows), madeUp: true }, { seed: 9, draws: 40 }, makeDraws)
  expect(back).toMatchObject({
    kind: 'recovery of planted parameters',
    fittedYears: [2020, 2022],
    comparedYears: [2023, 2025],
    compared: 9,
  })
  const tenfold = rows.map((row) =>
    row.year >= 2023 && row.what === 'leavers' ? { ...row, events: row.events * 10 } : row,
  )
  const wrong = await lookBack(few, counts(tenfold), { seed: 9, draws: 40 }, makeDraws)
  expect(wrong?.kind).toBe('evidence')
  expect(wrong?.each.leavers?.withinShare).toBe(0)
  // the whole council's scenario beside counts of one reason: like is compared with like, and deaths, which know no reason, are left out
  const part = await lookBack(scenario, counts(rows), { seed: 9, draws: 40 }, makeDraws)
  expect(part?.reasons).toEqual(['learning_disability'])
  expect(part?.each.deaths).toBeUndefined()
  expect(part?.each.leavers?.withinShare).toBeGreaterThan(0.6)
  expect(await lookBack(few, counts(rows.slice(0, 3)), { seed: 9, draws: 4 }, makeDraws)).toBeUndefined()
})
