import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { boroughTable, tableNames } from './borough-tables.ts'
import { factsOf } from './coarse-facts.ts'
import { boroughCells } from './store.ts'

/** The borough's tables as JSON, small numbers hidden. */
export const strategyApi: StepApi = async (app) => {
  const policy = {
    roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
    about: 'Key facts of the borough, nobody named',
  } as const
  app.get(
    '/api/strategy/borough',
    {
      config: { policy },
      schema: {
        summary: 'Key facts of the borough; "c" is a hidden number; a part of the borough is rounded',
        tags: ['strategy'],
        querystring: z.object({ area: z.string().max(200).optional(), reason: z.string().max(200).optional() }),
        response: {
          200: z.object({
            tables: z.record(z.string(), z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) })),
          }),
        },
      },
    },
    async (request) => {
      const cells = await request.tx((tx) => boroughCells(tx, request.query))
      const facts = factsOf(cells, request.query)
      const tables = Object.fromEntries(
        tableNames.map((name) => {
          const { head, rows } = boroughTable(facts, name)
          return [name, { head: [...head], rows: rows.map((row) => [...row]) }]
        }),
      )
      return { tables }
    },
  )
}
