import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { openJobs } from '../../src/platform/jobs.ts'
import { strategyJobs } from '../../src/strategy/jobs.ts'
import { drawMaker, type MakeDraws } from '../../src/strategy/simulation/simulate.ts'
import { testClock } from '../support/databases.ts'

// A process that makes the draws of the large runs that wait, and says which it begins, until it is killed.
const db = await openEmbedded({ folder: process.env['RUN_DATABASE'] ?? '', clock: testClock })
let made = 0
const makeDraws: MakeDraws = async ({ scenario, seed, from, until }) => {
  process.stdout.write(`${from}\n`)
  made = until
  const maker = drawMaker(scenario, { seed, uncertain: true })
  return Array.from({ length: until - from }, (_, at) => maker.figures(from + at))
}
const jobs = await openJobs(db, { jobs: strategyJobs(makeDraws), subscriptions: [], failed: () => undefined })
// what a killed process had in hand is given back after some seconds, as in the server, which looks again and again
for (const draws = Number(process.env['RUN_DRAWS']); made < draws; await sleep(500)) await jobs.drain()
await db.close()
