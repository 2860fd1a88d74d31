import { loadavg } from 'node:os'
import { Readable } from 'node:stream'
import { bringIn } from '../src/app/import/bring-in.ts'
import { bringableNamed } from '../src/app/import/kinds.ts'
import { assert } from '../src/core/assert.ts'
import type { Db } from '../src/platform/db.ts'
import { openEmbedded } from '../src/platform/db-embedded.ts'
import { openServer } from '../src/platform/db-server.ts'
import { openJobs } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'
import { job } from '../src/platform/who.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { type FileBench, fileBenches } from './import-made-up.ts'
import type { BenchOptions } from './run.ts'

const LIMIT_SECONDS = 60
const LIMIT_BYTES = 1_073_741_824

async function measured(db: Db, bench: FileBench, rows: number, first: boolean) {
  const what = bringableNamed(bench.kind)
  assert(what !== undefined, `${bench.kind} can be brought in`)
  let most = 0
  let told = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const watch = setInterval(look, 50)
  const processor = process.cpuUsage()
  const begun = performance.now()
  const done = await db.transaction(job('bench'), (tx) =>
    bringIn(tx, what, Readable.from(bench.file(rows, tx.today)), () => {
      told++
    }),
  )
  clearInterval(watch)
  look()
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(processor)
  const processorSeconds = Math.round((user + system) / 100_000) / 10
  const arrived = first ? done.added : done.unchanged
  const right =
    done.rows === rows && arrived === rows - done.rejected && done.rejected < rows / 1000 && told >= rows / 2_000
  return { seconds, processorSeconds, most, right, told, ...done }
}

async function once(options: BenchOptions, db: Db, bench: FileBench, database: string, rows: number): Promise<boolean> {
  await migrate(db)
  await openJobs(db, { jobs: [], subscriptions: [], failed: () => {} })
  await bench.prepare(db, rows)
  await db.script('analyze')
  let ok = true
  for (const first of [true, false]) {
    const { seconds, processorSeconds, most, right, told, added, unchanged, rejected } = await measured(
      db,
      bench,
      rows,
      first,
    )
    const within = seconds <= LIMIT_SECONDS && most <= LIMIT_BYTES
    ok &&= right && (within || options.quick)
    options.report({
      bench: `import/${bench.kind} ${first ? 'new' : 'again'}`,
      n: rows,
      unit: 's',
      value: Number(seconds.toFixed(2)),
      ratioToLimit: Number((LIMIT_SECONDS / seconds).toFixed(2)),
      checks: right ? 'every row told, and progress on the way' : 'wrong counts',
      database,
      megabytes: Math.round(most / 1_048_576),
      progress: told,
      processorSeconds,
      loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      added,
      unchanged,
      rejected,
    })
  }
  return ok
}

/**
 * 100,000 rows of one kind of file in at most a minute and a gibibyte, and the same file again, on PostgreSQL as in
 * production; people also on the embedded database.
 */
export function importBench(kind: string) {
  const bench = fileBenches.find((one) => one.kind === kind)
  assert(bench !== undefined, `there is a made-up file of ${kind}`)
  return {
    run: async (options: BenchOptions): Promise<boolean> => {
      const rows = options.quick ? 5_000 : 100_000
      const server = await startPostgres({ durable: true })
      const db = openServer({ url: server.url('postgres'), connections: 4 })
      let ok = false
      try {
        ok = await once(options, db, bench, 'PostgreSQL', rows)
      } finally {
        await db.close()
        server.stop()
      }
      if (kind !== 'people') return ok
      const embedded = await openEmbedded()
      try {
        return (await once(options, embedded, bench, 'embedded', rows)) && ok
      } finally {
        await embedded.close()
      }
    },
  }
}
