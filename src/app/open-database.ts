import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import { openEmbedded } from '../platform/db-embedded.ts'
import { openServer } from '../platform/db-server.ts'
import { migrate, proveSecurityBinds } from '../platform/migrate.ts'

/** Opens the council's database, brings its tables up to date and proves that row-level security binds. */
export async function openDatabase(from: {
  databaseUrl: string | undefined
  dataFolder: string
  clock: Clock
}): Promise<Db> {
  const { databaseUrl, dataFolder, clock } = from
  const db =
    databaseUrl === undefined
      ? await openEmbedded({ folder: dataFolder, clock })
      : openServer({ url: databaseUrl, clock })
  try {
    await migrate(db)
    await proveSecurityBinds(db)
    await takeStatistics(db)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** The embedded database takes no statistics by itself; without any, its planner takes every table for a small one. */
async function takeStatistics(db: Db): Promise<void> {
  if (db.kind !== 'embedded') return
  const [never] = await db.statement<{ never: boolean }>(
    "select reltuples < 0 as never from pg_class where oid = 'people.person'::regclass and exists (select from people.person)",
    [],
    'owner',
  )
  if (never?.never === true) await db.script('analyze')
}
