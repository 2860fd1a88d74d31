import type { Waiting } from '../platform/waiting.ts'

/** What waits, in the order of the steps, with each record once: where two steps name the same one, the later step's line stands. */
export function waitingOnce(waiting: readonly Waiting[]): Waiting[] {
  const last = new Map(waiting.flatMap((one, place) => (one.recordId === undefined ? [] : [[one.recordId, place]])))
  return waiting.filter((one, place) => one.recordId === undefined || last.get(one.recordId) === place)
}
