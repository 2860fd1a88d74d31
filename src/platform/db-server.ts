import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { allOf } from './all-of.ts'
import { type Clock, realClock } from './clock.ts'
import { collided, translated } from './database-faults.ts'
import { type Db, type RunStatement, type Sql, transactionOn, whoAsks } from './db.ts'
import { parsers } from './parsers.ts'
import { job } from './who.ts'

export interface ServerOptions {
  readonly url: string
  readonly clock?: Clock
  readonly connections?: number
}

/** A statement by name is planned once per connection, not at each asking; the name is made from its text. */
const names = new Map<string, string>()
function named(text: string): { name?: string; text: string } {
  const known = names.get(text)
  if (known !== undefined) return { name: known, text }
  if (names.size >= MOST_NAMES) return { text }
  const name = createHash('sha1').update(text).digest('base64')
  names.set(text, name)
  return { name, text }
}

const MOST_NAMES = 2_000
const MOST_ATTEMPTS = 8
const OWNER_CONNECTIONS = 4

type OpenClient = pg.PoolClient & { readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } } }

/** What is asked now and until the end of this turn leaves in one packet. */
function inOnePacket(client: OpenClient): void {
  const stream = client.connection?.stream
  stream?.cork?.()
  process.nextTick(() => stream?.uncork?.())
}

/**
 * Connections for one kind of work. A statement does not wait for the answer to the one before it to be sent. `bound`:
 * each connection is the application's role from its first moment, which sees nothing until it is told who asks, and looks for
 * names where functions that work as the owner do: what both ask is planned again each time the place to look changes. A
 * connection stays open: one that is opened again must plan each statement afresh, just when many are asking.
 */
function openPool(url: string, { connections, bound }: { connections: number; bound: boolean }): pg.Pool {
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 0,
    keepAlive: true,
    options: `-c jit=off${bound ? ' -c role=daywell_app -c search_path=pg_catalog' : ''}`,
    pipeline: true,
  } as pg.PoolConfig)
  // A connection that breaks fails the statement that next uses it; the event itself must not end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const runOn =
  (client: pg.PoolClient): RunStatement =>
  async (text, values) =>
    (await client.query({ ...named(text), values: [...values] })).rows

/** How a transaction starts, and what tells the database who asks. */
interface Start {
  readonly begin: string
  readonly told?: Sql
}
const nothing = Promise.resolve()

/** Opens a PostgreSQL server (15 or later) by its address. Each transaction works as a role that row-level security binds. */
export function openServer(options: ServerOptions): Db {
  const connections = options.connections ?? 12
  const application = openPool(options.url, { connections, bound: true })
  const owner = openPool(options.url, { connections: Math.min(connections, OWNER_CONNECTIONS), bound: false })
  const clock = options.clock ?? realClock

  const once = async <T>(
    pool: pg.Pool,
    { begin, told }: Start,
    work: (run: RunStatement) => Promise<T>,
  ): Promise<T> => {
    const client = await pool.connect()
    let broken = false
    try {
      inOnePacket(client)
      const run = runOn(client)
      const [, , result] = await allOf([client.query(begin), told ? run(told.text, told.values) : nothing, work(run)])
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  }
  const guarded = async <T>(pool: pg.Pool, start: Start, work: (run: RunStatement) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(pool, start, work)
      } catch (error) {
        if (attempt >= MOST_ATTEMPTS || !collided(error)) throw translated(error)
        await wait(Math.round(5 * 2 ** attempt * (0.5 + (attempt % 3) / 4)))
      }
    }
  }
  const alone = async <Row extends object>(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<Row[]> => {
    try {
      return (await pool.query({ ...named(text), values: [...values] })).rows
    } catch (error) {
      throw translated(error)
    }
  }
  return {
    kind: 'server',
    clock,
    transaction: (who, work, { isolation = 'read committed' } = {}) =>
      guarded(
        application,
        { begin: `begin isolation level ${isolation}; set local role daywell_app`, told: whoAsks(who, clock) },
        (run) => work(transactionOn(run, who, clock)),
      ),
    owner: (work) => guarded(owner, { begin: 'begin' }, (run) => work(transactionOn(run, job('owner'), clock))),
    script: async (text) => {
      const client = await owner.connect().catch((error: unknown) => {
        throw translated(error)
      })
      try {
        const answers = (await client.query(text)) as pg.QueryResult | pg.QueryResult[]
        return (Array.isArray(answers) ? answers.at(-1)?.rows : answers.rows) ?? []
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw translated(error)
      } finally {
        client.release()
      }
    },
    statement: (text, values, as = 'application') => alone(as === 'owner' ? owner : application, text, values),
    close: async () => {
      await application.end()
      await owner.end()
    },
  }
}
