import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { beginOnce } from '../platform/idempotency.ts'
import { job } from '../platform/who.ts'
import { callAsk } from './calls.api.ts'
import { answerQuestion, askAboutCall, correctCall } from './store.ts'

const tags = ['market']
const works = { roles: ['commissioner'], about: 'Correct a call, and answer what is asked about it' } as const
const anybody = { roles: 'public', about: 'Ask about a call' } as const
const params = z.object({ callId: z.uuid() })
const words = (most: number) => z.string().trim().min(1).max(most)
const done = z.object({ done: z.literal(true) })

/** Corrections of a call and questions about it, for other programs: the same acts as the pages. */
export const callChangesApi: StepApi = async (app) => {
  app.post(
    '/api/market/calls/:callId/corrections',
    {
      config: { policy: works },
      schema: {
        tags,
        summary: 'Begin a correction of an open call as a draft; once it is published everybody who replied is told',
        params,
        body: callAsk.extend({ whatChanged: words(1000) }),
        response: { 201: done },
      },
    },
    async (request, reply) => {
      const { whatChanged, ...ask } = request.body
      await request.tx((tx) => correctCall(tx, request.params.callId, ask, whatChanged))
      return reply.code(201).send({ done: true })
    },
  )
  app.post(
    '/api/market/calls/:callId/questions',
    {
      config: { policy: anybody, rateLimit: { max: 20, timeWindow: '10 minutes' } },
      schema: {
        tags,
        summary: 'Ask about an open call, without a name; the answer stands for everybody',
        params,
        body: z.object({ asked: words(1000) }).strict(),
        response: { 201: z.object({ questionId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { callId } = request.params
      const questionId = await app.db.transaction(job('a question about a call'), async (tx) => {
        await beginOnce(tx, request)
        return askAboutCall(tx, callId, request.body.asked)
      })
      return reply.code(201).send({ questionId })
    },
  )
  app.post(
    '/api/market/calls/:callId/questions/:questionId/answer',
    {
      config: { policy: works },
      schema: {
        tags,
        summary: 'Answer a question for everybody, or leave it out with the reason: one of the two, once',
        params: params.extend({ questionId: z.uuid() }),
        body: z.union([z.object({ answer: words(2000) }).strict(), z.object({ leftOut: words(500) }).strict()]),
        response: { 201: done },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => answerQuestion(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ done: true })
    },
  )
}
