import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, inject } from 'vitest'
import { day } from '../../src/core/calendar-date.ts'
import { type Clock, stoppedClock } from '../../src/platform/clock.ts'
import type { Db } from '../../src/platform/db.ts'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { firstOrAll } from './full.ts'
import { lent } from './lent-databases.ts'

export const testClock = stoppedClock(day('2026-11-22'))

/** Where files live in memory, if this computer has such a place; else where temporary files live. */
export const memoryFolder = () => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir())

/** Lays a migrated, empty embedded database into a folder. */
export const layEmbedded = (folder: string) =>
  cpSync(inject('embeddedTemplate'), join(folder, 'database'), { recursive: true })

/** A fresh, migrated, empty embedded database in a folder of its own, which goes when it is closed. */
export async function freshEmbedded(clock: Clock = testClock): Promise<Db> {
  const folder = mkdtempSync(join(inject('embeddedFolder'), 'database-'))
  layEmbedded(folder)
  const db = await openEmbedded({ folder, clock, megabytes: 8 })
  return {
    ...db,
    close: async () => {
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface ServerDatabase {
  readonly db: Db
  readonly url: string
}

const onPostgres = async (text: string): Promise<void> => {
  const admin = openServer({ url: inject('postgresUrl'), connections: 1 })
  try {
    await admin.script(text)
  } finally {
    await admin.close()
  }
}

/** A fresh, migrated, empty database on the run's PostgreSQL, which goes when it is closed: a run opens a thousand. */
export async function freshServer(clock: Clock = testClock, connections = 12): Promise<ServerDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onPostgres(`create database ${name} template daywell_template strategy file_copy`)
  const url = inject('postgresUrl').replace(/\/postgres$/, `/${name}`)
  const db = openServer({ url, clock, connections })
  const close = async () => {
    await db.close()
    await onPostgres(`drop database if exists ${name} with (force)`)
  }
  return { db: { ...db, close }, url }
}

/** A migrated, empty database on the run's PostgreSQL, kept open from one test to the next. */
const lentServer = async (clock: Clock = testClock): Promise<Db> =>
  (await lent('PostgreSQL', clock, async (its) => plain((await freshServer(its)).db))).db

/** A migrated, empty embedded database, kept open from one test to the next. */
const lentEmbedded = async (clock: Clock = testClock): Promise<Db> =>
  (await lent('embedded', clock, async (its) => plain(await freshEmbedded(its)))).db

const plain = (db: Db) => ({ db, built: undefined, close: () => db.close() })

export type Open = (clock?: Clock) => Promise<Db>

/** PostgreSQL always, the embedded database with the full counts: for what takes long there and is walked there by the stories. */
export const embeddedWithFull = firstOrAll(1, ['PostgreSQL', 'embedded'] as const)

const kinds = ['PostgreSQL', 'embedded'] as const

/** The same tests on the embedded database and on PostgreSQL; what `open` gives is closed after each test. */
export function onBothDatabases(
  name: string,
  tests: (open: Open) => void,
  on: readonly (typeof kinds)[number][] = kinds,
): void {
  for (const kind of on) {
    describe(`${name} (${kind})`, () => {
      const opened: Db[] = []
      afterEach(async () => {
        await Promise.all(opened.splice(0).map((db) => db.close()))
      })
      tests(async (clock = testClock) => {
        const db = await (kind === 'embedded' ? lentEmbedded : lentServer)(clock)
        opened.push(db)
        return db
      })
    })
  }
}
