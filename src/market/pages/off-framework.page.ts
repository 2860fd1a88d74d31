import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { choiceField, dateField, type FormErrors, moneyField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { groundWords, offFrameworkGrounds } from '../off-framework.ts'
import { paths } from '../paths.ts'
import { allowOffFramework, endOffFramework, offFrameworkOf, providersOffFramework } from '../store.ts'
import { refusedAt } from './refused-at.page.ts'

const reads = {
  roles: ['practitioner', 'team_manager', 'broker'],
  about: 'What is bought for a person off the framework',
} as const
const decides = { roles: ['team_manager'], about: 'Let something be bought off the framework' } as const
const end = z.object({ personId: z.string(), purchaseId: z.uuid() })
const form = z
  .object({
    providerId: z.uuid('Select who it is bought from'),
    ground: choiceField('the ground', offFrameworkGrounds),
    words: textField('why', { most: 1000 }),
    limit: moneyField('the most for one session').refine(
      (amount) => amount > 0,
      'The most for one session must be more than £0',
    ),
    from: dateField('the first day'),
    until: dateField('the last day'),
  })
  .refine(({ from, until }) => from <= until, {
    path: ['until'],
    message: 'The last day must be the first day or later',
  })
type Params = { Params: { personId: string } }

/** What may be bought for a person off the framework: the ground, the limit and the days; decided by a manager. */
export const offFrameworkPages: StepPages = async (app) => {
  const url = '/people/:personId/off-framework'
  const show = async (request: FastifyRequest<Params>, reply: FastifyReply, fault?: FormErrors) => {
    const { personId } = request.params
    const decide = request.who.role === 'team_manager'
    const { list, providers } = await request.tx(async (tx) => ({
      list: await offFrameworkOf(tx, personId),
      providers: await providersOffFramework(tx),
    }))
    const view = {
      action: paths.offFramework(personId),
      decide,
      purchases: list.map((one) => ({
        title: `${one.provider}: up to ${formatMoney(one.limit)} a session`,
        when: `${shortDate(one.from)} to ${shortDate(one.until)}`,
        text: `${groundWords(one.ground)}. ${one.words}`,
        by: one.decidedBy,
        end: decide && one.stands ? paths.endOffFramework(personId, one.id) : null,
      })),
      providerChoices: providers.map(({ id: value, name: text }) => ({ value, text })),
      grounds: offFrameworkGrounds.map((value) => ({ value, text: groundWords(value) })),
    }
    const none = { errors: [], at: {}, typed: {} }
    return reply.page('market/pages/off-framework.njk', { ...view, ...none, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get<Params>(url, { config: { policy: reads } }, async (request, reply) => show(request, reply))
  app.post<Params>(url, { config: { policy: decides } }, async (request, reply) => {
    const read = readForm(form, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => allowOffFramework(tx, { ...request.params, ...read.value }))
    if (done.ok) return reply.done(paths.offFramework(request.params.personId), 'It may be bought, up to the limit')
    return show(request, reply, refusedAt(read.typed, done.refusals, 'providerId'))
  })
  app.post(
    '/people/:personId/off-framework/:purchaseId/end',
    { config: { policy: decides }, schema: { params: end } },
    async (request, reply) => {
      const { personId, purchaseId } = request.params
      await request.tx((tx) => endOffFramework(tx, personId, purchaseId))
      return reply.done(paths.offFramework(personId), 'Nothing more is bought on it')
    },
  )
}
