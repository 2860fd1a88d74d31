import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** Above this share of the time, the program's main thread is taken to be answering people. */
const BUSY = 0.3
const LOOK_AGAIN_MILLISECONDS = 250
/** Work that nobody waits for goes on after this long all the same, so that it comes to its end on the busiest day. */
const MOST_MILLISECONDS = 5_000

/** What is asked about the program, and how time passes; the real ones unless a test says otherwise. */
export interface Surroundings {
  /** The share of the time since this was last asked that the main thread was at work, 0 to 1. */
  busy(): number
  wait(milliseconds: number): Promise<unknown>
}

function real(): Surroundings {
  let before = performance.eventLoopUtilization()
  const busy = () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    return utilization
  }
  return { busy, wait: (milliseconds) => wait(milliseconds, undefined, { ref: false }) }
}

/**
 * Lets whoever asks for pages go first: waits while the program is busy answering, five seconds at most each time. A lower
 * priority alone was not enough: a thread that fills each free moment empties the processor's caches for the pages.
 */
export function givingWay(around: Surroundings = real()): () => Promise<void> {
  return async () => {
    for (let waited = 0; waited < MOST_MILLISECONDS && around.busy() > BUSY; waited += LOOK_AGAIN_MILLISECONDS)
      await around.wait(LOOK_AGAIN_MILLISECONDS)
  }
}
