import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import { codes, contact, made, onDay, oneContact, person, policy, tags, words } from '../api-shapes.ts'
import { type ContactRoute, contactRoutes as ways } from '../contact-route.ts'
import { contactOutcomes } from '../event-outcome.ts'
import * as store from '../store.ts'

/** A person’s contacts, and what happened next. */
export const contactRoutes: StepApi = async (app) => {
  app.get(
    '/api/needs/people/:personId/contacts',
    {
      config: { policy },
      schema: {
        summary: 'A person’s contacts, the newest first',
        tags,
        params: person,
        response: { 200: z.array(contact) },
      },
    },
    async (request) => request.tx((tx) => store.contactsOf(tx, request.params.personId)),
  )
  app.post(
    '/api/needs/people/:personId/contacts',
    {
      config: { policy },
      schema: {
        summary: 'Record a request for support',
        tags,
        params: person,
        body: z.strictObject({
          receivedOn: onDay,
          route: codes<ContactRoute>(ways),
          askedBy: words.optional(),
          whatWasAsked: words,
        }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const id = await request.tx((tx) => store.recordContact(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/needs/people/:personId/contacts/:contactId/answer',
    {
      config: { policy },
      schema: {
        summary: 'Record what happened next, once',
        tags,
        params: oneContact,
        body: z.strictObject({ closedOn: onDay, outcome: z.enum(contactOutcomes), reason: words.optional() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => store.closeContact(tx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}
