import { z } from 'zod'
import { ROWS_A_PAGE } from '../core/list-page.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { messagesOf, noteRead, sendMessage, threads, threadWith } from './store.ts'

const tags = ['brokerage']
const policy = {
  roles: ['provider', 'broker', 'commissioner'],
  about: 'Messages between a provider and the council',
} as const
const params = z.object({ providerId: z.uuid() })
const page = z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) })
const message = z.object({
  id: z.string(),
  fromProvider: z.boolean(),
  sender: z.string(),
  words: z.string(),
  sentAt: z.string(),
  readAt: z.string().nullable(),
  session: z.string().nullable(),
  personId: z.string().nullable(),
})
const sent = z.object({
  words: z.string().trim().min(1).max(4000),
  sessionId: z.uuid().optional(),
  personId: z.uuid().optional(),
})

async function opened(tx: Tx, providerId: string, at: number) {
  await threadWith(tx, providerId)
  const messages = await messagesOf(tx, providerId, { limit: ROWS_A_PAGE, offset: (at - 1) * ROWS_A_PAGE })
  await noteRead(tx, providerId)
  return messages
}

/** The thread between a provider and the council, for other programs. */
export const messagesApi: StepApi = async (app) => {
  app.get(
    '/api/brokerage/messages',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Threads the asker may see, those with something unread first, 50 a page',
        querystring: page,
        response: { 200: z.array(z.looseObject({})) },
      },
    },
    async (request) =>
      (
        await request.tx((tx) =>
          threads(tx, { words: '', limit: ROWS_A_PAGE, offset: (request.query.page - 1) * ROWS_A_PAGE }),
        )
      ).map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })),
  )
  app.get(
    '/api/brokerage/messages/:providerId',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'The messages of a thread, the newest first, 50 a page; reading them marks them read',
        params,
        querystring: page,
        response: { 200: z.array(message) },
      },
    },
    async (request) => {
      const found = await request.tx((tx) => opened(tx, request.params.providerId, request.query.page))
      return found.map((one) => ({
        id: one.id,
        fromProvider: one.fromProvider,
        sender: one.sender,
        words: one.words,
        sentAt: one.sentAt.toISOString(),
        readAt: one.readAt?.toISOString() ?? null,
        session: one.session,
        personId: one.personId,
      }))
    },
  )
  app.post(
    '/api/brokerage/messages/:providerId',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Send a message, about a session of the provider, a person placed with it, or neither',
        params,
        body: sent,
        response: { 201: z.object({ messageId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { providerId } = request.params
      const id = newId()
      await request.tx(async (tx) => {
        await threadWith(tx, providerId)
        await sendMessage(tx, { id, providerId, ...request.body })
      })
      return reply.code(201).send({ messageId: id })
    },
  )
}
