import type { Worker } from 'node:worker_threads'

/** The next message of a worker, or its failure. */
export function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(error)
    worker.once('error', failed)
    worker.once('message', (message) => {
      worker.off('error', failed)
      resolve(message)
    })
  })
}
