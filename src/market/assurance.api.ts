import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import { largestFileBytes } from '../platform/files.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { actionSteps, findingAnswers } from './assurance.ts'
import { concernOutcomes } from './concern.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { ratings, seenOf } from './service-rating.ts'
import {
  actionsOf,
  assuredService,
  assuredServices,
  concernsOf,
  decideConcern,
  decideRating,
  keepVisitFile,
  planVisit,
  proposeRating,
  raiseConcern,
  serviceBehind,
  setAction,
  signVisit,
  takeActionStep,
  visitDetails,
  visitsOf,
  writeVisit,
} from './store.ts'

const tags = ['market']
const looks = { roles: ['commissioner'], about: 'Visits, concerns, actions and ratings, as data' } as const
const own = { roles: ['commissioner', 'provider'], about: 'What has to be put right at a service, as data' } as const
const raises = {
  roles: ['commissioner', 'practitioner', 'team_manager', 'broker', 'provider', 'person'],
  about: 'Raise a concern about a service, as data',
} as const
const words = z.string().trim().min(1).max(4000)
const service = z.object({ opportunityId: z.uuid() })
const visit = z.object({ visitId: z.uuid() })
const loose = { 200: z.looseObject({}) }
const made = { 201: z.object({ id: z.uuid() }) }
const done = { 201: z.object({ done: z.literal(true) }) }
const actionBody = z.object({
  what: words,
  owner: z.enum(['provider', 'council']),
  essential: z.boolean(),
  dueOn: apiDay,
  visitId: z.uuid().optional(),
})
const visitBody = z.object({
  madeOn: apiDay,
  peopleSpoken: z.int().min(0).max(10_000),
  summary: words,
  findings: z
    .array(
      z.object({
        question: z.string().max(100),
        answer: z.enum(findingAnswers),
        evidence: words,
        document: words.nullable().default(null),
        documentOn: apiDay.nullable().default(null),
      }),
    )
    .max(100),
})
const fileBody = z.object({
  words: z.string().trim().min(1).max(500),
  question: z.string().max(100).nullable().default(null),
  file: z
    .object({ name: z.string().min(1).max(200), base64: z.base64().max(Math.ceil(largestFileBytes / 3) * 4) })
    .describe('A PDF, JPEG or PNG of at most 5 megabytes'),
})
const decisionBody = z.object({
  outcome: z.enum(concernOutcomes),
  reason: words,
  passedTo: words.optional(),
  passedReference: words.optional(),
  action: actionBody.omit({ visitId: true }).optional(),
})

/** Services, their visits and their ratings for other programs: the same rules as the pages. */
export const assuranceApi =
  (policyOn: MarketPolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/market/services',
      {
        config: { policy: looks },
        schema: { tags, summary: 'Services with their ratings and what there is to do', response: loose },
      },
      async (request) => ({ services: await request.tx((tx) => assuredServices(tx)) }),
    )
    app.get(
      '/api/market/services/:opportunityId',
      {
        config: { policy: looks },
        schema: {
          tags,
          summary: 'One service: what the rule proposes, its visits, actions and concerns',
          params: service,
          response: loose,
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const { opportunityId } = request.params
          const proposal = await proposeRating(tx, opportunityId, policyOn(tx.today).assurance)
          const visits = await visitsOf(tx, { opportunityId })
          const actions = await actionsOf(tx, { opportunityId })
          return {
            ...proposal,
            seen: seenOf(proposal),
            visits,
            actions,
            concerns: await concernsOf(tx, { opportunityId }),
          }
        }),
    )
    app.post(
      '/api/market/services/:opportunityId/visits',
      {
        config: { policy: looks },
        schema: {
          tags,
          summary: 'Plan a visit',
          params: service,
          body: z.object({ plannedOn: apiDay, announced: z.boolean(), visitedBy: z.uuid() }),
          response: made,
        },
      },
      async (request, reply) => {
        const id = await request.tx(async (tx) => {
          const { opportunityId, providerId } = await assuredService(tx, request.params.opportunityId)
          const { questions } = policyOn(tx.today).assurance
          return planVisit(tx, { opportunityId, providerId, questions, ...request.body })
        })
        return reply.code(201).send({ id })
      },
    )
    app.post(
      '/api/market/services/:opportunityId/rating',
      {
        config: { policy: looks },
        schema: {
          tags,
          summary: 'Decide the rating; `seen` is what the proposal said',
          params: service,
          body: z.object({ seen: z.string().max(200), rating: z.enum(ratings), departure: words.optional() }),
          response: done,
        },
      },
      async (request, reply) => {
        await request.tx((tx) => decideRating(tx, { ...request.params, ...request.body }, policyOn(tx.today).assurance))
        return reply.code(201).send({ done: true })
      },
    )
  }

/** Writing a visit down and signing it. */
export const visitsApi: StepApi = async (app) => {
  app.post(
    '/api/market/visits/:visitId/findings',
    {
      config: { policy: looks },
      schema: { tags, summary: 'Write down what was seen', params: visit, body: visitBody, response: done },
    },
    async (request, reply) => {
      await request.tx((tx) => writeVisit(tx, request.params.visitId, request.body))
      return reply.code(201).send({ done: true })
    },
  )
  app.post(
    '/api/market/visits/:visitId/files',
    {
      config: { policy: looks },
      bodyLimit: 2 * largestFileBytes,
      schema: { tags, summary: 'Keep a photo or a paper with a visit', params: visit, body: fileBody, response: made },
    },
    async (request, reply) => {
      const { words: said, question, file } = request.body
      const bytes = { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
      const id = await request.tx((tx) =>
        keepVisitFile(tx, request.params.visitId, { words: said, question, file: bytes }),
      )
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/market/visits/:visitId/sign',
    {
      config: { policy: looks },
      schema: { tags, summary: 'Sign a visit that somebody else made', params: visit, response: done },
    },
    async (request, reply) => {
      await request.tx(async (tx) => {
        await visitDetails(tx, request.params.visitId)
        await signVisit(tx, request.params.visitId)
      })
      return reply.code(201).send({ done: true })
    },
  )
}

/** Actions and concerns. */
export const actionsApi: StepApi = async (app) => {
  app.post(
    '/api/market/services/:opportunityId/actions',
    {
      config: { policy: looks },
      schema: { tags, summary: 'Ask for something to be put right', params: service, body: actionBody, response: made },
    },
    async (request, reply) => {
      const id = await request.tx(async (tx) => {
        const { opportunityId, providerId } = await assuredService(tx, request.params.opportunityId)
        return setAction(tx, { opportunityId, providerId, ...request.body })
      })
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/market/actions/:actionId/steps',
    {
      config: { policy: own },
      schema: {
        tags,
        summary: 'Say that an action is done (provider), accept it or ask again (council)',
        params: z.object({ actionId: z.uuid() }),
        body: z.object({ kind: z.enum(actionSteps), note: words, dueOn: apiDay.optional() }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => takeActionStep(tx, request.params.actionId, request.body))
      return reply.code(201).send({ done: true })
    },
  )
  app.post(
    '/api/market/services/:opportunityId/concerns',
    {
      config: { policy: raises },
      schema: {
        tags,
        summary: 'Raise a concern',
        params: service,
        body: z.object({ words, contact: words.optional() }),
        response: made,
      },
    },
    async (request, reply) => {
      const id = await request.tx(async (tx) => {
        const found = await serviceBehind(tx, request.params.opportunityId)
        if (found === undefined) throw new NotFound('service')
        const { opportunityId, providerId } = found
        return raiseConcern(tx, { opportunityId, providerId, ...request.body })
      })
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/market/concerns/:concernId/decisions',
    {
      config: { policy: looks },
      schema: {
        tags,
        summary: 'Decide what is done about a concern',
        params: z.object({ concernId: z.uuid() }),
        body: decisionBody,
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => decideConcern(tx, request.params.concernId, request.body))
      return reply.code(201).send({ done: true })
    },
  )
}
