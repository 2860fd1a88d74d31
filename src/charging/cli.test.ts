import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import type { CommandContext } from '../platform/command.ts'
import { commands } from './cli.ts'
import { enteredAmounts } from './store.ts'

const facts = {
  on: '2026-11-22',
  born: '1994-03-14',
  reachedPensionCreditAge: false,
  household: 'single',
  income: [{ kind: 'universal_credit', weekly: 16040 }],
}

function run(name: string, given: Partial<CommandContext> & { input?: string }) {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  const context = {
    args: [],
    flags: {},
    clock: stoppedClock(day('2026-11-22')),
    who: jobWho(),
    production: false,
    readText: async () => given.input ?? '',
    db: () => Promise.reject(new Error('a calculator needs no database')),
    ...given,
  }
  return command.run(context as CommandContext)
}
const assess = (input: unknown, given: Partial<CommandContext> = {}) =>
  run('assess', { args: ['-'], input: typeof input === 'string' ? input : JSON.stringify(input), ...given })

test('works out one person without a database', async () => {
  expect(await assess(facts)).toMatchObject({ exit: 0, json: { ok: true, weekly: 4000 } })
})
test('works out a file of cases, each with its policy', async () => {
  const file = readFileSync(new URL('cases/published-cases.json', import.meta.url), 'utf8')
  const { exit, json } = await assess(file)
  const { cases } = JSON.parse(file) as { cases: { expected: { weekly?: number } }[] }
  const { answers } = json as { answers: { weekly: number }[] }
  expect(exit).toBe(0)
  expect(answers).toHaveLength(cases.length)
  cases.forEach(({ expected }, at) => {
    if (expected.weekly !== undefined) expect(answers[at]?.weekly).toBe(expected.weekly)
  })
})

describe('charging check', () => {
  const here = (name: string) => readFileSync(new URL(`cases/${name}`, import.meta.url), 'utf8')
  const check = (...files: string[]) => {
    const args = files.map((_, at) => `${at}`)
    return run('check', { args, readText: async (path) => files[Number(path)] ?? '' })
  }

  test('every case that comes with Daywell holds', async () => {
    const { exit, text } = await check(
      here('published-cases.json'),
      here('couples-cases.json'),
      here('boundary-cases.json'),
    )
    expect(text).toBe('37 of 37 cases hold.')
    expect(exit).toBe(0)
  })
  test('a case that differs ends with 1 and the line that differs', async () => {
    const { exit, text, json } = await check(here('published-cases.json').replace('"weekly": 11010', '"weekly": 11009'))
    expect(exit).toBe(1)
    expect(text).toContain('Devon 2023/24: Peter, 37, single: the charge a week: expected £110.09, got £110.10')
    expect(text).toContain('9 of 10 cases hold.')
    expect(json).toMatchObject({ ok: false })
  })
  test.each([
    ['what is not JSON', '{', 'not JSON'],
    ['a file without cases', '{"about":"x","cases":[]}', 'cases'],
    ['income below zero', here('published-cases.json').replace('22545', '-22545'), 'An amount cannot be below zero'],
  ])('%s is said in words', async (_, text, words) => {
    const said = await check(text)
    expect(said.exit).toBe(1)
    expect(said.text).toContain(words)
  })
  test('asks for a file', async () => expect((await check()).exit).toBe(2))
})
test('refuses a figure nobody has seen, lets --demo use it, and never in production mode', async () => {
  const premium = { ...facts, premiums: { disability: true } }
  expect(await assess(premium)).toMatchObject({
    exit: 1,
    json: { refusals: [{ amount: 'premium.disability.single' }] },
  })
  expect(await assess(premium, { flags: { demo: true } })).toMatchObject({ exit: 0, json: { usedDerivedAmount: true } })
  expect(await assess(premium, { flags: { demo: true }, production: true })).toMatchObject({ exit: 1 })
})
test.each([
  ['what is not JSON', '{', 'This is not JSON'],
  ['an empty file', '', 'This is not JSON'],
  ['a wrong type', { ...facts, children: 'two' }, 'children'],
  ['no person', [], 'expected object'],
])('%s is said in words', async (_, input, words) => {
  const { exit, text } = await assess(input)
  expect(exit).toBe(1)
  expect(text).toContain(words)
})
test('asks for a file, and for list or add', async () => {
  expect((await run('assess', {})).exit).toBe(2)
  expect((await run('amounts', {})).exit).toBe(2)
})
test('lists the figures of a day', async () => {
  const { text } = await run('amounts', { args: ['list'], flags: { on: '2026-11-22' } })
  expect(text).toMatch(/guarantee\.single\.25-plus +£120\.40 {2}counts/)
  expect(text).toMatch(/premium\.carer +£55\.25 {2}decides nothing/)
  expect((await run('amounts', { args: ['list'], flags: { on: 'soon' } })).exit).toBe(2)
})

onBothDatabases('charging amounts add', (open) => {
  test('enters a figure that waits for a second person', async () => {
    const db = await open()
    const flags = { from: '2026-04-06', amount: '55.25', citation: 'the 2026 circular' }
    const added = await run('amounts', { args: ['add', 'premium.carer'], flags, db: async () => db })
    expect(added.exit).toBe(0)
    expect(await db.transaction(jobWho(), (tx) => enteredAmounts(tx))).toMatchObject([
      { key: 'premium.carer', amount: 5525, checkedByName: null },
    ])
    for (const wrong of [
      { ...flags, amount: '-1' },
      { ...flags, from: '2026-13-01' },
      { ...flags, citation: ' ' },
      { ...flags, until: '2026-01-01' },
    ])
      expect((await run('amounts', { args: ['add', 'premium.carer'], flags: wrong })).exit).toBe(2)
    expect((await run('amounts', { args: ['add', 'premium.hat'], flags })).exit).toBe(2)
  })
})
