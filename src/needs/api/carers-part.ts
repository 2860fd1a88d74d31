import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import { codes, onDay, oneAssessment, partSent, policy, tags, words } from '../api-shapes.ts'
import { type AssessmentMethod, assessmentMethods } from '../assessment-kind.ts'
import { quartersText } from '../levels-text.ts'
import * as store from '../store.ts'

/** What a carer does, and completing an assessment. */
export const carersPartRoutes: StepApi = async (app) => {
  const root = '/api/needs/people/:personId/assessments'
  app.put(
    `${root}/:assessmentId/carers/:carerId`,
    {
      config: { policy },
      schema: {
        summary: 'Record what a carer is willing and able to do, with their own answer',
        tags,
        params: oneAssessment.extend({ carerId: z.uuid() }),
        body: partSent,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { part, willing, able, how } = request.body
      const { personId, assessmentId, carerId } = request.params
      await request.tx(async (tx) => {
        const { carers } = await store.assessmentById(tx, personId, assessmentId)
        const seen = quartersText(carers, carerId)
        await store.saveCarersPart(tx, { personId, assessmentId, carerId, part, consent: { willing, able, how }, seen })
      })
      return reply.code(204).send(null)
    },
  )
  app.post(
    `${root}/:assessmentId/completion`,
    {
      config: { policy },
      schema: {
        summary: 'Complete an assessment',
        tags,
        params: oneAssessment,
        body: z.strictObject({
          completedOn: onDay,
          method: codes<AssessmentMethod>(assessmentMethods),
          whatMatters: words,
          strengths: words,
          summary: words.optional(),
          seen: z.string().length(14),
        }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => store.completeAssessment(tx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}
