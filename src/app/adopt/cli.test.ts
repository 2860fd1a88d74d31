import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshEmbedded, testClock } from '../../../test/support/databases.ts'
import { configurationFrom } from '../configuration.ts'
import { runCommand } from '../run-command.ts'
import { startServer } from '../start-server.ts'

/** Runs commands one after the other on one empty database, in production mode or not. */
async function shell(production: boolean) {
  const db = await freshEmbedded()
  const run = async (words: string, input = '') => {
    const lines: string[] = []
    const exit = await runCommand(words.split(' '), {
      folder: '.',
      input: async () => input,
      clock: testClock,
      production,
      db: async () => db,
      print: (line) => void lines.push(line),
      progress: () => {},
    })
    return { exit, text: lines.join('\n') }
  }
  return { run, close: () => db.close() }
}

test('in production mode assumptions wait for leave, and are listed when they are adopted', async () => {
  const { run, close } = await shell(true)
  const wary = await run('policy adopt cheshire-east')
  expect(wary).toMatchObject({ exit: 0 })
  expect(wary.text).toContain('lots: 0 added, 0 stood already, 7 left out')
  expect(wary.text).toContain('adopt it with --accept-assumptions')
  expect(wary.text).not.toContain('Adopted on assumptions')
  const bold = await run('policy adopt cheshire-east --accept-assumptions')
  expect(bold.text).toContain('lots: 7 added')
  expect(bold.text).toContain('Adopted on assumptions, to be checked by the council:\n  teams:')
  expect(bold.text).toContain('needs two people to approve it: --approver and --second')
  await close()
})

test('two accounts approve the table; wrong usage, unknown people and another council are refused in a sentence', async () => {
  const { run, close } = await shell(false)
  for (const [name, role] of [
    ['cora', 'commissioner'],
    ['finn', 'finance'],
  ])
    expect(await run(`account add ${name} ${role} --name ${name}`, 'long enough a password')).toMatchObject({ exit: 0 })
  expect(await run('policy adopt nowhere')).toMatchObject({ exit: 2 })
  expect(await run('policy adopt --approver cora')).toMatchObject({ exit: 2 })
  const unknown = await run('policy adopt --approver cora --second ghost')
  expect(unknown).toMatchObject({ exit: 1 })
  expect(unknown.text).toContain('ghost')
  expect((await run('policy adopt --approver cora --second cora')).text).toContain('Two different people')
  const done = await run('policy adopt cheshire-east --approver cora --second finn --json')
  const { parts } = JSON.parse(done.text) as { parts: { part: string; added: string[] }[] }
  expect(parts.find(({ part }) => part === 'allocation table')?.added).toEqual(['demo-prior'])
  const other = await run('policy adopt nottinghamshire')
  expect(other).toMatchObject({ exit: 1 })
  expect(other.text).toContain('cheshire-east was adopted here before')
  await close()
})

test('a server without the demo says once what comes next when its records are empty', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'daywell-adopt-'))
  const said: string[] = []
  const set = configurationFrom({ DAYWELL_DATA: folder, DAYWELL_DEMO: 'off', PORT: '0', LOG_LEVEL: 'silent' })
  const running = await startServer(set, (line) => void said.push(line))
  await running.stop()
  rmSync(folder, { recursive: true })
  expect(said).toHaveLength(2)
  expect(said[1]).toMatch(/account add.*policy adopt cheshire-east.*people import/)
})

test('an account whose name is taken, or that names no record, is refused in a sentence', async () => {
  const { run, close } = await shell(false)
  const password = 'long enough a password'
  expect(await run('account add ann administrator --name Ann', password)).toMatchObject({ exit: 0 })
  const nobody = '01a22b4e-9098-7b63-9aed-4f839d96be13'
  for (const [words, said] of [
    ['account add ANN administrator --name Ann', 'An account has this user name already'],
    ['account add kay provider --name Kay', 'give --provider ID'],
    ['account add kay person --name Kay', 'give --person ID'],
    ['account add kay provider --name Kay --provider PRO-1', 'daywell market providers'],
    ['account add kay person --name Kay --person P-1001', 'daywell people find'],
    [`account add kay provider --name Kay --provider ${nobody}`, 'There is no such provider'],
    [`account add kay person --name Kay --person ${nobody}`, 'There is no such person'],
  ] as const) {
    const { exit, text } = await run(words, password)
    expect(exit, words).toBeGreaterThan(0)
    expect(text, words).toContain(said)
  }
  await close()
})

test('an import prints its columns and needs no database', async () => {
  const { run, close } = await shell(false)
  const { exit, text } = await run('brokerage import --schema')
  expect([exit, text]).toEqual([0, expect.stringContaining('review_on (needed): The day of the review')])
  expect(JSON.parse((await run('people import --schema --json')).text)[0]).toMatchObject({
    name: 'number',
    needed: true,
  })
  await close()
})
