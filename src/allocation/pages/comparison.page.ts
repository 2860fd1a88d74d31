import { z } from 'zod'
import { barChart, chartColours } from '../../core/charts.ts'
import { toCsv } from '../../platform/csv.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { comparisonTable, comparisonTableNames } from '../rollout/comparison-tables.ts'
import type { RolloutPolicyOn } from '../rollout/policy.ts'
import { calibrationOfHash, comparisonById, waitingComparison } from '../store.ts'
import { comparisonView } from './comparison.view.ts'
import { newComparisonPages } from './new-comparison.page.ts'

const ofComparison = z.object({ comparisonId: z.uuid() })

/** Winners and losers before a table is adopted: asking for it, and what came of it. */
export const comparisonPages =
  (policyOn: RolloutPolicyOn): StepPages =>
  async (app) => {
    await app.register(newComparisonPages(policyOn))
    const read = {
      roles: ['team_manager', 'finance', 'commissioner'],
      about: 'See winners and losers, small numbers hidden',
    } as const

    app.get('/allocation/rollout/comparisons/:comparisonId', { config: { policy: read } }, async (request, reply) => {
      const { comparisonId } = ofComparison.parse(request.params)
      const view = await request.tx(async (tx) => {
        const asked = await comparisonById(tx, comparisonId)
        const waits = asked.result === null ? await waitingComparison(tx, comparisonId) : undefined
        return comparisonView(asked, waits, await calibrationOfHash(tx, asked.hash))
      })
      const charts = view.charts.map(({ drawing, key, ...chart }) => ({
        ...chart,
        wide: '',
        narrow: barChart(drawing.text, drawing.groups),
        key: key.map(({ colour, text }) => ({ colour: chartColours[colour], text })),
      }))
      return reply.page('allocation/pages/comparison.njk', { ...view, charts })
    })

    app.get(
      '/allocation/rollout/comparisons/:comparisonId/:table.csv',
      { config: { policy: read } },
      async (request, reply) => {
        const { comparisonId } = ofComparison.parse(request.params)
        const name = comparisonTableNames.find((one) => one === (request.params as { table?: string }).table)
        const { result } = await request.tx((tx) => comparisonById(tx, comparisonId))
        if (name === undefined || result === null) throw new NotFound('table')
        const { head, rows } = comparisonTable(result, name)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="comparison-${name.toLowerCase()}.csv"`)
          .send(toCsv([head, ...rows]))
      },
    )
  }
