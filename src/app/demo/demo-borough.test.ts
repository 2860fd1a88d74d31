import { describe, expect, test } from 'vitest'
import type { WeekLine } from '../../allocation/index.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { random } from '../../core/random.ts'
import { grossYearlyCost } from '../../planning/gross-yearly-cost.ts'
import { loadCouncil } from '../council-policy/store.ts'
import { calendarOf, datesOf, firstMonday } from './dates.ts'
import { demoBlocks, demoBorough } from './demo-borough.ts'
import { givenNames, impossibleEndings } from './names.ts'
import { makeResidents } from './residents.ts'
import type { DemoSettings } from './settings.ts'
import { outsideOrganisations } from './supply-words.ts'
import { targetsOf } from './targets.ts'

const policy = loadCouncil('cheshire-east')
const settings: DemoSettings = {
  seed: 7,
  people: 60,
  today: day('2026-11-22'),
  weeksBack: 4,
  weeksAhead: 4,
  exactSpend: false,
}

describe('the made-up borough', () => {
  test('is the same to the last id when made again, and another from another seed', () => {
    const rows = (seed: number) => JSON.stringify([...demoBorough(policy, { ...settings, seed }).tables])
    expect(rows(7)).toBe(rows(7))
    expect(rows(7)).not.toBe(rows(8))
  })

  test('has the printed number of people in each area, reason and group, for its own size', () => {
    const targets = targetsOf(policy, 499, settings.today)
    const people = makeResidents(policy, targets, settings.today, random(3))
    const count = (wanted: (one: (typeof people)[number]) => boolean) => people.filter(wanted).length
    expect(people).toHaveLength(499)
    expect(count(({ area }) => area === 'Macclesfield')).toBe(158)
    expect(count(({ area }) => area === 'Crewe')).toBe(107)
    expect(count(({ reason }) => reason === 'learning_disability')).toBe(339)
    expect(count(({ uses }) => uses !== 'outside')).toBe(358)
    expect(count(({ uses }) => uses !== 'in_house')).toBe(219)
    expect(count(({ otherEthnicity }) => otherEthnicity)).toBe(11)
  })

  test('can be made in any size, block by block, with nobody lost', () => {
    const blocks = [...demoBlocks(policy, { ...settings, people: 801 })]
    const lines = blocks.flatMap(({ lines: some }) => some)
    expect(blocks.length).toBe(2)
    expect(new Set(lines.map(({ resident }) => resident.id)).size).toBe(801)
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  })

  test('has one block contract that no date falls under, one taster with a last day, and one break for a carer', () => {
    const { tables } = demoBorough(policy, { ...settings, people: 120 })
    const rows = (table: string) => tables.get(table) ?? []
    const [contract, ...others] = rows('market.block_contract')
    expect([others.length, contract?.['reference'], contract?.['total_pence']]).toEqual([0, 'BC/2021/3', 3_600_000])
    expect(rows('market.block_instalment').reduce((all, one) => all + Number(one['amount_pence']), 0)).toBe(3_600_000)
    const sold = rows('market.rate').filter((rate) => rate['provider_id'] === contract?.['provider_id'])
    expect([sold.length > 0, sold.some((rate) => rate['lot_id'] === contract?.['lot_id'])]).toEqual([true, false])
    const of = (purpose: string) => rows('planning.planned_session').filter((one) => one['purpose'] === purpose)
    expect([of('taster').length, of('carer_break').length]).toEqual([1, 1])
    const taster = rows('planning.session_term').find((term) => term['planned_session_id'] === of('taster')[0]?.['id'])
    expect(String(taster?.['until_date']) > settings.today).toBe(true)
  })

  test('uses names, phone numbers and postcodes that can belong to nobody in particular', () => {
    const { tables } = demoBorough(policy, settings)
    for (const row of tables.get('people.contact_way') ?? [])
      expect(row['value']).toMatch(/^(07700 900\d{3}|01632 960\d{3})$/)
    for (const row of tables.get('people.address') ?? [])
      expect(impossibleEndings.some((ending) => String(row['postcode']).endsWith(ending))).toBe(true)
    expect(givenNames.womanYounger.length).toBeGreaterThan(50)
    expect(outsideOrganisations).toHaveLength(20)
  })

  test('costs a plan of twelve weeks to its end, and hands over what a week of it costs', () => {
    const { tables } = demoBorough(policy, { ...settings, people: 120 })
    const rows = (name: string) => tables.get(name) ?? []
    const plans = rows('allocation.evidenced_plan').map((plan) => ({
      weekly: Number(plan['weekly_pence']),
      week: plan['week'] as WeekLine[],
      of: plan['plan_version_ref'],
    }))
    const short = plans.filter(({ week }) => week.some(({ ofDays }) => ofDays !== undefined))
    expect(short.length).toBeGreaterThan(0)
    for (const { weekly, week, of } of short) {
      const gross = week.reduce((all, { dates, perSessionPence }) => all + dates * perSessionPence, 0)
      expect(weekly).toBe(Math.floor((gross * 14 + 84) / 168))
      expect(rows('planning.plan_version').find(({ id }) => id === of)?.['gross_yearly_pence']).toBe(gross)
    }
  })

  test('counts the dates of a year as planning does', () => {
    const calendar = calendarOf(policy)
    const from = day('2026-03-24')
    for (const weekday of [1, 2, 3, 4, 5, 6]) {
      const pattern = {
        weekday,
        everyWeeks: 1,
        firstMonday,
        season: 'all' as const,
        startMinute: 600,
        endMinute: 900,
        from,
      }
      const lines = [{ perSession: pence(100), period: { from } }]
      const { yearly } = grossYearlyCost([{ key: 'one', pattern, closures: [], lines }], calendar, from)
      expect(datesOf(calendar).inYear(weekday, from) * 100).toBe(yearly)
    }
  })
})
