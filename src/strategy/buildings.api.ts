import { z } from 'zod'
import type { TravelPolicyOn } from '../directory/index.ts'
import type { StepApi } from '../platform/http.ts'
import { WrongFields } from '../platform/refused.ts'
import type { ClimatePolicyOn } from './buildings/climate-policy.ts'
import { buildingsFor } from './store.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'Use, cost and journeys of the council’s own buildings, nobody named',
} as const

/** The council's own buildings, now and as supposed, for other programs; nothing is told of fewer than five people. */
export const buildingsApi =
  (travelPolicyOn: TravelPolicyOn, climatePolicyOn: ClimatePolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/strategy/buildings',
      {
        config: { policy },
        schema: {
          tags: ['strategy'],
          summary:
            'Use, cost, journeys and CO₂ of each building, and what would follow if one closed or people moved nearer',
          querystring: z.object({ close: z.string().max(100).optional(), move: z.string().max(10).optional() }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const { faults, ...found } = await request.tx((tx) =>
          buildingsFor(tx, request.query, { travelPolicyOn, climatePolicyOn }),
        )
        if (faults.length > 0) throw new WrongFields(faults)
        return found
      },
    )
  }
