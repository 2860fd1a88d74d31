import { z } from 'zod'
import { pence } from '../../core/money.ts'
import { apiDay } from '../../platform/api-day.ts'
import type { StepApi } from '../../platform/http.ts'
import type { AmountKey } from '../amount.ts'
import { nationalAmounts } from '../national-amounts.ts'
import * as charging from '../store.ts'
import { done, made, tags } from './parts.ts'

const keys = nationalAmounts.map(({ key }) => key) as [AmountKey, ...AmountKey[]]

/** Figures set by law as a council enters them: by one person, checked by another, taken back before that. */
export const amountsApi: StepApi = async (app) => {
  const policy = { roles: ['finance', 'administrator'], about: 'Enter and check amounts set by law' } as const
  app.post(
    '/api/charging/amounts',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Enter a figure set by law; it counts once a second person has checked it',
        body: z
          .strictObject({
            key: z.enum(keys),
            amount: z.int().min(0).transform(pence).describe('whole pence'),
            from: apiDay,
            until: apiDay.optional(),
            citation: z.string().trim().min(1).max(300),
          })
          .refine(
            ({ from, until }) => until === undefined || until >= from,
            'the last day must be the first day, or later',
          ),
        response: { 200: made },
      },
    },
    async (request) => ({ id: await request.tx((tx) => charging.enterAmount(tx, request.body)) }),
  )
  for (const [act, work, summary] of [
    ['check', charging.checkAmount, 'Confirm a figure that somebody else entered: from then on it counts'],
    ['withdraw', charging.withdrawAmount, 'Take back a figure that nobody has checked yet'],
  ] as const)
    app.post(
      `/api/charging/amounts/:amountId/${act}`,
      {
        config: { policy },
        schema: { tags, summary, params: z.object({ amountId: z.uuid() }), response: { 200: done } },
      },
      async (request) => {
        await request.tx((tx) => work(tx, request.params.amountId))
        return { done: true as const }
      },
    )
}
