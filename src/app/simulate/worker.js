// A worker thread of its own: reads TypeScript through tsx, as the command line does, then works out one scenario after another.
import { parentPort } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { simulate } = await import('../../strategy/simulation/simulate.ts')
parentPort.on('message', ({ number, scenario, seed, draws }) => {
  try {
    parentPort.postMessage({ number, result: simulate(scenario, seed, draws) })
  } catch (error) {
    parentPort.postMessage({ number, failed: error instanceof Error ? error.message : String(error) })
  }
})
