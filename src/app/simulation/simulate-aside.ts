import { Worker } from 'node:worker_threads'
import type { Simulate } from '../../strategy/scenario/simulate-type.ts'
import type { SimulationResult } from '../../strategy/simulation/result.ts'
import { remembering } from './remember.ts'

interface Answer {
  readonly number: number
  readonly result?: SimulationResult
  readonly failed?: string
}

interface Waiting {
  resolve(result: SimulationResult): void
  reject(error: Error): void
}

let open: { worker: Worker; waiting: Map<number, Waiting> } | undefined
let asked = 0

/** The thread that works scenarios out, opened when it is first needed; it does not keep the program alive. */
function thread(): NonNullable<typeof open> {
  if (open !== undefined) return open
  const worker = new Worker(new URL('./scenario-worker.js', import.meta.url))
  const waiting = new Map<number, Waiting>()
  const opened = { worker, waiting }
  worker.on('message', ({ number, result, failed }: Answer) => {
    const one = waiting.get(number)
    waiting.delete(number)
    if (waiting.size === 0) worker.unref()
    if (result === undefined) one?.reject(new Error(failed))
    else one?.resolve(result)
  })
  worker.on('error', (error) => {
    for (const one of waiting.values()) one.reject(error)
    open = undefined
  })
  worker.unref()
  open = opened
  return opened
}

/** Works a scenario out on another thread, so that the server goes on answering; the last answers are kept. */
export const simulateAside: Simulate = remembering(
  (scenario, seed, draws) =>
    new Promise((resolve, reject) => {
      const { worker, waiting } = thread()
      asked += 1
      waiting.set(asked, { resolve, reject })
      worker.ref()
      worker.postMessage({ number: asked, scenario, seed, draws })
    }),
)
