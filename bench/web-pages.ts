import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openAccount, openSession } from '../src/platform/accounts.ts'
import { realClock } from '../src/platform/clock.ts'
import { type Db, sql } from '../src/platform/db.ts'
import { openServer } from '../src/platform/db-server.ts'
import { job } from '../src/platform/who.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { type RunningServer, startDaywell, temporaryFolder } from '../test/support/program.ts'
import type { LoadResult, LoadTask } from './load.ts'
import { processorMilliseconds } from './processor-time.ts'
import type { BenchOptions } from './run.ts'

const PEOPLE = 40
const RATE = 200
const ASKERS = 32
const root = fileURLToPath(new URL('..', import.meta.url))

interface Signed {
  readonly paths: string[]
  readonly cookies: string[]
  readonly expects: string[][]
}

/** Processor time used so far, in milliseconds. */
interface Spent {
  readonly server: number
  readonly database: number
}

const round = (number: number) => Math.round(number * 1000) / 1000

/** Asks in another process, so that a slow server cannot slow the asking. */
async function ask(task: LoadTask): Promise<LoadResult> {
  const words = ['node_modules/tsx/dist/cli.mjs', 'bench/load.ts', JSON.stringify(task)]
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, maxBuffer: 1 << 26 })
  return JSON.parse(stdout) as LoadResult
}

/** Accounts for people who have a week to look at, each with a session. */
async function signPeopleIn(db: Db): Promise<Signed> {
  const people = await db.transaction(job('bench'), (tx) =>
    tx.query<{ id: string; name: string }>(sql`
      select distinct o.person_id as id, p.given_name as name from delivery.occasion o join people.published_person p on p.person_id = o.person_id
       where o.on_date between ${tx.today}::date - 7 and ${tx.today}::date + 7 order by o.person_id limit ${PEOPLE}`),
  )
  const signed: Signed = { paths: [], cookies: [], expects: [] }
  for (const [n, { id, name }] of people.entries()) {
    const account = {
      username: `bench-${n}`,
      displayName: `Bench ${n}`,
      role: 'person',
      password: 'not used',
      personId: id,
    } as const
    const accountId = await db.transaction(job('bench'), (tx) => openAccount(tx, account))
    signed.paths.push(`/people/${id}/finance/my-week`)
    signed.expects.push(['My week, my money</h1>', `${name}, Monday `, `href="/people/${id}/planning"`])
    signed.cookies.push(`daywell_session=${await openSession(db, accountId)}`)
  }
  return signed
}

const reads = (db: Db) =>
  db.transaction(job('bench'), async (tx) => {
    const { n } = await tx.one<{ n: number }>(
      sql`select count(*) as n from platform.audit_entry where action = 'people/looked-at'`,
    )
    return n
  })

/** The same bytes from a bare server, without records, sign-in or audit: what this computer could send at most. */
async function limit(page: string, seconds: number): Promise<LoadResult> {
  const bare = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page))
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const port = (bare.address() as AddressInfo).port
  try {
    return await ask({ port, paths: ['/'], cookies: [''], seconds, askers: ASKERS, expects: [['</html>']] })
  } finally {
    bare.close()
  }
}

async function measure(server: RunningServer, signed: Signed, { quick }: BenchOptions, spent: () => Spent) {
  const port = Number(new URL(server.address).port)
  const task = { port, ...signed, askers: ASKERS }
  const warming = await ask({ ...task, seconds: quick ? 3 : 10 })
  const arriving = await ask({ ...task, seconds: quick ? 5 : 30, rate: RATE })
  const before = spent()
  const saturated = await ask({ ...task, seconds: quick ? 5 : 15 })
  const after = spent()
  const each = (part: keyof Spent) => round((after[part] - before[part]) / saturated.asked)
  const processor = {
    server: each('server'),
    database: each('database'),
    asking: round(saturated.processorMs / saturated.asked),
  }
  return { asked: warming.asked + arriving.asked + saturated.asked, warming, arriving, saturated, processor }
}

async function onPostgres(options: BenchOptions): Promise<boolean> {
  const { quick, report } = options
  const postgres = await startPostgres({ durable: true })
  const url = postgres.url('postgres')
  const server = await startDaywell({ DATABASE_URL: url, LOG_LEVEL: 'error' })
  const db = openServer({ url, clock: realClock, connections: 2 })
  try {
    const signed = await signPeopleIn(db)
    const page = await (
      await fetch(server.address + signed.paths[0], { headers: { cookie: signed.cookies[0] ?? '' } })
    ).text()
    const before = await reads(db)
    const spent = () => ({
      server: processorMilliseconds(server.pid) ?? Number.NaN,
      database: processorMilliseconds(postgres.pid) ?? Number.NaN,
    })
    const measured = await measure(server, signed, options, spent)
    const { asked, warming, arriving, saturated, processor } = measured
    const audited = (await reads(db)) - before
    const most = await limit(page, quick ? 3 : 10)
    const errors = warming.errors + arriving.errors + saturated.errors
    const checks = `${errors} errors; ${asked} pages asked, ${audited} looks in the audit trail; each page held its own person's name and record`
    const same = { n: signed.paths.length, checks, database: 'PostgreSQL, durable' }
    report({
      bench: 'web/pages',
      ...same,
      unit: 'ms, 95 of 100 pages at 200 a second',
      value: arriving.p95,
      p50: arriving.p50,
      p99: arriving.p99,
      asked: arriving.asked,
      errors: arriving.errors,
    })
    report({
      bench: 'web/pages',
      ...same,
      unit: 'pages/s, saturated',
      value: saturated.pagesPerSecond,
      peer: 'a bare server that sends the same bytes',
      peerValue: most.pagesPerSecond,
      ratio: Math.round((saturated.pagesPerSecond / most.pagesPerSecond) * 1000) / 1000,
      ratioToLimit: Math.round((most.pagesPerSecond / saturated.pagesPerSecond) * 10) / 10,
      p95: saturated.p95,
      processorMsPerPage: processor,
    })
    return errors === 0 && audited === asked
  } finally {
    await db.close()
    await server.stop()
    postgres.stop()
  }
}

async function onEmbedded({ quick, report }: BenchOptions): Promise<boolean> {
  const { folder, remove } = temporaryFolder()
  const environment = { DAYWELL_DATA: folder, LOG_LEVEL: 'error' }
  const server = await startDaywell(environment)
  try {
    const body = JSON.stringify({ username: 'person@demo.daywell', password: 'Daywell-demo-2026' })
    const signedIn = await fetch(`${server.address}/api/sessions`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    const { token } = (await signedIn.json()) as { token: string }
    const cookie = `daywell_session=${token}`
    const week = await fetch(`${server.address}/my-week`, { headers: { cookie }, redirect: 'manual' })
    const path = week.headers.get('location') ?? '/my-week'
    const port = Number(new URL(server.address).port)
    const result = await ask({
      port,
      paths: [path],
      cookies: [cookie],
      seconds: quick ? 5 : 15,
      askers: 4,
      expects: [['My week, my money</h1>']],
    })
    report({
      bench: 'web/pages',
      n: 1,
      unit: 'pages/s, saturated',
      value: result.pagesPerSecond,
      p95: result.p95,
      checks: `${result.errors} errors`,
      database: 'embedded, for information',
    })
    return result.errors === 0
  } finally {
    await server.stop()
    remove()
  }
}

/** A signed-in person's own page, with its records read and the look recorded, on both databases. */
export async function run(options: BenchOptions): Promise<boolean> {
  const server = await onPostgres(options)
  const embedded = await onEmbedded(options)
  return server && embedded
}
