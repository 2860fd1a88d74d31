import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { rateUnits } from './rate.ts'
import { decideRate, providerDetails, providersList, takeBackRate } from './store.ts'

const tags = ['market']
const staff = {
  roles: ['commissioner', 'finance', 'broker', 'team_manager'],
  about: 'Providers, their lots and prices',
} as const
const rateBody = z.object({
  providerId: z.uuid(),
  lotId: z.uuid(),
  supportBand: z.string().min(1).max(20),
  unit: z.enum(rateUnits),
  pricePence: z.number().int().min(1).max(100_000_000),
  from: apiDay,
  until: apiDay.optional(),
  reason: z.string().trim().min(1).max(500),
})
const listQuery = z.object({
  words: z.string().max(100).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** The market for other programs: providers, and deciding a rate. */
export const marketApi: StepApi = async (app) => {
  app.get(
    '/api/market/providers',
    {
      config: { policy: staff },
      schema: {
        tags,
        summary: 'Providers by name, 50 a page',
        querystring: listQuery,
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => {
      const { words, page } = request.query
      return {
        ...(await request.tx((tx) => providersList(tx, { words, kind: '', limit: 50, offset: (page - 1) * 50 }))),
      }
    },
  )
  app.get(
    '/api/market/providers/:providerId',
    {
      config: { policy: staff },
      schema: {
        tags,
        summary: 'One provider with its lots, rates, contracts and sessions',
        params: z.object({ providerId: z.string() }),
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => {
      const provider = await request.tx((tx) => providerDetails(tx, request.params.providerId))
      if (provider === undefined) throw new NotFound('provider')
      return { ...provider }
    },
  )
  app.post(
    '/api/market/rates',
    {
      config: { policy: { roles: ['commissioner'], about: 'Decide what the council pays' } },
      schema: {
        tags,
        summary: 'Decide a rate; the one in force ends the day before',
        body: rateBody,
        response: { 201: z.object({ rateId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { pricePence, ...wanted } = request.body
      const rateId = await request.tx((tx) => decideRate(tx, { ...wanted, price: pence(pricePence) }))
      return reply.code(201).send({ rateId })
    },
  )
  app.post(
    '/api/market/rates/:rateId/take-back',
    {
      config: { policy: { roles: ['commissioner'], about: 'Take back a decided price before it begins' } },
      schema: {
        tags,
        summary: 'Takes back a price that has not begun, with a reason; the price that it ended goes on',
        params: z.object({ rateId: z.uuid() }),
        body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
        response: { 200: z.object({ rateId: z.uuid() }) },
      },
    },
    async (request) => {
      const { rateId } = await request.tx((tx) => takeBackRate(tx, { ...request.params, ...request.body }))
      return { rateId }
    },
  )
}
