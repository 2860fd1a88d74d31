// A worker thread of its own: reads TypeScript through tsx, as the command line does, then waits for draws to make.
import { constants, platform, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
// Elsewhere a priority is the whole program's.
if (workerData?.background && platform() === 'linux') setPriority(constants.priority.PRIORITY_LOW)
const { shareOfDraws } = await import('../../strategy/simulation/share-of-draws.ts')
const share = shareOfDraws()
parentPort.on('message', (task) => {
  const made = share(task)
  parentPort.postMessage(made, made === undefined ? [] : [made.figures.buffer])
})
parentPort.postMessage('ready')
