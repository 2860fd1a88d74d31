import { Worker } from 'node:worker_threads'
import { assert } from '../../core/assert.ts'
import { nextMessage } from '../next-message.ts'
import type { PopulationWork, SharedWork } from './share-of-work.ts'

/** Worker threads that stay open between runs. */
export interface PopulationWorkers {
  /** Works everybody out; the results stand in the columns that were given. Gives how many rows each worker did. */
  run(work: PopulationWork): Promise<number[]>
  close(): Promise<void>
}

/**
 * Opens so many workers over columns in shared memory: nothing is copied, each takes the next rows from a common counter, so
 * that a worker that is held up does less and none waits for it.
 */
export async function openPopulationWorkers(count: number): Promise<PopulationWorkers> {
  assert(count > 0, 'at least one worker')
  const workers = Array.from({ length: count }, () => new Worker(new URL('./population-worker.js', import.meta.url)))
  await Promise.all(workers.map(nextMessage))
  return {
    run: async (work) => {
      const shared: SharedWork = { ...work, next: new Int32Array(new SharedArrayBuffer(4)) }
      return (await Promise.all(
        workers.map((worker) => {
          const answer = nextMessage(worker)
          worker.postMessage(shared)
          return answer
        }),
      )) as number[]
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
