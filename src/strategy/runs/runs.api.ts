import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import { apiPage } from '../../platform/list-asked.ts'
import { SEED } from '../scenario/simulate-type.ts'
import { askRunOf, cancelSimulation, resumeSimulation, simulation, simulations } from '../store.ts'
import { LEAST_RUNS, MOST_RUNS } from './most-runs.ts'

const tags = ['strategy']
const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'Large runs of scenarios, nobody named',
} as const
const asks = { roles: ['commissioner'], about: 'Ask for a large run of a scenario, or end one' } as const
const params = z.object({ runId: z.uuid() })

/** Large runs for other programs: the list, one with how far it is and its answer, asking, ending, and having one go on. */
export const runsApi: StepApi = async (app) => {
  const one = '/api/strategy/runs/:runId'
  app.get(
    '/api/strategy/runs',
    {
      config: { policy: reads },
      schema: {
        tags,
        summary:
          'Large runs, the latest first, 25 a page: how many runs are made, of how many; `words` searches the scenario and who asked',
        querystring: z.object({ words: z.string().max(200).default(''), page: apiPage }),
        response: { 200: z.object({ all: z.int(), runs: z.array(z.looseObject({})) }) },
      },
    },
    async (request) => {
      const { rows, all } = await request.tx((tx) => simulations(tx, request.query))
      return { all, runs: rows.map((run) => ({ ...run })) }
    },
  )
  app.get(
    one,
    {
      config: { policy: reads },
      schema: {
        tags,
        summary: 'A large run with its scenario; `result` is null until all runs are made',
        params,
        response: { 200: z.looseObject({}) },
      },
    },
    async (request) => ({ ...(await request.tx((tx) => simulation(tx, request.params.runId))) }),
  )
  app.post(
    '/api/strategy/runs',
    {
      config: { policy: asks },
      schema: {
        tags,
        summary: 'Ask for more runs of a saved scenario; a job makes them and goes on where it stopped',
        body: z.object({
          scenarioId: z.uuid(),
          draws: z.int().min(LEAST_RUNS).max(MOST_RUNS),
          seed: z.int().min(0).max(2_147_483_647).default(SEED),
        }),
        response: { 201: z.object({ runId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { scenarioId, draws, seed } = request.body
      const runId = await request.tx((tx) => askRunOf(tx, { scenarioId, seed, draws }))
      return reply.code(201).send({ runId })
    },
  )
  for (const [act, summary, work] of [
    ['cancel', 'End a run before it is done; what was made is no answer', cancelSimulation],
    ['go-on', 'Have a run go on that stands still: where it stopped, nothing is made twice', resumeSimulation],
  ] as const)
    app.post(
      `${one}/${act}`,
      { config: { policy: asks }, schema: { tags, summary, params, response: { 200: params } } },
      async (request) => {
        await request.tx((tx) => work(tx, request.params.runId))
        return { runId: request.params.runId }
      },
    )
}
