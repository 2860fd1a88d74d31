import { z } from 'zod'
import { toCsv } from '../../platform/csv.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { paidBesideBlock } from '../store/paid-beside-block.ts'
import { paidBesideRows, paidBesideView } from './paid-beside-block.view.ts'

const policy: Policy = { roles: ['finance'], about: 'Finance sees what was paid beside a block contract' }
const params = z.object({ contractId: z.uuid() })

/** What runs paid at its own price before the block contract that covers it was written down: as a page and as a file. */
export const paidBesideBlockPages: StepPages = async (app) => {
  const url = '/finance/block-contracts/:contractId/paid-beside'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { contract, dates } = await request.tx((tx) => paidBesideBlock(tx, request.params.contractId))
    return reply.page('finance/pages/paid-beside-block.njk', paidBesideView(contract, dates))
  })
  app.get(`${url}.csv`, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { contract, dates } = await request.tx((tx) => paidBesideBlock(tx, request.params.contractId))
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="paid-beside-block-contract.csv"')
      .send(toCsv(paidBesideRows(contract, dates)))
  })
}
