import { z } from 'zod'
import { toCsv } from '../../platform/csv.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { blockMoney } from '../store/instalments.ts'
import { paidBesideBlock } from '../store/paid-beside-block.ts'
import { blockMoneyView } from './block-money.view.ts'
import { paidBackPages } from './paid-back.page.ts'
import { paidBesideRows, paidBesideView } from './paid-beside-block.view.ts'

const policy: Policy = {
  roles: ['finance'],
  about: 'Finance sees the money of a block contract, and what was paid beside it',
}
const params = z.object({ contractId: z.uuid() })

/** The money of a block contract; and what runs paid at its own price before the contract that covers it was written down, as a page and as a file. */
export const blockMoneyPages: StepPages = async (app) => {
  const money = '/finance/block-contracts/:contractId'
  app.get(money, { config: { policy }, schema: { params } }, async (request, reply) => {
    const view = await request.tx(async (tx) =>
      blockMoneyView(await blockMoney(tx, request.params.contractId), tx.today),
    )
    return reply.page('finance/pages/block-money.njk', view)
  })
  await app.register(paidBackPages)
  const url = `${money}/paid-beside`
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
