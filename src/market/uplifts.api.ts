import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { apiPage } from '../platform/list-asked.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { decideUplift, proposeUplift, uplifts } from './store.ts'

const tags = ['market']
const year = z.number().int().min(2000).max(2100)
const decides = { roles: ['commissioner'], about: 'Propose and decide an uplift of prices' } as const

/** Uplifts for other programs: those there were, proposing one from wages and prices, deciding it. */
export const upliftsApi =
  (policyOn: MarketPolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/market/uplifts',
      {
        config: { policy: { roles: ['commissioner', 'finance'], about: 'Uplifts of prices' } },
        schema: {
          tags,
          summary: 'Uplifts with their working and decision, the latest first, 50 a page; of one lot where it is named',
          querystring: z.object({ lotId: z.uuid().optional(), page: apiPage }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const { rows, all } = await request.tx((tx) => uplifts(tx, request.query))
        return { all, uplifts: rows }
      },
    )
    app.post(
      '/api/market/uplifts',
      {
        config: { policy: decides },
        schema: {
          tags,
          summary: 'Propose an uplift of a lot; nothing changes until it is decided',
          body: z.object({ lotId: z.uuid(), baseYear: year, toYear: year, from: apiDay }),
          response: { 201: z.object({ upliftId: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const upliftId = await request.tx((tx) =>
          proposeUplift(tx, { ...request.body, wagePercent: policyOn(tx.today).uplift.wagePercent }),
        )
        return reply.code(201).send({ upliftId })
      },
    )
    app.post(
      '/api/market/uplifts/:upliftId/decision',
      {
        config: { policy: decides },
        schema: {
          tags,
          summary:
            'Decide an uplift in hundredths of a per cent: every price of the lot goes on at its new figure; 0 is a no, which providers read; takenBack (with 0) is told to nobody',
          params: z.object({ upliftId: z.uuid() }),
          body: z.object({
            basisPoints: z.number().int().min(-5_000).max(9_999),
            takenBack: z.boolean().default(false),
            reason: z.string().trim().min(1).max(1_000),
          }),
          response: { 201: z.object({ decisionId: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const decisionId = await request.tx((tx) => decideUplift(tx, { ...request.params, ...request.body }))
        return reply.code(201).send({ decisionId })
      },
    )
  }
