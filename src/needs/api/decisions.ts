import { z } from 'zod'
import { pence } from '../../core/money.ts'
import type { StepApi } from '../../platform/http.ts'
import { codes, made, onDay, oneAssessment, person, policy, tags, words } from '../api-shapes.ts'
import { careActOutcomes } from '../assessed-items.ts'
import { type WayUnable, waysUnable } from '../eligibility.ts'
import * as store from '../store.ts'

/** Decisions by name: eligibility and urgent care. */
export const decisionRoutes: StepApi = async (app) => {
  app.post(
    '/api/needs/people/:personId/assessments/:assessmentId/eligibility',
    {
      config: { policy },
      schema: {
        summary: 'Decide eligibility from the three findings of the law',
        tags,
        params: oneAssessment,
        body: z.strictObject({
          fromImpairment: z.boolean(),
          unable: z.partialRecord(z.enum(careActOutcomes), codes<WayUnable>(waysUnable)),
          wellbeing: z.boolean(),
          reason: words,
        }),
        response: { 201: z.object({ eligible: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const eligible = await request.tx((tx) =>
        store.decideEligibility(tx, { ...request.params, findings: request.body }),
      )
      return reply.code(201).send({ eligible })
    },
  )
  app.post(
    '/api/needs/people/:personId/urgent-care',
    {
      config: { policy },
      schema: {
        summary: 'Decide care before an assessment (Care Act section 19(3))',
        tags,
        params: person,
        body: z.strictObject({ weeklyCeilingPence: z.int().min(1), assessBy: onDay, untilDate: onDay, reason: words }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const { weeklyCeilingPence, ...rest } = request.body
      const id = await request.tx((tx) =>
        store.decideUrgentCare(tx, request.params.personId, { ...rest, weeklyCeilingPence: pence(weeklyCeilingPence) }),
      )
      return reply.code(201).send({ id })
    },
  )
}
