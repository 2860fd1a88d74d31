import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { type Clock, realClock } from './clock.ts'
import { collided, translated } from './database-faults.ts'
import { type Db, type RunStatement, type Sql, transactionOn, whoAsks } from './db.ts'
import { lockFolder } from './folder-lock.ts'
import { parsers } from './parsers.ts'
import { OutsideFailure } from './refused.ts'
import { job } from './who.ts'

/** Most of the time to open a database goes into memory for many users and for copies of it elsewhere; a trial is one user. */
const lean = (megabytes: number) =>
  [`shared_buffers=${megabytes}MB`, 'wal_level=minimal', 'max_wal_senders=0'].flatMap((one) => ['-c', one])

export interface EmbeddedOptions {
  /** A folder on disk, locked for this process; absent means in memory (tests). */
  readonly folder?: string
  readonly clock?: Clock
  /** Memory kept for its tables; a small database opens sooner with less. */
  readonly megabytes?: number
}

type Runner = { query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }> }
const runOn =
  (runner: Runner): RunStatement =>
  async (text, values) =>
    (await runner.query<never>(text, [...values])).rows

/** Opens the embedded database (PGlite, native API only). One session: work queues up, so nothing can collide. */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<Db & { client: PGlite }> {
  const release = options.folder === undefined ? () => {} : lockFolder(options.folder)
  const client = await PGlite.create({
    ...(options.folder === undefined ? {} : { dataDir: `${options.folder}/database` }),
    extensions: { btree_gist, pg_trgm },
    startParams: [...PGlite.defaultStartParams, ...lean(options.megabytes ?? 32)],
    parsers: { ...parsers },
  }).catch((error: unknown) => {
    release()
    throw new OutsideFailure('folder_cannot_be_read', error)
  })
  const clock = options.clock ?? realClock
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw translated(error)
    }
  }
  const inTransaction = <T>(begin: string, work: (run: RunStatement) => Promise<T>, told?: Sql): Promise<T> =>
    client.transaction(async (tx) => {
      await tx.exec(begin)
      if (told !== undefined) await tx.query(told.text, [...told.values])
      return work(runOn(tx))
    }) as Promise<T>
  return {
    kind: 'embedded',
    clock,
    client,
    transaction: (who, work, { isolation = 'read committed' } = {}) =>
      guarded(async () => {
        const begin = `set transaction isolation level ${isolation}; set local role daywell_app; set local search_path = pg_catalog`
        const told = whoAsks(who, clock)
        for (let attempt = 1; ; attempt++) {
          try {
            return await inTransaction(begin, (run) => work(transactionOn(run, who, clock)), told)
          } catch (error) {
            if (attempt >= 5 || !collided(error)) throw error
          }
        }
      }),
    owner: (work) => guarded(() => inTransaction('select 1', (run) => work(transactionOn(run, job('owner'), clock)))),
    script: async (text) => {
      try {
        return (await client.exec(text)).at(-1)?.rows ?? []
      } catch (error) {
        await client.exec('rollback').catch(() => {})
        throw translated(error)
      }
    },
    statement: (text, values, as = 'application') =>
      guarded(() =>
        inTransaction(as === 'application' ? 'set local role daywell_app' : 'select 1', (run) => run(text, values)),
      ),
    close: async () => {
      await client.close()
      release()
    },
  }
}
