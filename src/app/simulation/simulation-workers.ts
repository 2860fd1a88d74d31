import { Worker } from 'node:worker_threads'
import { assert } from '../../core/assert.ts'
import type { ChanceOf } from '../../strategy/simulation/draw-values.ts'
import type { Scenario } from '../../strategy/simulation/scenario-shape.ts'
import { type DrawsMade, drawsAtATime, placeDraws, type WorkerTask } from '../../strategy/simulation/share-of-draws.ts'
import type { AllFigures } from '../../strategy/simulation/summary.ts'
import { nextMessage } from '../next-message.ts'

/** What to make, and who hears of it. */
export interface DrawsWanted {
  readonly scenario: Scenario
  readonly chance: ChanceOf
  /** The first draw; 0 where nothing is said. */
  readonly from?: number
  readonly draws: number
  /** Hears how many draws are made. */
  progress?(made: number): void
  /** Waited for before each share of the draws: whoever has to wait less goes first. */
  giveWay?(): Promise<void>
  /** Ends the work before the next message; what was made is lost. */
  readonly signal?: AbortSignal
}

/** Worker threads that stay open between runs, one run after another. */
export interface SimulationWorkers {
  /** The figures of all draws, in their order: the same for any number of workers. */
  run(wanted: DrawsWanted): Promise<AllFigures>
  close(): Promise<void>
}

function ask(worker: Worker, task: WorkerTask): Promise<DrawsMade | undefined> {
  const answer = nextMessage(worker) as Promise<DrawsMade | undefined>
  worker.postMessage(task)
  return answer
}

/** Gives out a run's draws: each worker takes the next when it has made its last, so that one that is held up does less. */
async function runOn(workers: readonly Worker[], wanted: DrawsWanted): Promise<AllFigures> {
  const { scenario, chance, draws, progress, giveWay, signal } = wanted
  const first = wanted.from ?? 0
  const all: Float64Array[] = Array.from({ length: draws })
  const size = drawsAtATime(draws, workers.length)
  let [next, made] = [0, 0]
  const ends = await Promise.allSettled(
    workers.map(async (worker) => {
      await ask(worker, { scenario, chance })
      while (next < draws) {
        await giveWay?.()
        signal?.throwIfAborted()
        if (next >= draws) break
        const from = next
        next = Math.min(draws, from + size)
        const answer = await ask(worker, { from: first + from, until: first + next })
        if (answer !== undefined) placeDraws(all, { ...answer, from })
        made += Math.min(size, draws - from)
        progress?.(made)
      }
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return all
}

/** A draw uses its memory again: what it throws away fits in little. 234 MB of a whole run became 204. */
const YOUNG_MEGABYTES = 4

/**
 * Opens so many workers. Runs wait for one another; workers that have nothing to do do not keep the program from ending. In the
 * background they leave the processor to pages and the database first (on Linux, where a thread has a priority of its own).
 */
export async function openSimulationWorkers(
  count: number,
  { background = false }: { background?: boolean } = {},
): Promise<SimulationWorkers> {
  assert(count > 0, 'at least one worker')
  const workers = Array.from(
    { length: count },
    () =>
      new Worker(new URL('./simulation-worker.js', import.meta.url), {
        workerData: { background },
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      }),
  )
  await Promise.all(workers.map(nextMessage))
  let last: Promise<unknown> = Promise.resolve()
  for (const worker of workers) worker.unref()
  const run = async (wanted: DrawsWanted) => {
    for (const worker of workers) worker.ref()
    try {
      return await runOn(workers, wanted)
    } finally {
      for (const worker of workers) worker.unref()
    }
  }
  return {
    run: (wanted) => {
      const mine = last.then(() => run(wanted))
      last = mine.catch(() => undefined)
      return mine
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
