import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { mostInstalments, mostOfBlock } from './block-contract.ts'
import { blockContracts, endBlockContract, recordBlockContract } from './store.ts'

const tags = ['market']
const records = {
  roles: ['commissioner'],
  about: 'Write down a block contract that stands, or end one earlier',
} as const
const amountPence = z.number().int().min(1).max(mostOfBlock)
const words = z.string().trim().min(1).max(500)
const body = z.object({
  providerId: z.uuid(),
  lotId: z.uuid().optional(),
  reference: z.string().trim().min(1).max(100),
  places: z.number().int().min(1).max(10_000).optional(),
  totalPence: amountPence,
  from: apiDay,
  until: apiDay,
  instalments: z
    .array(z.object({ dueOn: apiDay, amountPence }))
    .min(1)
    .max(mostInstalments),
  reason: words,
  citation: words.optional(),
})

/** Block contracts for other programs: those that stand, writing one down, ending one earlier. */
export const blockContractsApi: StepApi = async (app) => {
  app.get(
    '/api/market/block-contracts',
    {
      config: { policy: { roles: ['commissioner', 'finance'], about: 'Block contracts that stand until they end' } },
      schema: {
        tags,
        summary: 'Block contracts with their instalments and last day',
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => ({ blockContracts: await request.tx((tx) => blockContracts(tx)) }),
  )
  app.post(
    '/api/market/block-contracts',
    {
      config: { policy: records },
      schema: {
        tags,
        summary:
          'Write down a block contract that stands from before the framework; a new guaranteed volume is refused',
        body,
        response: { 201: z.object({ blockContractId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { totalPence, instalments, ...wanted } = request.body
      const terms = {
        ...wanted,
        total: pence(totalPence),
        instalments: instalments.map(({ dueOn, amountPence: amount }) => ({ dueOn, amount: pence(amount) })),
      }
      const blockContractId = await request.tx((tx) => recordBlockContract(tx, terms))
      return reply.code(201).send({ blockContractId })
    },
  )
  app.post(
    '/api/market/block-contracts/:contractId/end',
    {
      config: { policy: records },
      schema: {
        tags,
        summary: 'End a block contract before its agreed last day, from today on',
        params: z.object({ contractId: z.uuid() }),
        body: z.object({ lastDay: apiDay, reason: words }),
        response: { 200: z.object({ blockContractId: z.uuid() }) },
      },
    },
    async (request) => {
      const { contractId } = request.params
      await request.tx((tx) => endBlockContract(tx, { contractId, ...request.body }))
      return { blockContractId: contractId }
    },
  )
}
