import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import { faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { type ComingRate, comingRate, takeBackRate, takenBackFrom } from '../store.ts'
import { bandWords } from './providers.view.ts'

const policy = { roles: ['commissioner'], about: 'Take back a decided price before it begins' } as const
const params = z.object({ rateId: z.uuid() })
const form = z.object({ reason: textField('the reason', { most: 500 }) })

const page = (one: ComingRate) => ({
  title: `Take back the price from ${longDate(one.from)}`,
  lede: `${one.provider}, ${one.lot}, ${bandWords(one.supportBand)}: ${formatMoney(one.price)} ${unitWords(one.unit)}.`,
  warning: 'The provider reads the reason.',
  now:
    one.before === null
      ? 'No price was ended by it, so there is none from that day on unless another is decided.'
      : `The price before, ${formatMoney(one.before.price)}, goes on.`,
  back: { href: paths.provider(one.providerId), text: one.provider },
  action: paths.takeBackRate(one.rateId),
  button: 'Take it back',
  hidden: [],
  typed: {},
  errors: [],
  at: {},
  fields: [{ type: 'long', id: 'reason', label: 'Why?', hint: 'For example: the figure was entered wrongly' }],
})

type Asked = FastifyRequest<{ Params: { rateId: string } }>

/** Whoever presses again is told so, and led to the provider's prices. */
const leadOn = (reply: FastifyReply, providerId: string) =>
  reply.done(paths.provider(providerId), 'This price was taken back already')

/** Taking back a price that is decided and has not begun. */
export const rateBackPages: StepPages = async (app) => {
  const url = paths.takeBackRate(':rateId')
  app.get(url, { config: { policy }, schema: { params } }, async (request: Asked, reply) => {
    const gone = await request.tx((tx) => takenBackFrom(tx, request.params.rateId))
    if (gone !== undefined) return leadOn(reply, gone)
    return reply.page('platform/pages/form.njk', page(await request.tx((tx) => comingRate(tx, request.params.rateId))))
  })
  app.post(url, { config: { policy }, schema: { params } }, async (request: Asked, reply) => {
    const { rateId } = request.params
    const gone = await request.tx((tx) => takenBackFrom(tx, rateId))
    if (gone !== undefined) return leadOn(reply, gone)
    const one = await request.tx((tx) => comingRate(tx, rateId))
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page('platform/pages/form.njk', { ...page(one), ...read }, 400)
    const done = await request.attempt((tx) => takeBackRate(tx, { rateId, reason: read.value.reason }))
    if (done.ok) return reply.done(paths.provider(one.providerId), 'The price is taken back')
    const [code = ''] = done.refusals
    if (code === 'rate_taken_back_already') return leadOn(reply, one.providerId)
    const fault = faultAt(read, 'reason', marketSentences[code] ?? 'This cannot be done as the records stand now')
    return reply.page('platform/pages/form.njk', { ...page(one), ...fault }, 409)
  })
}
