import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { choiceField, type FormErrors, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { phonesWhenUnsafe } from '../assurance.ts'
import { concernOutcomes } from '../concern.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import {
  type ConcernDecision,
  concernDetails,
  concernStates,
  concernsFound,
  concernsToDecide,
  decideConcern,
  readAnswer,
  readVoice,
  VOICES_A_PAGE,
  voiceStates,
  voicesFound,
  voiceToRead,
} from '../store.ts'
import { actionForm } from './actions.page.ts'
import { concernsView, concernView, voicesView, voiceView } from './concerns.view.ts'
import { refusedAt } from './refused-at.page.ts'

const policy = { roles: ['commissioner'], about: 'Concerns about services, and what people say of them' } as const
const concernsAsked = z.object({ words: wordsField, state: z.enum(concernStates).catch(''), page: pageField })
const decision = z.object({
  outcome: choiceField('what you decide', concernOutcomes),
  reason: textField('the reason', { most: 2000 }),
  passedTo: optionalTextField('to whom it was passed', { most: 200 }),
  passedReference: optionalTextField('the reference', { most: 100 }),
})
const voiceForm = z
  .object({
    show: choiceField('whether it is shown', ['yes', 'no']),
    wordsShown: optionalTextField('the words', { most: 1500 }),
  })
  .refine(({ show, wordsShown }) => show === 'no' || wordsShown !== undefined, {
    path: ['wordsShown'],
    message: 'Enter the words to show',
  })
const answerForm = z.object({ answerShown: choiceField('whether the answer is shown', ['yes', 'no']) })

/** Concerns that were raised, each decided by a named person for a reason. */
export const concernPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/concerns', { config: { policy } }, async (request, reply) => {
      const asked = concernsAsked.parse(request.query)
      const view = await request.tx(async (tx) => {
        const found = { ...(await concernsFound(tx, asked)), waiting: await concernsToDecide(tx) }
        return concernsView(found, { ...asked, perPage: ROWS_A_PAGE }, policyOn(tx.today).assurance, tx.today)
      })
      return reply.page('market/pages/concerns.njk', view)
    })

    const url = '/market/concerns/:concernId'
    const where = { config: { policy }, schema: { params: z.object({ concernId: z.uuid() }) } }
    type Asked = FastifyRequest<{ Params: { concernId: string } }>
    const show = async (request: Asked, reply: FastifyReply, fault?: FormErrors) => {
      const view = await request.tx(async (tx) =>
        concernView(
          await concernDetails(tx, request.params.concernId),
          policyOn(tx.today).assurance,
          tx.today,
          phonesWhenUnsafe(policyOn(tx.today).assurance, app).safe,
        ),
      )
      const none = { errors: [], at: {}, typed: {} }
      return reply.page('market/pages/concern.njk', { ...view, ...none, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(url, where, async (request, reply) => show(request, reply))
    app.post(url, where, async (request, reply) => {
      const read = readForm(decision, request.body)
      if (!read.ok) return show(request, reply, read)
      const action = read.value.outcome === 'action' ? readForm(actionForm, request.body) : undefined
      if (action !== undefined && !action.ok) return show(request, reply, action)
      if (read.value.outcome === 'safeguarding' && read.value.passedTo === undefined)
        return show(request, reply, faultAt(read, 'passedTo', marketSentences['concern_passed_on'] ?? ''))
      const wanted: ConcernDecision = { ...read.value, action: action?.value }
      const done = await request.attempt((tx) => decideConcern(tx, request.params.concernId, wanted))
      if (!done.ok) return show(request, reply, refusedAt(read.typed, done.refusals, 'outcome'))
      return reply.done(paths.concern(request.params.concernId), 'The decision is recorded')
    })
  }

/** What people say of services: read before it is quoted, without names. */
export const voicePages: StepPages = async (app) => {
  const wanted = z.object({
    words: wordsField,
    state: z.enum(voiceStates).catch(''),
    page: pageField,
  })
  app.get('/market/voices', { config: { policy } }, async (request, reply) => {
    const asked = wanted.parse(request.query)
    const found = await request.tx((tx) => voicesFound(tx, asked))
    return reply.page('market/pages/voices.njk', voicesView(found, { ...asked, perPage: VOICES_A_PAGE }))
  })
  const url = '/market/voices/:voiceId'
  const where = { config: { policy }, schema: { params: z.object({ voiceId: z.uuid() }) } }
  type Asked = FastifyRequest<{ Params: { voiceId: string } }>
  const found = (request: Asked) => request.tx((tx) => voiceToRead(tx, request.params.voiceId))
  app.get(url, where, async (request, reply) => reply.page('market/pages/voice.njk', voiceView(await found(request))))
  app.post(url, where, async (request, reply) => {
    const one = await found(request)
    const again = (fault: FormErrors) => reply.page('market/pages/voice.njk', { ...voiceView(one), ...fault }, 400)
    const { voiceId } = one
    if (one.answer !== null && one.answerShown === null) {
      const read = readForm(answerForm, request.body)
      if (!read.ok) return again(read)
      await request.tx((tx) => readAnswer(tx, voiceId, read.value.answerShown === 'yes'))
    } else {
      const read = readForm(voiceForm, request.body)
      if (!read.ok) return again(read)
      const { show, wordsShown } = read.value
      const done = await request.attempt((tx) => readVoice(tx, voiceId, show === 'yes' ? wordsShown : undefined))
      if (!done.ok) return again(refusedAt(read.typed, done.refusals, 'show'))
    }
    return reply.done(paths.voices(), 'It is read')
  })
}
