import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  acceptedReplies,
  begunSince,
  callDrafts,
  callQuestions,
  callReplies,
  dropCallDraft,
  publishCall,
  publishedCall,
  publishedCalls,
  toldReplier,
} from '../store.ts'
import { callsWorkView, callWorkView, draftView } from './call-work.view.ts'
import { sentenceOf } from './refused-at.page.ts'

const looks = {
  roles: ['commissioner', 'finance'],
  about: 'Calls for offers, their replies and what came of them',
} as const
const decides = {
  roles: ['commissioner'],
  about: 'Publish a call, throw a draft away, tell those who replied',
} as const
const params = z.object({ callId: z.uuid() })
const perPage = 20
const query = z.object({
  state: z.enum(['', 'open', 'being decided', 'closed', 'withdrawn']).catch(''),
  words: z.string().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
type Given = FastifyRequest<{ Params: { callId: string } }>

/** Calls for those who work on them: the list, a draft, and a published call with its replies. */
export const callWorkPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/calls/work', { config: { policy: looks } }, async (request, reply) => {
      const asked = readAddress(query, request.query)
      const view = await request.tx(async (tx) => {
        const found = await publishedCalls(
          tx,
          { state: asked.state, area: '', words: asked.words.trim() },
          { limit: perPage, offset: (asked.page - 1) * perPage },
        )
        const decide = request.who.role === 'commissioner'
        return callsWorkView({ ...found, drafts: await callDrafts(tx), asked, today: tx.today, decides: decide })
      })
      return reply.page('market/pages/calls-work.njk', view)
    })

    const shown = (request: Given) =>
      request.tx(async (tx) => {
        const { callId } = request.params
        const decide = request.who.role === 'commissioner'
        const [draft] = await callDrafts(tx, callId)
        const call = await publishedCall(tx, callId)
        if (draft === undefined && call === undefined) throw new NotFound('call')
        return {
          back: paths.callsWork(),
          draft: draft === undefined ? null : draftView(draft, decide, policyOn(tx.today).calls.leastDaysOpen),
          call:
            call === undefined
              ? null
              : callWorkView({
                  call,
                  replies: await callReplies(tx, callId),
                  questions: await callQuestions(tx, callId),
                  accepted: await acceptedReplies(tx, call),
                  begun: await begunSince(tx, call),
                  today: tx.today,
                  staffId: request.who.staffId,
                  decides: decide,
                }),
        }
      })
    const url = '/market/calls/:callId/work'
    app.get(url, { config: { policy: looks }, schema: { params } }, async (request, reply) =>
      reply.page('market/pages/call-work.njk', { errors: [], ...(await shown(request)) }),
    )

    const act = params.extend({ act: z.enum(['publish', 'drop', 'told']) })
    app.post(
      '/market/calls/:callId/act/:act',
      { config: { policy: decides }, schema: { params: act } },
      async (request, reply) => {
        const { callId, act: wanted } = request.params
        const { messageId } = z.object({ messageId: z.uuid().optional().catch(undefined) }).parse(request.body ?? {})
        const done = await request.attempt(async (tx) => {
          if (wanted === 'publish') return publishCall(tx, callId, policyOn(tx.today).calls)
          if (wanted === 'drop') return dropCallDraft(tx, callId)
          return messageId === undefined ? undefined : toldReplier(tx, messageId)
        })
        if (!done.ok)
          return reply.page(
            'market/pages/call-work.njk',
            { ...(await shown(request)), errors: [{ text: sentenceOf(done.refusals), href: '#main-content' }] },
            409,
          )
        const words = { publish: 'The call is published', drop: 'The draft is gone', told: 'Noted' } as const
        const gone = wanted === 'drop' && (await request.tx((tx) => publishedCall(tx, callId))) === undefined
        return reply.done(gone ? paths.callsWork() : paths.callWork(callId), words[wanted])
      },
    )
  }
