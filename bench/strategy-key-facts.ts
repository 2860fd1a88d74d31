import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openAccount, openSession } from '../src/platform/accounts.ts'
import { realClock } from '../src/platform/clock.ts'
import type { Db } from '../src/platform/db.ts'
import { openServer } from '../src/platform/db-server.ts'
import { job } from '../src/platform/who.ts'
import { boroughCells, keepCount } from '../src/strategy/store.ts'
import { spanAsked } from '../src/strategy/year-asked.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { daywell, startDaywell } from '../test/support/program.ts'
import type { LoadResult, LoadTask } from './load.ts'
import type { BenchOptions } from './run.ts'

const GOAL_MILLISECONDS = 150
/** Pages a second that arrive: a council has few commissioners. */
const RATE = 5
const root = fileURLToPath(new URL('..', import.meta.url))

async function ask(task: LoadTask): Promise<LoadResult> {
  const words = ['node_modules/tsx/dist/cli.mjs', 'bench/load.ts', JSON.stringify(task)]
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, maxBuffer: 1 << 26 })
  return JSON.parse(stdout) as LoadResult
}

/** A commissioner with a session. */
async function commissioner(db: Db): Promise<string> {
  const account = {
    username: 'bench-commissioner',
    displayName: 'Bench',
    role: 'commissioner',
    password: 'not used',
  } as const
  const accountId = await db.transaction(job('bench'), (tx) => openAccount(tx, account))
  return `daywell_session=${await openSession(db, accountId)}`
}

const milliseconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return Math.round(performance.now() - begun)
}

/** The key facts page of a made-up borough of 100,000 people (6,000 with --quick) on PostgreSQL, and what counting it takes. */
export async function run({ quick, report }: BenchOptions): Promise<boolean> {
  const people = quick ? 6_000 : 100_000
  const postgres = await startPostgres({ durable: true })
  const url = postgres.url('postgres')
  try {
    const loaded = await daywell(['demo', 'load', '--people', String(people), '--weeks-ahead', '1'], {
      DATABASE_URL: url,
    })
    if (loaded.exit !== 0) throw new Error(`The borough was not loaded: ${loaded.out}${loaded.err}`)
    const db = openServer({ url, clock: realClock, connections: 2 })
    const server = await startDaywell({ DATABASE_URL: url, LOG_LEVEL: 'error' })
    try {
      const usual = spanAsked(undefined, [], db.clock.today())
      const fresh = await milliseconds(() => db.transaction(job('bench'), (tx) => boroughCells(tx, usual)))
      const keeping = await milliseconds(() => db.transaction(job('bench'), (tx) => keepCount(tx, usual)))
      const cookie = await commissioner(db)
      const paths = [
        '/strategy/borough',
        '/strategy/borough?area=Crewe',
        '/strategy/borough?reason=Mental+health+support',
      ]
      const task = {
        ...{ port: Number(new URL(server.address).port), paths, cookies: paths.map(() => cookie), askers: 4 },
        expects: [
          [`<b>${people.toLocaleString('en-GB')}</b>`, 'Counted at'],
          ['rounded to the nearest 5'],
          ['Counted at'],
        ],
      }
      const warming = await ask({ ...task, seconds: 3 })
      const arriving = await ask({ ...task, seconds: quick ? 10 : 30, rate: RATE })
      const errors = warming.errors + arriving.errors
      const checks = `${errors} errors; each page held the number of people and the time of its count`
      report({
        ...{
          bench: 'strategy/key-facts',
          n: people,
          unit: `ms, 95 of 100 pages at ${RATE} a second`,
          value: arriving.p95,
        },
        ...{
          p50: arriving.p50,
          p99: arriving.p99,
          ratioToLimit: Math.round((arriving.p95 / GOAL_MILLISECONDS) * 100) / 100,
          checks,
        },
        ...{ countingMs: fresh, keepingMs: keeping, database: 'PostgreSQL, durable' },
      })
      return errors === 0 && arriving.p95 <= GOAL_MILLISECONDS
    } finally {
      await db.close()
      await server.stop()
    }
  } finally {
    postgres.stop()
  }
}
