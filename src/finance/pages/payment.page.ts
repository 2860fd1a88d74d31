import { z } from 'zod'
import { refusalSentence } from '../../core/outcome.ts'
import { sawPerson } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db.ts'
import { dateField, faultAt, readForm, textField } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import {
  approvePaymentReturn,
  askPaymentReturn,
  confirmPaidAgain,
  payAgainByHand,
  paymentOf,
  stopPaymentReturn,
  undoPaidAgain,
} from '../store.ts'
import { paymentView } from './payment.view.ts'

const policy: Policy = { roles: ['finance'], about: 'Finance says that the bank sent a payment back, and settles it' }
const params = z.object({ remittanceId: z.uuid() })
const template = 'finance/pages/one-payment.njk'

const sentBack = z.object({
  returnedOn: dateField('the day on which the bank sent it back'),
  reason: textField('why it was sent back', { most: 500 }),
})
const notBack = z.object({ notBack: textField('why it did not come back', { most: 500 }) })
const byHand = z.object({
  paidOn: dateField('the day on which it was paid'),
  reference: textField('the reference of the payment', { most: 100 }),
})
const takenBack = z.object({ why: textField('why it is taken back', { most: 500 }) })

type Request = import('fastify').FastifyRequest<{ Params: { remittanceId: string } }>
const shown = (request: Request) =>
  request.tx(async (tx) => {
    const one = await paymentOf(tx, request.params.remittanceId)
    if (one.personId !== null) await sawPerson(tx, one.personId, paths.payment(':remittanceId'))
    return paymentView(one, request.who.staffId ?? '')
  })
const said = (codes: readonly string[]) => refusalSentence(sentences, codes[0])

/** One form of the page: what it sends, beside which field a refusal stands, what is done, and what stands above the page then. */
interface Act<T> {
  readonly act: Parameters<typeof paths.paymentAct>[1]
  readonly form: z.ZodType<T>
  readonly field: string
  readonly done: string
  readonly work: (tx: Tx, remittanceId: string, sent: T) => Promise<unknown>
}
function takes<T>(app: Parameters<StepPages>[0], { act, form, field, done, work }: Act<T>) {
  const at = paths.paymentAct(':remittanceId', act)
  app.post<{ Params: { remittanceId: string } }>(
    at,
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const { remittanceId } = request.params
      const read = readForm(form, request.body)
      if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
      const outcome = await request.attempt((tx) => work(tx, remittanceId, read.value))
      if (outcome.ok) return reply.done(paths.payment(remittanceId), done)
      const fault = faultAt(read, field, said(outcome.refusals))
      return reply.page(template, { ...(await shown(request)), ...fault }, 409)
    },
  )
}

/** What a second person does with one button: approves that a payment came back, or confirms that it was paid again by hand. */
interface Agreeing {
  readonly act: 'approve' | 'confirm'
  readonly done: string
  readonly work: (tx: Tx, remittanceId: string) => Promise<void>
}
function agrees(app: Parameters<StepPages>[0], { act, done, work }: Agreeing) {
  app.post<{ Params: { remittanceId: string } }>(
    paths.paymentAct(':remittanceId', act),
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const { remittanceId } = request.params
      const outcome = await request.attempt((tx) => work(tx, remittanceId))
      if (outcome.ok) return reply.done(paths.payment(remittanceId), done)
      const errors = [{ text: said(outcome.refusals), href: '#act' }]
      return reply.page(template, { ...(await shown(request)), errors }, 409)
    },
  )
}

/** One payment of a pay run: that the bank sent it back, said by one and approved by another, and how it went out again. */
export const paymentPages: StepPages = async (app) => {
  app.get<{ Params: { remittanceId: string } }>(
    paths.payment(':remittanceId'),
    { config: { policy }, schema: { params } },
    async (request, reply) => reply.page(template, await shown(request)),
  )
  agrees(app, { act: 'approve', done: 'Approved. It is owed again', work: approvePaymentReturn })
  agrees(app, { act: 'confirm', done: 'Confirmed. It counts as paid again', work: confirmPaidAgain })
  takes(app, {
    act: 'return',
    form: sentBack,
    field: 'returnedOn',
    done: 'Kept. A second person approves it',
    work: (tx, remittanceId, sent) => askPaymentReturn(tx, { id: newId(), remittanceId, ...sent }),
  })
  takes(app, {
    act: 'stop',
    form: notBack,
    field: 'notBack',
    done: 'Taken back. It counts as paid, as before',
    work: (tx, remittanceId, sent) => stopPaymentReturn(tx, { remittanceId, why: sent.notBack }),
  })
  takes(app, {
    act: 'paid-again',
    form: byHand,
    field: 'paidOn',
    done: 'Kept. No run pays it again. A second person confirms it',
    work: (tx, remittanceId, sent) => payAgainByHand(tx, { id: newId(), remittanceId, ...sent }),
  })
  takes(app, {
    act: 'take-back',
    form: takenBack,
    field: 'why',
    done: 'Taken back. The next pay run pays it',
    work: (tx, remittanceId, sent) => undoPaidAgain(tx, { remittanceId, why: sent.why }),
  })
}
