import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import {
  approvePaymentReturn,
  askPaymentReturn,
  confirmPaidAgain,
  type Payment,
  payAgainByHand,
  paymentOf,
  paymentsBack,
  stopPaymentReturn,
  undoPaidAgain,
} from './store.ts'

const tags = ['finance']
const finance = { roles: ['finance'], about: 'Finance says that the bank sent a payment back, and settles it' } as const
const one = z.object({ remittanceId: z.uuid() })
const reason = z.string().trim().min(1).max(500)
const payment = z.object({
  remittanceId: z.uuid(),
  runId: z.uuid(),
  payee: z.string(),
  payeeKind: z.enum(['provider', 'direct_payment']),
  payeeId: z.uuid(),
  paid: z.int().describe('whole pence'),
  netted: z.int().describe('whole pence'),
  paidOn: z.string().nullable(),
  back: z
    .object({
      returnedOn: z.string(),
      reason: z.string(),
      approved: z.boolean(),
      again: z
        .object({
          runId: z.uuid().nullable(),
          paidOn: z.string().nullable(),
          reference: z.string().nullable(),
          confirmed: z.boolean().describe('one by hand counts as paid once a second person has confirmed it'),
        })
        .nullable()
        .describe('how it went out again; a run that is not paid yet has no day'),
    })
    .nullable()
    .describe('the bank sent it back; owed again from the approval on'),
})
const shown = ({ back, personId: _, ...rest }: Payment): z.input<typeof payment> => ({
  ...rest,
  back: back && {
    returnedOn: back.returnedOn,
    reason: back.reason,
    approved: back.approvedByName !== null,
    again: back.again && {
      runId: back.again.runId,
      paidOn: back.again.paidOn,
      reference: back.again.reference,
      confirmed: back.again.counts,
    },
  },
})
async function nowShown(tx: Tx, { remittanceId }: { remittanceId: string }, done: Promise<unknown>) {
  await done
  return shown(await paymentOf(tx, remittanceId))
}

/** Payments of pay runs that the bank sent back: said by one, approved by another, and how they went out again. */
export const paymentsApi: StepApi = async (app) => {
  app.get(
    '/api/finance/payments-returned',
    {
      config: { policy: finance },
      schema: {
        summary:
          'Payments that the bank sent back and that are not settled: to be approved, to be paid again, or to be confirmed',
        tags,
        response: { 200: z.array(payment) },
      },
    },
    async (request) => (await request.tx(paymentsBack)).map(shown),
  )
  app.get(
    '/api/finance/payments/:remittanceId',
    {
      config: { policy: finance },
      schema: { summary: 'One payment of a pay run', tags, params: one, response: { 200: payment } },
    },
    async (request) => request.tx(async (tx) => shown(await paymentOf(tx, request.params.remittanceId))),
  )
  sentBack(app)
  byHand(app)
}

function sentBack(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/finance/payments/:remittanceId/return',
    {
      config: { policy: finance },
      schema: {
        summary: 'Says that the bank sent a payment back, whole; another approves it',
        tags,
        params: one,
        body: z.strictObject({ id: z.uuid(), returnedOn: apiDay, reason }),
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => request.tx((tx) => askPaymentReturn(tx, { ...request.params, ...request.body })),
  )
  app.post(
    '/api/finance/payments/:remittanceId/return/approve',
    {
      config: { policy: finance },
      schema: {
        summary: 'Approves that a payment came back: it is owed again, and goes out with the next run',
        tags,
        params: one,
        response: { 200: payment },
      },
    },
    async (request) =>
      request.tx((tx) => nowShown(tx, request.params, approvePaymentReturn(tx, request.params.remittanceId))),
  )
  app.post(
    '/api/finance/payments/:remittanceId/return/stop',
    {
      config: { policy: finance },
      schema: {
        summary: 'Says that a payment did not come back after all, with a reason',
        tags,
        params: one,
        body: z.strictObject({ why: reason }),
        response: { 200: payment },
      },
    },
    async (request) =>
      request.tx((tx) => nowShown(tx, request.params, stopPaymentReturn(tx, { ...request.params, ...request.body }))),
  )
}

function byHand(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/finance/payments/:remittanceId/paid-again',
    {
      config: { policy: finance },
      schema: {
        summary: 'Records that a payment that came back was paid again by hand: no run pays it; another confirms it',
        tags,
        params: one,
        body: z.strictObject({ id: z.uuid(), paidOn: apiDay, reference: z.string().trim().min(1).max(100) }),
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => request.tx((tx) => payAgainByHand(tx, { ...request.params, ...request.body })),
  )
  app.post(
    '/api/finance/payments/:remittanceId/paid-again/confirm',
    {
      config: { policy: finance },
      schema: {
        summary: 'Confirms that a payment was paid again by hand: it counts as paid. Another records it',
        tags,
        params: one,
        response: { 200: payment },
      },
    },
    async (request) =>
      request.tx((tx) => nowShown(tx, request.params, confirmPaidAgain(tx, request.params.remittanceId))),
  )
  app.post(
    '/api/finance/payments/:remittanceId/paid-again/take-back',
    {
      config: { policy: finance },
      schema: {
        summary: 'Takes back that a payment was paid again by hand, with a reason: the next run pays it',
        tags,
        params: one,
        body: z.strictObject({ why: reason }),
        response: { 200: payment },
      },
    },
    async (request) =>
      request.tx((tx) => nowShown(tx, request.params, undoPaidAgain(tx, { ...request.params, ...request.body }))),
  )
}
