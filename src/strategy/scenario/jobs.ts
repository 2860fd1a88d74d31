import { z } from 'zod'
import type { Job } from '../../platform/jobs.ts'
import { enqueue } from '../../platform/queue.ts'
import { job as as } from '../../platform/who.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import type { MakeDraws } from '../simulation/simulate.ts'
import { inDoubt } from '../simulation/tornado.ts'
import {
  DRIVERS_JOB,
  driverParts,
  keepDriverParts,
  keepDrivers,
  keepResult,
  keptDrivers,
  keptScenario,
  SIMULATE_JOB,
} from '../store.ts'
import { askDrivers, type DriverPart, type Drivers, driverPart } from './ask-drivers.ts'
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

/** How long one turn of the drivers' job goes on before other jobs have theirs. */
const TURN_MS = 1_500

type DriversTurn = 'kept' | { readonly parts: readonly DriverPart[] } | { readonly drivers: Drivers }

/** As many assumptions as a turn has time for, one at least; the whole once none is left. */
async function driversTurn(
  scenario: Scenario,
  made: readonly DriverPart[],
  makeDraws: MakeDraws,
): Promise<Exclude<DriversTurn, 'kept'>> {
  const known = new Set(made.map(({ key }) => key))
  const left = inDoubt(scenario).filter((key) => !known.has(key))
  if (left.length === 0) return { drivers: await askDrivers(scenario, { seed: SEED }, makeDraws, made) }
  const until = performance.now() + TURN_MS
  const parts: DriverPart[] = []
  for (const key of left) {
    parts.push(await driverPart(scenario, key, { seed: SEED }, makeDraws))
    if (performance.now() > until) break
  }
  return { parts }
}

/**
 * Works out what moves the answer: some hundred runs of a hundred draws, too long to hold up other jobs. Turn by turn the job writes down
 * what it made and asks for itself until all is done: a process that dies loses one turn. What is kept is left alone.
 */
const driversJob = (makeDraws: MakeDraws): Job<{ scenarioId: string }> => ({
  name: DRIVERS_JOB,
  payload,
  before: async (db, { scenarioId }): Promise<DriversTurn> => {
    const { content, kept, made } = await db.transaction(as(DRIVERS_JOB), async (tx) => ({
      content: (await keptScenario(tx, scenarioId)).content,
      kept: await keptDrivers(tx, scenarioId),
      made: await driverParts(tx, scenarioId),
    }))
    return kept === undefined ? driversTurn(content, made, makeDraws) : 'kept'
  },
  handle: async (tx, { scenarioId }, found) => {
    const turn = found as DriversTurn
    if (turn === 'kept') return
    if ('drivers' in turn) return keepDrivers(tx, scenarioId, turn.drivers)
    await keepDriverParts(tx, scenarioId, turn.parts)
    await enqueue(tx, DRIVERS_JOB, { scenarioId })
  },
})

/** Background work of scenarios. */
export const scenarioJobs = (simulate: Simulate, makeDraws: MakeDraws): readonly Job[] =>
  [simulateJob(simulate), driversJob(makeDraws)] as readonly Job[]
