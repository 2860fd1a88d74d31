import { afterAll, beforeAll, expect, test } from 'vitest'
import { outsideSentence } from '../../src/app/outside-sentence.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { OutsideFailure } from '../../src/platform/refused.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server?.stop())

test('a server on which the role of the application was never made is named, with what to do', async () => {
  const db = openServer({ url: server.url('postgres'), connections: 1 })
  const failure: unknown = await db.statement('select 1 as one', []).catch((error: unknown) => error)
  await db.close()
  expect(failure).toBeInstanceOf(OutsideFailure)
  expect(outsideSentence(failure as OutsideFailure)).toMatch(/no role daywell_app, so a backup was restored without it/)
})
