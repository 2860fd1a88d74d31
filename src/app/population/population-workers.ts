import { Worker } from 'node:worker_threads'
import { assert } from '../../core/assert.ts'
import type { PopulationWork, SharedWork } from './share-of-work.ts'

/** Worker threads that stay open between runs. */
export interface PopulationWorkers {
  /** Works everybody out; the results stand in the columns that were given. Gives how many rows each worker did. */
  run(work: PopulationWork): Promise<number[]>
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

/**
 * Opens so many workers over columns in shared memory: nothing is copied, each takes the next rows from a common counter, so
 * that a worker that is held up does less and none waits for it.
 */
export async function openPopulationWorkers(count: number): Promise<PopulationWorkers> {
  assert(count > 0, 'at least one worker')
  const workers = Array.from({ length: count }, () => new Worker(new URL('./population-worker.js', import.meta.url)))
  await Promise.all(workers.map(answerOf))
  return {
    run: async (work) => {
      const shared: SharedWork = { ...work, next: new Int32Array(new SharedArrayBuffer(4)) }
      return (await Promise.all(
        workers.map((worker) => {
          const answer = answerOf(worker)
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
