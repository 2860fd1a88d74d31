import { z } from 'zod'
import { pence } from '../../core/money.ts'
import { apiDay } from '../../platform/api-day.ts'
import type { StepApi } from '../../platform/http.ts'
import { corrections, disputeOutcomes } from '../dispute-words.ts'
import * as charging from '../store.ts'
import { concerned, done, made, officers, person, tags } from './parts.ts'

const one = person.extend({ disputeId: z.uuid() })
const dispute = z.object({
  disputeId: z.uuid(),
  personId: z.uuid(),
  weekly: z.int().describe('what the person was told to pay at most a week, in whole pence'),
  chargedFrom: z.string(),
  words: z.string(),
  raisedOn: z.string(),
  byPerson: z.boolean(),
  answerBy: z.string(),
  outcome: z.enum(disputeOutcomes).nullable(),
  reason: z.string().nullable(),
  newWeekly: z.int().nullable(),
  newFrom: z.string().nullable(),
  weekStart: z.string().nullable().describe('where one week was wrong: its Monday'),
  correction: z.enum(corrections).nullable(),
  putRightOn: z.string().nullable(),
  putRight: z.string().nullable(),
  givenBack: z.int().nullable().describe('what was given back for that week, in whole pence'),
  decidedOn: z.string().nullable(),
})

const say = { roles: concerned, about: 'Say that a charge is wrong, and take it back' } as const
const list = { roles: officers, about: 'See which charges are said to be wrong' } as const
const answer = { roles: ['finance'], about: 'Answer somebody who says that a charge is wrong' } as const
const wrong = z.strictObject({ week: apiDay, correction: z.enum(corrections) })
const reason = z.string().trim().min(1).max(2000)

/** Charges that people say are wrong: said, listed with their clock, answered with a reason, taken back. */
export const disputesApi =
  (weekCharge: charging.AskWeekCharge): StepApi =>
  async (app) => {
    await app.register(listing)
    await app.register(saying(weekCharge))
    await app.register(puttingRight(weekCharge))
  }

const listing: StepApi = async (app) => {
  app.get(
    '/api/charging/disputes',
    {
      config: { policy: list },
      schema: {
        tags,
        summary: 'Charges said to be wrong, those open first, the first due first, fifty to a page',
        querystring: z.object({
          state: z.enum(charging.disputeStates).default('open'),
          page: z.coerce.number().int().min(1).max(100_000).default(1),
        }),
        response: { 200: z.object({ found: z.int(), open: z.int(), late: z.int(), disputes: z.array(dispute) }) },
      },
    },
    async (request) => request.tx((tx) => charging.disputeList(tx, request.query)),
  )
}

/** What one person says, and what is answered. */
const saying =
  (weekCharge: charging.AskWeekCharge): StepApi =>
  async (app) => {
    app.get(
      '/api/charging/people/:personId/disputes',
      {
        config: { policy: { ...say, about: 'What was said to be wrong with a charge, and the answer' } },
        schema: {
          tags,
          summary: 'What a person said is wrong, newest first',
          params: person,
          response: { 200: z.array(dispute) },
        },
      },
      async (request) => request.tx((tx) => charging.disputesOf(tx, request.params.personId)),
    )
    app.post(
      '/api/charging/people/:personId/disputes',
      {
        config: { policy: say },
        schema: {
          tags,
          summary:
            'Say that a charge the person was told is wrong: the one of a notice, else the one told last; nothing is chased until it is answered',
          params: person,
          body: z.strictObject({ words: reason, noticeId: z.uuid().optional() }),
          response: { 200: made },
        },
      },
      async (request) => ({
        id: await request.tx((tx) => charging.raiseDispute(tx, { ...request.params, ...request.body })),
      }),
    )
    for (const [act, policy, summary, outcomes] of [
      [
        'answer',
        answer,
        'Answer it with a reason, once; a changed charge must have been decided since, a wrong week names what puts it right, and money is given back only for a week that is charged',
        ['stands', 'week_wrong', 'changed'],
      ],
      ['take-back', say, 'Take it back: the charge stands as it was', ['taken_back']],
    ] as const)
      app.post(
        `/api/charging/people/:personId/disputes/:disputeId/${act}`,
        {
          config: { policy },
          schema: {
            tags,
            summary,
            params: one,
            body: z.strictObject({ outcome: z.enum(outcomes), reason, wrong: wrong.optional() }),
            response: { 200: done },
          },
        },
        async (request) => {
          await request.tx((tx) => charging.answerDispute(tx, { ...request.params, ...request.body }, weekCharge))
          return { done: true as const }
        },
      )
  }

/** That a fault in a week, which an answer named, was put right. */
const puttingRight =
  (weekCharge: charging.AskWeekCharge): StepApi =>
  async (app) => {
    app.post(
      '/api/charging/people/:personId/disputes/:disputeId/put-right',
      {
        config: { policy: { roles: officers, about: 'Record that a fault in the charge of a week was put right' } },
        schema: {
          tags,
          summary:
            'Record that the fault in a week that the answer named was put right, once; where money is given back, how much of the week’s charge',
          params: one,
          body: z.strictObject({ words: reason, givenBack: z.int().positive().optional().describe('whole pence') }),
          response: { 200: done },
        },
      },
      async (request) => {
        const { givenBack, words } = request.body
        const sum = givenBack === undefined ? undefined : pence(givenBack)
        await request.tx((tx) => charging.recordPutRight(tx, { ...request.params, words, givenBack: sum }, weekCharge))
        return { done: true as const }
      },
    )
  }
