import { createHash } from 'node:crypto'
import type { Simulate } from '../../strategy/scenario/simulate-type.ts'
import type { SimulationResult } from '../../strategy/simulation/result.ts'

/** Keeps the last answers: the same scenario, seed and number of runs always give the same. */
export function remembering(simulate: Simulate, most = 32): Simulate {
  const kept = new Map<string, Promise<SimulationResult>>()
  return (scenario, seed, draws) => {
    const key = createHash('sha256')
      .update(`${seed} ${draws} ${JSON.stringify(scenario)}`)
      .digest('hex')
    const found = kept.get(key)
    if (found !== undefined) return found
    const answer = simulate(scenario, seed, draws)
    kept.set(key, answer)
    answer.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return answer
  }
}
