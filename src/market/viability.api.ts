import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound, Refused } from '../platform/refused.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { bookParts, bookUnits } from './open-book.ts'
import { statedPayers } from './service-use.ts'
import { forecast, inOrderOfRisk } from './service-viability.ts'
import { endOpenBook, handInOpenBook, servicesKnown } from './store.ts'
import { toldOf } from './told-viability.ts'
import { suppose } from './viability-what-if.ts'

const tags = ['market']
const looks = { roles: ['commissioner', 'finance'], about: 'Which services are at risk' } as const
const reads = { roles: ['commissioner', 'finance', 'provider'], about: 'What a service earns and costs' } as const
const hands = { roles: ['commissioner', 'provider'], about: 'Hand in or end the open book of a service' } as const
const ofService = z.object({ providerId: z.uuid(), lotId: z.uuid() })
const words = z.string().trim().min(1)
const amount = z.number().int().min(0).max(100_000_000_000).transform(pence)
const count = (least: number, most: number) => z.number().int().min(least).max(most)
const openBook = ofService.extend({
  yearFrom: apiDay,
  agreedBy: words.max(200),
  agreedAs: words.max(200),
  agreedOn: apiDay,
  consent: z.literal(true).describe('whoever agreed was told who sees the figures and that they can be taken back'),
  reason: words.max(1000),
  book: z.object({
    unit: z.enum(bookUnits),
    places: count(1, 10_000),
    openDays: count(1, 366),
    unitsADay: count(1, 24).default(1),
    occupancyPercent: count(1, 100),
    lowestHourlyPay: count(1, 1_000_000).transform(pence).nullable().default(null),
    paidHours: count(1, 10_000_000).nullable().default(null),
    costs: z
      .array(
        z.object({
          part: z.enum(bookParts),
          label: words.max(200),
          amount,
          varies: z.boolean(),
          isPay: z.boolean(),
        }),
      )
      .min(1)
      .max(100),
    stated: z
      .array(z.object({ payer: z.enum(statedPayers), amount }))
      .max(3)
      .refine((lines) => new Set(lines.map(({ payer }) => payer)).size === lines.length, 'each payer once')
      .default([]),
    statedUnits: count(0, 10_000_000).default(0),
  }),
})
const supposition = z.object({
  people: count(-10_000, 10_000).default(0),
  rateBasisPoints: count(-5_000, 10_000).default(0),
  lowestPay: count(1, 100_000).transform(pence).nullable().default(null),
  costBasisPoints: count(-5_000, 10_000).default(0),
})

/** What services earn and cost, for other programs: the list, one service, a supposition, and open books handed in and ended. */
export const viabilityApi =
  (policyOn: MarketPolicyOn): StepApi =>
  async (app) => {
    const serviceOf = async (tx: Tx, request: FastifyRequest<{ Params: z.infer<typeof ofService> }>) => {
      const { providerId, lotId } = request.params
      if (request.who.role === 'provider' && request.who.providerId !== providerId) throw new NotFound('service')
      const service = (await servicesKnown(tx, policyOn(tx.today), providerId)).find((one) => one.lotId === lotId)
      if (service === undefined) throw new NotFound('service')
      return service
    }
    const answers = { 200: z.looseObject({}) }
    app.get(
      '/api/market/viability',
      { config: { policy: looks }, schema: { tags, summary: 'Services, those most at risk first', response: answers } },
      async (request) =>
        request.tx(async (tx) => ({
          on: tx.today,
          services: inOrderOfRisk(await servicesKnown(tx, policyOn(tx.today))).map(toldOf),
        })),
    )
    app.get(
      '/api/market/viability/:providerId/:lotId',
      {
        config: { policy: reads },
        schema: { tags, summary: 'What one service earns and costs', params: ofService, response: answers },
      },
      async (request) => request.tx(async (tx) => ({ ...toldOf(await serviceOf(tx, request)) })),
    )
    app.post(
      '/api/market/viability/:providerId/:lotId/what-if',
      {
        config: { policy: reads, pure: true },
        schema: {
          tags,
          summary: 'What would follow if people, prices, pay or costs changed; nothing changes by it',
          params: ofService,
          body: supposition,
          response: answers,
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const service = await serviceOf(tx, request)
          const { found } = service
          if ('notKnown' in found) throw new Refused('service_not_known')
          const supposed = suppose(found.book, found.use, request.body)
          if ('refused' in supposed) throw new Refused(supposed.refused)
          const after = forecast({ ...supposed, trend: found.trend }, policyOn(tx.today).viability, tx.today)
          return { now: toldOf(service).found, supposed: toldOf({ ...service, found: after }).found }
        }),
    )
    app.post(
      '/api/market/open-books',
      {
        config: { policy: hands },
        schema: {
          tags,
          summary: 'Hand in the open book of a service; the one before ends',
          body: openBook,
          response: { 201: z.object({ openBookId: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const { consent: _, ...wanted } = request.body
        if (request.who.role === 'provider' && request.who.providerId !== wanted.providerId)
          throw new NotFound('service')
        return reply.code(201).send({ openBookId: await request.tx((tx) => handInOpenBook(tx, wanted)) })
      },
    )
    app.post(
      '/api/market/open-books/:openBookId/end',
      {
        config: { policy: hands },
        schema: {
          tags,
          summary: 'End an open book, or take it back so that the council no longer sees it',
          params: z.object({ openBookId: z.uuid() }),
          body: z.object({ withdrawn: z.boolean(), reason: words.max(1000) }),
          response: { 201: z.object({ done: z.literal(true) }) },
        },
      },
      async (request, reply) => {
        await request.tx((tx) => endOpenBook(tx, { ...request.params, ...request.body }))
        return reply.code(201).send({ done: true })
      },
    )
  }
