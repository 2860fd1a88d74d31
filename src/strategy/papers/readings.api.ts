import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import { NotFound, WrongFields } from '../../platform/refused.ts'
import { decideReading, readingReports, reportReading } from '../store.ts'
import { printedFigures } from './printed-figures.ts'
import { readingFault } from './readings.ts'

const tags = ['strategy']
const done = { 201: z.object({ done: z.literal(true) }) }
const finished = { done: true } as const
const words = (most: number) => z.string().trim().min(1).max(most)
const decides = { roles: ['commissioner'], about: 'Decide whether a figure of a paper was read wrongly' } as const

/** Readings in doubt, for other programs: one is reported, the list is read, one is decided. */
export const readingsApi: StepApi = async (app) => {
  app.post(
    '/api/strategy/papers/figures/:figure/readings',
    {
      config: {
        policy: { roles: 'public', about: 'Say that a figure of a paper was read wrongly' },
        rateLimit: { max: 10, timeWindow: '10 minutes' },
      },
      schema: {
        tags,
        summary: 'Say that a printed figure was read wrongly; a commissioner decides',
        params: z.object({ figure: z.string().max(60) }),
        body: z.object({
          thought: words(100),
          paragraph: words(200),
          words: z.string().trim().max(1000).default(''),
          who: words(100),
        }),
        response: done,
      },
    },
    async (request, reply) => {
      const { figure } = request.params
      const printed = printedFigures.find(({ id }) => id === figure)
      if (printed === undefined) throw new NotFound('figure')
      const sentence = readingFault(printed, request.body.thought)
      if (sentence !== undefined) throw new WrongFields([{ field: 'thought', sentence }])
      await request.tx((tx) => reportReading(tx, { ...request.body, figure }))
      return reply.code(201).send(finished)
    },
  )
  app.get(
    '/api/strategy/papers/readings',
    {
      config: { policy: decides },
      schema: {
        tags,
        summary: 'Reports that a figure was read wrongly, those that wait first',
        response: { 200: z.object({ readings: z.array(z.looseObject({})) }) },
      },
    },
    async (request) => ({ readings: (await request.tx((tx) => readingReports(tx))).map((one) => ({ ...one })) }),
  )
  app.post(
    '/api/strategy/papers/readings/:readingId/decide',
    {
      config: { policy: decides },
      schema: {
        tags,
        summary: 'Decide a report; what is decided stands beside the figure, which stays as it is',
        params: z.object({ readingId: z.uuid() }),
        body: z.object({ accepted: z.boolean(), reason: words(1000) }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => decideReading(tx, request.params.readingId, request.body))
      return reply.code(201).send(finished)
    },
  )
}
