import { z } from 'zod'
import { careActOutcomes } from '../needs/index.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { costOfWeek, weekToCost } from './cost-file.ts'
import { iStatements } from './i-statements.ts'
import { addOutcome, draftOf, outcomesOf, suggestionFor } from './store.ts'

const tags = ['planning']
const ofPerson = z.object({ personId: z.uuid() })
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
  app.get(
    '/api/planning/people/:personId',
    {
      config: { policy: read },
      schema: { tags, summary: 'A person’s plan as it stands', params: ofPerson, response: { 200: plan } },
    },
    async (request) => planJson(await request.tx((tx) => draftOf(tx, request.params.personId))),
  )
}

/** Outcomes in the person's words, and the tier they suggest. */
export const planOutcomesApi: StepApi = async (app) => {
  const read = {
    roles: ['practitioner', 'team_manager', 'broker', 'person'],
    about: 'Read a person’s outcomes',
  } as const
  const write = { roles: ['practitioner', 'team_manager'], about: 'Agree outcomes with a person' } as const
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
          agreed_on: apiDay,
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
