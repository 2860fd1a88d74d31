import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { anAssessment, aPerson } from '../../test/support/assessed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import type { CommandContext } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { commands } from './cli.ts'
import { exampleTableInput } from './example-table.ts'
import { adoptTable, tableHash } from './store.ts'

const nell = {
  levels: { a: 1, e: 2, g: 3, h: 3, i: 3, x1: 2, x3: 2, x4: 1 },
  carer: { a: 4, e: 2, g: 1, i: 1, x1: 2 },
  addOns: [{ code: 'shared_taxi_day', units: 1 }],
}
const hash = tableHash(exampleTableInput)
const adopt = (app: Awaited<ReturnType<typeof testApp>>) =>
  app.db.transaction(jobWho(), (tx) =>
    adoptTable(tx, { content: exampleTableInput, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )

test('anyone may work a budget out, under a table they send or the one in force', async () => {
  const app = await testApp()
  const sent = await app.stranger().api('POST', '/api/allocation/quote', { ...nell, table: exampleTableInput })
  expect(sent.json()).toMatchObject({ weeklyPence: 22490, yearlyPence: 1172693, countedPoints: 41, tableHash: hash })
  expect((await app.stranger().api('POST', '/api/allocation/quote', nell)).json()).toMatchObject({
    code: 'no_table_in_force',
  })
  await adopt(app)
  expect((await app.stranger().api('POST', '/api/allocation/quote', nell)).json()).toMatchObject({ weeklyPence: 22490 })
  const listed = await app.stranger().api('GET', '/api/allocation/tables')
  expect(listed.json()).toMatchObject([{ version: 'example-1', hash }])
  const whole = (await app.stranger().api('GET', '/api/allocation/tables/example-1')).json() as {
    table: typeof exampleTableInput
  }
  expect(tableHash(whole.table)).toBe(hash)
})

test('bad answers are refused with a sentence and no fault of ours', async () => {
  const app = await testApp()
  const bad: [string, object][] = [
    ['a level of 5', { levels: { g: 5 } }],
    ['a level and a half', { levels: { g: 1.5 } }],
    ['an item nobody knows', { levels: { z: 1 } }],
    ['a carer who does more than all', { levels: { g: 1 }, carer: { g: 5 } }],
    ['minus one taxi', { levels: { g: 1 }, addOns: [{ code: 'shared_taxi_day', units: -1 }] }],
    ['a field nobody knows', { levels: { g: 1 }, diagnosis: 'x' }],
  ]
  for (const [what, body] of bad) {
    const answer = await app.stranger().api('POST', '/api/allocation/quote', { ...body, table: exampleTableInput })
    expect([what, answer.status, (answer.json() as { code: string }).code]).toEqual([what, 400, 'bad_input'])
  }
})

test('a budget is worked out, checked and read through the API; the person sees it once told', async () => {
  const app = await testApp()
  await adopt(app)
  const person = await aPerson(app.db)
  const assessmentId = await anAssessment(app.db, person, { g: 2 })
  const worker = await app.as('practitioner', { teamIds: [person.teamId] })
  const own = await app.as('person', { personId: person.personId })
  const root = `/api/allocation/people/${person.personId}/budgets`
  const key = newId()
  const first = await worker.api('POST', root, { assessmentId, addOns: [] }, key)
  const again = await worker.api('POST', root, { assessmentId, addOns: [] }, key)
  expect(first.status).toBe(201)
  expect(again.json()).toEqual(first.json())
  const { id } = first.json() as { id: string }
  expect((await worker.api('POST', `${root}/${id}/issue`, { how: 'letter' })).json()).toMatchObject({
    code: 'issue_without_check',
  })
  expect((await worker.api('POST', `${root}/${id}/checks`)).status).toBe(201)
  const exception = { reason: 'market_gap', weeklyPence: 9000, words: 'No place has room.' }
  expect((await worker.api('POST', `${root}/${id}/exceptions`, exception)).status).toBe(201)
  expect((await own.api('GET', root)).json()).toEqual([])
  expect((await worker.api('POST', `${root}/${id}/issue`, { how: 'letter' })).status).toBe(204)
  expect((await own.api('GET', root)).json()).toMatchObject([{ budgetId: id, weeklyPence: 2825 }])
  expect((await worker.api('GET', `${root}/${id}`)).json()).toMatchObject({
    explained: { weeklyPence: 2825, tableHash: hash },
    check: { missingSessions: 1, enough: false },
  })
})

const [quote] = commands
const run = (files: Record<string, unknown>, args: string[], flags: CommandContext['flags'] = {}) =>
  quote?.run({
    args,
    flags,
    readText: async (path: string) =>
      typeof files[path] === 'string' ? (files[path] as string) : JSON.stringify(files[path]),
    db: async () => {
      throw new Error('a pure command needs no database')
    },
  } as unknown as CommandContext)

test('the command works a budget out without a database, as text and as data', async () => {
  const result = await run({ '-': { ...nell, table: exampleTableInput } }, ['-'])
  expect(result).toMatchObject({ exit: 0, json: { weeklyPence: 22490, tableHash: hash } })
  expect(result?.text).toContain('£224.90')
  const council = JSON.parse(readFileSync('councils/cheshire-east/allocation.json', 'utf8')) as unknown
  const under = await run({ 'a.json': { levels: { g: 3, i: 3 } }, council }, ['a.json'], { table: 'council' })
  expect(under).toMatchObject({ exit: 0, json: { tableVersion: 'demo-prior' } })
})

test('the command says what is wrong and how it is used', async () => {
  expect(await run({}, [])).toMatchObject({ exit: 2 })
  expect(await run({ '-': '{"levels": ' }, ['-'])).toMatchObject({
    exit: 1,
    text: 'Standard input is not JSON. Check commas and quotes.',
  })
  expect(await run({ '-': nell }, ['-'])).toMatchObject({ exit: 1 })
  expect((await run({ '-': { levels: { g: 9 } } }, ['-']))?.text).toContain('levels.g')
  const unknown = { ...nell, addOns: [{ code: 'yacht', units: 1 }], table: exampleTableInput }
  expect((await run({ '-': unknown }, ['-']))?.text).toContain('does not know that add-on')
})
