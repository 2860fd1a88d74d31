// A worker thread of its own: reads TypeScript through tsx, as the command line does, then waits for shares of the work.
import { parentPort } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { doShare } = await import('./share-of-work.ts')
parentPort.on('message', (work) => parentPort.postMessage(doShare(work)))
parentPort.postMessage('ready')
