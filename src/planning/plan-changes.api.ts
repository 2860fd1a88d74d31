import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { addSession, decide, decideTransport, removeSession, sendForApproval, versionById } from './store.ts'
import { transportOptions } from './transport-decision.ts'
import { routes } from './week-session.ts'

const tags = ['planning']
const ofPerson = z.object({ personId: z.uuid() })
const ofTerm = ofPerson.extend({ termId: z.uuid() })
const newSession = z.object({
  outcome_id: z.uuid(),
  session_id: z.uuid(),
  purpose: z.enum(['support', 'carer_break', 'taster']).default('support'),
  support_band: z.string(),
  every_weeks: z.literal([1, 2, 3, 4, 6]).default(1),
  from: apiDay,
  until: apiDay.optional(),
  route: z.enum(routes).default('council_managed'),
  reason: z.string().trim().min(1).max(300),
})

/** Lines of the week, sending and deciding. */
export const planChangesApi: StepApi = async (app) => {
  const write = { roles: ['practitioner', 'team_manager'], about: 'Change a person’s week' } as const
  app.post(
    '/api/planning/people/:personId/sessions',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Put a session of the directory into the draft',
        params: ofPerson,
        body: newSession,
        response: { 200: z.object({ term_id: z.string() }) },
      },
    },
    async (request) => {
      const { outcome_id, session_id, support_band, every_weeks, ...rest } = request.body
      const wanted = {
        ...rest,
        personId: request.params.personId,
        outcomeId: outcome_id,
        sessionId: session_id,
        supportBand: support_band,
        everyWeeks: every_weeks,
        characteristics: [],
        otherPayers: [],
      }
      return { term_id: (await request.tx((tx) => addSession(tx, wanted))).termId }
    },
  )
  app.post(
    '/api/planning/people/:personId/sessions/:termId/transport',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Decide how the person gets to a session',
        params: ofTerm,
        body: z.object({
          chosen: z.enum(transportOptions),
          tried: z.array(z.object({ option: z.enum(transportOptions), works: z.boolean() })).default([]),
          assessed_need: z.boolean().default(false),
          price_pence: z.int().min(1).optional(),
          reason: z.string().trim().min(1).max(400),
        }),
        response: { 200: z.object({ transport_decision_id: z.string() }) },
      },
    },
    async (request) => {
      const { chosen, tried, assessed_need, price_pence, reason } = request.body
      const decision = {
        ...request.params,
        chosen,
        tried,
        assessedNeed: assessed_need,
        reason,
        perSession: price_pence === undefined ? undefined : pence(price_pence),
      }
      return { transport_decision_id: await request.tx((tx) => decideTransport(tx, decision)) }
    },
  )
  app.post(
    '/api/planning/people/:personId/sessions/:termId/take-out',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Take a line out of the draft',
        params: ofTerm,
        body: z.object({ last_day: apiDay, reason: z.string().trim().min(1).max(400) }),
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      await request.tx((tx) =>
        removeSession(tx, { ...request.params, lastDay: request.body.last_day, reason: request.body.reason }),
      )
      return { done: true as const }
    },
  )
}

/** Sending a plan and deciding on it. */
export const planApprovalsApi: StepApi = async (app) => {
  const write = { roles: ['practitioner', 'team_manager'], about: 'Send a plan for approval' } as const
  const decides = { roles: ['team_manager'], about: 'Approve plans within one’s limit' } as const
  app.post(
    '/api/planning/people/:personId/send',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Send the draft for approval',
        params: ofPerson,
        body: z.object({ from: apiDay, reason: z.string().max(600).default('') }),
        response: { 200: z.object({ version_id: z.string() }) },
      },
    },
    async (request) => ({
      version_id: await request.tx((tx) => sendForApproval(tx, { personId: request.params.personId, ...request.body })),
    }),
  )
  app.post(
    '/api/planning/people/:personId/versions/:versionId/decide',
    {
      config: { policy: decides },
      schema: {
        tags,
        summary: 'Approve, or not, the contents or the cost of a version',
        params: ofPerson.extend({ versionId: z.uuid() }),
        body: z.object({
          about: z.enum(['contents', 'cost']),
          approved: z.boolean(),
          comment: z.string().trim().min(1).max(1000),
        }),
        response: { 200: z.object({ agreed: z.boolean() }) },
      },
    },
    async (request) => {
      const { personId, versionId } = request.params
      return request.tx(async (tx) => {
        if ((await versionById(tx, versionId))?.personId !== personId) throw new NotFound('plan version')
        return decide(tx, { versionId, ...request.body })
      })
    },
  )
}
