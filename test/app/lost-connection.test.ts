import { afterEach, expect, test } from 'vitest'
import { day } from '../../src/core/calendar-date.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { appendFact } from '../../src/platform/facts.ts'
import { newId } from '../../src/platform/ids.ts'
import { testApp } from '../support/app.ts'
import { freshServer } from '../support/databases.ts'
import { jobWho } from '../support/who.ts'

const opened: Db[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()))
})

async function server(): Promise<Db> {
  const { db } = await freshServer()
  opened.push(db)
  return db
}

test('a connection lost in the middle of writing leaves nothing half-written, and the next work goes on', async () => {
  const db = await server()
  const write = db.transaction(jobWho(), async (tx) => {
    await appendFact(tx, 'test/written', newId(), day('2026-11-22'))
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await db.owner((other) => other.query(sql`select pg_terminate_backend(${pid})`))
    await tx.query(sql`select 1 as one`)
  })
  await expect(write).rejects.toMatchObject({ name: 'OutsideFailure', code: 'database_unreachable' })
  const { n } = await db.transaction(jobWho(), (tx) =>
    tx.one<{ n: number }>(sql`select count(*) as n from platform.fact`),
  )
  expect(n).toBe(0)
})

test('somebody at a page then reads that nothing was saved and what to do', async () => {
  const db = await server()
  const app = await testApp({ db })
  const admin = await app.as('administrator')
  const cut = async () => {
    throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })
  }
  const whole = db.transaction
  Object.assign(db, {
    transaction: (...given: Parameters<Db['transaction']>) =>
      given[0].role === 'administrator' ? whole(given[0], cut) : whole(...given),
  })
  const page = await admin.get('/admin')
  expect([page.status, page.body]).toEqual([503, expect.stringContaining('We cannot reach our records just now')])
  expect(page.body).toContain('Wait a minute, then try again.')
})
