import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { checkKinds } from './checks.ts'
import { checksRequired, type MarketPolicyOn } from './market-policy.ts'
import {
  applicationDetails,
  applicationsList,
  decideApplication,
  leaveFramework,
  recordLook,
  suspend,
} from './store.ts'

const tags = ['market']
const looks = {
  roles: ['commissioner', 'finance', 'administrator'],
  about: 'Applications to join the framework',
} as const
const decides = { roles: ['commissioner'], about: 'Check, decide, suspend and end' } as const
const words = z.string().trim().min(1).max(2000)
const application = z.object({ applicationId: z.uuid() })
const provider = z.object({ providerId: z.uuid() })
const done = { 201: z.object({ done: z.literal(true) }) }
const page = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) })
const check = z.object({
  kind: z.enum(checkKinds),
  met: z.boolean(),
  evidence: words,
  expiresOn: apiDay.optional(),
})
const decision = z.object({
  lotIds: z.array(z.uuid()).max(100),
  from: apiDay,
  noticeId: z.uuid(),
  reasons: words,
  noInterest: z.literal(true),
})

/** Joining for other programs: the same rules as the pages. */
export const joiningApi =
  (policyOn: MarketPolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/market/applications',
      {
        config: { policy: looks },
        schema: {
          tags,
          summary: 'Applications, those that wait first, 50 a page',
          querystring: page,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => ({
        ...(await request.tx((tx) => applicationsList(tx, { limit: 50, offset: (request.query.page - 1) * 50 }))),
      }),
    )
    app.get(
      '/api/market/applications/:applicationId',
      {
        config: { policy: looks },
        schema: {
          tags,
          summary: 'One application with its checks, and those it must meet',
          params: application,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const asked = await applicationDetails(tx, request.params.applicationId)
          if (asked === undefined) throw new NotFound('application')
          return { ...asked, checksRequired: checksRequired(asked.kind, policyOn(tx.today).joining) }
        }),
    )
    app.post(
      '/api/market/applications/:applicationId/checks',
      {
        config: { policy: decides },
        schema: {
          tags,
          summary: 'Record what was seen of one check',
          params: application,
          body: check,
          response: done,
        },
      },
      async (request, reply) => {
        await request.tx((tx) => recordLook(tx, { of: request.params, ...request.body }))
        return reply.code(201).send({ done: true })
      },
    )
    app.post(
      '/api/market/applications/:applicationId/decision',
      {
        config: { policy: decides },
        schema: {
          tags,
          summary: 'Decide an application, lot by lot',
          params: application,
          body: decision,
          response: { 201: z.object({ providerId: z.uuid().nullable() }) },
        },
      },
      async (request, reply) => {
        const { noInterest: _, ...wanted } = request.body
        const decided = await request.tx(async (tx) => {
          const asked = await applicationDetails(tx, request.params.applicationId)
          if (asked === undefined) throw new NotFound('application')
          const required = checksRequired(asked.kind, policyOn(tx.today).joining)
          return decideApplication(tx, { ...request.params, ...wanted, checksRequired: required })
        })
        return reply.code(201).send(decided)
      },
    )
  }

/** Suspending a provider and its leaving, for other programs. */
export const standingApi: StepApi = async (app) => {
  app.post(
    '/api/market/providers/:providerId/suspensions',
    {
      config: { policy: decides },
      schema: {
        tags,
        summary: 'Suspend a provider: nothing new is bought while it lasts',
        params: provider,
        body: z.object({ from: apiDay, until: apiDay.optional(), reason: words }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => suspend(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ done: true })
    },
  )
  app.post(
    '/api/market/providers/:providerId/exit',
    {
      config: { policy: decides },
      schema: {
        tags,
        summary: 'A provider leaves the framework after a day; its lots and prices end',
        params: provider,
        body: z.object({ lastDay: apiDay, reason: words }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => leaveFramework(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ done: true })
    },
  )
}
