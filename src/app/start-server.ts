import type { AddressInfo } from 'node:net'
import type { Db } from '../platform/db.ts'
import { job } from '../platform/who.ts'
import { buildApp } from './build-app.ts'
import type { Configuration } from './configuration.ts'
import { openDatabase } from './open-database.ts'
import { isEmpty } from './store.ts'

export interface Running {
  readonly db: Db
  readonly address: string
  stop(): Promise<void>
}

const LOOK_FOR_JOBS_EVERY_MS = 2_000

/** Opens the records, fills an empty trial with the demo borough, and serves. */
export async function startServer(set: Configuration, say: (line: string) => void): Promise<Running> {
  const db = await openDatabase(set)
  try {
    if (set.demo && (await db.transaction(job('start'), isEmpty))) say('The database is empty.')
    const { web, jobs } = await buildApp({
      db,
      secret: set.secret,
      secureCookies: set.production,
      log: { level: set.logLevel },
      demo: set.demo,
      council: { name: 'Council', phone: '' },
    })
    await web.listen({ port: set.port, host: set.host })
    jobs.start(LOOK_FOR_JOBS_EVERY_MS)
    const address = `http://localhost:${(web.server.address() as AddressInfo).port}`
    say(`Daywell is ready: ${address}`)
    return {
      db,
      address,
      stop: async () => {
        await web.close()
        await jobs.stop()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}
