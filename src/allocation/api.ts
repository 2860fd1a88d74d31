import { z } from 'zod'
import { pence } from '../core/money.ts'
import type { StepApi } from '../platform/http.ts'
import { Refused } from '../platform/refused.ts'
import { checkAddOns } from './answers.ts'
import { calibrationsApi } from './calibrations.api.ts'
import { type ExceptionReason, exceptionReasons } from './exception-reason.ts'
import { explain, explainedQuote } from './explained-quote.ts'
import { answersSent, quoteRequest, wholeAnswers } from './quote-request.ts'
import { rolloutApi } from './rollout.api.ts'
import {
  answersHash,
  askException,
  budgetById,
  budgetsOf,
  checkSufficiency,
  issueBudget,
  newestCheck,
  tableHash,
  tableOn,
  tableVersion,
  tableVersions,
  workOutBudget,
} from './store.ts'
import { type ToldHow, toldHow } from './told-how.ts'

const tags = ['allocation']
const person = z.object({ personId: z.uuid() })
const oneBudget = person.extend({ budgetId: z.uuid() })
const made = z.object({ id: z.uuid() })
const version = z.object({
  version: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  hash: z.string(),
  approvedBy: z.string(),
  secondApprover: z.string(),
})
const tableShown = z.looseObject({ version: z.string() }).describe('The table as data, in the shape that a quote takes')
const head = z.object({
  budgetId: z.uuid(),
  assessmentId: z.uuid(),
  tableVersion: z.string(),
  weeklyPence: z.int(),
  yearlyPence: z.int(),
  points: z.int(),
  answersHash: z.string(),
  workedOutOn: z.string(),
  issuedOn: z.string().nullable(),
  replacedBy: z.uuid().nullable(),
})
const check = z.object({
  checkedOn: z.string(),
  pricedWeekPence: z.int(),
  bookablePence: z.int(),
  middlePence: z.int(),
  shortByPence: z.int(),
  missingSessions: z.int(),
  enough: z.boolean(),
})

/** The table and the formula for everyone; a person's budgets for their team and themselves. */
export const allocationApi: StepApi = async (app) => {
  await app.register(openRoutes)
  await app.register(calibrationsApi)
  await app.register(rolloutApi)
  await app.register(readRoutes)
  await app.register(actRoutes)
  await app.register(tellRoutes)
}

const openRoutes: StepApi = async (app) => {
  const open = { roles: 'public', about: 'Work out a budget; read the published table' } as const

  app.post(
    '/api/allocation/quote',
    {
      config: { policy: open, pure: true },
      schema: {
        summary: 'An indicative budget with every line explained; nothing is kept',
        tags,
        body: quoteRequest,
        response: { 200: explainedQuote },
      },
    },
    async (request) => {
      const table = request.body.table ?? (await request.tx((tx) => tableOn(tx, tx.today)))?.table
      if (table === undefined) throw new Refused('no_table_in_force')
      const answers = wholeAnswers(request.body)
      const known = checkAddOns(table, answers.addOns)
      if (!known.ok) throw new Refused(known.refusals.join())
      return explain(table, answers, { tableHash: tableHash(table), answersHash: answersHash(answers) })
    },
  )

  app.get(
    '/api/allocation/tables',
    {
      config: { policy: open },
      schema: { summary: 'Every version of the table, the newest first', tags, response: { 200: z.array(version) } },
    },
    async (request) => request.tx((tx) => tableVersions(tx)),
  )

  app.get(
    '/api/allocation/tables/:version',
    {
      config: { policy: open },
      schema: {
        summary: 'One version, whole',
        tags,
        params: z.object({ version: z.string().max(40) }),
        response: { 200: version.extend({ table: tableShown }) },
      },
    },
    async (request) => request.tx((tx) => tableVersion(tx, request.params.version)),
  )
}

const readRoutes: StepApi = async (app) => {
  const own = {
    roles: ['practitioner', 'team_manager', 'finance', 'person'],
    about: 'Read a person’s budgets',
  } as const
  const staff = { roles: ['practitioner', 'team_manager'], about: 'Read how a person’s budget was worked out' } as const

  app.get(
    '/api/allocation/people/:personId/budgets',
    {
      config: { policy: own },
      schema: {
        summary: 'A person’s indicative budgets, the newest first; a person sees those they were told',
        tags,
        params: person,
        response: { 200: z.array(head) },
      },
    },
    async (request) => {
      const all = await request.tx((tx) => budgetsOf(tx, request.params.personId))
      return request.who.role === 'person' ? all.filter((one) => one.issuedOn !== null) : all
    },
  )

  app.get(
    '/api/allocation/people/:personId/budgets/:budgetId',
    {
      config: { policy: staff },
      schema: {
        summary: 'One budget, every line, and its newest check',
        tags,
        params: oneBudget,
        response: { 200: head.extend({ explained: explainedQuote, check: check.nullable() }) },
      },
    },
    async (request) => {
      const { personId, budgetId } = request.params
      return request.tx(async (tx) => {
        const budget = await budgetById(tx, personId, budgetId)
        const last = await newestCheck(tx, budgetId)
        const { hash, table } = budget.adopted
        const explained = explain(table, budget.answers, { tableHash: hash, answersHash: budget.answersHash })
        return { ...budget, explained, check: last === undefined ? null : { checkedOn: last.checkedOn, ...last.check } }
      })
    },
  )
}

const actRoutes: StepApi = async (app) => {
  const act = { roles: ['practitioner', 'team_manager'], about: 'Work out, check and issue a person’s budget' } as const

  app.post(
    '/api/allocation/people/:personId/budgets',
    {
      config: { policy: act },
      schema: {
        summary: 'Work out a budget for a completed, eligible assessment',
        tags,
        params: person,
        body: z.strictObject({ assessmentId: z.uuid(), addOns: answersSent.shape.addOns }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const { personId } = request.params
      const id = await request.tx((tx) => workOutBudget(tx, { personId, ...request.body }))
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/api/allocation/people/:personId/budgets/:budgetId/checks',
    {
      config: { policy: act },
      schema: {
        summary: 'Check a budget against places that can be booked today',
        tags,
        params: oneBudget,
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const { personId, budgetId } = request.params
      const id = await request.tx((tx) => checkSufficiency(tx, personId, budgetId))
      return reply.code(201).send({ id })
    },
  )
}

const tellRoutes: StepApi = async (app) => {
  const act = { roles: ['practitioner', 'team_manager'], about: 'Ask for an exception, and issue a budget' } as const

  app.post(
    '/api/allocation/people/:personId/budgets/:budgetId/exceptions',
    {
      config: { policy: act },
      schema: {
        summary: 'Ask for more than a budget gives',
        tags,
        params: oneBudget,
        body: z.strictObject({
          reason: z.enum(Object.keys(exceptionReasons) as ExceptionReason[]),
          weeklyPence: z.int().min(1),
          words: z.string().trim().min(1).max(2000),
          meant: z.boolean().optional().describe('That more than ten times what the budget gives is meant'),
        }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const id = await request.tx((tx) =>
        askException(tx, { ...request.params, ...request.body, weeklyPence: pence(request.body.weeklyPence) }),
      )
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/api/allocation/people/:personId/budgets/:budgetId/issue',
    {
      config: { policy: act },
      schema: {
        summary: 'Issue a budget to the person',
        tags,
        params: oneBudget,
        body: z.strictObject({ how: z.enum(Object.keys(toldHow) as ToldHow[]) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => issueBudget(tx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}
