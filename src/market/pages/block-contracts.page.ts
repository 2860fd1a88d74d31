import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { includes } from '../../core/period.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { dateField, type FormErrors, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { mayOpen } from '../../platform/may-open.ts'
import type { BlockTerms } from '../block-contract.ts'
import { paths } from '../paths.ts'
import {
  blockContract,
  blockContracts,
  endBlockContract,
  foreseeBlockContract,
  foreseeBlockEnd,
  frameworks,
  lots,
  providerDetails,
  providerNames,
  recordBlockContract,
} from '../store.ts'
import { blockForm, contractFields } from './block-contract-form.page.ts'
import { blockRule, contractsRows, contractsView, endCheck, recordCheck } from './block-contracts.view.ts'
import { refusedAt } from './refused-at.page.ts'

const reads = { roles: ['commissioner', 'finance'], about: 'Block contracts that stand until they end' } as const
const records = {
  roles: ['commissioner'],
  about: 'Write down a block contract that stands, or end one earlier',
} as const

const fieldOf: Record<string, string> = {
  block_once: 'reference',
  block_contract_provider_id_fkey: 'providerId',
  block_contract_lot_id_fkey: 'lotId',
  block_in_order: 'until-day',
  block_instalments: 'instalments',
  block_instalment_pkey: 'instalments',
  DW115: 'instalments',
  DW023: 'instalments',
}
const told = {
  fieldOf,
  unknown: 'This cannot be written down as the records stand now. Look at the block contracts, then try again',
}

/** A later step’s page of the money of one contract. */
const money = '/finance/block-contracts/:contractId'

/** What was typed, to be sent once more with the next step. */
const hiddenOf = (typed: Record<string, string>) =>
  Object.entries(typed)
    .filter(([name]) => name !== 'step')
    .map(([name, value]) => ({ name, value }))

/** The block contracts that stand, and writing down one more in two steps: fill in, look at it once more. Nothing of it is edited afterwards. */
export const blockContractsPages: StepPages = async (app) => {
  app.get('/market/contracts', { config: { policy: reads } }, async (request, reply) => {
    const view = await request.tx(async (tx) =>
      contractsView(await blockContracts(tx), {
        frameworks: await frameworks(tx),
        today: tx.today,
        records: request.who.role === 'commissioner',
        money: mayOpen(request.who.role, app.routeTable)(money) ? money : null,
      }),
    )
    return reply.page('market/pages/contracts.njk', view)
  })
  app.get('/market/contracts.csv', { config: { policy: reads } }, async (request, reply) => {
    const rows = await request.tx(async (tx) => contractsRows(await blockContracts(tx)))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="block-contracts.csv"')
      .send(toCsv(rows))
  })
  const url = '/market/contracts/new'
  const query = z.object({ providerId: z.uuid().optional().catch(undefined) })
  app.get(url, { config: { policy: records }, schema: { querystring: query } }, async (request, reply) =>
    showForm(request, reply, { errors: [], at: {}, typed: { providerId: request.query.providerId ?? '' } }),
  )
  app.post(url, { config: { policy: records } }, async (request, reply) => {
    const form = readForm(blockForm, request.body)
    if (!form.ok) return showForm(request, reply, form, 400)
    const { value: wanted, typed } = form
    if (typed['step'] === 'change') return showForm(request, reply, { errors: [], at: {}, typed })
    if (typed['step'] === 'write') {
      const done = await request.attempt((tx) => recordBlockContract(tx, wanted))
      return done.ok
        ? reply.done(
            paths.contracts(),
            'The block contract is written down. Dates that were paid before stay as they are: finance finds them at the contract',
          )
        : showForm(request, reply, refusedAt(typed, done.refusals, 'from-day', told), 400)
    }
    const foreseen = await request.attempt((tx) => toCheck(tx, wanted))
    if (!foreseen.ok) return showForm(request, reply, refusedAt(typed, foreseen.refusals, 'from-day', told), 400)
    if (foreseen.value === undefined)
      return showForm(request, reply, refusedAt(typed, ['block_contract_provider_id_fkey'], 'from-day', told), 400)
    return reply.page('market/pages/block-check.njk', {
      ...foreseen.value,
      hidden: hiddenOf(typed),
      action: url,
      back: { href: paths.contracts(), text: 'Block contracts' },
    })
  })
}

async function toCheck(tx: Tx, wanted: BlockTerms) {
  await foreseeBlockContract(tx, wanted)
  const provider = await providerDetails(tx, wanted.providerId)
  if (provider === undefined) return undefined
  const sold = provider.rates.filter((rate) => includes(rate, tx.today)).map(({ lotId }) => lotId)
  const lot = (await lots(tx)).find(({ id }) => id === wanted.lotId)?.name ?? ''
  return recordCheck(wanted, { provider: provider.name, lot, lotsSold: new Set(sold), today: tx.today })
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<FormErrors, 'errors' | 'at' | 'typed'>,
  status = 200,
): Promise<FastifyReply> {
  const given = await request.tx(async (tx) => ({
    providers: await providerNames(tx),
    lots: await lots(tx),
    rule: blockRule(await frameworks(tx), tx.today),
  }))
  const view = {
    title: 'Write down a block contract that stands',
    lede: 'One that was made before the framework began, and runs until it ends. A new guaranteed volume cannot be bought.',
    now: given.rule,
    back: { href: paths.contracts(), text: 'Block contracts' },
    action: paths.newContract(),
    button: 'Continue',
    fields: contractFields(given),
  }
  return reply.page('platform/pages/form.njk', { ...view, ...shown }, status)
}

const end = z.object({
  lastDay: dateField('the last day'),
  reason: textField('why it ends earlier', { most: 500 }),
})
type Params = { Params: { contractId: string } }

/** Ending a block contract before its agreed last day, in two steps. */
export const endContractPages: StepPages = async (app) => {
  const url = '/market/contracts/:contractId/end'
  const show = async (request: FastifyRequest<Params>, reply: FastifyReply, fault?: FormErrors, typed = {}) => {
    const { contractId } = request.params
    const contract = await request.tx((tx) => blockContract(tx, contractId))
    const view = {
      title: 'End a block contract earlier',
      lede: `${contract.reference} with ${contract.provider}`,
      now: `It stands until ${longDate(contract.agreedUntil)}, and costs ${formatMoney(contract.total)} in all. Instalments due after the day you enter fall away.`,
      back: { href: paths.contracts(), text: 'Block contracts' },
      action: paths.endContract(contractId),
      button: 'Continue',
      fields: [
        { type: 'date', id: 'lastDay', label: 'Last day', hint: 'Today or later, before the day that was agreed' },
        { type: 'long', id: 'reason', label: 'Why does it end earlier?' },
      ],
    }
    const shown = fault ?? { errors: [], at: {}, typed }
    return reply.page('platform/pages/form.njk', { ...view, ...shown }, fault === undefined ? 200 : 400)
  }
  app.get<Params>(url, { config: { policy: records } }, async (request, reply) => show(request, reply))
  app.post<Params>(url, { config: { policy: records } }, async (request, reply) => {
    const { contractId } = request.params
    const form = readForm(end, request.body)
    if (!form.ok) return show(request, reply, form)
    const { value, typed } = form
    if (typed['step'] === 'change') return show(request, reply, undefined, typed)
    if (typed['step'] === 'write') {
      const done = await request.attempt((tx) => endBlockContract(tx, { contractId, ...value }))
      return done.ok
        ? reply.done(paths.contracts(), 'The block contract ends earlier')
        : show(request, reply, refusedAt(typed, done.refusals, 'lastDay-day', told))
    }
    const foreseen = await request.attempt((tx) => foreseeBlockEnd(tx, { contractId, lastDay: value.lastDay }))
    if (!foreseen.ok) return show(request, reply, refusedAt(typed, foreseen.refusals, 'lastDay-day', told))
    return reply.page('market/pages/block-check.njk', {
      ...endCheck(foreseen.value, value),
      hidden: hiddenOf(typed),
      action: paths.endContract(contractId),
      back: { href: paths.contracts(), text: 'Block contracts' },
    })
  })
}
