import { availableParallelism } from 'node:os'
import type { MakeDraws } from '../../strategy/jobs.ts'
import { givingWay } from './give-way.ts'
import { openSimulationWorkers, type SimulationWorkers } from './simulation-workers.ts'

let opened: Promise<SimulationWorkers> | undefined
const giveWay = givingWay()

/** Draws of a job on two worker threads at most, opened when the first are asked for. They never keep the program from ending, and give way to whoever asks for a page. */
export const drawsOnWorkers: MakeDraws = async ({ scenario, seed, from, until }) => {
  opened ??= openSimulationWorkers(Math.min(2, availableParallelism()), { background: true })
  const workers = await opened
  return workers.run({ scenario, chance: { seed, uncertain: true }, from, draws: until - from, giveWay })
}
