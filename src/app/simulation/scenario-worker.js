// A thread of its own that works out one scenario after another: it shares the draws among two workers and sums them up here,
// so that the server's own thread does neither. Reads TypeScript through tsx, as the command line does.
import { availableParallelism } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { openSimulationWorkers } = await import('./simulation-workers.ts')
const { summaryOf } = await import('../../strategy/simulation/summary.ts')
const workers = await openSimulationWorkers(Math.min(2, availableParallelism()))

const answer = async ({ number, scenario, seed, draws }) => {
  try {
    const all = await workers.run({ scenario, chance: { seed, uncertain: true }, draws })
    parentPort.postMessage({ number, result: summaryOf(scenario, seed, all) })
  } catch (error) {
    parentPort.postMessage({ number, failed: error instanceof Error ? error.message : String(error) })
  }
}
let last = Promise.resolve()
parentPort.on('message', (asked) => {
  last = last.then(() => answer(asked))
})
