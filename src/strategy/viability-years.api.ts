import { z } from 'zod'
import type { MarketPolicyOn } from '../market/index.ts'
import { servicesKnown } from '../market/store.ts'
import type { StepApi } from '../platform/http.ts'
import type { Simulate } from './scenario/simulate-type.ts'
import { keptScenario } from './store.ts'
import { askViability } from './viability-years/ask-viability.ts'
import type { TierOfLotOn } from './viability-years/figures.ts'
import { toldViability } from './viability-years/told-viability-years.ts'

/** What a saved scenario does to services, for other programs. */
export const viabilityYearsApi =
  (policyOn: MarketPolicyOn, tierOfLotOn: TierOfLotOn, simulate: Simulate): StepApi =>
  async (app) => {
    app.get(
      '/api/strategy/scenarios/:scenarioId/viability',
      {
        config: { policy: { roles: ['commissioner', 'finance'], about: 'What a scenario does to services' } },
        schema: {
          tags: ['strategy'],
          summary:
            'Places attended, income, cost and result of each service in each year of a saved scenario; of fewer than five people nothing is told',
          params: z.object({ scenarioId: z.uuid() }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const { kept, services, today } = await request.tx(async (tx) => ({
          kept: await keptScenario(tx, request.params.scenarioId),
          services: await servicesKnown(tx, policyOn(tx.today)),
          today: tx.today,
        }))
        return { ...toldViability(kept, await askViability(kept, services, tierOfLotOn(today), simulate)) }
      },
    )
  }
