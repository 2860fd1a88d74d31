import { z } from 'zod'
import type { CalendarDate } from '../core/calendar-date.ts'
import { kinds } from '../directory/index.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { NotAllowed, NotFound } from '../platform/refused.ts'
import { callAudiences, callState, needCodes, noVolumePromised, priceBases, wantedUnits } from './call.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { rateUnits } from './rate.ts'
import {
  callQuestions,
  callReplies,
  decideReply,
  draftCall,
  endCall,
  type PublishedCall,
  publishCall,
  publishedCall,
  publishedCalls,
  replyAsProvider,
} from './store.ts'

const tags = ['market']
const anybody = { roles: 'public', about: 'What the council looks for' } as const
const works = { roles: ['commissioner'], about: 'Write, publish, decide and end a call' } as const
const looks = {
  roles: ['commissioner', 'finance'],
  about: 'Calls for offers, their replies and what came of them',
} as const
const words = (most: number) => z.string().trim().min(1).max(most)
const weekday = z.int().min(1).max(7)
const minute = z.int().min(0).max(1440)
const params = z.object({ callId: z.uuid() })
const list = z.object({
  state: z.enum(['', 'open', 'being decided', 'closed', 'withdrawn']).default('open'),
  area: z.string().max(100).default(''),
  words: z.string().max(100).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
/** What the council looks for, as other programs say it. */
export const callAsk = z
  .object({
    title: words(120),
    words: words(3000),
    area: words(100).nullable().default(null),
    weekdays: z.array(weekday).max(7).default([]),
    startMinute: minute.nullable().default(null),
    endMinute: minute.nullable().default(null),
    kind: z
      .enum(kinds.map(({ code }) => code))
      .nullable()
      .default(null),
    needs: z.array(z.enum(needCodes)).max(20).default([]),
    supportBand: z.string().max(20).nullable().default(null),
    wanted: z.int().min(1).max(10_000).nullable().default(null),
    wantedUnit: z.enum(wantedUnits).nullable().default(null),
    audience: z.enum(callAudiences),
    lotId: z.uuid().nullable().default(null),
    furtherLotIds: z.array(z.uuid()).max(50).default([]),
    priceBasis: z.enum(priceBases),
    closesOn: apiDay,
    deciderId: z.uuid(),
  })
  .strict()
const offer = z
  .object({
    offers: words(2000),
    from: apiDay,
    weekdays: z.array(weekday).min(1).max(7),
    places: z.int().min(1).max(1000).nullable().default(null),
    leastWeeklyMinutes: z
      .int()
      .min(15)
      .max(10_080)
      .multipleOf(15, 'must be quarters of an hour')
      .nullable()
      .default(null),
    pricePence: z.int().min(1).max(100_000_000).nullable().default(null),
    unit: z.enum(rateUnits).nullable().default(null),
    words: words(2000).nullable().default(null),
  })
  .strict()
const done = z.object({ done: z.literal(true) })

/** A call as data: where it stands today, and that it promises no volume. */
const asData = ({ deciderId: _, replies: __, ...call }: PublishedCall, today: CalendarDate) => ({
  ...call,
  state: callState(call, today),
  promise: noVolumePromised,
})

/** Calls for other programs: what is open for everybody, and the same acts as the pages. */
export const callsApi =
  (policyOn: MarketPolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/market/calls',
      {
        config: { policy: anybody },
        schema: {
          tags,
          summary: 'Published calls, 50 a page; open ones unless asked otherwise',
          querystring: list,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const { page, ...filter } = request.query
        return request.tx(async (tx) => {
          const { total, calls } = await publishedCalls(tx, filter, { limit: 50, offset: (page - 1) * 50 })
          return { total, calls: calls.map((call) => asData(call, tx.today)) }
        })
      },
    )
    app.get(
      '/api/market/calls/:callId',
      {
        config: { policy: anybody },
        schema: {
          tags,
          summary: 'One published call with its answered questions',
          params,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const call = await publishedCall(tx, request.params.callId)
          if (call === undefined) throw new NotFound('call')
          return { ...asData(call, tx.today), questions: await callQuestions(tx, call.id) }
        }),
    )
    app.post(
      '/api/market/calls',
      {
        config: { policy: works },
        schema: {
          tags,
          summary: 'Begin a call as a draft; there is no field for a volume that is promised',
          body: callAsk,
          response: { 201: z.object({ callId: z.uuid() }) },
        },
      },
      async (request, reply) => reply.code(201).send({ callId: await request.tx((tx) => draftCall(tx, request.body)) }),
    )
    app.post(
      '/api/market/calls/:callId/publication',
      {
        config: { policy: works },
        schema: { tags, summary: 'Publish the draft of a call or of a correction', params, response: { 201: done } },
      },
      async (request, reply) => {
        await request.tx((tx) => publishCall(tx, request.params.callId, policyOn(tx.today).calls))
        return reply.code(201).send({ done: true })
      },
    )
    app.post(
      '/api/market/calls/:callId/end',
      {
        config: { policy: works },
        schema: {
          tags,
          summary: 'Withdraw a call, or close it once every reply is decided',
          params,
          body: z.object({ how: z.enum(['withdrawn', 'closed']), reason: words(1000) }),
          response: { 201: done },
        },
      },
      async (request, reply) => {
        await request.tx((tx) => endCall(tx, request.params.callId, request.body))
        return reply.code(201).send({ done: true })
      },
    )
  }

/** Replies for other programs: a provider's own, and those a commissioner decides. */
export const callRepliesApi: StepApi = async (app) => {
  app.get(
    '/api/market/calls/:callId/replies',
    {
      config: { policy: looks },
      schema: {
        tags,
        summary: 'Replies to a call; an offer is null while it is sealed',
        params,
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => ({ replies: await request.tx((tx) => callReplies(tx, request.params.callId)) }),
  )
  app.post(
    '/api/market/calls/:callId/replies',
    {
      config: { policy: { roles: ['provider'], about: 'Reply to a call, or change the reply' } },
      schema: {
        tags,
        summary: 'Reply to an open call, or say it anew',
        params,
        body: offer,
        response: { 201: z.object({ replyId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { providerId } = request.who
      if (providerId === undefined) throw new NotAllowed('this account belongs to no provider')
      const replyId = await request.tx((tx) => replyAsProvider(tx, request.params.callId, providerId, request.body))
      return reply.code(201).send({ replyId })
    },
  )
  app.post(
    '/api/market/call-replies/:replyId/decision',
    {
      config: { policy: works },
      schema: {
        tags,
        summary: 'Decide a reply after the closing day, by whom the call names',
        params: z.object({ replyId: z.uuid() }),
        body: z.object({ accepted: z.boolean(), reasons: words(1000), noInterest: z.literal(true) }),
        response: { 201: done },
      },
    },
    async (request, reply) => {
      const { accepted, reasons } = request.body
      await request.tx((tx) => decideReply(tx, { ...request.params, accepted, reasons }))
      return reply.code(201).send({ done: true })
    },
  )
}
