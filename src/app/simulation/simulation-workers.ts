import { Worker } from 'node:worker_threads'
import { assert } from '../../core/assert.ts'
import type { ChanceOf } from '../../strategy/simulation/draw-values.ts'
import type { Scenario } from '../../strategy/simulation/scenario-shape.ts'
import { type DrawsMade, drawsAtATime, placeDraws, type WorkerTask } from '../../strategy/simulation/share-of-draws.ts'
import type { AllFigures } from '../../strategy/simulation/summary.ts'

/** What to make, and who hears of it. */
export interface DrawsWanted {
  readonly scenario: Scenario
  readonly chance: ChanceOf
  readonly draws: number
  /** Hears how many draws are made. */
  progress?(made: number): void
  /** Ends the work before the next message; what was made is lost. */
  readonly signal?: AbortSignal
}

/** Worker threads that stay open between runs, for one run at a time. */
export interface SimulationWorkers {
  /** The figures of all draws, in their order: the same for any number of workers. */
  run(wanted: DrawsWanted): Promise<AllFigures>
  close(): Promise<void>
}

/** The next message of a worker, or its failure. */
function answerOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(error)
    worker.once('error', failed)
    worker.once('message', (message) => {
      worker.off('error', failed)
      resolve(message)
    })
  })
}

function ask(worker: Worker, task: WorkerTask): Promise<DrawsMade | undefined> {
  const answer = answerOf(worker) as Promise<DrawsMade | undefined>
  worker.postMessage(task)
  return answer
}

/** Opens so many workers. Each takes the next draws when it has made its last, so that one that is held up does less. */
export async function openSimulationWorkers(count: number): Promise<SimulationWorkers> {
  assert(count > 0, 'at least one worker')
  const workers = Array.from({ length: count }, () => new Worker(new URL('./worker.js', import.meta.url)))
  await Promise.all(workers.map(answerOf))
  return {
    run: async ({ scenario, chance, draws, progress, signal }) => {
      const all: Float64Array[] = Array.from({ length: draws })
      const size = drawsAtATime(draws, count)
      let [next, made] = [0, 0]
      await Promise.all(
        workers.map(async (worker) => {
          await ask(worker, { scenario, chance })
          while (next < draws) {
            signal?.throwIfAborted()
            const from = next
            const until = Math.min(draws, from + size)
            next = until
            const answer = await ask(worker, { from, until })
            if (answer !== undefined) placeDraws(all, answer)
            made += until - from
            progress?.(made)
          }
        }),
      )
      return all
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
