import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { closeForAWhile, openAgain } from './store.ts'

const tags = ['directory']
const closes = { roles: ['provider', 'broker', 'commissioner'], about: 'Close an entry for a while' } as const
const words = (most: number) => z.string().trim().min(1).max(most)
const entry = z.object({ opportunityId: z.uuid() })
const done = { 201: z.object({ done: z.literal(true) }) }
const finished = { done: true } as const

/** Being closed for a while. */
export const closingApi: StepApi = async (app) => {
  app.post(
    '/api/directory/entries/:opportunityId/closed',
    {
      config: { policy: closes },
      schema: {
        tags,
        summary: 'Close an entry from a day until a day; it opens again by itself',
        params: entry,
        body: z.object({ from: apiDay, until: apiDay, reason: words(200) }),
        response: { 201: z.object({ id: z.uuid(), bookings: z.int() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await request.tx((tx) => closeForAWhile(tx, request.params.opportunityId, request.body))),
  )
  app.post(
    '/api/directory/entries/:opportunityId/closed/:pauseId/open-again',
    {
      config: { policy: closes },
      schema: {
        tags,
        summary: 'Open it again before the day that was said',
        params: entry.extend({ pauseId: z.uuid() }),
        response: done,
      },
    },
    async (request, reply) => {
      const { opportunityId, pauseId } = request.params
      await request.tx((tx) => openAgain(tx, opportunityId, pauseId))
      return reply.code(201).send(finished)
    },
  )
}
