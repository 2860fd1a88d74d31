import { z } from 'zod'
import {
  choiceField,
  dateField,
  dayWithinReach,
  faultAt,
  moneyField,
  optionalDateField,
  readForm,
  textField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import type { AmountKey } from '../amount.ts'
import { nationalAmounts } from '../national-amounts.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { checkAmount, enterAmount, enteredAmounts, withdrawAmount } from '../store.ts'
import { amountsView } from './amounts.view.ts'

const noSuchDay = 'Enter a real day between 1880 and 2199, like 2026-04-06.'
const keys = nationalAmounts.map(({ key }) => key) as [AmountKey, ...AmountKey[]]
const form = z
  .object({
    key: choiceField('which figure it is', keys),
    amount: moneyField('the figure'),
    from: dateField('the first day it holds'),
    until: optionalDateField('the last day it holds'),
    citation: textField('where it stands in the law', { most: 300 }),
  })
  .superRefine(({ from, until }, ctx) => {
    if (until !== undefined && until < from)
      ctx.addIssue({ code: 'custom', path: ['until'], message: 'The last day must be the first day, or later' })
  })

/** Amounts set by law: anybody may read them; finance and the administrator enter what they have seen, and a second person checks it. */
export const amountsPages: StepPages = async (app) => {
  const template = 'charging/pages/amounts.njk'
  const keepers = { roles: ['finance', 'administrator'], about: 'Enter and check amounts set by law' } as const
  type Request = import('fastify').FastifyRequest
  /** The day that the address names, so that whoever enters figures of a year stays with its day. */
  const asks = (request: Request) => (request.query as { on?: unknown }).on
  const backTo = (request: Request) => paths.amounts(dayWithinReach(asks(request)))
  const view = async (request: Request) => {
    const asked = asks(request)
    const on = dayWithinReach(asked) ?? app.db.clock.today()
    const mayEnter = request.who.role === 'finance' || request.who.role === 'administrator'
    const entered = await request.tx((tx) => enteredAmounts(tx))
    const wrongDay = asked !== undefined && asked !== '' && dayWithinReach(asked) === undefined
    return {
      ...amountsView(on, entered, request.who.staffId ?? request.who.accountId ?? '', mayEnter),
      ...(wrongDay ? { errors: [{ text: `${noSuchDay} Below are the amounts of today.`, href: '#day' }] } : {}),
      status: wrongDay ? 400 : 200,
    }
  }
  app.get(
    paths.amounts(),
    { config: { policy: { roles: 'public', about: 'Read the amounts set by law' } } },
    async (request, reply) => {
      const { status, ...shown } = await view(request)
      return reply.page(template, shown, status)
    },
  )
  app.post(paths.amounts(), { config: { policy: keepers } }, async (request, reply) => {
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page(template, { ...(await view(request)), ...read }, 400)
    const done = await request.attempt((tx) => enterAmount(tx, read.value))
    if (done.ok) return reply.done(backTo(request), 'Entered. It counts once a second person has checked it')
    const fault = faultAt(
      read,
      done.refusals[0] === 'amount_under_the_regulations' ? 'from' : 'key',
      sentences[done.refusals[0] ?? ''] ?? 'This figure cannot be entered as the records stand',
    )
    return reply.page(template, { ...(await view(request)), ...fault }, 409)
  })
  app.post<{ Params: { amountId: string } }>(
    '/charging/amounts/:amountId/check',
    { config: { policy: keepers } },
    async (request, reply) => {
      await request.tx((tx) => checkAmount(tx, request.params.amountId))
      return reply.done(backTo(request), 'Checked. The figure counts from its first day')
    },
  )
  app.post<{ Params: { amountId: string } }>(
    '/charging/amounts/:amountId/withdraw',
    { config: { policy: keepers } },
    async (request, reply) => {
      const done = await request.attempt((tx) => withdrawAmount(tx, request.params.amountId))
      const words = done.ok ? 'Taken back' : sentences[done.refusals[0] ?? '']
      return reply.done(backTo(request), words ?? 'Nothing was changed')
    },
  )
}
