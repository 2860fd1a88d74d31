import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { auditFaults } from '../../src/platform/audit.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { simulate } from '../../src/strategy/simulation/simulate.ts'
import { askSimulation, simulation } from '../../src/strategy/store.ts'
import { freshServer, layEmbedded, testClock } from '../support/databases.ts'
import { full } from '../support/full.ts'
import { temporaryFolder } from '../support/program.ts'
import { smallScenario } from '../support/scenarios.ts'
import { who } from '../support/who.ts'

const kills = full ? 20 : 2
const maker = fileURLToPath(new URL('run-maker.ts', import.meta.url))
const script = fileURLToPath(new URL('writer.ts', import.meta.url))

const tidyUp: (() => unknown)[] = []
afterEach(async () => {
  for (const act of tidyUp.splice(0).reverse()) await act()
})

/** Lets a process write, kills it the hard way in mid-write, and gives what it had said is written. */
async function writtenUntilKilled(place: string, acknowledgements: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, WRITER_DATABASE: place },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const gone = once(child, 'close')
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
    if (said.split('\n').length > acknowledgements) child.kill('SIGKILL')
  })
  const [, signal] = (await gone) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return said.split('\n').slice(0, -1)
}

/** Lets a process make the draws of a large run; with a number, kills it the hard way once it begins the part after so many draws. */
async function madeBy(folder: string, killAt?: number): Promise<number[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', maker], {
    env: { ...process.env, RUN_DATABASE: folder, RUN_DRAWS: '700' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const gone = once(child, 'close')
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
    if (killAt !== undefined && said.split('\n').includes(String(killAt))) child.kill('SIGKILL')
  })
  const [, signal] = (await gone) as [number | null, string | null]
  expect(signal).toBe(killAt === undefined ? null : 'SIGKILL')
  return said.split('\n').slice(0, -1).map(Number)
}

/** Nothing said is missing, nothing stands half-written, and the chain of the audit trail is whole. */
async function expectWhole(db: Db, said: readonly string[]): Promise<void> {
  const found = await db.owner((tx) =>
    tx.one<{ missing: number; half: number; unaudited: number }>(sql`
      select (select count(*) from unnest(${said}::uuid[]) as s(id) where not exists (select from people.person p where p.id = s.id)) as missing,
             (select count(*) from people.person p where not exists (select from people.person_name n where n.person_id = p.id)) as half,
             (select count(*) from people.person p where not exists (select from platform.audit_entry a where a.subject_id = p.id)) as unaudited`),
  )
  expect(found).toEqual({ missing: 0, half: 0, unaudited: 0 })
  expect(await db.owner(auditFaults)).toEqual([])
}

describe('a process killed while it writes', () => {
  test(`on PostgreSQL, ${kills} times: nothing it acknowledged is lost`, async () => {
    const { db, url } = await freshServer()
    tidyUp.push(() => db.close())
    const said: string[] = []
    for (let n = 1; n <= kills; n++) {
      said.push(...(await writtenUntilKilled(url, 5 * n)))
      await expectWhole(db, said)
    }
    expect(said.length).toBeGreaterThan(kills)
  }, 1_200_000)

  test(`on the embedded database, ${kills} times: nothing it acknowledged is lost`, async () => {
    const { folder, remove } = temporaryFolder()
    tidyUp.push(remove)
    layEmbedded(folder)
    const said: string[] = []
    for (let n = 1; n <= kills; n++) {
      said.push(...(await writtenUntilKilled(folder, 5 * n)))
      const db = await openEmbedded({ folder, clock: testClock })
      await expectWhole(db, said)
      await db.close()
    }
    expect(said.length).toBeGreaterThan(kills)
  }, 1_200_000)

  test('a large run of a scenario goes on after the last part that was written, and answers as if nothing had been', async () => {
    const { folder, remove } = temporaryFolder()
    tidyUp.push(remove)
    layEmbedded(folder)
    const scenario = { ...smallScenario(), years: 3 }
    const asking = await openEmbedded({ folder, clock: testClock })
    const runId = await asking.transaction(who('commissioner'), (tx) =>
      askSimulation(tx, { scenario, seed: 4, draws: 700 }),
    )
    await asking.close()
    expect(await madeBy(folder, 400)).toEqual([0, 200, 400])
    expect(await madeBy(folder)).toEqual([400, 600])
    const db = await openEmbedded({ folder, clock: testClock })
    const run = await db.transaction(who('commissioner'), (tx) => simulation(tx, runId))
    await db.close()
    expect(run).toMatchObject({ state: 'done', made: 700 })
    expect(run.result).toEqual(JSON.parse(JSON.stringify(simulate(scenario, 4, 700))))
  }, 300_000)
})
