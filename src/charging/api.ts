import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { amountList } from './amount-list.ts'
import { answerJson, refusalJson, toAnswerJson } from './answer-json.ts'
import { amountsApi } from './api/amounts.ts'
import { concerned, made, officers, person, tags } from './api/parts.ts'
import { submissionsApi } from './api/submissions.ts'
import { circumstances } from './circumstances.ts'
import { freeGrounds } from './free-services.ts'
import { parametersOf } from './parameters.ts'
import * as charging from './store.ts'

const readers = {
  roles: concerned,
  about: 'What a person pays and how it was worked out',
} as const
const deciders = {
  roles: officers,
  about: 'Assess, decide and tell what a person pays',
} as const

/** The charge of a person as other programs read and record it, and the calculator for anybody. */
export const chargingApi: StepApi = async (app) => {
  app.post(
    '/api/charging/assess',
    {
      config: { policy: { roles: 'public', about: 'Work out a charge; nothing is kept' }, pure: true },
      schema: {
        tags,
        summary: 'Work out a weekly contribution from circumstances',
        body: circumstances,
        response: { 200: answerJson },
      },
    },
    async (request) => toAnswerJson(await request.tx((t) => charging.workOut(t, request.body, { demo: app.demo }))),
  )
  app.get(
    '/api/charging/amounts',
    {
      config: { policy: { roles: 'public', about: 'The figures set by law that the rules use' } },
      schema: {
        tags,
        summary: 'National figures on a day, with citation and evidence',
        querystring: z.object({ on: apiDay.optional() }),
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => {
      const on = request.query.on ?? app.db.clock.today()
      return { on, amounts: amountList(on, await request.tx((t) => charging.councilAmountsOn(t, on))) }
    },
  )
  app.get(
    '/api/parameters',
    {
      config: { policy: { roles: 'public', about: 'Every parameter of the charging rules' } },
      schema: {
        tags,
        summary: 'All parameters with their days, citations and evidence; the council’s switches too',
        response: { 200: z.looseObject({ rules: z.string() }) },
      },
    },
    async (request) =>
      request.tx(async (t) => ({
        ...parametersOf(await charging.checkedAmounts(t), await charging.standingSwitches(t)),
      })),
  )
  app.get(
    '/api/charging/people/:personId',
    {
      config: { policy: readers },
      schema: { tags, summary: 'What stands for a person', params: person, response: { 200: z.looseObject({}) } },
    },
    async (request) =>
      request.tx(async (t) => ({
        contributions: await charging.contributionsOf(t, request.params.personId),
        notices: await charging.noticesOf(t, request.params.personId),
        freePeriods: await charging.freePeriodsOf(t, request.params.personId),
        assessments: await charging.assessmentsOf(t, request.params.personId),
      })),
  )
  await app.register(records)
  await app.register(submissionsApi)
  await app.register(amountsApi)
}

const records: StepApi = async (app) => {
  app.post(
    '/api/charging/people/:personId/assessments',
    {
      config: { policy: deciders },
      schema: {
        tags,
        summary: 'Record a financial assessment',
        params: person,
        body: z.object({ circumstances, reason: z.string().trim().min(1).max(500) }),
        response: {
          200: z.object({ assessmentId: z.string(), weekly: z.int() }),
          409: z.object({ refusals: z.array(refusalJson) }),
        },
      },
    },
    async (request, reply) => {
      const recorded = await request.tx((t) =>
        charging.recordAssessment(t, {
          ...request.params,
          facts: request.body.circumstances,
          reason: request.body.reason,
          demo: app.demo,
        }),
      )
      return recorded.ok ? recorded.value : reply.code(409).send({ refusals: [...recorded.refusals] })
    },
  )
  app.post(
    '/api/charging/people/:personId/contributions',
    {
      config: { policy: deciders },
      schema: {
        tags,
        summary: 'Decide an assessed contribution, or say “up to” while the assessment runs',
        params: person,
        body: z.union([
          z.object({ assessmentId: z.uuid(), from: apiDay, reason: z.string().trim().min(1).max(500) }),
          z.object({ upTo: z.int().min(0).transform(pence), from: apiDay, reason: z.string().trim().min(1).max(500) }),
        ]),
        response: { 200: made },
      },
    },
    async (request) => ({
      id: await request.tx((t) =>
        'upTo' in request.body
          ? charging.decideProvisional(t, { ...request.params, ...request.body })
          : charging.decideContribution(t, { ...request.params, ...request.body }),
      ),
    }),
  )
  await app.register(tellings)
}

const tellings: StepApi = async (app) => {
  app.post(
    '/api/charging/people/:personId/notices',
    {
      config: { policy: deciders },
      schema: {
        tags,
        summary: 'Record that the person was told',
        params: person,
        body: z.object({
          contributionId: z.uuid(),
          toldOn: apiDay,
          firstDayCharged: apiDay,
          how: z.enum(charging.waysToTell),
        }),
        response: { 200: made },
      },
    },
    async (request) => ({
      id: await request.tx((t) => charging.recordNotice(t, { ...request.params, ...request.body })),
    }),
  )
  app.post(
    '/api/charging/people/:personId/free-periods',
    {
      config: { policy: deciders },
      schema: {
        tags,
        summary: 'Record days on which support is free',
        params: person,
        body: z.object({
          ground: z.enum(freeGrounds).exclude(['equipment']),
          from: apiDay,
          until: apiDay,
          reason: z.string().trim().min(1).max(500),
        }),
        response: { 200: made },
      },
    },
    async (request) => ({
      id: await request.tx((t) => charging.openFreePeriod(t, { ...request.params, ...request.body })),
    }),
  )
}
