import { z } from 'zod'
import { pence } from '../../core/money.ts'
import { refusalSentence } from '../../core/outcome.ts'
import { sawPerson } from '../../platform/audit.ts'
import {
  choiceField,
  dateField,
  faultAt,
  moneyField,
  optionalTextField,
  readForm,
  textField,
  typedOf,
} from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { payees, waysBack } from '../payout.ts'
import { sentences } from '../sentences.ts'
import { nameOf } from '../store/my-week.ts'
import {
  approvePayout,
  approveReturn,
  askPayout,
  askReturn,
  creditOf,
  credits,
  payoutOf,
  payouts,
  stopPayout,
  stopReturn,
} from '../store.ts'
import { askView, payoutsView, payoutView } from './payouts.view.ts'

const policy: Policy = { roles: ['finance'], about: 'Finance pays back what the council owes a person' }
type Params = { Params: { personId: string; payoutId: string } }
type Request = import('fastify').FastifyRequest<Params>

const listAsked = z.object({ words: wordsField, page: pageField })
const asking = z.object({
  amount: moneyField('how much').refine((amount) => amount > 0, 'How much must be more than nothing'),
  payee: choiceField('who gets it', payees),
  how: choiceField('how it is paid', waysBack),
  reason: textField('why it is paid out', { most: 500 }),
  reference: optionalTextField('the reference', { most: 100 }),
})
const stopping = z.object({ why: textField('why it is stopped', { most: 500 }) })
const sentBack = z.object({
  returnedOn: dateField('the day on which the bank sent it back'),
  reason: textField('why it was sent back', { most: 500 }),
})
const notBack = z.object({ notBack: textField('why it did not come back', { most: 500 }) })
const said = (codes: readonly string[]) => refusalSentence(sentences, codes[0])

/** Who is owed money; asking for a pay-out, approving it as a second person, and stopping it. */
export const payoutPages: StepPages = async (app) => {
  app.get(paths.payouts(), { config: { policy } }, async (request, reply) =>
    reply.page(
      'finance/pages/payouts.njk',
      await request.tx(async (tx) => {
        const asked = { ...listAsked.parse(request.query), perPage: 50 }
        return payoutsView(await credits(tx), await payouts(tx, asked), asked)
      }),
    ),
  )
  /** The form brings its own id: pressed twice, also on two computers that serve Daywell, it is one pay-out. */
  const shown = (request: Request, id: string) =>
    request.tx(async (tx) => {
      const { personId } = request.params
      const credit = await creditOf(tx, personId)
      return { ...askView(personId, credit?.personName ?? (await nameOf(tx, personId)), credit), id }
    })
  app.get<Params>(paths.askPayout(':personId'), { config: { policy } }, async (request, reply) =>
    reply.page('finance/pages/pay-out.njk', await shown(request, newId())),
  )
  app.post<Params>(paths.askPayout(':personId'), { config: { policy } }, async (request, reply) => {
    const read = readForm(asking, request.body)
    const { id: sent = '' } = typedOf(request.body)
    const id = isId(sent) ? sent : newId()
    if (!read.ok) return reply.page('finance/pages/pay-out.njk', { ...(await shown(request, id)), ...read }, 400)
    const { personId } = request.params
    const { amount, ...rest } = read.value
    const done = await request.attempt((tx) => askPayout(tx, { id, personId, amount: pence(amount), ...rest }))
    if (done.ok) return reply.done(paths.payout(id), 'Asked for. A second person approves it')
    const fault = faultAt(read, 'amount', said(done.refusals))
    const again = done.refusals.includes('payout_of_that_id') ? newId() : id
    return reply.page('finance/pages/pay-out.njk', { ...(await shown(request, again)), ...fault }, 409)
  })
  await app.register(onePayoutPages)
}

const template = 'finance/pages/one-pay-out.njk'
const shownOne = (request: Request) =>
  request.tx(async (tx) => {
    const payout = await payoutOf(tx, request.params.payoutId)
    await sawPerson(tx, payout.personId, paths.payout(':payoutId'))
    return payoutView(payout, request.who.staffId ?? '')
  })

const onePayoutPages: StepPages = async (app) => {
  const shown = shownOne
  await app.register(returnPages)
  app.get<Params>(paths.payout(':payoutId'), { config: { policy } }, async (request, reply) =>
    reply.page(template, await shown(request)),
  )
  app.post<Params>(paths.approvePayout(':payoutId'), { config: { policy } }, async (request, reply) => {
    const { payoutId } = request.params
    const done = await request.attempt((tx) => approvePayout(tx, payoutId))
    if (done.ok) return reply.done(paths.payout(payoutId), 'Approved. It stands in the books and on the statement')
    const errors = [{ text: said(done.refusals), href: '#act' }]
    return reply.page(template, { ...(await shown(request)), errors }, 409)
  })
  app.post<Params>(paths.stopPayout(':payoutId'), { config: { policy } }, async (request, reply) => {
    const { payoutId } = request.params
    const read = readForm(stopping, request.body)
    if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
    const done = await request.attempt((tx) => stopPayout(tx, { payoutId, why: read.value.why }))
    if (done.ok) return reply.done(paths.payout(payoutId), 'Stopped. The money stays the person’s')
    return reply.page(template, { ...(await shown(request)), ...faultAt(read, 'why', said(done.refusals)) }, 409)
  })
}

/** A pay-out that the bank sent back: said by one, approved by another, or taken back with a reason. */
const returnPages: StepPages = async (app) => {
  app.post<Params>(paths.returnPayout(':payoutId'), { config: { policy } }, async (request, reply) => {
    const { payoutId } = request.params
    const read = readForm(sentBack, request.body)
    if (!read.ok) return reply.page(template, { ...(await shownOne(request)), ...read }, 400)
    const done = await request.attempt((tx) => askReturn(tx, { id: newId(), payoutId, ...read.value }))
    if (done.ok) return reply.done(paths.payout(payoutId), 'Kept. A second person approves it')
    const fault = faultAt(read, 'returnedOn', said(done.refusals))
    return reply.page(template, { ...(await shownOne(request)), ...fault }, 409)
  })
  app.post<Params>(paths.approveReturn(':payoutId'), { config: { policy } }, async (request, reply) => {
    const { payoutId } = request.params
    const done = await request.attempt((tx) => approveReturn(tx, payoutId))
    if (done.ok) return reply.done(paths.payout(payoutId), 'Approved. The money is owed to the person again')
    const errors = [{ text: said(done.refusals), href: '#act' }]
    return reply.page(template, { ...(await shownOne(request)), errors }, 409)
  })
  app.post<Params>(paths.stopReturn(':payoutId'), { config: { policy } }, async (request, reply) => {
    const { payoutId } = request.params
    const read = readForm(notBack, request.body)
    if (!read.ok) return reply.page(template, { ...(await shownOne(request)), ...read }, 400)
    const done = await request.attempt((tx) => stopReturn(tx, { payoutId, why: read.value.notBack }))
    if (done.ok) return reply.done(paths.payout(payoutId), 'Taken back. It counts as paid, as before')
    return reply.page(template, { ...(await shownOne(request)), ...faultAt(read, 'notBack', said(done.refusals)) }, 409)
  })
}
