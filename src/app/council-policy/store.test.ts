import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { day, weekdayOf } from '../../core/calendar-date.ts'
import { outsideSentence } from '../outside-sentence.ts'
import { councilsThere, loadCouncil, loadCouncils, UnusablePolicy } from './store.ts'

const today = day('2026-11-22')

describe('the councils that come with Daywell', () => {
  test('load, and say of every value where it comes from', () => {
    const councils = loadCouncils()
    expect([...councils.keys()]).toEqual(['cheshire-east', 'nottinghamshire'])
    for (const policy of councils.values())
      for (const { dated } of policy.all)
        for (const one of dated) expect(['cited', 'assumed']).toContain(policy.sourceOf(one).kind)
  })

  test('give a value with its source for a day, and stop on a day without one', () => {
    const policy = loadCouncil('cheshire-east')
    expect(policy.value('tiers.enablementWeeks', today)).toBe(12)
    expect(policy.source('tiers.enablementWeeks', today)).toMatchObject({
      kind: 'cited',
      paperDate: '2021-02-02',
      citation: { paragraph: '5.5 Tier 3', figure: 'ce21.tier3.maxWeeks' },
    })
    expect(policy.source('travel.speeds', today).kind).toBe('assumed')
    expect(() => policy.value('tiers.enablementWeeks', day('2020-01-01'))).toThrow('no value of tiers.enablementWeeks')
    expect(policy.figure('spend.totalPence', day('2020-06-01'))).toBe(471_000_000)
    expect(policy.figure('spend.totalPence', today)).toBeUndefined()
  })

  test('hold a calendar whose bank holidays are the known ones', () => {
    const policy = loadCouncil('cheshire-east')
    expect(policy.value('calendar.bankHolidays', today)).toEqual(
      [
        '2026-01-01',
        '2026-04-03',
        '2026-04-06',
        '2026-05-04',
        '2026-05-25',
        '2026-08-31',
        '2026-12-25',
        '2026-12-28',
      ].map(day),
    )
    for (const year of policy.between('calendar.bankHolidays', day('2021-01-01'), day('2032-12-31')))
      for (const date of year) expect(weekdayOf(date)).toBeLessThan(6)
  })

  test('make the demo borough of printed figures that add up', () => {
    const policy = loadCouncil('cheshire-east')
    const total = (of: Record<string, number>) => Object.values(of).reduce((all, one) => all + one, 0)
    const overlap = Object.values(policy.value('demo.overlap', today))
    expect(total(policy.value('demo.areas', today))).toBe(499)
    expect(total(policy.value('demo.ethnicity', today))).toBe(499)
    expect(overlap.reduce((all, [inside, , both]) => all + inside + both, 0)).toBe(358)
    expect(overlap.reduce((all, [, outside, both]) => all + outside + both, 0)).toBe(219)
  })

  test('cite figures that stand in the papers, with the same value', (context) => {
    const facts = new URL('../../../../shared/facts/seed-figures.json', import.meta.url)
    if (!existsSync(facts))
      context.skip('left out: the list of figures read from the papers does not stand beside this checkout')
    const figures = JSON.parse(readFileSync(facts, 'utf8')) as {
      figures: { id: string; value: unknown; unit: string }[]
    }
    const known = new Map(figures.figures.map((figure) => [figure.id, figure]))
    for (const policy of loadCouncils().values())
      for (const { key, dated } of policy.all)
        for (const { citation, value } of dated) {
          if (citation?.figure === undefined) continue
          const printed = known.get(citation.figure)
          expect(printed, `${key} cites ${citation.figure}`).toBeDefined()
          if (typeof value !== 'number' || typeof printed?.value !== 'number') continue
          const inPence = printed.unit.startsWith('GBP m') ? printed.value * 100_000_000 : printed.value * 100
          const expected = printed.unit.startsWith('GBP') ? Math.round(inPence) : printed.value
          expect(value, `${key} and ${citation.figure}`).toBe(expected)
        }
  })
})

test('a folder that is not JSON is refused with the file named', () => {
  const from = mkdtempSync(`${tmpdir()}/councils-`)
  mkdirSync(`${from}/elsewhere`)
  writeFileSync(`${from}/elsewhere/council.json`, '{')
  expect(councilsThere(from)).toEqual(['elsewhere'])
  expect(() => loadCouncil('elsewhere', from)).toThrow(UnusablePolicy)
  expect(() => loadCouncil('elsewhere', from)).toThrow('council.json: whole file: is not JSON')
  // As the start tells it: the sentence alone, without a stack.
  try {
    loadCouncil('elsewhere', from)
  } catch (error) {
    expect(outsideSentence(error as UnusablePolicy)).toContain('  council.json: whole file: is not JSON')
  }
  writeFileSync(`${from}/elsewhere/council.json`, '{"id": "here", "id": "elsewhere"}')
  expect(() => loadCouncil('elsewhere', from)).toThrow('council.json: id: is written twice')
  rmSync(from, { recursive: true })
})

test('a folder under another name than its own card is refused', () => {
  const from = mkdtempSync(`${tmpdir()}/councils-`)
  cpSync(new URL('../../../councils/cheshire-east', import.meta.url), `${from}/elsewhere`, { recursive: true })
  expect(() => loadCouncil('elsewhere', from)).toThrow('council.json: id: is "cheshire-east", but its folder is called')
  rmSync(from, { recursive: true })
})
