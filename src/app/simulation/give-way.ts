import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** Above this share of the time, the program's main thread is taken to be answering people. */
const BUSY = 0.3
const LOOK_AGAIN_MILLISECONDS = 250
/** Work that nobody waits for goes on after this long all the same, so that it comes to its end on the busiest day. */
const MOST_MILLISECONDS = 5_000

/** Two that look at the same time share one look; what was seen longer ago than this says nothing of now. */
const ONE_LOOK_MILLISECONDS = 200
const STALE_MILLISECONDS = 10_000

/** What is asked about the program, and how time passes; the real ones unless a test says otherwise. */
export interface Surroundings {
  /** The time in milliseconds, and how much of it the main thread has been at work so far. */
  look(): { at: number; worked: number }
  wait(milliseconds: number): Promise<unknown>
}

const real: Surroundings = {
  look: () => ({ at: performance.now(), worked: performance.eventLoopUtilization().active }),
  wait: (milliseconds) => wait(milliseconds, undefined, { ref: false }),
}

/** The share of the time since the last look that the program was busy, 0 to 1; undefined where the last look is too old to say. */
function meter({ look }: Surroundings): () => number | undefined {
  let before = look()
  let busy: number | undefined
  return () => {
    const now = look()
    const span = now.at - before.at
    if (span < ONE_LOOK_MILLISECONDS && busy !== undefined) return busy
    busy = span > STALE_MILLISECONDS || span <= 0 ? undefined : (now.worked - before.worked) / span
    before = now
    return busy
  }
}

/**
 * Lets whoever asks for pages go first: waits while the program is busy answering, five seconds at most each time. A lower
 * priority alone was not enough: a thread that fills each free moment empties the processor's caches for the pages.
 */
export function givingWay(around: Surroundings = real): () => Promise<void> {
  const busy = meter(around)
  return async () => {
    for (let waited = 0; waited < MOST_MILLISECONDS && (busy() ?? 1) > BUSY; waited += LOOK_AGAIN_MILLISECONDS)
      await around.wait(LOOK_AGAIN_MILLISECONDS)
  }
}
