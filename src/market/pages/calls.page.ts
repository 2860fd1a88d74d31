import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { localAreas } from '../../directory/store.ts'
import { type FormErrors, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import type { Who } from '../../platform/who.ts'
import { paths } from '../paths.ts'
import {
  askAboutCall,
  callOutcome,
  callQuestions,
  callsRepliedTo,
  callVersions,
  type PublishedCall,
  publishedCalls,
  repliesOfProvider,
} from '../store.ts'
import { attemptAsSystem, callOf } from './call-asker.page.ts'
import { questionForm } from './call-forms.page.ts'
import { callsView, callView } from './calls.view.ts'
import { refusedAt } from './refused-at.page.ts'

const policy = { roles: 'public', about: 'What the council looks for' } as const
const throttled = { rateLimit: { max: 30, timeWindow: '1 minute' } }
const params = z.object({ callId: z.uuid() })
const perPage = 20
const query = z.object({
  state: z.enum(['', 'open', 'being decided', 'closed', 'withdrawn']).catch('open'),
  area: z.string().max(100).catch(''),
  words: z.string().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
const worksOnCalls = (who: Who) => who.role === 'commissioner' || who.role === 'finance'

/** What anybody can do about a call today: a provider sees its own reply, everybody else replies. */
function actFor(who: Who, call: PublishedCall, replied: boolean) {
  if (who.role === 'provider' && replied) return { text: 'See my reply', href: paths.myReply(call.id) }
  if (who.role === 'provider') return { text: 'Reply', href: paths.replyToCall(call.id) }
  if ((who.role !== 'public' && who.role !== 'person') || call.audience === 'framework') return null
  return { text: 'Reply', href: paths.replyToCall(call.id) }
}

/** What the council looks for, for all to see, with no sign-in: the list, each call, and questions about it. */
export const callsPages: StepPages = async (app) => {
  app.get('/market/calls', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const view = await request.tx(async (tx) => {
      const found = await publishedCalls(
        tx,
        { ...asked, words: asked.words.trim() },
        { limit: perPage, offset: (asked.page - 1) * perPage },
      )
      const { providerId } = request.who
      const own = providerId === undefined ? [] : await callsRepliedTo(tx, providerId)
      return callsView({
        ...found,
        asked,
        areas: await localAreas(tx),
        today: tx.today,
        works: worksOnCalls(request.who),
        replied: own,
      })
    })
    return reply.page('market/pages/calls.njk', view)
  })

  app.get('/market/calls/:callId', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { callId } = request.params
    const view = await request.tx(async (tx) => {
      const call = await callOf(tx, callId)
      const { providerId } = request.who
      const own = providerId === undefined ? [] : await repliesOfProvider(tx, providerId, callId)
      return callView({
        call,
        versions: await callVersions(tx, callId),
        questions: await callQuestions(tx, callId),
        outcome: call.endedHow === 'closed' ? await callOutcome(tx, callId) : null,
        today: tx.today,
        act: actFor(request.who, call, own.length > 0),
        works: worksOnCalls(request.who),
      })
    })
    return reply.page('market/pages/call.njk', view)
  })

  const url = '/market/calls/:callId/question'
  const show = async (reply: FastifyReply, callId: string, fault?: FormErrors) => {
    const view = {
      caption: 'Ask about this call',
      title: 'What is your question?',
      lede: 'The question and its answer stand on the page of the call, so that everybody knows the same. Nobody reads who asked.',
      fields: [
        { as: 'long', id: 'asked', label: 'Your question', hint: 'Leave out names, email addresses and phone numbers' },
      ],
      back: paths.call(callId),
      button: 'Send',
    }
    const none = { typed: {}, errors: [], at: {} }
    return reply.page('market/pages/join-question.njk', { ...none, ...view, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { id } = await request.tx((tx) => callOf(tx, request.params.callId))
    return show(reply, id)
  })
  app.post(url, { config: { policy, ...throttled }, schema: { params } }, async (request, reply) => {
    const { callId } = request.params
    const form = readForm(questionForm, request.body)
    await request.tx((tx) => callOf(tx, callId))
    if (!form.ok) return show(reply, callId, form)
    const done = await attemptAsSystem(app, (tx) => askAboutCall(tx, callId, form.value.asked))
    return done.ok
      ? reply.done(paths.call(callId), 'Your question is sent. It shows here once it is answered')
      : show(reply, callId, refusedAt(form.typed, done.refusals, 'asked'))
  })
}
