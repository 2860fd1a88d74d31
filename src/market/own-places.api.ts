import { z } from 'zod'
import { accessFeatureCodes } from '../directory/index.ts'
import { postcode } from '../people/index.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { askForPlace, askForPlaceChange, myPlaces, takeBackPlace, takeBackPlaceChange } from './store.ts'

const tags = ['market']
const policy = { roles: ['provider'], about: 'The places I am at, and asking for a new one' } as const
const words = (most: number) => z.string().trim().min(1).max(most)
const orNull = (most: number) => words(most).nullable().default(null)
const place = z.strictObject({
  id: z.uuid().optional(),
  name: words(200),
  line1: words(200),
  town: words(100),
  postcode,
  accessFeatures: z.array(z.enum(accessFeatureCodes)).default([]),
  accessWords: orNull(1000),
  openingWords: orNull(500),
  phone: orNull(40),
  email: orNull(200),
  note: orNull(1000),
})

/** A provider's places for other programs. */
export const ownPlacesApi: StepApi = async (app) => {
  const url = '/api/market/my-service/places'
  app.get(
    url,
    {
      config: { policy },
      schema: { tags, summary: 'My places, and those I asked for', response: { 200: z.looseObject({}) } },
    },
    async (request) => ({ ...(await request.tx(myPlaces)) }),
  )
  app.post(
    url,
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Ask for a new place; it is one once the council has approved it. The same id asks once',
        body: place,
        response: { 201: z.object({ proposalId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { id = newId(), ...said } = request.body
      await request.tx((tx) => askForPlace(tx, { ...said, id }))
      return reply.code(201).send({ proposalId: id })
    },
  )
  app.post(
    `${url}/:proposalId/withdraw`,
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Take back a place I asked for',
        params: z.object({ proposalId: z.uuid() }),
        response: { 201: z.object({ done: z.literal(true) }) },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => takeBackPlace(tx, request.params.proposalId))
      return reply.code(201).send({ done: true as const })
    },
  )
}

const correction = z.strictObject({
  id: z.uuid().optional(),
  name: words(200),
  line1: words(200),
  town: words(100),
  postcode,
  roomsWords: orNull(1000),
  note: orNull(1000),
})
const leaving = z.strictObject({ id: z.uuid().optional(), lastDay: apiDay, note: orNull(1000) })

/** Changes of a provider's places for other programs. */
export const placeChangesOwnApi: StepApi = async (app) => {
  const params = z.object({ siteId: z.uuid() })
  const response = { 201: z.object({ changeId: z.uuid() }) }
  app.post(
    '/api/market/my-service/places/:siteId/correct',
    {
      config: { policy },
      schema: { tags, summary: 'Ask for a correction of my place', params, body: correction, response },
    },
    async (request, reply) => {
      const { id = newId(), ...said } = request.body
      await request.tx((tx) => askForPlaceChange(tx, { ...said, ...request.params, id, kind: 'correct' }))
      return reply.code(201).send({ changeId: id })
    },
  )
  app.post(
    '/api/market/my-service/places/:siteId/leave',
    {
      config: { policy },
      schema: { tags, summary: 'Say that I leave my place after a day', params, body: leaving, response },
    },
    async (request, reply) => {
      const { id = newId(), ...said } = request.body
      await request.tx((tx) => askForPlaceChange(tx, { ...said, ...request.params, id, kind: 'leave' }))
      return reply.code(201).send({ changeId: id })
    },
  )
  app.post(
    '/api/market/my-service/places/changes/:changeId/withdraw',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Take back a change I asked for',
        params: z.object({ changeId: z.uuid() }),
        response: { 201: z.object({ done: z.literal(true) }) },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => takeBackPlaceChange(tx, request.params.changeId))
      return reply.code(201).send({ done: true as const })
    },
  )
}
