import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { openJobs } from '../../src/platform/jobs.ts'
import { migrate, migrations } from '../../src/platform/migrate.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    embeddedTemplate: string
  }
}

const nothing = { jobs: [], subscriptions: [], failed: () => {} }

/** A dump of an empty, migrated embedded database; made anew only when a migration changes. */
async function embeddedTemplate(): Promise<string> {
  const hash = createHash('sha256')
    .update(
      migrations()
        .map((migration) => migration.hash)
        .join(),
    )
    .digest('hex')
    .slice(0, 16)
  const folder = join(tmpdir(), 'daywell-test-templates')
  const path = join(folder, `${hash}.tar`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const db = await openEmbedded()
  await migrate(db)
  await openJobs(db, nothing)
  const dump = await db.client.dumpDataDir('none')
  await db.close()
  const half = `${path}.${process.pid}`
  writeFileSync(half, Buffer.from(await dump.arrayBuffer()))
  renameSync(half, path)
  return path
}

/** One private PostgreSQL for the whole run, with a migrated template database, and the embedded template. */
export default async function setup(project: TestProject): Promise<() => void> {
  const server = await startPostgres()
  const admin = openServer({ url: server.url('postgres'), connections: 1 })
  await admin.script('create database daywell_template')
  await admin.close()
  const template = openServer({ url: server.url('daywell_template'), connections: 1 })
  await migrate(template)
  await openJobs(template, nothing)
  await template.close()
  project.provide('postgresUrl', server.url('postgres'))
  project.provide('embeddedTemplate', await embeddedTemplate())
  return () => server.stop()
}
