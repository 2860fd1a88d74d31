import { z } from 'zod'
import type { Job } from '../../platform/jobs.ts'
import { enqueue } from '../../platform/queue.ts'
import { job as as } from '../../platform/who.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { MakeDraws } from '../simulation/simulate.ts'
import { DRIVERS_JOB, keepDrivers, keepResult, keptDrivers, keptScenario, SIMULATE_JOB } from '../store.ts'
import { askDrivers, type Drivers } from './ask-drivers.ts'
import { KEPT_DRAWS, SEED, type Simulate } from './simulate-type.ts'

const payload = z.object({ scenarioId: z.uuid() })

/** Works out a saved scenario, before any transaction: it takes seconds. A scenario that has its answer is left alone. Its drivers follow. */
const simulateJob = (simulate: Simulate): Job<{ scenarioId: string }> => ({
  name: SIMULATE_JOB,
  payload,
  before: async (db, { scenarioId }) => {
    const { content, result } = await db.transaction(as(SIMULATE_JOB), (tx) => keptScenario(tx, scenarioId))
    return result ?? (await simulate(content, SEED, KEPT_DRAWS))
  },
  handle: async (tx, { scenarioId }, found) => {
    await keepResult(tx, scenarioId, found as SimulationResult)
    await enqueue(tx, DRIVERS_JOB, { scenarioId })
  },
})

/** Works out what moves the answer, before any transaction: some hundred runs of a hundred draws. What is kept is left alone. */
const driversJob = (makeDraws: MakeDraws): Job<{ scenarioId: string }> => ({
  name: DRIVERS_JOB,
  payload,
  before: async (db, { scenarioId }) => {
    const { content, kept } = await db.transaction(as(DRIVERS_JOB), async (tx) => ({
      content: (await keptScenario(tx, scenarioId)).content,
      kept: await keptDrivers(tx, scenarioId),
    }))
    return kept === undefined ? askDrivers(content, { seed: SEED }, makeDraws) : undefined
  },
  handle: async (tx, { scenarioId }, found) => {
    if (found !== undefined) await keepDrivers(tx, scenarioId, found as Drivers)
  },
})

/** Background work of scenarios. */
export const scenarioJobs = (simulate: Simulate, makeDraws: MakeDraws): readonly Job[] =>
  [simulateJob(simulate), driversJob(makeDraws)] as readonly Job[]
