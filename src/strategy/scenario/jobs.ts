import { z } from 'zod'
import type { Job } from '../../platform/jobs.ts'
import { job as as } from '../../platform/who.ts'
import type { SimulationResult } from '../simulation/result.ts'
import { keepResult, keptScenario, SIMULATE_JOB } from '../store.ts'
import { KEPT_DRAWS, SEED, type Simulate } from './simulate-type.ts'

/** Works out a saved scenario, before any transaction: it takes seconds. A scenario that has its answer is left alone. */
const simulateJob = (simulate: Simulate): Job<{ scenarioId: string }> => ({
  name: SIMULATE_JOB,
  payload: z.object({ scenarioId: z.uuid() }),
  before: async (db, { scenarioId }) => {
    const { content, result } = await db.transaction(as(SIMULATE_JOB), (tx) => keptScenario(tx, scenarioId))
    return result ?? (await simulate(content, SEED, KEPT_DRAWS))
  },
  handle: (tx, { scenarioId }, found) => keepResult(tx, scenarioId, found as SimulationResult),
})

/** Background work of scenarios. */
export const scenarioJobs = (simulate: Simulate): readonly Job[] => [simulateJob(simulate)] as readonly Job[]
