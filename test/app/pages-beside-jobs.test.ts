import { expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '../../src/platform/db.ts'
import { type Job, openJobs } from '../../src/platform/jobs.ts'
import { enqueue } from '../../src/platform/queue.ts'
import { freshEmbedded } from '../support/databases.ts'
import { jobWho } from '../support/who.ts'

const many = 20

test('between two jobs on the embedded database whatever waits outside has its turn', async () => {
  const db = await freshEmbedded()
  let worked = 0
  const work: Job = {
    name: 'test/work',
    payload: z.unknown(),
    handle: async (tx) => {
      await tx.query(sql`select 1 as one`)
      worked++
    },
  }
  const jobs = await openJobs(db, { jobs: [work], subscriptions: [], failed: () => {} })
  await db.transaction(jobWho(), async (tx) => {
    for (let each = 0; each < many; each++) await enqueue(tx, work.name, {})
  })
  const seen = new Set<number>()
  const look = setInterval(() => seen.add(worked), 0)
  await jobs.drain()
  clearInterval(look)
  await db.close()
  expect(worked).toBe(many)
  expect(seen.size).toBeGreaterThan(many / 4)
})
