import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  choiceField,
  dateField,
  type FormErrors,
  optionalDateField,
  optionalTextField,
  readForm,
  textField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { ratings } from '../service-rating.ts'
import { actionDetails, assuredService, decideRating, proposeRating, setAction, takeActionStep } from '../store.ts'
import { actionView, newActionPage, ratePage } from './actions.view.ts'
import { refusedAt } from './refused-at.page.ts'

const policy = { roles: ['commissioner'], about: 'Ask for things to be put right, and decide ratings' } as const
const both = { roles: ['commissioner', 'provider'], about: 'What has to be put right at a service' } as const
const service = z.object({ opportunityId: z.uuid() })
export const actionForm = z.object({
  what: textField('what has to be put right', { most: 1000 }),
  owner: choiceField('whose it is to do', ['provider', 'council']),
  essential: choiceField('whether it keeps people safe', ['yes', 'no']).transform((said) => said === 'yes'),
  dueOn: dateField('the day'),
})
const doneForm = z
  .object({ note: textField('what was done', { most: 1000 }) })
  .transform(({ note }) => ({ kind: 'said_done' as const, note }))
const stepForm = z
  .object({
    kind: choiceField('what you decide', ['accepted', 'asked_again', 'withdrawn']),
    note: textField('why', { most: 1000 }),
    dueOn: optionalDateField('the day'),
  })
  .refine(({ kind, dueOn }) => kind !== 'asked_again' || dueOn !== undefined, {
    path: ['dueOn'],
    message: 'Enter the day by which it is asked for again',
  })
const rateForm = z.object({
  seen: z.string().max(200),
  rating: choiceField('the rating', ratings),
  departure: optionalTextField('the reason', { most: 1000 }),
})
type AtService = FastifyRequest<{ Params: { opportunityId: string } }>

/** Asking for something to be put right, and what became of it: the provider says it is done, the council accepts or asks again. */
export const actionPages: StepPages = async (app) => {
  const url = '/market/assurance/:opportunityId/actions/new'
  const where = { config: { policy }, schema: { params: service } }
  const show = async (request: AtService, reply: FastifyReply, visit: unknown, fault?: FormErrors) => {
    const visitId = typeof visit === 'string' && isId(visit) ? visit : undefined
    const view = await request.tx(async (tx) =>
      newActionPage(await assuredService(tx, request.params.opportunityId), visitId),
    )
    return reply.page('platform/pages/form.njk', { ...view, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(url, where, async (request, reply) => show(request, reply, Object(request.query).visit))
  app.post(url, where, async (request, reply) => {
    const read = readForm(actionForm, request.body)
    const visit = Object(request.body).visit as unknown
    if (!read.ok) return show(request, reply, visit, read)
    const visitId = typeof visit === 'string' && isId(visit) ? visit : undefined
    const done = await request.attempt(async (tx) => {
      const { opportunityId, providerId } = await assuredService(tx, request.params.opportunityId)
      return setAction(tx, { opportunityId, providerId, visitId, ...read.value })
    })
    if (!done.ok) return show(request, reply, visit, refusedAt(read.typed, done.refusals, 'dueOn'))
    const next = visitId === undefined ? paths.assured(request.params.opportunityId) : paths.visit(visitId)
    return reply.done(next, 'It is asked for')
  })

  const at = { config: { policy: both }, schema: { params: z.object({ actionId: z.uuid() }) } }
  type AtAction = FastifyRequest<{ Params: { actionId: string } }>
  const story = async (request: AtAction, reply: FastifyReply, fault?: FormErrors) => {
    const provider = request.who.role === 'provider'
    const view = await request.tx(async (tx) =>
      actionView(await actionDetails(tx, request.params.actionId), provider, tx.today),
    )
    const none = { errors: [], at: {}, typed: {} }
    return reply.page('market/pages/action.njk', { ...view, ...none, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get('/market/actions/:actionId', at, async (request, reply) => story(request, reply))
  app.post('/market/actions/:actionId', at, async (request, reply) => {
    const { actionId } = request.params
    await request.tx((tx) => actionDetails(tx, actionId))
    const provider = request.who.role === 'provider'
    const read = readForm<z.infer<typeof doneForm> | z.infer<typeof stepForm>>(
      provider ? doneForm : stepForm,
      request.body,
    )
    if (!read.ok) return story(request, reply, read)
    const step = read.value
    const dueOn = step.kind === 'asked_again' ? step.dueOn : undefined
    const done = await request.attempt((tx) =>
      takeActionStep(tx, actionId, { kind: step.kind, note: step.note, dueOn }),
    )
    if (!done.ok)
      return story(request, reply, refusedAt(read.typed, done.refusals, dueOn === undefined ? 'note' : 'dueOn'))
    return reply.done(paths.action(actionId), provider ? 'The council is told that it is done' : 'It is recorded')
  })
}

/** Deciding the rating of a service: the rule proposes, a named person decides, and it is on the service’s page at once. */
export const rateServicePages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const url = '/market/assurance/:opportunityId/rating'
    const where = { config: { policy }, schema: { params: service } }
    const show = async (request: AtService, reply: FastifyReply, fault?: FormErrors) => {
      const proposal = await request.tx((tx) =>
        proposeRating(tx, request.params.opportunityId, policyOn(tx.today).assurance),
      )
      if (proposal.visit === undefined) throw new NotFound('visit')
      return reply.page(
        'market/pages/rating-decision.njk',
        { ...ratePage(proposal), ...fault },
        fault === undefined ? 200 : 400,
      )
    }
    app.get(url, where, async (request, reply) => show(request, reply))
    app.post(url, where, async (request, reply) => {
      const read = readForm(rateForm, request.body)
      if (!read.ok) return show(request, reply, read)
      const { opportunityId } = request.params
      const done = await request.attempt((tx) =>
        decideRating(tx, { opportunityId, ...read.value }, policyOn(tx.today).assurance),
      )
      if (done.ok) return reply.done(paths.assured(opportunityId), 'The rating is decided and shown on its page')
      const field = done.refusals[0] === 'rating_departs_for_a_reason' ? 'departure' : 'rating'
      return show(request, reply, refusedAt(read.typed, done.refusals, field))
    })
  }
