import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { openJobs } from '../../src/platform/jobs.ts'
import { migrate, migrations } from '../../src/platform/migrate.ts'
import { memoryFolder } from './databases.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    embeddedTemplate: string
    /** Where the run lays its embedded databases; it goes with the run. */
    embeddedFolder: string
  }
}

const nothing = { jobs: [], subscriptions: [], failed: () => {} }

/**
 * The folder of an empty, migrated embedded database, which each test copies; made anew only when a migration changes.
 * The databases from which others are made are taken out: nobody makes one, and without them a copy is half the work.
 */
async function embeddedTemplate(): Promise<string> {
  const hash = createHash('sha256')
    .update(
      [...migrations().map(({ name, hash }) => `${name} ${hash}`), readFileSync(import.meta.filename, 'utf8')].join(),
    )
    .digest('hex')
    .slice(0, 16)
  const folder = join(memoryFolder(), 'daywell-test-templates')
  const path = join(folder, hash)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const half = mkdtempSync(`${path}-`)
  const db = await openEmbedded({ folder: half })
  await migrate(db)
  await openJobs(db, nothing)
  for (const name of ['template0', 'template1']) {
    await db.client.exec(`alter database ${name} is_template false`)
    await db.client.exec(`drop database ${name}`)
  }
  await db.client.exec('checkpoint')
  await db.close()
  try {
    renameSync(join(half, 'database'), path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
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
  const embeddedFolder = mkdtempSync(join(memoryFolder(), 'daywell-test-'))
  project.provide('embeddedFolder', embeddedFolder)
  return () => {
    server.stop()
    rmSync(embeddedFolder, { recursive: true, force: true })
  }
}
