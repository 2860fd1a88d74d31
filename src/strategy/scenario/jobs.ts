import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { Job } from '../../platform/jobs.ts'
import { enqueue } from '../../platform/queue.ts'
import { job as as } from '../../platform/who.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
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

/** How long one turn of the drivers' job waits before other jobs have theirs. */
const TURN_MS = 1_500

/**
 * Works out what moves the answer: some hundred runs of a hundred draws, too long to hold up other jobs. The work goes on beside the queue;
 * the job looks in on it, turn by turn, and asks for itself until it is done. A process that dies begins anew. What is kept is left alone.
 */
const driversJob = (makeDraws: MakeDraws): Job<{ scenarioId: string }> => {
  const atWork = new Map<string, Promise<Drivers>>()
  const begun = (scenarioId: string, content: Scenario) => {
    const found = atWork.get(scenarioId) ?? askDrivers(content, { seed: SEED }, makeDraws)
    // whoever looks in next hears of a failure
    found.catch(() => undefined)
    atWork.set(scenarioId, found)
    return found
  }
  return {
    name: DRIVERS_JOB,
    payload,
    before: async (db, { scenarioId }) => {
      const { content, kept } = await db.transaction(as(DRIVERS_JOB), async (tx) => ({
        content: (await keptScenario(tx, scenarioId)).content,
        kept: await keptDrivers(tx, scenarioId),
      }))
      if (kept !== undefined) return 'kept'
      const stop = new AbortController()
      const turn = setTimeout(TURN_MS, 'later', { signal: stop.signal }).catch(() => 'later')
      try {
        return await Promise.race([begun(scenarioId, content), turn])
      } catch (error) {
        atWork.delete(scenarioId)
        throw error
      } finally {
        stop.abort()
      }
    },
    handle: async (tx, { scenarioId }, found) => {
      if (found === 'later') await enqueue(tx, DRIVERS_JOB, { scenarioId })
      else if (found !== 'kept') await keepDrivers(tx, scenarioId, found as Drivers)
      if (found !== 'later') atWork.delete(scenarioId)
    },
  }
}

/** Background work of scenarios. */
export const scenarioJobs = (simulate: Simulate, makeDraws: MakeDraws): readonly Job[] =>
  [simulateJob(simulate), driversJob(makeDraws)] as readonly Job[]
