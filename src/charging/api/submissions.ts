import { z } from 'zod'
import { apiDay } from '../../platform/api-day.ts'
import type { StepApi } from '../../platform/http.ts'
import { refusalJson } from '../answer-json.ts'
import { circumstances } from '../circumstances.ts'
import * as charging from '../store.ts'
import { concerned, done, officers as officerRoles, person, tags } from './parts.ts'

const one = person.extend({ submissionId: z.uuid() })
const words = z.string().trim().min(1).max(300)
const refused = z.object({ refusals: z.array(refusalJson) })
const tellers = {
  roles: concerned,
  about: 'Tell the council about somebody’s money, and take it back',
} as const
const officers = {
  roles: officerRoles,
  about: 'Record what was seen, and work the charge out from what was sent',
} as const

/** What somebody tells about their money, with what shows it: sent, seen, worked out, or taken back. */
export const submissionsApi: StepApi = async (app) => {
  app.get(
    '/api/charging/people/:personId/submissions',
    {
      config: { policy: tellers },
      schema: {
        tags,
        summary: 'What was told about a person’s money, what was seen and what is missing',
        params: person,
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => ({
      submissions: await request.tx((t) => charging.submissionsOf(t, request.params.personId)),
    }),
  )
  app.post(
    '/api/charging/people/:personId/submissions',
    {
      config: { policy: tellers },
      schema: {
        tags,
        summary: 'Tell the council about a person’s money; nothing is charged by it',
        params: person,
        body: z.object({
          circumstances,
          cause: z.enum(charging.submissionCauses),
          words: z.string().trim().max(500).default(''),
          partnerConsent: z.boolean().default(false),
        }),
        response: { 200: z.object({ submissionId: z.string() }), 409: refused },
      },
    },
    async (request, reply) => {
      const { circumstances: facts, ...rest } = request.body
      const sent = await request.tx((t) => charging.submitCircumstances(t, { ...request.params, facts, ...rest }))
      return sent.ok ? sent.value : reply.code(409).send({ refusals: [...sent.refusals] })
    },
  )
  app.post(
    '/api/charging/people/:personId/submissions/:submissionId/withdraw',
    {
      config: { policy: tellers },
      schema: {
        tags,
        summary: 'Take back what was sent, before it is worked out',
        params: one,
        body: z.object({ why: words }),
        response: { 200: done },
      },
    },
    async (request) => {
      await request.tx((t) => charging.withdrawSubmission(t, { ...request.params, ...request.body }))
      return { done: true as const }
    },
  )
  await app.register(seeing)
}

const seeing: StepApi = async (app) => {
  app.post(
    '/api/charging/people/:personId/submissions/:submissionId/evidence',
    {
      config: { policy: officers },
      schema: {
        tags,
        summary: 'Record that something was seen, or is accepted without, and why',
        params: one,
        body: z.union([
          z.strictObject({ item: words, document: words, seenOn: apiDay }),
          z.strictObject({ item: words, document: words, acceptedBecause: words }),
        ]),
        response: { 200: done },
      },
    },
    async (request) => {
      await request.tx((t) => charging.recordEvidence(t, { ...request.params, ...request.body }))
      return { done: true as const }
    },
  )
  app.post(
    '/api/charging/people/:personId/submissions/:submissionId/assess',
    {
      config: { policy: officers },
      schema: {
        tags,
        summary: 'Work the charge out from exactly what was sent, once everything was seen',
        params: one,
        body: z.object({ reason: words }),
        response: { 200: z.object({ assessmentId: z.string(), weekly: z.int() }), 409: refused },
      },
    },
    async (request, reply) => {
      const worked = await request.tx((t) =>
        charging.assessSubmission(t, { ...request.params, ...request.body, demo: app.demo }),
      )
      return worked.ok ? worked.value : reply.code(409).send({ refusals: [...worked.refusals] })
    },
  )
}
