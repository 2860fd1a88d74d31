import { z } from 'zod'
import { sharesOfAWorker } from '../directory/index.ts'
import { placesToRun } from '../directory/store.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { NotFound } from '../platform/refused.ts'
import {
  addSessionInRoom,
  changePlacesInRoom,
  endMySession,
  moveMySession,
  myOrganisation,
  mySessions,
} from './store.ts'

const tags = ['market']
const policy = { roles: ['provider'], about: 'My own sessions: when, where and how many places are free' } as const
const words = z.string().trim().min(1).max(200)
const session = z.object({ sessionId: z.uuid() })
const sessionBody = z
  .object({
    opportunityId: z.uuid(),
    siteId: z.uuid().nullable().default(null),
    roomId: z.uuid().nullable().default(null),
    weekday: z.number().int().min(1).max(7),
    everyWeeks: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(6)]).default(1),
    season: z.enum(['all', 'term', 'holiday']).default('all'),
    startMinute: z.number().int().min(0).max(1439),
    endMinute: z.number().int().min(1).max(1440),
    publicMayBook: z.boolean().default(false),
    from: apiDay,
    until: apiDay.nullable().default(null),
    places: z.number().int().min(1).max(500),
    workers: z.number().int().min(0).max(200),
    bands: z.array(z.string().max(10)).max(20),
  })
  .refine(({ startMinute, endMinute }) => startMinute < endMinute, 'must end after it starts')
  .refine(({ from, until }) => until === null || from <= until, 'the last day must be the first day or later')
const done = { 201: z.object({ done: z.boolean() }) }

/** A provider's own sessions for other programs: reading, adding, ending, and saying how many places there are. */
export const ownServiceApi: StepApi = async (app) => {
  app.get(
    '/api/market/my-service/sessions',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'My sessions with places and people on their next eight dates',
        response: { 200: z.array(z.looseObject({})) },
      },
    },
    async (request) => (await request.tx((tx) => mySessions(tx, 8))).map((one) => ({ ...one })),
  )
  app.post(
    '/api/market/my-service/sessions',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Add a weekly session; its dates go on sale at once',
        body: sessionBody,
        response: { 201: z.object({ sessionId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const id = newId()
      const { workers, roomId, ...said } = request.body
      await request.tx(async (tx) => {
        const { entries, sites } = await placesToRun(tx, await myOrganisation(tx))
        if (!entries.some((one) => one.id === said.opportunityId)) throw new NotFound('entry')
        if (said.siteId !== null && !sites.some((one) => one.id === said.siteId)) throw new NotFound('site')
        await addSessionInRoom(tx, { ...said, id, workerShares: workers * sharesOfAWorker }, roomId)
      })
      return reply.code(201).send({ sessionId: id })
    },
  )
  app.post(
    '/api/market/my-service/sessions/:sessionId/places',
    {
      config: { policy },
      schema: {
        tags,
        summary:
          'Say how many places and workers a session has from a day; refused below what is booked. More places of a session in no room of a place with rooms need `roomId`; null: in none of them',
        params: session,
        body: z.object({
          places: z.number().int().min(0).max(500),
          workers: z.number().int().min(0).max(200),
          from: apiDay,
          reason: words,
          roomId: z.uuid().nullable().optional(),
        }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => changePlacesInRoom(tx, request.params.sessionId, request.body))
      return reply.code(201).send({ done: true })
    },
  )
  app.post(
    '/api/market/my-service/sessions/:sessionId/end',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'End a session after its last day; refused while people have a regular place after it',
        params: session,
        body: z.object({ lastDay: apiDay, reason: words }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => endMySession(tx, request.params.sessionId, request.body))
      return reply.code(201).send({ done: true })
    },
  )
}

/** In which room a session of one's own is, for other programs. */
export const sessionRoomApi: StepApi = async (app) => {
  app.post(
    '/api/market/my-service/sessions/:sessionId/room',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Say in which room of its place a session is; refused where the room has too few places',
        params: session,
        body: z.object({ roomId: z.uuid().nullable() }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => moveMySession(tx, request.params.sessionId, request.body.roomId))
      return reply.code(201).send({ done: true })
    },
  )
}
