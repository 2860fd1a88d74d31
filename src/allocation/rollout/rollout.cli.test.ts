import { expect, test } from 'vitest'
import { testClock } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import type { CommandContext } from '../../platform/command.ts'
import { exampleTableInput } from '../example-table.ts'
import { rolloutCommands } from './rollout.cli.ts'

const dearer = {
  ...exampleTableInput,
  version: 'example-2',
  base: { ...exampleTableInput.base, points: 2 },
}
const head = 'person,level_g,level_h,carer_g,add_ons,sufficient_weekly_pence,area,ethnicity\n'
const rows = Array.from({ length: 12 }, (_, at) => `p${at},3,${at % 5},1,,,${at < 6 ? 'Crewe' : 'Poynton'},White\n`)

/** Runs a command with these files and flags. */
function run(name: string, args: string[], files: Record<string, string> = {}, flags: Record<string, string> = {}) {
  const command = rolloutCommands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`there is no command ${name}`)
  const context = {
    args,
    flags,
    clock: testClock,
    who: jobWho(),
    readText: async (path: string) => files[path] ?? '',
    production: false,
  } as unknown as CommandContext
  return command.run(context)
}
const files = (people: string) => ({
  'old.json': JSON.stringify(exampleTableInput),
  'new.json': JSON.stringify(dearer),
  'people.csv': people,
})
const names = ['old.json', 'new.json', 'people.csv']

test('compares a file of people under two tables, small numbers hidden', async () => {
  const done = await run('compare', names, files(head + rows.join('')), { years: '2' })
  expect(done.exit).toBe(0)
  expect(done.json).toMatchObject({ people: 12, counts: { winners: 0, same: 0, losers: 12 }, notUsed: ['person'] })
  const { groups, relief } = done.json as { groups: { area: unknown[] }; relief: { yearlyPence: number }[] }
  expect(groups.area).toMatchObject([
    { name: 'Crewe', losers: 6 },
    { name: 'Poynton', losers: 6 },
  ])
  expect(relief).toHaveLength(2)
  expect(relief[0]?.yearlyPence).toBeGreaterThan(relief[1]?.yearlyPence ?? 0)
  expect(done.text).toContain('12 people: 0 would have more, 0 the same, 12 less')
})

test('a file that is not right is refused whole, line by line, and wrong usage says how', async () => {
  const wrong = await run('compare', names, files(`${head}p1,5,0,,,,Crewe,White\np2,3,1,,gone*1,,Crewe,White\n`))
  expect(wrong.exit).toBe(1)
  expect(wrong.text).toContain('line 2: level_g must be a whole number from 0 to 4')
  expect(wrong.text).toContain('line 3: add_ons names one that the old table does not know')
  expect((await run('compare', names, files('name,age\nNell,31\n'))).text).toContain('no column of levels')
  expect((await run('compare', names, files(`${head}p1,5\n`))).text).toContain('near line 2')
  expect((await run('compare', names, { ...files(head), 'new.json': '{' })).text).toContain('is not JSON')
  expect(await run('compare', ['old.json'])).toMatchObject({ exit: 2 })
})

test('relief of one person, year by year', async () => {
  const done = await run('relief', ['20000', '14000', '17000'], {}, { years: '3' })
  expect(done).toMatchObject({ exit: 0, json: { weeklyPence: [20000, 18000, 17000, 17000] } })
  expect(done.text).toBe(
    [
      'Year 1 after the review: £200 a week',
      'Year 2 after the review: £180 a week',
      'Year 3 after the review: £170 a week',
      'From year 4 on: £170 a week',
    ].join('\n'),
  )
  const dated = await run('relief', ['20000', '14000', '17000'], {}, { years: '3', from: '2027-04-01' })
  expect(dated.text).toContain('Financial year 2028 to 2029: £521.43 of relief')
  expect(dated.text).not.toContain('2029 to 2030')
  const waits = await run('relief', ['14000', '20000'], {}, { years: '2', from: '2027-10-01', gainers: 'wait' })
  expect(waits.text).toContain('Financial year 2027 to 2028: £1,568.57 kept back')
  const nothing = await run('relief', ['20000', '20000'], {}, { years: '2', from: '2027-10-01' })
  expect(nothing.text).toContain('In no financial year does it cost anything to ease')
  const atOnce = await run('relief', ['20000', '14000'], {}, { years: '0' })
  expect(atOnce.text).toBe('From the review on: £140 a week')
  expect(await run('relief', ['20000', 'lots'], {}, { years: '3' })).toMatchObject({ exit: 2 })
})
