import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { cancelOwnDate, countHeads, dateToCancel, openDates } from './store.ts'

const tags = ['delivery']
const policy = {
  roles: ['provider'],
  about: 'Cancel a date of my own session, and count who came without a plan',
} as const
const params = z.object({ occurrenceId: z.uuid() })

/** One's own dates for other programs: cancelling one, and counting who came without a place in a plan. */
export const datesApi: StepApi = async (app) => {
  app.post(
    '/api/delivery/dates/:occurrenceId/cancel',
    {
      config: { policy },
      schema: {
        tags,
        summary:
          'Cancel a date: planned people are marked as cancelled by the provider, bookings have a message, places are given back',
        params,
        body: z.object({ reason: z.string().trim().min(1).max(200) }),
        response: { 201: z.object({ planned: z.number(), told: z.number() }) },
      },
    },
    async (request, reply) => {
      const { occurrenceId } = request.params
      const done = await request.tx((tx) => cancelOwnDate(tx, occurrenceId, request.body.reason))
      return reply.code(201).send(done)
    },
  )
  app.post(
    '/api/delivery/dates/:occurrenceId/count',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Count who came without a place in a plan; a later count replaces the one before',
        params,
        body: z.object({ came: z.number().int().min(0).max(500) }),
        response: { 201: z.object({ done: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const { occurrenceId } = request.params
      await request.tx(async (tx) => {
        const { on } = await dateToCancel(tx, occurrenceId)
        const before = (await openDates(tx, on)).find((one) => one.occurrenceId === occurrenceId)
        const replaces = before?.countId ?? undefined
        await countHeads(tx, { id: newId(), occurrenceId, came: request.body.came, replaces })
      })
      return reply.code(201).send({ done: true })
    },
  )
}
