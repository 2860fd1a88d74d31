import { z } from 'zod'
import { pence } from '../../core/money.ts'
import { refusalSentence } from '../../core/outcome.ts'
import { toCsv } from '../../platform/csv.ts'
import {
  dateField,
  type FormReading,
  faultAt,
  moneyField,
  readForm,
  severalField,
  textField,
} from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { shareOverDates } from '../share-over-dates.ts'
import {
  paidBackOf,
  paidBackParts,
  paidBacks,
  paidBacksFound,
  paidProviders,
  recordPaidBack,
  toPayBack,
  undoPaidBack,
} from '../store.ts'
import { dateKey, paidBackCsv, paidBacksView, paidBackView, recordPaidBackView } from './paid-back.view.ts'

const policy: Policy = { roles: ['finance'], about: 'Finance records what a provider paid back' }
type Request = import('fastify').FastifyRequest<{ Params: { providerId: string }; Querystring: { contract?: string } }>

const telling = z.object({
  id: z.uuid(),
  dates: severalField,
  amount: moneyField('how much came back').refine(
    (amount) => amount > 0,
    'How much came back must be more than nothing',
  ),
  on: dateField('the day on which it came back'),
  reference: textField('the reference on the bank statement', { most: 100 }),
  reason: textField('why it was paid back', { most: 500 }),
})
const listAsked = z.object({ words: wordsField, page: pageField })
const undoing = z.object({ why: textField('why the record is taken back', { most: 500 }) })
const fields: Readonly<Record<string, string>> = {
  DW140: 'on',
  DW141: 'dates',
  paid_back_after_paid: 'on',
  paid_back_once: 'reference',
}
const said = (code: string | undefined) => refusalSentence(sentences, code)

/** Money that providers paid back: the list, the same as a file, one record, and taking it back. */
export const paidBackPages: StepPages = async (app) => {
  const params = z.object({ paidBackId: z.uuid() })
  app.get(paths.paidBacks(), { config: { policy } }, async (request, reply) =>
    reply.page(
      'finance/pages/paid-backs.njk',
      await request.tx(async (tx) => {
        const asked = { ...listAsked.parse(request.query), perPage: 50 }
        return paidBacksView(await paidBacksFound(tx, asked), await paidProviders(tx), asked)
      }),
    ),
  )
  app.get(paths.paidBacksCsv(), { config: { policy } }, async (request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="paid-back-by-providers.csv"')
      .send(toCsv(paidBackCsv(await request.tx((tx) => paidBacks(tx))))),
  )
  const template = 'finance/pages/paid-back.njk'
  const shown = (request: { tx: Request['tx'] }, paidBackId: string) =>
    request.tx(async (tx) => paidBackView(await paidBackOf(tx, paidBackId), await paidBackParts(tx, paidBackId)))
  app.get(paths.paidBack(':paidBackId'), { config: { policy }, schema: { params } }, async (request, reply) =>
    reply.page(template, await shown(request, request.params.paidBackId)),
  )
  app.post(paths.undoPaidBack(':paidBackId'), { config: { policy }, schema: { params } }, async (request, reply) => {
    const { paidBackId } = request.params
    const read = readForm(undoing, request.body)
    if (!read.ok) return reply.page(template, { ...(await shown(request, paidBackId)), ...read }, 400)
    const done = await request.attempt((tx) => undoPaidBack(tx, { paidBackId, why: read.value.why }))
    if (done.ok) return reply.done(paths.paidBack(paidBackId), 'Taken back. Its dates are open again')
    const fault = faultAt(read, 'why', said(done.refusals[0]))
    return reply.page(template, { ...(await shown(request, paidBackId)), ...fault }, 409)
  })
  await app.register(recordPages)
}

const recordPages: StepPages = async (app) => {
  const url = '/finance/paid-back/from/:providerId'
  const schema = {
    params: z.object({ providerId: z.uuid() }),
    querystring: z.object({ contract: z.uuid().optional().catch(undefined) }),
  }
  const template = 'finance/pages/record-paid-back.njk'
  const openOf = (request: Request) =>
    request.tx(async (tx) => {
      const { providerId } = request.params
      const [provider] = await paidProviders(tx, providerId)
      if (provider === undefined) throw new NotFound('provider that was paid')
      const { contract: contractId } = request.query
      const open = (await toPayBack(tx, providerId)).filter(
        (one) => contractId === undefined || one.contractId === contractId,
      )
      return { provider, open, contractId }
    })
  app.get(url, { config: { policy }, schema }, async (request, reply) => {
    const { provider, open, contractId } = await openOf(request as Request)
    return reply.page(template, recordPaidBackView(provider, open, { id: newId(), contractId }))
  })
  app.post(url, { config: { policy }, schema }, async (request, reply) => {
    const { provider, open, contractId } = await openOf(request as Request)
    const read: FormReading<z.infer<typeof telling>> = readForm(telling, request.body)
    const view = recordPaidBackView(provider, open, { id: read.typed['id'] ?? newId(), contractId })
    if (!read.ok) return reply.page(template, { ...view, ...read }, 400)
    const { id, amount, dates, ...rest } = read.value
    const again = (fault: object, status: number) => reply.page(template, { ...view, ...fault }, status)
    if (open.length > 0 && dates.length === 0)
      return again(faultAt(read, 'dates', 'Select the dates it is for, or that it is for none of these'), 400)
    const all = dates.includes('all')
    const ticked = dates.includes('none') ? [] : open.filter((one) => all || dates.includes(dateKey(one)))
    if (!all && !dates.includes('none') && ticked.length < dates.length)
      return again(
        faultAt(read, 'dates', 'Some of these dates were paid back or put right meanwhile. Select the dates again'),
        409,
      )
    const share = ticked.length === 0 ? { ok: true as const, value: [] } : shareOverDates(pence(amount), ticked)
    if (!share.ok)
      return again(
        faultAt(read, 'amount', 'That is more than these dates owe. Select more dates, or record the rest apart'),
        400,
      )
    const { providerId } = provider
    const done = await request.attempt((tx) =>
      recordPaidBack(tx, { id, providerId, amount: pence(amount), dates: share.value, ...rest }),
    )
    if (done.ok) return reply.done(paths.paidBack(id), 'Recorded. It stands in the books and on the provider’s page')
    const code = done.refusals[0]
    return again(faultAt(read, fields[code ?? ''] ?? 'amount', said(code)), 409)
  })
}
