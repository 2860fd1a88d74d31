import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { type Met, metWords, voices } from './met.ts'
import { completedReviews, liveOutcomes, ownVoice, recordProgress, voicesOf } from './store.ts'

const tags = ['outcomes']
const params = z.object({ personId: z.uuid() })
const mets = z.enum(Object.keys(metWords) as Met[])
const policy = { roles: ['person', 'practitioner', 'team_manager'], about: 'Read and say whether it helps' } as const
const outcome = z.object({
  outcomeId: z.uuid(),
  words: z.string(),
  careActItem: z.string(),
  voices: z.array(z.object({ voice: z.enum(voices), met: mets, words: z.string().nullable(), on: z.string() })),
})

/** A person's outcomes with every voice, what was said, and reviews held. */
export const outcomesApi: StepApi = async (app) => {
  app.get(
    '/api/outcomes/people/:personId',
    {
      config: { policy },
      schema: {
        summary: 'A person’s outcomes, and what each voice last said',
        tags,
        params,
        response: { 200: z.array(outcome) },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const said = await voicesOf(tx, request.params.personId)
        const live = await liveOutcomes(tx, request.params.personId)
        return live.map(({ outcomeId, words, careActItem }) => ({
          outcomeId,
          words,
          careActItem,
          voices: said
            .filter((one) => one.outcomeId === outcomeId)
            .map(({ voice, met, words: own, on }) => ({ voice, met, words: own, on })),
        }))
      }),
  )
  app.post(
    '/api/outcomes/people/:personId/progress',
    {
      config: { policy },
      schema: {
        summary: 'Keeps what somebody says about an outcome, in their own voice',
        tags,
        params,
        body: z.strictObject({
          id: z.uuid(),
          outcomeId: z.uuid(),
          met: mets,
          words: z.string().trim().min(1).max(300).optional(),
        }),
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => {
      const voice = ownVoice(request.who, request.params.personId)
      return request.tx((tx) => recordProgress(tx, { ...request.body, personId: request.params.personId, voice }))
    },
  )
  reviewRoute(app)
}

function reviewRoute(app: Parameters<StepApi>[0]) {
  const review = z.object({
    reviewId: z.uuid(),
    completedOn: z.string(),
    outcomesAchieved: z.string(),
    eventOutcome: z.string(),
  })
  app.get(
    '/api/outcomes/people/:personId/reviews',
    {
      config: { policy },
      schema: { summary: 'Reviews held, the newest first', tags, params, response: { 200: z.array(review) } },
    },
    async (request) => request.tx((tx) => completedReviews(tx, request.params.personId)),
  )
}
