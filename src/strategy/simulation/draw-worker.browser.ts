import { shareOfDraws, type WorkerTask } from './share-of-draws.ts'

/** A worker of the browser: the same draws as on the server. */
const share = shareOfDraws()
const own = globalThis as unknown as {
  onmessage: (event: { data: WorkerTask }) => void
  postMessage(message: unknown, give?: ArrayBufferLike[]): void
}
own.onmessage = ({ data }) => {
  const made = share(data)
  own.postMessage(made, made === undefined ? [] : [made.figures.buffer])
}
