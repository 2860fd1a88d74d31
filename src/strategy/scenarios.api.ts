import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { SEED, type Simulate } from './scenario/simulate-type.ts'
import { scenarioInput } from './simulation/scenario.ts'
import { askForDrivers, keepScenario, keptDrivers, keptScenario, scenarioStates, scenariosFound } from './store.ts'

const tags = ['strategy']
const policy = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'What may happen in the years to come, nobody named',
} as const

const found = z.object({
  words: z.string().max(200).default(''),
  state: z.enum(scenarioStates).default('listed'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** Scenarios for other programs: the list, one with its answer, keeping one, and working one out without keeping it. */
export const scenariosApi =
  (simulate: Simulate): StepApi =>
  async (app) => {
    app.get(
      '/api/strategy/scenarios',
      {
        config: { policy },
        schema: {
          tags,
          summary:
            'Saved scenarios, the latest first, 25 a page; `words` searches name, description and author, `state` those on the list, taken off it, or all',
          querystring: found,
          response: { 200: z.object({ all: z.int(), scenarios: z.array(z.looseObject({})) }) },
        },
      },
      async (request) => {
        const { list, all } = await request.tx((tx) => scenariosFound(tx, request.query))
        return { all, scenarios: list.map((one) => ({ ...one })) }
      },
    )
    app.get(
      '/api/strategy/scenarios/:scenarioId',
      {
        config: { policy },
        schema: {
          tags,
          summary: 'A saved scenario with its content and its answer; `result` is null while it is worked out',
          params: z.object({ scenarioId: z.uuid() }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => ({ ...(await request.tx((tx) => keptScenario(tx, request.params.scenarioId))) }),
    )
    app.post(
      '/api/strategy/scenarios',
      {
        config: { policy: { roles: ['commissioner'], about: 'Keep a scenario' } },
        schema: {
          tags,
          summary: 'Keep a scenario, whole as the command line reads it; it is worked out with 1,000 runs afterwards',
          body: scenarioInput,
          response: { 201: z.object({ scenarioId: z.uuid() }) },
        },
      },
      async (request, reply) =>
        reply.code(201).send({
          scenarioId: await request.tx((tx) => keepScenario(tx, { scenario: request.body })),
        }),
    )
    app.post(
      '/api/strategy/scenarios/simulate',
      {
        config: { policy, pure: true },
        schema: {
          tags,
          summary: 'Work a scenario out without keeping it; the same content and number of runs give the same answer',
          querystring: z.object({ draws: z.coerce.number().int().min(2).max(1000).default(200) }),
          body: scenarioInput,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => ({ ...(await simulate(request.body, SEED, request.query.draws)) }),
    )
  }

/** What moves the answer of a saved scenario, for other programs. */
export const driversApi: StepApi = async (app) => {
  app.get(
    '/api/strategy/scenarios/:scenarioId/drivers',
    {
      config: { policy },
      schema: {
        tags,
        summary:
          'What moves the answer (each assumption at its ends) and what it would be worth to know more; null while it is worked out',
        params: z.object({ scenarioId: z.uuid() }),
        response: { 200: z.object({ drivers: z.looseObject({}).nullable() }) },
      },
    },
    async (request) => {
      const { scenarioId } = request.params
      const drivers = await request.tx(async (tx) => {
        await keptScenario(tx, scenarioId)
        return keptDrivers(tx, scenarioId)
      })
      return { drivers: drivers === undefined ? null : { ...drivers } }
    },
  )
  app.post(
    '/api/strategy/scenarios/:scenarioId/drivers',
    {
      config: {
        policy: { roles: ['commissioner'], about: 'Have it worked out what moves the answer of a scenario' },
      },
      schema: {
        tags,
        summary:
          'Have the drivers of a scenario worked out that was saved before they were; asked twice they are worked out once',
        params: z.object({ scenarioId: z.uuid() }),
        response: { 202: z.object({ scenarioId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { scenarioId } = request.params
      await request.tx((tx) => askForDrivers(tx, scenarioId))
      return reply.code(202).send({ scenarioId })
    },
  )
}
