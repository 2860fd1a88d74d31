import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { costParts } from './cost-sheet.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { comparePrice } from './price-comparison.ts'
import { rateUnits } from './rate.ts'
import { giveReason, priceFromCostSheet, publishedCostSheet, scheduleOfPrices } from './store.ts'

const tags = ['market']
const everybody = { roles: 'public', about: 'What the council pays' } as const
const words = z.string().trim().min(1)
const amount = z.number().int().min(0).max(100_000_000_000).transform(pence)
const costSheet = z.object({
  providerId: z.uuid(),
  lotId: z.uuid(),
  supportBand: words.max(20),
  unit: z.enum(rateUnits),
  financialYear: z.number().int().min(2000).max(2100),
  from: apiDay,
  reason: words.max(500),
  sheet: z.object({
    places: z.number().int().min(1).max(10_000),
    openDays: z.number().int().min(1).max(366),
    unitsADay: z.number().int().min(1).max(24).default(1),
    occupancyPercent: z.number().int().min(1).max(100),
    journeysAYear: z.number().int().min(1).max(10_000_000).optional(),
    lowestHourlyPay: z.number().int().min(1).max(1_000_000).transform(pence).optional(),
    lines: z
      .array(z.object({ part: z.enum(costParts), label: words.max(200), amount }))
      .min(1)
      .max(100),
  }),
})

/** Prices for other programs: the schedule with what each is compared with, and how the council's own are made up. */
export const pricesApi =
  (policyOn: MarketPolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/market/prices',
      {
        config: { policy: everybody },
        schema: {
          tags,
          summary: 'The schedule of prices in force on a day, today unless said',
          querystring: z.object({ on: apiDay.optional() }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const on = request.query.on ?? tx.today
          const prices = await scheduleOfPrices(tx, on)
          const { leastCompared } = policyOn(tx.today).prices
          return {
            on,
            prices: prices.map((one) => ({ ...one, comparison: comparePrice(one, prices, leastCompared) ?? null })),
          }
        }),
    )
    app.get(
      '/api/market/cost-sheets/:costSheetId',
      {
        config: { policy: everybody },
        schema: {
          tags,
          summary: 'How a published price of the council’s own service is made up',
          params: z.object({ costSheetId: z.uuid() }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const sheet = await request.tx((tx) => publishedCostSheet(tx, request.params.costSheetId))
        if (sheet === undefined) throw new NotFound('cost sheet')
        return { ...sheet }
      },
    )
    app.post(
      '/api/market/cost-sheets',
      {
        config: { policy: { roles: ['commissioner'], about: 'Price the council’s own service from its cost' } },
        schema: {
          tags,
          summary: 'Record a cost sheet and decide the price it gives',
          body: costSheet,
          response: { 201: z.object({ costSheetId: z.uuid(), rateId: z.uuid() }) },
        },
      },
      async (request, reply) => reply.code(201).send(await request.tx((tx) => priceFromCostSheet(tx, request.body))),
    )
    app.post(
      '/api/market/prices/:rateId/reason',
      {
        config: { policy: { roles: ['commissioner', 'provider'], about: 'Say why a price is above the middle' } },
        schema: {
          tags,
          summary: 'Give the reason of a price, for all to read',
          params: z.object({ rateId: z.uuid() }),
          body: z.object({ reason: words.max(1000) }),
          response: { 201: z.object({ done: z.literal(true) }) },
        },
      },
      async (request, reply) => {
        await request.tx((tx) => giveReason(tx, request.params.rateId, request.body.reason))
        return reply.code(201).send({ done: true })
      },
    )
  }
