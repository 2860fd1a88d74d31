import { z } from 'zod'
import { day, parseCalendarDate } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { careActOutcomes } from '../needs/index.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { costOfWeek, weekToCost } from './cost-file.ts'
import { iStatements } from './i-statements.ts'
import {
  addOutcome,
  addSession,
  decide,
  decideTransport,
  draftOf,
  outcomesOf,
  removeSession,
  sendForApproval,
  suggestionFor,
  versionById,
} from './store.ts'
import { transportOptions } from './transport-decision.ts'
import { routes } from './week-session.ts'

const tags = ['planning']
const date = z
  .string()
  .refine((text) => parseCalendarDate(text) !== undefined, 'must be a real day, like 2026-04-06')
  .transform(day)
const ofPerson = z.object({ personId: z.uuid() })
const ofTerm = ofPerson.extend({ termId: z.uuid() })
const outcome = z.object({
  outcome_id: z.string(),
  words: z.string(),
  i_statement: z.string().nullable(),
  care_act_item: z.string(),
  agreed_on: z.string(),
})
const plan = z.object({
  from: z.string(),
  weekly_pence: z.int(),
  gross_yearly_pence: z.int(),
  indicative_weekly_pence: z.int().nullable(),
  stops: z.array(z.string()),
  version_in_force: z.int().nullable(),
  version_sent: z.string().nullable(),
  sessions: z.array(z.looseObject({ term_id: z.string(), title: z.string(), weekday: z.int(), agreed: z.boolean() })),
})
const newSession = z.object({
  outcome_id: z.uuid(),
  session_id: z.uuid(),
  purpose: z.enum(['support', 'carer_break', 'taster']).default('support'),
  support_band: z.string(),
  every_weeks: z.literal([1, 2, 3, 4, 6]).default(1),
  from: date,
  until: date.optional(),
  route: z.enum(routes).default('council_managed'),
  reason: z.string().trim().min(1).max(300),
})

/** A person's plan as other programs read and write it, and the cost calculator for anybody. */
export const planningApi: StepApi = async (app) => {
  app.post(
    '/api/planning/cost',
    {
      config: { policy: { roles: 'public', about: 'Work out what a week costs; nothing is kept' }, pure: true },
      schema: {
        tags,
        summary: 'Gross yearly cost of a week on real dates',
        body: weekToCost,
        response: { 200: z.looseObject({ grossYearlyPence: z.int(), weeklyPence: z.int() }) },
      },
    },
    async (request) => ({ ...costOfWeek(request.body) }),
  )
  const read = { roles: ['practitioner', 'team_manager', 'broker', 'person'], about: 'Read a person’s plan' } as const
  const write = { roles: ['practitioner', 'team_manager'], about: 'Plan with a person' } as const
  app.get(
    '/api/planning/people/:personId',
    {
      config: { policy: read },
      schema: { tags, summary: 'A person’s plan as it stands', params: ofPerson, response: { 200: plan } },
    },
    async (request) => planJson(await request.tx((tx) => draftOf(tx, request.params.personId))),
  )
  app.get(
    '/api/planning/people/:personId/outcomes',
    {
      config: { policy: read },
      schema: {
        tags,
        summary: 'Outcomes in the person’s words',
        params: ofPerson,
        response: { 200: z.array(outcome) },
      },
    },
    async (request) => {
      const found = await request.tx((tx) => outcomesOf(tx, request.params.personId))
      return found.map((one) => ({
        outcome_id: one.outcomeId,
        words: one.words,
        i_statement: one.iStatement,
        care_act_item: one.careActItem,
        agreed_on: one.agreedOn,
      }))
    },
  )
  app.post(
    '/api/planning/people/:personId/outcomes',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Agree an outcome',
        params: ofPerson,
        body: z.object({
          words: z.string().trim().min(1).max(300),
          i_statement: z.enum(iStatements.map(({ key }) => key) as [string, ...string[]]),
          care_act_item: z.enum(careActOutcomes),
          agreed_on: date,
        }),
        response: { 200: z.object({ outcome_id: z.string() }) },
      },
    },
    async (request) => {
      const { words, i_statement, care_act_item, agreed_on } = request.body
      const wanted = {
        personId: request.params.personId,
        words,
        iStatement: i_statement,
        careActItem: care_act_item,
        agreedOn: agreed_on,
      }
      return { outcome_id: await request.tx((tx) => addOutcome(tx, wanted)) }
    },
  )
  app.get(
    '/api/planning/people/:personId/tier',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'The suggested tier with its reasons',
        params: ofPerson,
        response: { 200: z.looseObject({ tier: z.int() }) },
      },
    },
    async (request) => ({ ...(await request.tx((tx) => suggestionFor(tx, request.params.personId))) }),
  )
}

/** Lines of the week, sending and deciding. */
export const planChangesApi: StepApi = async (app) => {
  const write = { roles: ['practitioner', 'team_manager'], about: 'Change a person’s week' } as const
  const decides = { roles: ['team_manager'], about: 'Approve plans within one’s limit' } as const
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
        body: z.object({ last_day: date, reason: z.string().trim().min(1).max(400) }),
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
  app.post(
    '/api/planning/people/:personId/send',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Send the draft for approval',
        params: ofPerson,
        body: z.object({ from: date, reason: z.string().max(600).default('') }),
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

function planJson(draft: Awaited<ReturnType<typeof draftOf>>): z.output<typeof plan> {
  return {
    from: draft.from,
    weekly_pence: draft.figures.weekly,
    gross_yearly_pence: draft.figures.grossYearly,
    indicative_weekly_pence: draft.indicative?.weekly ?? null,
    stops: [...draft.stops],
    version_in_force: draft.inForce?.number ?? null,
    version_sent: draft.sent?.versionId ?? null,
    sessions: draft.sessions.map((session) => ({
      term_id: session.termId,
      title: session.title,
      outcome_id: session.outcomeId,
      session_id: session.sessionId,
      weekday: session.pattern.weekday,
      start_minute: session.pattern.startMinute,
      end_minute: session.pattern.endMinute,
      support_band: session.supportBand,
      agreed: session.agreed,
      per_session_pence: draft.figures.byTerm.get(session.termId)?.perSession ?? 0,
      dates_a_year: draft.figures.byTerm.get(session.termId)?.dates ?? 0,
    })),
  }
}
