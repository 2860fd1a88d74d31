import { describe, expect, test } from 'vitest'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { assessedItems } from '../../needs/index.ts'
import { stoppedClock } from '../../platform/clock.ts'
import type { CommandContext } from '../../platform/command.ts'
import { calibrateCommand } from './calibrate.cli.ts'
import { contingencyCommand } from './contingency.cli.ts'
import { ITEMS } from './plans.ts'
import { syntheticPlans } from './synthetic-plans.ts'
import { syntheticPrior } from './synthetic-prior.ts'

function csvOf(count: number, change: (row: Record<string, string | number>) => object = () => ({})): string {
  const plans = syntheticPlans({ count, seed: 6 })
  const rows = Array.from({ length: count }, (_, plan) => {
    const row: Record<string, string | number> = {
      weekly_pence: plans.weeklyPence[plan] ?? 0,
      needs_met: 'yes',
      open_unmet_need: 'no',
      upheld_complaint: 'no',
      group_age: plan % 3,
    }
    assessedItems.forEach((item, i) => {
      const code = plans.codes[plan * ITEMS + i] ?? 0
      Object.assign(row, { [item]: Math.floor(code / 5), [`${item}_carer`]: code % 5 })
    })
    return { ...row, ...change(row) }
  })
  const names = Object.keys(rows[0] ?? {})
  return [names.join(','), ...rows.map((row) => names.map((name) => row[name as keyof typeof row]).join(','))].join(
    '\n',
  )
}

function run(files: Record<string, string>, flags: Record<string, string | true> = {}, command = calibrateCommand) {
  const context = {
    args: ['plans.csv'],
    flags: { prior: 'prior.json', ...flags },
    clock: stoppedClock(day('2026-11-22')),
    who: jobWho(),
    production: false,
    readText: async (path: string) => files[path] ?? '',
    db: () => Promise.reject(new Error('with a prior it needs no database')),
  }
  return command.run(context as unknown as CommandContext)
}
const prior = JSON.stringify(syntheticPrior)

describe('daywell allocation calibrate', () => {
  test('the same file and seed, its rows in any order, give the same hash', async () => {
    const csv = csvOf(400)
    const [head = '', ...rows] = csv.split('\n')
    const one = await run({ 'plans.csv': csv, 'prior.json': prior }, { version: 'y1', from: '2027-04-01', seed: '3' })
    const other = await run(
      { 'plans.csv': [head, ...rows.reverse()].join('\n'), 'prior.json': prior },
      { version: 'y1', from: '2027-04-01', seed: '3' },
    )
    expect(one.exit).toBe(0)
    expect(one.json).toMatchObject({
      standing: 'calibrated',
      usable: 400,
      tableHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(other.json).toEqual(one.json)
    expect(one.text).toContain('Two people may adopt it')
  })

  test('few plans: led by the prior, or the prior alone, and no claim', async () => {
    const led = (await run({ 'plans.csv': csvOf(150), 'prior.json': prior })).text
    expect(led).toMatch(/Prior-led.*no promise is made/)
    expect(led).toContain('when 50.0 in 100 of unspent money comes back')
    const few = await run({ 'plans.csv': csvOf(60), 'prior.json': prior })
    expect(few.text).toContain('nothing is claimed')
    expect(few.json).toMatchObject({ standing: 'prior-only', findings: null })
  })

  test.each([
    ['one person', csvOf(1), prior, 'One plan says nothing about others'],
    ['one group', csvOf(120, () => ({ group_age: 'all' })), prior, 'nobody can see whether the table is fair'],
    ['wrong levels', csvOf(120, () => ({ g: 7 })), prior, 'Line 2, g: must be a whole number from 0 to 4'],
    [
      'wrong shares',
      csvOf(120, () => ({ g_carer: 0.5 })),
      prior,
      'Line 2, g_carer: must be a whole number from 0 to 4',
    ],
    ['no evidence', csvOf(120, () => ({ needs_met: 'no' })), prior, 'No plan comes with evidence'],
    ['a prior that falls', csvOf(120), prior.replace(/"g":\[0,\d+,/, '"g":[0,900,'), 'points never fall'],
    ['no CSV', 'a;b\n1;2', prior, 'not parted by commas'],
    ['an empty file', '', prior, 'The file has no plans in it'],
    ['names of columns alone', csvOf(1).split('\n')[0] ?? '', prior, 'The file has no plans in it'],
  ])('refuses %s with its reason', async (_name, csv, table, reason) => {
    const done = await run({ 'plans.csv': csv, 'prior.json': table })
    expect(done.exit).toBe(1)
    expect(done.text).toContain(reason)
  })

  test('a wrong flag is named; no file is wrong usage', async () => {
    expect((await run({}, { quantile: 'high' })).text).toContain('--quantile must be a number')
    expect(await calibrateCommand.run({ args: [], flags: {} } as unknown as CommandContext)).toMatchObject({ exit: 2 })
  })
})

describe('daywell allocation contingency', () => {
  test('says the middle and the dear year beside the flat fifth, in pounds when budgets are given', async () => {
    const done = await run({}, { spread: '0.35', people: '200', 'budgets-pence': '3000000000' }, contingencyCommand)
    expect(done.json).toMatchObject({ flat: { share: 0.2 }, flatPence: 750_000_000, people: 200 })
    expect(done.text).toContain('Flat share of 2009: 20.0%')
  })
  test('refuses what is no share, and says what to give', async () => {
    expect(await run({}, {}, contingencyCommand)).toMatchObject({
      exit: 2,
      text: expect.stringContaining('Give --spread'),
    })
    expect((await run({}, { spread: '0.3', recovery: '4' }, contingencyCommand)).text).toContain(
      'recovery must be from 0 to 1',
    )
  })
})
