import { createServer } from 'node:http'
import { loadavg } from 'node:os'
import { addSource, beginRun, readToEnd } from '../src/directory/store.ts'
import { openServer } from '../src/platform/db-server.ts'
import { openJobs } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'
import { job } from '../src/platform/who.ts'
import { startPostgres } from '../test/support/postgres.ts'
import type { BenchOptions } from './run.ts'

const LIMIT_SECONDS = 30
const LIMIT_BYTES = 512 * 1_048_576
const PER_PAGE = 100

const service = (n: number) => ({
  id: `${(0x5e000000 + n).toString(16)}-0000-4000-8000-000000000000`,
  name: `Club ${n}`,
  description: `<p>Something to do, number ${n}.</p><p>${'Come as you are and stay for tea. '.repeat(12)}</p>`,
  status: 'active',
  url: `https://example.org/${n}`,
  email: n % 50 === 0 ? 'no address' : `club${n}@example.org`,
  organization: { id: `o${n % 2_500}`, name: `Society ${n % 2_500}` },
  schedules: [{ freq: 'WEEKLY', byday: ['MO', 'TU', 'WE'][n % 3], opens_at: '10:00', closes_at: '12:00' }],
  service_at_locations: [
    {
      location: {
        id: `l${n % 4_000}`,
        name: `Hall ${n % 4_000}`,
        latitude: 53 + (n % 100) / 1_000,
        longitude: -2.4,
        addresses: [{ address_1: `${n} Main Street`, city: 'Crewe', postal_code: 'CW1 2AB' }],
      },
    },
  ],
  cost_options: [{ amount: n % 20, amount_description: 'a visit' }],
  attributes: [{ taxonomy_term: { id: `t${n % 60}`, name: `Kind ${n % 60}`, taxonomy: 'kinds' } }],
})

/** A feed of so many services that fails once in the middle, so that reading it has to go on where it stopped. */
async function served(services: number) {
  const pages = Math.ceil(services / PER_PAGE)
  let broken = true
  const server = createServer((request, response) => {
    const number = Number(new URL(request.url ?? '/', 'http://feed').searchParams.get('page') ?? 1)
    if (broken && number === Math.ceil(pages / 2)) {
      broken = false
      return response.writeHead(404).end()
    }
    const first = (number - 1) * PER_PAGE
    const contents = Array.from({ length: Math.min(PER_PAGE, services - first) }, (_, at) => service(first + at))
    return response.end(JSON.stringify({ total_pages: pages, page_number: number, contents }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, address: `http://127.0.0.1:${(server.address() as { port: number }).port}/services` }
}

/**
 * 10,000 services read over HTTP into PostgreSQL, in at most 30 seconds and 512 MiB, with a failure in the middle from
 * which it goes on; and the same feed again, which changes nothing. The feed is made in the same process, and counted.
 */
export async function run(options: BenchOptions): Promise<boolean> {
  const services = options.quick ? 1_000 : 10_000
  const { server, address } = await served(services)
  const postgres = await startPostgres({ durable: true })
  const db = openServer({ url: postgres.url('postgres'), connections: 4 })
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const watch = setInterval(look, 50)
  try {
    await migrate(db)
    await openJobs(db, { jobs: [], subscriptions: [], failed: () => {} })
    const source = {
      name: 'A feed',
      feed: 'bench',
      address,
      standard: 'open_referral',
      everyHours: null,
      policy: 'publish',
    } as const
    const sourceId = await db.transaction(job('bench'), (tx) => addSource(tx, source))
    let ok = true
    for (const first of [true, false]) {
      let told = 0
      const processor = process.cpuUsage()
      const begun = performance.now()
      const once = async () => {
        const { id } = await db.transaction(job('bench'), (tx) => beginRun(tx, sourceId))
        return readToEnd(db, job('bench'), id, { reach: { mayReach: () => true }, progress: () => told++ })
      }
      const stopped = first ? await once() : undefined
      const done = await once()
      look()
      const seconds = (performance.now() - begun) / 1000
      const { user, system } = process.cpuUsage(processor)
      const right =
        done.state === 'done' &&
        (first ? stopped?.state === 'failed' && done.imported === services : done.unchanged === services) &&
        told >= services / PER_PAGE - 2
      ok &&= right && (options.quick || (seconds <= LIMIT_SECONDS && most <= LIMIT_BYTES))
      options.report({
        bench: `import/feed ${first ? 'new, stopped once' : 'again'}`,
        n: services,
        unit: 's',
        value: Number(seconds.toFixed(2)),
        ratioToLimit: Number((LIMIT_SECONDS / seconds).toFixed(2)),
        checks: right ? 'every service told, progress on the way, went on where it stopped' : 'wrong counts',
        database: 'PostgreSQL',
        megabytes: Math.round(most / 1_048_576),
        progress: told,
        processorSeconds: Math.round((user + system) / 100_000) / 10,
        loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      })
    }
    return ok
  } finally {
    clearInterval(watch)
    server.close()
    await db.close()
    postgres.stop()
  }
}
