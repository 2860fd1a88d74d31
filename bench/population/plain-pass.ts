import { Worker } from 'node:worker_threads'
import { columnsIn } from './column-files.ts'

/** Reads every byte of its share of the columns that go in, and writes every byte of its share of those that come out. */
const code = `
const { parentPort } = require('node:worker_threads')
const scratch = new Uint8Array(65536)
parentPort.on('message', ({ reads, writes, part, parts }) => {
  const share = (all) => all.subarray(Math.floor((all.length * part) / parts), Math.floor((all.length * (part + 1)) / parts))
  for (const all of reads) {
    const mine = share(all)
    for (let at = 0; at < mine.length; at += scratch.length) scratch.set(mine.subarray(at, at + scratch.length))
  }
  for (const all of writes) share(all).fill(1)
  parentPort.postMessage(scratch[0])
})
parentPort.postMessage('ready')`

const bytesOf = (columns: unknown) =>
  columnsIn(columns).map(([, column]) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
const answer = (worker: Worker) =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })

/** Seconds for one plain pass over columns on so many threads: what the memory alone would take. */
export async function plainPass(reads: unknown, writes: unknown, threads: number): Promise<number> {
  const workers = Array.from({ length: threads }, () => new Worker(code, { eval: true }))
  await Promise.all(workers.map(answer))
  const began = performance.now()
  const answers = workers.map(answer)
  for (const [part, worker] of workers.entries())
    worker.postMessage({ reads: bytesOf(reads), writes: bytesOf(writes), part, parts: threads })
  await Promise.all(answers)
  const seconds = (performance.now() - began) / 1000
  await Promise.all(workers.map((worker) => worker.terminate()))
  return seconds
}
