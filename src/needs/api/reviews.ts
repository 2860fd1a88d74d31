import { z } from 'zod'
import { addDays } from '../../core/calendar-date.ts'
import type { StepApi } from '../../platform/http.ts'
import { made, onDay, person, policy, review, tags, words } from '../api-shapes.ts'
import * as store from '../store.ts'

/** Reviews due. */
export const reviewRoutes: StepApi = async (app) => {
  app.get(
    '/api/needs/reviews',
    {
      config: { policy },
      schema: {
        summary: 'Open reviews due in so many days, the latest overdue first',
        tags,
        querystring: z.object({
          days: z.coerce.number().int().min(0).max(3650).default(42),
          page: z.coerce.number().int().min(1).default(1),
        }),
        response: { 200: z.object({ found: z.int(), late: z.int(), reviews: z.array(review) }) },
      },
    },
    async (request) => {
      const { days, page } = request.query
      return request.tx((tx) => store.reviewList(tx, { words: '', until: addDays(tx.today, days), page }))
    },
  )
  app.post(
    '/api/needs/people/:personId/reviews',
    {
      config: { policy },
      schema: {
        summary: 'Book a review',
        tags,
        params: person,
        body: z.strictObject({ kind: z.enum(['planned', 'unplanned']), cause: words, dueOn: onDay }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const id = await request.tx((tx) => store.bookReview(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ id })
    },
  )
}
