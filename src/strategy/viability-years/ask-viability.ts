import { LIVE_DRAWS, SEED, type Simulate } from '../scenario/simulate-type.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { KeptScenario } from '../store.ts'
import { type ServiceToday, type TierOfLot, type ViabilityYears, viabilityYears } from './figures.ts'

export interface ViabilityAnswer {
  readonly result: SimulationResult
  readonly found: ViabilityYears
}

/**
 * What a saved scenario does to services, from its kept answer; one that is not worked out yet, or was before places were told apart, is
 * worked out now with fewer runs.
 */
export async function askViability(
  { content, result: kept }: Pick<KeptScenario, 'content' | 'result'>,
  services: readonly ServiceToday[],
  tierOf: TierOfLot,
  simulate: Simulate,
): Promise<ViabilityAnswer> {
  const result = kept?.places === undefined ? await simulate(content, SEED, LIVE_DRAWS) : kept
  return { result, found: viabilityYears(services, content, result, tierOf) }
}
