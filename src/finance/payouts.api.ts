import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { payees, waysBack } from './payout.ts'
import {
  approvePayout,
  approveReturn,
  askPayout,
  askReturn,
  credits,
  type Payout,
  payoutOf,
  payoutsOf,
  stopPayout,
  stopReturn,
} from './store.ts'

const tags = ['finance']
const finance = { roles: ['finance'], about: 'Finance pays back what the council owes a person' } as const
const reckon = {
  roles: ['person', 'practitioner', 'team_manager', 'finance'],
  about: 'The person, their team and finance see what was paid back',
} as const
const money = z.int().describe('whole pence')
const one = z.object({ payoutId: z.uuid() })
const reason = z.string().trim().min(1).max(500)
const payout = z.object({
  payoutId: z.uuid(),
  personId: z.uuid(),
  amount: money,
  payee: z.enum(payees),
  how: z.enum(waysBack),
  reason: z.string(),
  state: z.enum(['asked', 'paid', 'stopped', 'returned']),
  paidOn: z.string().nullable(),
  stoppedWhy: z.string().nullable(),
  back: z
    .object({ returnedOn: z.string(), reason: z.string(), approved: z.boolean() })
    .nullable()
    .describe('the bank sent it back; owed again from the approval on'),
})
const shown = ({ payoutId, personId, amount, payee, how, reason, state, paidOn, stoppedWhy, back }: Payout) => ({
  payoutId,
  personId,
  amount,
  payee,
  how,
  reason,
  state,
  paidOn,
  stoppedWhy,
  back: back && { returnedOn: back.returnedOn, reason: back.reason, approved: back.approvedByName !== null },
})

/** What the council owes people, and paying it out: asked for by one, approved by another, or stopped. */
export const payoutsApi: StepApi = async (app) => {
  const credit = z.object({ personId: z.uuid(), owed: money, asked: money, since: z.string() })
  app.get(
    '/api/finance/credits',
    {
      config: { policy: finance },
      schema: { summary: 'To whom the council owes money, the most first', tags, response: { 200: z.array(credit) } },
    },
    async (request) => {
      const found = await request.tx((tx) => credits(tx))
      return found.map(({ personId, owed, asked, since }) => ({ personId, owed, asked, since }))
    },
  )
  app.get(
    '/api/finance/people/:personId/payouts',
    {
      config: { policy: reckon },
      schema: {
        summary: 'What was paid back to a person, or is asked for, the newest first',
        tags,
        params: z.object({ personId: z.uuid() }),
        response: { 200: z.array(payout) },
      },
    },
    async (request) => (await request.tx((tx) => payoutsOf(tx, request.params.personId))).map(shown),
  )
  app.post(
    '/api/finance/payouts',
    {
      config: { policy: finance },
      schema: {
        summary: 'Asks for money to go back to a person, at most what the council owes; another approves it',
        tags,
        body: z.strictObject({
          id: z.uuid(),
          personId: z.uuid(),
          amount: money.positive(),
          payee: z.enum(payees),
          how: z.enum(waysBack),
          reason,
          reference: z.string().max(100).optional(),
        }),
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => request.tx((tx) => askPayout(tx, { ...request.body, amount: pence(request.body.amount) })),
  )
  settling(app)
  sendingBack(app)
}

/** A pay-out as it stands once something was done to it. */
async function nowShown(tx: Tx, { payoutId }: { payoutId: string }, done: Promise<unknown>) {
  await done
  return shown(await payoutOf(tx, payoutId))
}

function settling(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/finance/payouts/:payoutId/approve',
    {
      config: { policy: finance },
      schema: {
        summary: 'Approves a pay-out that another asked for, once',
        tags,
        params: one,
        response: { 200: payout },
      },
    },
    async (request) => request.tx((tx) => nowShown(tx, request.params, approvePayout(tx, request.params.payoutId))),
  )
  app.post(
    '/api/finance/payouts/:payoutId/stop',
    {
      config: { policy: finance },
      schema: {
        summary: 'Stops a pay-out that is not approved yet, with a reason',
        tags,
        params: one,
        body: z.strictObject({ why: reason }),
        response: { 200: payout },
      },
    },
    async (request) =>
      request.tx((tx) => nowShown(tx, request.params, stopPayout(tx, { ...request.params, ...request.body }))),
  )
}

/** What the bank sent back: said by one, approved by another, or stopped. */
function sendingBack(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/finance/payouts/:payoutId/return',
    {
      config: { policy: finance },
      schema: {
        summary: 'Says that the bank sent a pay-out back, whole; another approves it',
        tags,
        params: one,
        body: z.strictObject({ id: z.uuid(), returnedOn: apiDay, reason }),
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => request.tx((tx) => askReturn(tx, { ...request.params, ...request.body })),
  )
  app.post(
    '/api/finance/payouts/:payoutId/return/approve',
    {
      config: { policy: finance },
      schema: {
        summary: 'Approves that a pay-out came back: it is owed to the person again',
        tags,
        params: one,
        response: { 200: payout },
      },
    },
    async (request) => request.tx((tx) => nowShown(tx, request.params, approveReturn(tx, request.params.payoutId))),
  )
  app.post(
    '/api/finance/payouts/:payoutId/return/stop',
    {
      config: { policy: finance },
      schema: {
        summary: 'Says that a pay-out did not come back after all, with a reason',
        tags,
        params: one,
        body: z.strictObject({ why: reason }),
        response: { 200: payout },
      },
    },
    async (request) =>
      request.tx((tx) => nowShown(tx, request.params, stopReturn(tx, { ...request.params, ...request.body }))),
  )
}
