import { z } from 'zod'
import { addDays } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import type { StepApi } from '../platform/http.ts'
import { levelsSent, onDay, partSent } from './api-inputs.ts'
import { careActOutcomes } from './assessed-items.ts'
import { type AssessmentKind, type AssessmentMethod, assessmentKinds, assessmentMethods } from './assessment-kind.ts'
import { type ContactRoute, contactRoutes } from './contact-route.ts'
import { type WayUnable, waysUnable } from './eligibility.ts'
import { contactOutcomes } from './event-outcome.ts'
import { levelsText, quartersText } from './levels-text.ts'
import * as store from './store.ts'

const tags = ['needs']
const codes = <Code extends string>(words: Readonly<Record<Code, unknown>>) => z.enum(Object.keys(words) as Code[])
const person = z.object({ personId: z.uuid() })
const oneContact = person.extend({ contactId: z.uuid() })
const oneAssessment = person.extend({ assessmentId: z.uuid() })
const made = z.object({ id: z.uuid() })
const contact = z.object({
  contactId: z.uuid(),
  receivedOn: z.string(),
  route: z.string(),
  askedBy: z.string().nullable(),
  whatWasAsked: z.string().nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  outcomeReason: z.string().nullable(),
})
const assessmentHead = z.object({
  assessmentId: z.uuid(),
  kind: z.string(),
  startedOn: z.string(),
  completedOn: z.string().nullable(),
  eligible: z.boolean().nullable(),
  replaces: z.uuid().nullable(),
  replacedBy: z.uuid().nullable(),
})
const assessment = assessmentHead.extend({
  method: z.string().nullable(),
  whatMatters: z.string().nullable(),
  strengths: z.string().nullable(),
  summary: z.string().nullable(),
  levels: z.record(z.string(), z.int()),
  carers: z.array(z.object({ item: z.string(), carerId: z.uuid(), quarters: z.int() })),
  seen: z.string().describe('Send it back when saving levels or completing, so that a change in between is noticed'),
})
const review = z.object({
  reviewDueId: z.uuid(),
  personId: z.uuid(),
  kind: z.string(),
  cause: z.string(),
  dueOn: z.string(),
  settledOn: z.string().nullable(),
  settlement: z.string().nullable(),
})
const words = z.string().trim().min(1).max(4000)
const policy = { roles: ['practitioner', 'team_manager'], about: 'Read and record a person’s needs' } as const

/** Contacts, assessments, eligibility, urgent care and reviews of a person, for their team. */
export const needsApi: StepApi = async (app) => {
  await app.register(contactRoutesApi)
  await app.register(assessmentRoutes)
  await app.register(decisionRoutes)
}

const contactRoutesApi: StepApi = async (app) => {
  app.get(
    '/api/needs/people/:personId/contacts',
    {
      config: { policy },
      schema: {
        summary: 'A person’s contacts, the newest first',
        tags,
        params: person,
        response: { 200: z.array(contact) },
      },
    },
    async (request) => request.tx((tx) => store.contactsOf(tx, request.params.personId)),
  )
  app.post(
    '/api/needs/people/:personId/contacts',
    {
      config: { policy },
      schema: {
        summary: 'Record a request for support',
        tags,
        params: person,
        body: z.strictObject({
          receivedOn: onDay,
          route: codes<ContactRoute>(contactRoutes),
          askedBy: words.optional(),
          whatWasAsked: words,
        }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const id = await request.tx((tx) => store.recordContact(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/needs/people/:personId/contacts/:contactId/answer',
    {
      config: { policy },
      schema: {
        summary: 'Record what happened next, once',
        tags,
        params: oneContact,
        body: z.strictObject({ closedOn: onDay, outcome: z.enum(contactOutcomes), reason: words.optional() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => store.closeContact(tx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}

const assessmentRoutes: StepApi = async (app) => {
  const root = '/api/needs/people/:personId/assessments'
  app.get(
    root,
    {
      config: { policy },
      schema: {
        summary: 'A person’s assessments, the newest first',
        tags,
        params: person,
        response: { 200: z.array(assessmentHead) },
      },
    },
    async (request) => request.tx((tx) => store.assessmentsOf(tx, request.params.personId)),
  )
  app.get(
    `${root}/:assessmentId`,
    {
      config: { policy },
      schema: {
        summary: 'One assessment with its levels and carers’ parts',
        tags,
        params: oneAssessment,
        response: { 200: assessment },
      },
    },
    async (request) => {
      const { personId, assessmentId } = request.params
      const found = await request.tx((tx) => store.assessmentById(tx, personId, assessmentId))
      return { ...found, levels: { ...found.levels }, carers: [...found.carers], seen: levelsText(found.levels) }
    },
  )
  app.post(
    root,
    {
      config: { policy },
      schema: {
        summary: 'Start an assessment',
        tags,
        params: person,
        body: z.strictObject({ kind: codes<AssessmentKind>(assessmentKinds), startedOn: onDay }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const id = await request.tx((tx) => store.startAssessment(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ id })
    },
  )
  app.put(
    `${root}/:assessmentId/levels`,
    {
      config: { policy },
      schema: {
        summary: 'Save levels, as if no carer helped',
        tags,
        params: oneAssessment,
        body: z.strictObject({ levels: levelsSent, seen: z.string().length(14) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => store.saveLevels(tx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
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

const decisionRoutes: StepApi = async (app) => {
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
