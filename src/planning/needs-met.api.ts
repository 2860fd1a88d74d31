import { z } from 'zod'
import { careActOutcomes } from '../needs/index.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { otherWays } from './met-otherwise.ts'
import { draftOf, endOtherWay, meetOtherwise } from './store.ts'

const tags = ['planning']
const ofPerson = z.object({ personId: z.uuid() })

/** How each eligible need is met, by a session of the week or in another way. */
export const needsMetApi: StepApi = async (app) => {
  const write = { roles: ['practitioner', 'team_manager'], about: 'Say how a need is met without a session' } as const
  app.get(
    '/api/planning/people/:personId/needs',
    {
      config: { policy: { ...write, about: 'Read how each eligible need is met' } },
      schema: {
        tags,
        summary: 'Eligible needs, the other ways agreed for them, and those that the draft leaves open',
        params: ofPerson,
        response: {
          200: z.object({
            eligible: z.array(z.enum(careActOutcomes)),
            left_open: z.array(z.enum(careActOutcomes)),
            met_otherwise: z.array(
              z.object({
                id: z.string(),
                care_act_item: z.enum(careActOutcomes),
                how: z.enum(otherWays),
                words: z.string(),
                agreed_on: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { needs } = await request.tx((tx) => draftOf(tx, request.params.personId))
      return {
        eligible: [...needs.eligible],
        left_open: [...needs.leftOpen],
        met_otherwise: needs.otherwise.map(({ id, careActItem, how, words, agreedOn }) => ({
          ...{ id, how, words },
          care_act_item: careActItem,
          agreed_on: agreedOn,
        })),
      }
    },
  )
  app.post(
    '/api/planning/people/:personId/needs/:item',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'Say how an eligible need is met without a session',
        params: ofPerson.extend({ item: z.enum(careActOutcomes) }),
        body: z.object({ how: z.enum(otherWays), words: z.string().trim().min(1).max(300), agreed_on: apiDay }),
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async (request) => {
      const { personId, item } = request.params
      const { how, words, agreed_on } = request.body
      const met = { personId, careActItem: item, how, words, agreedOn: agreed_on }
      return { id: await request.tx((tx) => meetOtherwise(tx, met)) }
    },
  )
  app.post(
    '/api/planning/people/:personId/met-otherwise/:id/end',
    {
      config: { policy: write },
      schema: {
        tags,
        summary: 'End another way in which a need was met',
        params: ofPerson.extend({ id: z.uuid() }),
        body: z.object({ reason: z.string().trim().min(1).max(300) }),
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      await request.tx((tx) => endOtherWay(tx, request.params.personId, request.params.id, request.body.reason))
      return { done: true as const }
    },
  )
}
