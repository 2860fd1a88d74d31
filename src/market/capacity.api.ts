import { z } from 'zod'
import { closeSite, endClosure } from '../directory/store.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { NotFound } from '../platform/refused.ts'
import { putOnSale, scenarioAt, siteSupply } from './store.ts'

const tags = ['market']
const scenario = z.object({
  closed: z.boolean().optional(),
  closedRooms: z.array(z.uuid()).max(100).optional(),
  distancingPercent: z.number().int().min(0).max(100).optional(),
  workersAway: z.number().int().min(0).max(200).optional(),
})
const site = z.object({ siteId: z.uuid() })

/** What a building can hold, for other programs: under a scenario, and put on sale. */
export const capacityApi: StepApi = async (app) => {
  app.post(
    '/api/market/sites/:siteId/scenario',
    {
      config: {
        policy: {
          roles: ['commissioner', 'broker', 'team_manager'],
          about: 'Who is affected when a building holds less',
        },
        pure: true,
      },
      schema: {
        tags,
        summary: 'What is left at a building under a scenario, and who is affected; nothing changes by it',
        params: site,
        body: scenario.extend({ from: apiDay.optional(), until: apiDay.optional() }),
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const { from = tx.today, until = null, ...wanted } = request.body
        const supply = await siteSupply(tx, request.params.siteId, from)
        if (supply === undefined) throw new NotFound('site')
        const answer = await scenarioAt(tx, supply, wanted, { from, until })
        const named = request.who.role === 'commissioner' ? [] : answer.named
        return { ...answer, named }
      }),
  )
  app.post(
    '/api/market/sites/:siteId/capacity',
    {
      config: { policy: { roles: ['commissioner', 'broker'], about: 'Put on sale what rooms and rota give' } },
      schema: {
        tags,
        summary: 'Put on sale what rooms and rota give under a scenario; refused below what is booked',
        params: site,
        body: scenario.extend({ from: apiDay, reason: z.string().trim().min(1).max(500) }),
        response: { 201: z.object({ changed: z.number() }) },
      },
    },
    async (request, reply) => {
      const { from, reason, ...wanted } = request.body
      const changed = await request.tx((tx) => putOnSale(tx, request.params.siteId, wanted, { from, reason }))
      return reply.code(201).send({ changed })
    },
  )
}

/** Closing a building for a time and opening it again earlier, for other programs. */
export const closuresApi: StepApi = async (app) => {
  app.post(
    '/api/market/sites/:siteId/close',
    {
      config: { policy: { roles: ['commissioner', 'team_manager'], about: 'Close a building for a time' } },
      schema: {
        tags,
        summary:
          'Close a building from a day until a day; its dates are cancelled, and people stand in the lists to tell',
        params: site,
        body: z.object({
          id: z.uuid().optional(),
          from: apiDay,
          until: apiDay,
          reason: z.string().trim().min(1).max(200),
        }),
        response: { 201: z.object({ closureId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { id = newId(), ...wanted } = request.body
      await request.tx(async (tx) => {
        if ((await siteSupply(tx, request.params.siteId, tx.today)) === undefined) throw new NotFound('site')
        await closeSite(tx, { ...wanted, id, siteId: request.params.siteId })
      })
      return reply.code(201).send({ closureId: id })
    },
  )
  app.post(
    '/api/market/closures/:closureId/end',
    {
      config: { policy: { roles: ['commissioner', 'team_manager'], about: 'Open a closed building again earlier' } },
      schema: {
        tags,
        summary: 'Open a closed building again from a day on; what was cancelled is laid again as it was planned',
        params: z.object({ closureId: z.uuid() }),
        body: z.object({ openFrom: apiDay, reason: z.string().trim().min(1).max(200) }),
        response: { 201: z.object({ done: z.boolean() }) },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => endClosure(tx, { ...request.body, closureId: request.params.closureId }))
      return reply.code(201).send({ done: true })
    },
  )
}
