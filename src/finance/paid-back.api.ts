import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { apiPage } from '../platform/list-asked.ts'
import {
  type PaidBack,
  type PaidBackPart,
  paidBackOf,
  paidBackParts,
  paidBacksFound,
  recordPaidBack,
  toPayBack,
  undoPaidBack,
} from './store.ts'

const tags = ['finance']
const finance = { roles: ['finance'], about: 'Finance records what a provider paid back' } as const
const money = z.int().describe('whole pence')
const words = (most: number) => z.string().trim().min(1).max(most)
const one = z.object({ paidBackId: z.uuid() })
const record = z.object({
  paidBackId: z.uuid(),
  providerId: z.uuid(),
  amount: money,
  on: z.string(),
  reference: z.string(),
  reason: z.string(),
  dates: z.int().describe('how many dates it is for; 0 where none is named'),
  tooMuch: money.describe('what its dates owe less by now, since a mark was put right after the money came'),
  takenBack: z.boolean(),
  takenBackWhy: z.string().nullable(),
})
const shown = ({
  paidBackId,
  providerId,
  amount,
  on,
  reference,
  reason,
  dates,
  tooMuch,
  takenBackAt,
  takenBackWhy,
}: PaidBack) => ({
  paidBackId,
  providerId,
  amount,
  on,
  reference,
  reason,
  dates,
  tooMuch,
  takenBack: takenBackAt !== null,
  takenBackWhy,
})
const part = z.object({
  payLineId: z.uuid().nullable(),
  blockContractId: z.uuid().nullable(),
  on: z.string().nullable(),
  amount: money,
})
const shownPart = ({ payLineId, contractId, on, amount }: PaidBackPart) => ({
  payLineId,
  blockContractId: contractId,
  on,
  amount,
})

/** Money that providers paid back: what is still to come back, recording it, and taking a record back. */
export const paidBackApi: StepApi = async (app) => {
  const query = z.object({ providerId: z.uuid().optional(), page: apiPage })
  app.get(
    '/api/finance/paid-back',
    {
      config: { policy: finance },
      schema: {
        summary: 'What providers paid back, the newest first, 100 a page; of one provider where it is named',
        tags,
        querystring: query,
        response: { 200: z.array(record) },
      },
    },
    async (request) => {
      const found = await request.tx((tx) => paidBacksFound(tx, { ...request.query, perPage: 100 }))
      return found.rows.map(shown)
    },
  )
  app.get(
    '/api/finance/paid-back/:paidBackId',
    {
      config: { policy: finance },
      schema: {
        summary: 'One record with the dates it is for',
        tags,
        params: one,
        response: { 200: record.extend({ parts: z.array(part) }) },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const { paidBackId } = request.params
        return {
          ...shown(await paidBackOf(tx, paidBackId)),
          parts: (await paidBackParts(tx, paidBackId)).map(shownPart),
        }
      }),
  )
  recording(app)
}

function recording(app: Parameters<StepApi>[0]) {
  const open = z.object({ payLineId: z.uuid(), blockContractId: z.uuid().nullable(), on: z.string(), open: money })
  app.get(
    '/api/finance/providers/:providerId/to-pay-back',
    {
      config: { policy: finance },
      schema: {
        summary: 'Dates that runs paid and for which the provider is still to pay money back',
        tags,
        params: z.object({ providerId: z.uuid() }),
        response: { 200: z.array(open) },
      },
    },
    async (request) =>
      (await request.tx((tx) => toPayBack(tx, request.params.providerId))).map((date) => ({
        payLineId: date.payLineId,
        blockContractId: date.contractId,
        on: date.on,
        open: date.open,
      })),
  )
  const date = z.strictObject({ payLineId: z.uuid(), blockContractId: z.uuid().optional(), amount: money.positive() })
  app.post(
    '/api/finance/paid-back',
    {
      config: { policy: finance },
      schema: {
        summary:
          'Records money that a provider paid back, once; its dates, where any are named, come to the same amount',
        tags,
        body: z.strictObject({
          id: z.uuid(),
          providerId: z.uuid(),
          amount: money.positive(),
          on: apiDay,
          reference: words(100),
          reason: words(500),
          dates: z.array(date).max(1000).default([]),
        }),
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => {
      const { amount, dates, ...rest } = request.body
      return request.tx((tx) =>
        recordPaidBack(tx, {
          ...rest,
          amount: pence(amount),
          dates: dates.map((each) => ({
            payLineId: each.payLineId,
            contractId: each.blockContractId,
            amount: pence(each.amount),
          })),
        }),
      )
    },
  )
  app.post(
    '/api/finance/paid-back/:paidBackId/take-back',
    {
      config: { policy: finance },
      schema: {
        summary: 'Takes a record back with a reason, by further rows of the books',
        tags,
        params: one,
        body: z.strictObject({ why: words(500) }),
        response: { 200: record },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        await undoPaidBack(tx, { ...request.params, ...request.body })
        return shown(await paidBackOf(tx, request.params.paidBackId))
      }),
  )
}
