import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { openAccount } from '../platform/accounts.ts'
import { stoppedClock } from '../platform/clock.ts'
import type { CommandContext } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { commands } from './cli.ts'
import { councilAmountsOn, enteredAmounts } from './store.ts'

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

test.each([
  [
    'not yet born',
    { born: '2027-01-01' },
    'The birth date is after the day asked for. Check the birth date and the day.',
  ],
  [
    'a partner who did not agree',
    { household: 'couple', partner: { consentToDisclose: false, income: 5000 } },
    'The partner has not agreed that their own money is used. Ask the partner, or leave their money out: the person is assessed alone.',
  ],
])('%s is refused in a sentence with one full stop', async (_what, more, text) => {
  expect(await assess({ ...facts, ...more })).toMatchObject({ exit: 1, text })
})

test('figures of a case that hold on the same day, or end before they begin, are refused', async () => {
  const figure = { key: 'premium.disability.single', from: '2026-04-06', amount: 5155, citation: 'the circular' }
  const check = (...amounts: object[]) =>
    run('check', {
      args: ['-'],
      input: JSON.stringify({ cases: [{ name: 'x', circumstances: facts, amounts, expected: { weekly: 4000 } }] }),
    })
  expect(await check(figure, { ...figure, from: '2027-04-05', amount: 5200 })).toMatchObject({
    exit: 1,
    text: expect.stringContaining('amounts.1: Two figures for premium.disability.single hold on the same day'),
  })
  expect(await check({ ...figure, until: '2026-04-05' })).toMatchObject({
    exit: 1,
    text: expect.stringContaining('Must not be before “from”'),
  })
  expect(await check({ ...figure, until: '2026-12-31' }, { ...figure, from: '2027-01-01' })).toMatchObject({ exit: 0 })
})

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

onBothDatabases('charging amounts add and check', (open) => {
  const flags = { from: '2026-04-06', amount: '55.25', citation: 'the 2026 circular' }
  const password = 'three quiet green hills'
  async function council() {
    const db = await open()
    await db.owner(async (tx) => {
      for (const [username, role] of [
        ['asha', 'finance'],
        ['ben', 'administrator'],
        ['cara', 'practitioner'],
      ] as const)
        await openAccount(tx, { username, displayName: username, role, password })
    })
    const by = (user: string, args: string[], more: Record<string, string> = {}, input = `${password}\n`) =>
      run('amounts', { args: [...args, '-'], flags: { ...more, user }, db: async () => db, input })
    return { db, by }
  }

  test('one named person enters a figure, another checks it, and then it counts', async () => {
    const { db, by } = await council()
    const added = await by('asha', ['add', 'premium.carer'], flags)
    expect(added.exit).toBe(0)
    const { id } = added.json as { id: string }
    const waiting = () => run('amounts', { args: ['waiting'], db: async () => db })
    expect((await waiting()).text).toContain(`${id}  premium.carer  £55.25 from 2026-04-06  the 2026 circular`)
    const counting = () => db.transaction(jobWho(), (tx) => councilAmountsOn(tx, day('2026-11-22')))
    expect(await counting()).toEqual([])
    await expect(by('asha', ['check', id])).rejects.toMatchObject({ code: 'amount_checked_by_another' })
    expect(await counting()).toEqual([])
    expect(await by('ben', ['check', id])).toMatchObject({ exit: 0, json: { id, checked: true } })
    expect(await counting()).toMatchObject([{ key: 'premium.carer', amount: 5525 }])
    const carer = { ...facts, premiums: { carer: true } }
    const without = await assess(carer)
    expect([without.exit, without.text]).toEqual([1, expect.stringContaining('checked, count with --council')])
    const counted = await assess(carer, { flags: { council: true }, db: async () => db })
    expect(counted).toMatchObject({ exit: 0, json: { ok: true, guarantee: 120_40 + 55_25 } })
    const verified = { key: 'premium.carer', from: '2026-04-06', amount: 55_30, citation: 'the circular' }
    expect(await assess({ circumstances: carer, amounts: [verified] })).toMatchObject({
      json: { guarantee: 120_40 + 55_30 },
    })
    expect((await waiting()).text).toBe('No figure waits for a second person.')
    await expect(by('ben', ['check', id])).rejects.toMatchObject({ code: 'amount_already_checked' })
    await expect(by('ben', ['check', newId()])).rejects.toMatchObject({ what: 'amount' })
  })
  test('nobody nameless, with a wrong password or of another desk enters or checks anything', async () => {
    const { db, by } = await council()
    const nameless = await run('amounts', { args: ['add', 'premium.carer'], flags, db: async () => db })
    expect(nameless.exit).toBe(2)
    expect((await by('asha', ['add', 'premium.carer'], flags, 'a guess')).exit).toBe(1)
    expect((await by('cara', ['add', 'premium.carer'], flags)).text).toContain('Only finance or an administrator')
    expect(await db.transaction(jobWho(), (tx) => enteredAmounts(tx))).toEqual([])
    const { id } = (await by('asha', ['add', 'premium.carer'], flags)).json as { id: string }
    expect((await run('amounts', { args: ['check', id], db: async () => db })).exit).toBe(2)
    expect((await by('cara', ['check', id])).exit).toBe(1)
    expect((await by('ben', ['check', 'soon'])).exit).toBe(2)
    expect(await db.transaction(jobWho(), (tx) => enteredAmounts(tx))).toMatchObject([{ checkedByName: null }])
  })
  test('a figure that cannot be read is said before anybody is asked who they are', async () => {
    for (const [wrong, named] of [
      [{ amount: '-1' }, '--amount in pounds and pence'],
      [{ from: '2026-13-01' }, '--from must be a real day'],
      [{ citation: ' ' }, '--citation'],
      [{ until: '2026-31-01' }, '--until must be a real day'],
      [{ until: '2026-01-01' }, '--until must be --from or later'],
    ] as const)
      expect(await run('amounts', { args: ['add', 'premium.carer'], flags: { ...flags, ...wrong } })).toMatchObject({
        exit: 2,
        text: expect.stringContaining(named),
      })
    expect((await run('amounts', { args: ['add', 'premium.hat'], flags })).exit).toBe(2)
  })
})
