import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import {
  decidePlace,
  decidePlaceChange,
  placeAskedFor,
  placeChange,
  waitingPlaceChanges,
  waitingPlaces,
} from './store.ts'

const tags = ['directory']
const keeps = { roles: ['commissioner', 'broker'], about: 'Look at places that providers ask for' } as const
const params = z.object({ proposalId: z.uuid() })
const decision = z
  .object({ decision: z.enum(['approved', 'rejected']), reason: z.string().trim().min(1).max(1000).optional() })
  .refine(({ decision, reason }) => decision === 'approved' || reason !== undefined, 'a rejection needs a reason')
const found = { 200: z.looseObject({}) }

/** Places that providers ask for, and decisions. */
export const placesApi: StepApi = async (app) => {
  app.get(
    '/api/directory/places-asked-for',
    { config: { policy: keeps }, schema: { tags, summary: 'Places that wait for a decision', response: found } },
    async (request) => ({
      places: await request.tx(waitingPlaces),
      changes: await request.tx(waitingPlaceChanges),
    }),
  )
  app.get(
    '/api/directory/places-asked-for/:proposalId',
    {
      config: { policy: keeps },
      schema: { tags, summary: 'One place, with others at its postcode', params, response: found },
    },
    async (request) => ({ ...(await request.tx((tx) => placeAskedFor(tx, request.params.proposalId))) }),
  )
  app.post(
    '/api/directory/places-asked-for/:proposalId/decision',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Approve a place, or reject it with a reason',
        params,
        body: decision,
        response: { 201: z.object({ done: z.literal(true) }) },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => decidePlace(tx, request.params.proposalId, request.body))
      return reply.code(201).send({ done: true as const })
    },
  )
}

/** Changes of places that providers ask for, and decisions. */
export const placeChangesApi: StepApi = async (app) => {
  const params = z.object({ changeId: z.uuid() })
  app.get(
    '/api/directory/place-changes/:changeId',
    { config: { policy: keeps }, schema: { tags, summary: 'One change of a place', params, response: found } },
    async (request) => ({ ...(await request.tx((tx) => placeChange(tx, request.params.changeId))) }),
  )
  app.post(
    '/api/directory/place-changes/:changeId/decision',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Approve a change of a place, or reject it with a reason',
        params,
        body: decision,
        response: { 201: z.object({ done: z.literal(true) }) },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => decidePlaceChange(tx, request.params.changeId, request.body))
      return reply.code(201).send({ done: true as const })
    },
  )
}
