import { Readable } from 'node:stream'
import { bringIn } from '../src/app/import/bring-in.ts'
import { bringableNamed } from '../src/app/import/kinds.ts'
import { assert } from '../src/core/assert.ts'
import { random } from '../src/core/random.ts'
import { type Db, sql } from '../src/platform/db.ts'
import { openEmbedded } from '../src/platform/db-embedded.ts'
import { openServer } from '../src/platform/db-server.ts'
import { openJobs } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'
import { job } from '../src/platform/who.ts'
import { startPostgres } from '../test/support/postgres.ts'
import type { BenchOptions } from './run.ts'

const LIMIT_SECONDS = 60
const LIMIT_BYTES = 1_073_741_824

/** A file of made-up people, row by row, so that the file itself takes no memory. */
function* file(rows: number): Generator<string> {
  const chance = random(1)
  const two = (number: number) => String(number).padStart(2, '0')
  yield 'number,given_name,family_name,born_on,team,address_line_1,town,postcode,phone,gender,primary_support_reason\n'
  for (let at = 0; at < rows; at++) {
    const name = `Given${chance.whole(1, 400)},Family${chance.whole(1, 4_000)}`
    const born = `${chance.whole(1930, 2005)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`
    yield `P${at},${name},${born},Crewe,${at} High Street,Crewe,CW1 2AB,01270 ${at},Female,Learning disability support\n`
  }
}

async function measured(db: Db, rows: number, first: boolean) {
  const people = bringableNamed('people')
  assert(people !== undefined, 'people can be brought in')
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const begun = performance.now()
  const done = await db.transaction(job('bench'), (tx) => bringIn(tx, people, Readable.from(file(rows))))
  clearInterval(watch)
  most = Math.max(most, process.memoryUsage.rss())
  const seconds = (performance.now() - begun) / 1000
  const right =
    done.rows === rows && (first ? done.added : done.unchanged) === rows - done.rejected && done.rejected < rows / 1000
  return { seconds, most, right, ...done }
}

async function once(options: BenchOptions, db: Db, peer: string, rows: number): Promise<boolean> {
  await migrate(db)
  await openJobs(db, { jobs: [], subscriptions: [], failed: () => {} })
  await db.transaction(job('bench'), (tx) =>
    tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`),
  )
  let ok = true
  for (const first of [true, false]) {
    const { seconds, most, right, added, unchanged, rejected } = await measured(db, rows, first)
    const within = seconds <= LIMIT_SECONDS && most <= LIMIT_BYTES
    ok &&= right && (within || options.quick)
    options.report({
      bench: `import/people ${first ? 'new' : 'again'}`,
      n: rows,
      unit: 's',
      value: Number(seconds.toFixed(2)),
      ratioToLimit: Number((LIMIT_SECONDS / seconds).toFixed(2)),
      checks: right ? 'every row told' : 'wrong counts',
      database: peer,
      megabytes: Math.round(most / 1_048_576),
      added,
      unchanged,
      rejected,
    })
  }
  return ok
}

/** 100,000 rows of people in at most a minute and a gibibyte, and the same file again, on PostgreSQL as in production and on the embedded database. */
export async function run(options: BenchOptions): Promise<boolean> {
  const rows = options.quick ? 5_000 : 100_000
  const server = await startPostgres({ durable: true })
  const db = openServer({ url: server.url('postgres'), connections: 4 })
  let ok = false
  try {
    ok = await once(options, db, 'PostgreSQL', rows)
  } finally {
    await db.close()
    server.stop()
  }
  const embedded = await openEmbedded()
  try {
    return (await once(options, embedded, 'embedded', rows)) && ok
  } finally {
    await embedded.close()
  }
}
