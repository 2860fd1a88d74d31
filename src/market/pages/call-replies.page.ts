import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { job } from '../../platform/who.ts'
import { type MarketPolicyOn, takesShortPath } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  applyAfterReply,
  type CallReply,
  changeReply,
  type PublishedCall,
  repliesOfProvider,
  replyAsProvider,
  replyAsStranger,
  replyByLink,
  toldReplier,
  withdrawReply,
} from '../store.ts'
import { attemptAsSystem, callOf, refusedCall } from './call-asker.page.ts'
import { offerForm, strangerForm } from './call-forms.page.ts'
import { ownReplyView, replyFormView } from './call-replies.view.ts'
import { sentenceOf } from './refused-at.page.ts'

const anybody = { roles: 'public', about: 'Reply to a call' } as const
const provider = { roles: ['provider'], about: 'My own reply to a call' } as const
const throttled = { rateLimit: { max: 20, timeWindow: '10 minutes' } }
const ofCall = z.object({ callId: z.uuid() })
const secret = z.object({ link: z.string().max(100) })
const acts = ['withdraw', 'read'] as const
const none = { errors: [], at: {} }

const showForm = (reply: FastifyReply, view: object, fault?: FormErrors) =>
  reply.page('market/pages/join-question.njk', { ...none, ...view, ...fault }, fault === undefined ? 200 : 400)

/** Replies of providers with an account: one for each call, changed until it closes. */
export const providerReplyPages: StepPages = async (app) => {
  type Given = FastifyRequest<{ Params: { callId: string } }>
  const own = async (tx: Tx, request: Given): Promise<{ call: PublishedCall; reply: CallReply | undefined }> => {
    const { providerId = '' } = request.who
    const call = await callOf(tx, request.params.callId)
    const [reply] = providerId === '' ? [] : await repliesOfProvider(tx, providerId, call.id)
    return { call, reply }
  }
  app.get(
    '/market/calls/:callId/mine',
    { config: { policy: provider }, schema: { params: ofCall } },
    async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const found = await own(tx, request)
        if (found.reply === undefined) throw new NotFound('reply')
        return ownReplyView({
          call: found.call,
          reply: found.reply,
          today: tx.today,
          at: paths.myReply(found.call.id),
          change: paths.replyToCall(found.call.id),
          account: true,
        })
      })
      return reply.page('market/pages/call-reply.njk', view)
    },
  )
  app.post(
    '/market/calls/:callId/mine/:act',
    { config: { policy: provider }, schema: { params: ofCall.extend({ act: z.enum(acts) }) } },
    async (request, reply) => {
      const { act } = request.params
      const outcome = await request.attempt(async (tx) => {
        const found = await own(tx, request)
        if (found.reply === undefined) throw new NotFound('reply')
        if (act === 'withdraw') await withdrawReply(tx, found.reply.id)
        else for (const { id } of found.reply.messages) await toldReplier(tx, id)
      })
      const done = act === 'withdraw' ? 'Your reply is taken back' : 'Thank you'
      const words = outcome.ok ? done : sentenceOf(outcome.refusals)
      return reply.done(paths.myReply(request.params.callId), words)
    },
  )
}

/** The form of a reply, for a provider with an account and for anybody else; each comes back to its reply and changes it. */
export const replyFormPages: StepPages = async (app) => {
  type Given = FastifyRequest<{ Params: { callId: string } }>
  const url = '/market/calls/:callId/reply'
  const ask = async (tx: Tx, request: Given) => {
    const { providerId } = request.who
    const call = await callOf(tx, request.params.callId)
    if (providerId === undefined) return { call, view: replyFormView(call, { stranger: true }) }
    const [before] = await repliesOfProvider(tx, providerId, call.id)
    return { call, view: replyFormView(call, before === undefined ? { stranger: false } : { stranger: false, before }) }
  }
  app.get(url, { config: { policy: anybody }, schema: { params: ofCall } }, async (request, reply) => {
    const { view } = await request.tx((tx) => ask(tx, request))
    return showForm(reply, view)
  })
  app.post(url, { config: { policy: anybody, ...throttled }, schema: { params: ofCall } }, async (request, reply) => {
    const { call, view } = await request.tx((tx) => ask(tx, request))
    const { providerId } = request.who
    const offer = readForm(offerForm(call.priceBasis === 'own'), request.body)
    if (providerId !== undefined) {
      if (!offer.ok) return showForm(reply, view, offer)
      const done = await request.attempt((tx) => replyAsProvider(tx, call.id, providerId, offer.value))
      return done.ok
        ? reply.done(paths.myReply(call.id), 'Your reply is sent')
        : showForm(reply, view, refusedCall(offer, 'offers', done.refusals))
    }
    const stranger = readForm(strangerForm, request.body)
    if (!stranger.ok || !offer.ok) return showForm(reply, view, together(stranger, offer))
    const done = await attemptAsSystem(app, (tx) => replyAsStranger(tx, call.id, stranger.value, offer.value))
    return done.ok
      ? reply.done(paths.reply(done.value.link), 'Your reply is sent. Keep the address of this page')
      : showForm(reply, view, refusedCall(offer, 'offers', done.refusals))
  })
}

/** The faults of the two halves of one form. */
function together(...halves: ({ ok: true } | FormErrors)[]): FormErrors {
  const faults = halves.filter((half) => !half.ok)
  return {
    ok: false,
    errors: faults.flatMap(({ errors }) => errors),
    at: Object.assign({}, ...faults.map(({ at }) => at)),
    typed: Object.assign({}, ...faults.map(({ typed }) => typed)),
  }
}

/** A reply without an account: whoever has its secret address sees it, changes it until the closing day and takes it back. */
export const strangerReplyPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const asSystem = <T>(work: (tx: Tx) => Promise<T>) => app.db.transaction(job('a reply to a call'), work)
    const found = async (tx: Tx, link: string) => {
      const reply = await replyByLink(tx, link)
      if (reply === undefined) throw new NotFound('reply')
      return { reply, call: await callOf(tx, reply.callId) }
    }
    const url = '/market/calls/replies/:link'
    app.get(url, { config: { policy: anybody }, schema: { params: secret } }, async (request, reply) => {
      const { link } = request.params
      const at = paths.reply(link)
      const view = await asSystem(async (tx) =>
        ownReplyView({ ...(await found(tx, link)), today: tx.today, at, change: `${at}/change`, account: false }),
      )
      return reply.page('market/pages/call-reply.njk', view)
    })
    app.get(`${url}/change`, { config: { policy: anybody }, schema: { params: secret } }, async (request, reply) => {
      const { call, reply: before } = await asSystem((tx) => found(tx, request.params.link))
      return showForm(reply, replyFormView(call, { stranger: false, before }))
    })
    app.post(
      `${url}/change`,
      { config: { policy: anybody, ...throttled }, schema: { params: secret } },
      async (request, reply) => {
        const { call, reply: before } = await asSystem((tx) => found(tx, request.params.link))
        const view = replyFormView(call, { stranger: false, before })
        const offer = readForm(offerForm(call.priceBasis === 'own'), request.body)
        if (!offer.ok) return showForm(reply, view, offer)
        const done = await attemptAsSystem(app, (tx) => changeReply(tx, before.id, offer.value))
        return done.ok
          ? reply.done(paths.reply(request.params.link), 'Your reply is changed')
          : showForm(reply, view, refusedCall(offer, 'offers', done.refusals))
      },
    )
    const act = secret.extend({ act: z.enum(['withdraw', 'join']) })
    app.post(
      `${url}/:act`,
      { config: { policy: anybody, ...throttled }, schema: { params: act } },
      async (request, reply) => {
        const { link, act: wanted } = request.params
        if (wanted === 'join') {
          const application = await asSystem(async (tx) => {
            const { reply: own } = await found(tx, link)
            return applyAfterReply(tx, own, takesShortPath(own.kind ?? 'other', policyOn(tx.today).joining))
          })
          return reply.done(paths.joining(application), 'Your application has begun. Keep the address of this page')
        }
        const done = await attemptAsSystem(app, async (tx) => withdrawReply(tx, (await found(tx, link)).reply.id))
        return reply.done(paths.reply(link), done.ok ? 'Your reply is taken back' : sentenceOf(done.refusals))
      },
    )
  }
