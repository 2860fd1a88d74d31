import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { WrongFields } from '../platform/refused.ts'
import type { BoroughPolicyOn } from './borough-policy.ts'
import { boroughTable, tableNames } from './borough-tables.ts'
import { besideRecords, factsOf, partFaults } from './coarse-facts.ts'
import { booksBeginOn, boroughCells } from './store.ts'
import { spanAsked, yearFaults, yearsOf } from './year-asked.ts'

/** The borough's tables as JSON, small numbers hidden, beside what the council's papers print. */
export const strategyApi =
  (boroughPolicyOn: BoroughPolicyOn): StepApi =>
  async (app) => {
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
          querystring: z.object({
            area: z.string().max(200).optional(),
            reason: z.string().max(200).optional(),
            year: z.coerce.number().int().min(2000).max(2200).optional(),
          }),
          response: {
            200: z.object({
              firstDay: z.string(),
              lastDay: z.string(),
              tables: z.record(z.string(), z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) })),
            }),
          },
        },
      },
      async (request) => {
        const { query } = request
        const { span, cells, beside, faults } = await request.tx(async (tx) => {
          const years = yearsOf(await booksBeginOn(tx), tx.today)
          const asked = spanAsked(query.year, years, tx.today)
          const counted = await boroughCells(tx, asked)
          const policyNow = boroughPolicyOn(tx.today)
          return {
            span: asked,
            cells: counted,
            beside: besideRecords(policyNow, query),
            faults: [...yearFaults(query.year?.toString(), years), ...partFaults(counted, policyNow, query)],
          }
        })
        if (faults.length > 0) throw new WrongFields(faults)
        const facts = factsOf(cells, query)
        const tables = Object.fromEntries(
          tableNames.map((name) => {
            const { head, rows } = boroughTable(facts, name, beside)
            return [name, { head: [...head], rows: rows.map((row) => [...row]) }]
          }),
        )
        return { firstDay: span.firstDay, lastDay: cells.onDay, tables }
      },
    )
  }
