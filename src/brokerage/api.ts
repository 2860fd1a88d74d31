import { z } from 'zod'
import { pence } from '../core/money.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound } from '../platform/refused.ts'
import { answerOf, matchQuestion } from './match-file.ts'
import {
  answerOffer,
  failedCauses,
  giveBack,
  holdPlace,
  offersToMe,
  place,
  recordFailedMatch,
  sendOffer,
  termToPlace,
  toPlace,
} from './store.ts'

const tags = ['brokerage']
const ofTerm = z.object({ personId: z.uuid(), termId: z.uuid() })
const broker = { roles: ['broker'], about: 'Find places for planned sessions' } as const
const provider = { roles: ['provider'], about: 'Read and answer offers' } as const
const waiting = z.object({
  term_id: z.string(),
  person_id: z.string(),
  title: z.string(),
  weekday: z.int(),
  start_minute: z.int(),
  end_minute: z.int(),
  support_band: z.string(),
  from_date: z.string(),
  waiting_since: z.string(),
  agreed: z.boolean(),
  held_until: z.string().nullable(),
})

/** The matching rule for anybody, and the brokers' queue. */
export const brokerageApi: StepApi = async (app) => {
  app.post(
    '/api/brokerage/match',
    {
      config: { policy: { roles: 'public', about: 'Judge places by the matching rule; nothing is kept' }, pure: true },
      schema: {
        tags,
        summary: 'Every place with the reason it fits or does not',
        body: matchQuestion,
        response: { 200: z.object({ matches: z.array(z.looseObject({ sessionId: z.string(), fits: z.boolean() })) }) },
      },
    },
    async (request) => ({ matches: answerOf(request.body) }),
  )
  app.get(
    '/api/brokerage/queue',
    {
      config: { policy: broker },
      schema: {
        tags,
        summary: 'Planned sessions to place, the longest wait first',
        querystring: z.object({ q: z.string().max(100).default(''), page: z.coerce.number().int().min(1).default(1) }),
        response: { 200: z.object({ found: z.int(), sessions: z.array(waiting) }) },
      },
    },
    async (request) => {
      const { q, page } = request.query
      const { sessions, found } = await request.tx((tx) => toPlace(tx, { search: q, state: 'all', page }))
      return {
        found,
        sessions: sessions.map((one) => ({
          term_id: one.termId,
          person_id: one.personId,
          title: one.title,
          weekday: one.weekday,
          start_minute: one.startMinute,
          end_minute: one.endMinute,
          support_band: one.supportBand,
          from_date: one.fromDate,
          waiting_since: one.waitingSince,
          agreed: one.agreed,
          held_until: one.heldUntil?.toISOString() ?? null,
        })),
      }
    },
  )
}

/** Offers as a provider reads and answers them. */
export const offersApi: StepApi = async (app) => {
  app.get(
    '/api/brokerage/offers',
    {
      config: { policy: provider },
      schema: {
        tags,
        summary: 'Offers to the provider who asks',
        response: { 200: z.array(z.looseObject({ offerId: z.string() })) },
      },
    },
    async (request) => (await request.tx(offersToMe)).map((offer) => ({ ...offer })),
  )
  app.post(
    '/api/brokerage/offers/:offerId/answer',
    {
      config: { policy: provider },
      schema: {
        tags,
        summary: 'Answer an offer, once and in time',
        params: z.object({ offerId: z.uuid() }),
        body: z.object({
          answer: z.enum(['accepted', 'declined', 'change_proposed']),
          reason: z.string().max(600).default(''),
          price_pence: z.int().min(0).optional(),
        }),
        response: { 200: z.object({ answered: z.literal(true) }) },
      },
    },
    async (request) => {
      const { answer, reason, price_pence } = request.body
      const wanted = {
        offerId: request.params.offerId,
        answer,
        reason,
        pricePence: price_pence === undefined ? undefined : pence(price_pence),
      }
      await request.tx((tx) => answerOffer(tx, wanted))
      return { answered: true as const }
    },
  )
}

async function known(tx: Tx, { personId, termId }: z.output<typeof ofTerm>): Promise<void> {
  if ((await termToPlace(tx, termId))?.personId !== personId) throw new NotFound('planned session')
}

/** What a broker does about one planned session. */
export const placingApi: StepApi = async (app) => {
  app.post(
    '/api/brokerage/people/:personId/sessions/:termId/hold',
    {
      config: { policy: broker },
      schema: {
        tags,
        summary: 'Hold the planned place for 24 hours',
        params: ofTerm,
        response: { 200: z.object({ held_until: z.string() }) },
      },
    },
    async (request) => {
      return {
        held_until: (
          await request.tx(async (tx) => {
            await known(tx, request.params)
            return holdPlace(tx, request.params.termId)
          })
        ).heldUntil.toISOString(),
      }
    },
  )
  app.post(
    '/api/brokerage/people/:personId/sessions/:termId/give-back',
    {
      config: { policy: broker },
      schema: {
        tags,
        summary: 'Give a held place back',
        params: ofTerm,
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      await request.tx(async (tx) => {
        await known(tx, request.params)
        return giveBack(tx, request.params.termId)
      })
      return { done: true as const }
    },
  )
  app.post(
    '/api/brokerage/people/:personId/sessions/:termId/place',
    {
      config: { policy: broker },
      schema: {
        tags,
        summary: 'Place the person on every date, all or none; while all their support is paused, it is paused too',
        params: ofTerm,
        response: { 200: z.object({ placement_id: z.string(), dates: z.int(), paused: z.boolean() }) },
      },
    },
    async (request) => {
      const placed = await request.tx(async (tx) => {
        await known(tx, request.params)
        return place(tx, request.params.termId)
      })
      return { placement_id: placed.placementId, dates: placed.dates, paused: placed.paused }
    },
  )
}

/** Asking providers, and keeping what could not be found. */
export const askingApi: StepApi = async (app) => {
  app.post(
    '/api/brokerage/people/:personId/sessions/:termId/offers',
    {
      config: { policy: broker },
      schema: {
        tags,
        summary: 'Send an offer to a provider',
        params: ofTerm,
        body: z.object({
          provider_id: z.uuid(),
          answer_by: z.iso.datetime(),
          needs_to_know: z.string().trim().min(1).max(600),
        }),
        response: { 200: z.object({ offer_id: z.string() }) },
      },
    },
    async (request) => {
      const { provider_id, answer_by, needs_to_know } = request.body
      const offer = {
        termId: request.params.termId,
        providerId: provider_id,
        answerBy: new Date(answer_by),
        needsToKnow: needs_to_know,
      }
      return {
        offer_id: await request.tx(async (tx) => {
          await known(tx, request.params)
          return sendOffer(tx, offer)
        }),
      }
    },
  )
  app.post(
    '/api/brokerage/people/:personId/sessions/:termId/failed-matches',
    {
      config: { policy: broker },
      schema: {
        tags,
        summary: 'Keep what could not be found',
        params: ofTerm,
        body: z.object({ cause: z.enum(failedCauses) }),
        response: { 200: z.object({ failed_match_id: z.string() }) },
      },
    },
    async (request) => {
      return {
        failed_match_id: await request.tx(async (tx) => {
          await known(tx, request.params)
          return recordFailedMatch(tx, { termId: request.params.termId, cause: request.body.cause })
        }),
      }
    },
  )
}
