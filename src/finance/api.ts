import { z } from 'zod'
import { mondayOf } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { apiPage } from '../platform/list-asked.ts'
import { Refused } from '../platform/refused.ts'
import { agreedOf, costOf, myWeek, onTheDayOf } from './my-week.ts'
import { paidBackApi } from './paid-back.api.ts'
import { paymentsApi } from './payments.api.ts'
import { weekRows } from './store/my-week.ts'
import { runStates } from './store/pay-runs.ts'
import { approveRun, draftRun, payLinesOf, payRun, payRuns, recordReceipt, statementOf, verifyBooks } from './store.ts'

const tags = ['finance']
const finance = { roles: ['finance'], about: 'Finance works the books' } as const
const reckon = {
  roles: ['person', 'practitioner', 'team_manager', 'finance'],
  about: 'The person, their team and finance see what was charged',
} as const
const ofPerson = z.object({ personId: z.uuid() })
const ofRun = z.object({ runId: z.uuid() })
const money = z.int().describe('whole pence')
const payLine = z.object({
  payLineId: z.uuid(),
  occasionId: z.uuid(),
  on: z.string(),
  component: z.string(),
  agreed: money,
  amount: money,
  chargeable: money,
  reason: z.string(),
  corrected: z.boolean(),
})
const charge = z.object({ weekStart: z.string(), told: money, delivered: money, charge: money, corrected: z.boolean() })
const session = z.object({
  on: z.string(),
  startMinute: z.int(),
  endMinute: z.int(),
  title: z.string(),
  outcomeId: z.uuid().nullable(),
  happened: z.string(),
  agreed: money,
  cost: money,
  onTheDay: money,
})
const week = z.object({
  weekStart: z.string(),
  sessions: z.array(session),
  used: money,
  onTheDay: money,
  budget: money.nullable(),
  iPay: money,
  councilPays: money,
})
const run = z.object({
  runId: z.uuid(),
  period: z.string(),
  paid: money,
  netted: money,
  payees: z.int(),
  approved: z.boolean(),
  done: z.boolean(),
})

/** Pay lines, charges, weeks, pay runs, receipts and the proof of the books. */
export const financeApi: StepApi = async (app) => {
  app.get(
    '/api/finance/people/:personId/pay-lines',
    {
      config: { policy: reckon },
      schema: {
        summary: 'What each date was owed, as it stands, the newest first, 500 a page',
        tags,
        params: ofPerson,
        querystring: z.object({ page: apiPage }),
        response: { 200: z.array(payLine) },
      },
    },
    async (request) => request.tx((tx) => payLinesOf(tx, request.params.personId, request.query.page)),
  )
  app.get(
    '/api/finance/people/:personId/charges',
    {
      config: { policy: reckon },
      schema: {
        summary: 'What each week was charged, as it stands',
        tags,
        params: ofPerson,
        response: { 200: z.array(charge) },
      },
    },
    async (request) => request.tx(async (tx) => [...(await statementOf(tx, request.params.personId)).weeks]),
  )
  await paidBackApi(app, {})
  await paymentsApi(app, {})
  weekRoute(app)
  runRoutes(app)
  bookRoutes(app)
}

function weekRoute(app: Parameters<StepApi>[0]) {
  const own = {
    roles: ['person', 'practitioner', 'team_manager'],
    about: 'The person and their team see the week',
  } as const
  app.get(
    '/api/finance/people/:personId/week',
    {
      config: { policy: own },
      schema: {
        summary: 'My week, my money, added up',
        tags,
        params: ofPerson,
        querystring: z.object({ on: apiDay.optional() }),
        response: { 200: week },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const rows = await weekRows(tx, request.params.personId, mondayOf(request.query.on ?? tx.today))
        const sum = myWeek(rows)
        if (!sum.ok) throw new Refused('week_does_not_add_up', { fault: sum.refusals[0] })
        const { weekStart, used, onTheDay, budget, iPay, councilPays, days } = sum.value
        const sessions = days
          .flatMap((one) => one.sessions)
          .map((one) => ({
            ...one,
            outcomeId: one.outcomeId ?? null,
            agreed: agreedOf(one),
            cost: costOf(one),
            onTheDay: onTheDayOf(one),
          }))
        return { weekStart, sessions, used, onTheDay, budget: budget ?? null, iPay, councilPays }
      }),
  )
}

function runRoutes(app: Parameters<StepApi>[0]) {
  app.get(
    '/api/finance/pay-runs',
    {
      config: { policy: finance },
      schema: {
        summary: 'Pay runs, the newest first, 50 a page; of one state where it is named',
        tags,
        querystring: z.object({ page: apiPage, state: z.enum(runStates).default('') }),
        response: { 200: z.array(run) },
      },
    },
    async (request) =>
      request.tx(async (tx) =>
        (await payRuns(tx, request.query)).rows.map((one) => ({
          ...one,
          approved: one.approvedAt !== null,
          done: one.paidAt !== null,
        })),
      ),
  )
  app.post(
    '/api/finance/pay-runs',
    {
      config: { policy: finance },
      schema: { summary: 'Drafts a pay run over everything open', tags, response: { 200: ofRun } },
    },
    async (request) => ({
      runId: await request.tx(draftRun),
    }),
  )
  for (const [act, work, summary] of [
    ['approve', approveRun, 'Approves a run that another drafted'],
    ['pay', payRun, 'Pays an approved run, once'],
  ] as const) {
    app.post(
      `/api/finance/pay-runs/:runId/${act}`,
      { config: { policy: finance }, schema: { summary, tags, params: ofRun, response: { 200: ofRun } } },
      async (request) => {
        await request.tx((tx) => work(tx, request.params.runId))
        return { runId: request.params.runId }
      },
    )
  }
}

function bookRoutes(app: Parameters<StepApi>[0]) {
  const how = z.enum(['bank transfer', 'direct debit', 'card', 'cash', 'cheque'])
  const receipt = z.strictObject({
    id: z.uuid(),
    personId: z.uuid(),
    receivedOn: apiDay,
    amount: money.positive(),
    how,
    reference: z.string().max(100).optional(),
  })
  app.post(
    '/api/finance/receipts',
    {
      config: { policy: finance },
      schema: {
        summary: 'Records money a person paid',
        tags,
        body: receipt,
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) =>
      request.tx((tx) =>
        recordReceipt(tx, {
          ...request.body,
          amount: pence(request.body.amount),
        }),
      ),
  )
  const fault = z.object({ rule: z.string(), subject: z.string().nullable(), detail: z.string() })
  app.get(
    '/api/finance/verify',
    {
      config: { policy: finance },
      schema: {
        summary:
          'Proves the books: an empty list means they are right; of each rule the first 200 faults are named, `found` counts all',
        tags,
        response: { 200: z.object({ faults: z.array(fault), found: z.int(), transfers: z.int(), payLines: z.int() }) },
      },
    },
    async (request) => {
      const found = await request.tx(verifyBooks)
      return { ...found, faults: [...found.faults] }
    },
  )
}
