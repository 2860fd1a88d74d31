import { describe, expect, test } from 'vitest'
import type { WeekLine } from '../../allocation/index.ts'
import { ageOn, type CalendarDate, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { random } from '../../core/random.ts'
import { grossYearlyCost } from '../../planning/gross-yearly-cost.ts'
import { loadCouncil } from '../council-policy/store.ts'
import { paidShareOf } from './attendance.ts'
import { calendarOf, datesOf, firstMonday } from './dates.ts'
import { type DemoBorough, demoBlocks } from './demo-borough.ts'
import { givenNames, impossibleEndings } from './names.ts'
import { paidTimes } from './prices.ts'
import { makeResidents } from './residents.ts'
import type { DemoSettings } from './settings.ts'
import { outsideOrganisations } from './supply-words.ts'
import { spendGroups, targetsOf } from './targets.ts'
import type { DemoLine } from './weeks.ts'

const policy = loadCouncil('cheshire-east')
const settings: DemoSettings = {
  seed: 7,
  people: 60,
  today: day('2026-11-22'),
  weeksBack: 4,
  weeksAhead: 4,
  exactSpend: false,
}

/** A borough that one block can hold. */
function demoBorough(of: typeof policy, settings: DemoSettings): DemoBorough {
  const [block, ...more] = demoBlocks(of, settings)
  if (block === undefined || more.length > 0) throw new Error('more than one block')
  return block
}

describe('the made-up borough', () => {
  test('is the same to the last id when made again, and another from another seed', () => {
    const rows = (seed: number) => JSON.stringify([...demoBorough(policy, { ...settings, seed }).tables])
    expect(rows(7)).toBe(rows(7))
    expect(rows(7)).not.toBe(rows(8))
  })

  test('records of nobody that they have no unpaid carer where one is on record', () => {
    for (const seed of [1, 3, 4, 7]) {
      const { tables } = demoBorough(policy, { ...settings, seed })
      const cared = (tables.get('people.care_relation') ?? []).map((row) => row['cared_for_id'])
      expect(cared.length).toBeGreaterThan(0)
      const told = (tables.get('people.client_detail') ?? []).filter((row) => row['kind'] === 'has_carer')
      expect(told.filter((row) => cared.includes(row['person_id'])).map((row) => row['value'])).toEqual(['Yes'])
    }
  })

  test('has the printed number of people in each area, reason and group, for its own size', () => {
    const targets = targetsOf(policy, 499, settings.today)
    const people = makeResidents(policy, targets, settings.today, random(3))
    const count = (wanted: (one: (typeof people)[number]) => boolean) => people.filter(wanted).length
    expect(people).toHaveLength(499)
    const inArea = {
      Macclesfield: 158,
      Crewe: 107,
      Congleton: 103,
      Knutsford: 27,
      Nantwich: 42,
      Poynton: 21,
      Wilmslow: 41,
    }
    for (const [name, printed] of Object.entries(inArea))
      expect(
        count(({ area }) => area === name),
        name,
      ).toBe(printed)
    const cells = {
      learning_disability: [319, 20],
      memory_and_cognition: [3, 52],
      physical: [30, 40],
      sensory: [4, 4],
      social: [6, 6],
      mental_health: [15, 0],
    }
    for (const [name, printed] of Object.entries(cells))
      expect(
        [false, true].map((older) => count((one) => one.reason === name && one.older === older)),
        name,
      ).toEqual(printed)
    for (const { older, bornOn } of people) expect(ageOn({ born: bornOn, on: settings.today }) >= 65).toBe(older)
    expect(count(({ uses }) => uses !== 'outside')).toBe(358)
    expect(count(({ uses }) => uses !== 'in_house')).toBe(219)
    expect(count(({ otherEthnicity }) => otherEthnicity)).toBe(11)
  })

  test('costs to the penny what the paper prints, with days a week as assumed, whichever day it is loaded on', {
    timeout: 60_000,
  }, () => {
    for (const today of [day('2022-01-31'), day('2026-11-30'), day('2028-02-29'), day('2032-06-01')]) {
      const whole = { ...settings, people: 499, today, weeksBack: 52, exactSpend: true }
      const { lines } = demoBorough(policy, whole)
      const paid = lines.filter(({ lot }) => lot !== undefined)
      const share = paidShareOf(policy, today)
      const spent = (wanted: (line: DemoLine) => boolean) =>
        paid.filter(wanted).reduce((all, line) => {
          const { full, half } = paidTimes(line, share)
          return all + full * line.pence + (half * line.pence) / 2
        }, 0)
      expect([spent(({ inHouse }) => inHouse), spent(({ inHouse }) => !inHouse)]).toEqual([337_000_000, 134_000_000])
      expect(spendGroups.map((group) => spent(({ resident }) => resident.group === group))).toEqual([
        390_740_000, 33_700_000, 41_900_000, 4_660_000,
      ])
      const days = (group: string) => {
        const weekdays = new Map<string, Set<number>>()
        for (const { resident, weekday } of paid.filter((line) => line.resident.group === group))
          weekdays.set(resident.id, (weekdays.get(resident.id) ?? new Set()).add(weekday))
        const counts = [...weekdays.values()].map(({ size }) => size)
        return [counts.reduce((all, one) => all + one, 0) / counts.length, Math.min(...counts), Math.max(...counts)]
      }
      const within = (mean: number) => expect.toSatisfy((found: number) => Math.abs(found / mean - 1) <= 0.01)
      expect(days('learning_disability')).toEqual([within(3.4), 1, 5])
      expect(days('older')).toEqual([within(1.6), 1, 3])
    }
  })

  test('assesses nobody for a year whose amounts nobody knows yet: what was told goes on', () => {
    const made = (today: CalendarDate) => demoBorough(policy, { ...settings, people: 120, today, weeksBack: 52 }).tables
    const rows = (tables: ReturnType<typeof made>, name: string) => tables.get(name) ?? []
    const latest = (tables: ReturnType<typeof made>, column: string, name: string) =>
      rows(tables, name)
        .map((row) => String(row[column]))
        .sort()
        .at(-1) ?? ''
    const soon = made(day('2027-06-01'))
    expect(latest(soon, 'for_day', 'charging.financial_assessment') < '2027-04-12').toBe(true)
    const open = rows(soon, 'charging.contribution').filter((row) => row['until_date'] === null)
    expect(open.length).toBeGreaterThan(110)
    const later = made(day('2029-06-01'))
    expect(latest(later, 'for_day', 'charging.financial_assessment')).toBe('2026-04-06')
    expect(latest(later, 'from_date', 'charging.contribution') > '2028-04-10').toBe(true)
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
