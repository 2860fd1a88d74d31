import { z } from 'zod'
import { barChart, chartColours } from '../../platform/charts.ts'
import { toCsv } from '../../platform/csv.ts'
import { choiceField, faultAt, readForm, textField, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { type AllocationTable, allocationTable } from '../allocation-table.ts'
import { paths } from '../paths.ts'
import { comparisonTable, comparisonTableNames } from '../rollout/comparison-tables.ts'
import type { RolloutPolicyOn } from '../rollout/policy.ts'
import { askComparison, comparisonById, tableOn } from '../store.ts'
import { comparisonView, newComparisonView } from './comparison.view.ts'

const form = z.object({
  table: textField('the new table', { most: 60_000 }),
  years: wholeNumberField('the years of relief', { least: 0, most: 20 }),
  gainers: choiceField('when who gains has the new amount', ['at_once', 'wait'] as const),
})
const ofComparison = z.object({ comparisonId: z.uuid() })

/** The table that was pasted, or a sentence for the first fault that stops it. */
function pasted(text: string): { table: AllocationTable } | { fault: string } {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return { fault: 'The new table is not JSON. Check commas and quotes' }
  }
  const read = allocationTable.safeParse(content)
  if (read.success) return { table: read.data }
  const [first] = read.error.issues
  return { fault: `The new table is not right at “${first?.path.join('.') || 'its top'}”: ${first?.message ?? ''}` }
}

/** Winners and losers before a table is adopted: asking for it, and what came of it. */
export const comparisonPages =
  (policyOn: RolloutPolicyOn): StepPages =>
  async (app) => {
    const ask = { roles: ['finance', 'commissioner'], about: 'Compare everybody’s budget with a new table' } as const
    const read = {
      roles: ['team_manager', 'finance', 'commissioner'],
      about: 'See winners and losers, small numbers hidden',
    } as const

    app.get('/allocation/rollout/comparisons/new', { config: { policy: ask } }, async (request, reply) => {
      const now = await request.tx((tx) => tableOn(tx, tx.today))
      const policy = policyOn(app.db.clock.today())
      const table = now === undefined ? '' : JSON.stringify(now.table, null, 1)
      const typed = { table, years: String(policy.reliefYears), gainers: 'at_once' }
      return reply.page('platform/pages/form.njk', { ...newComparisonView(policy), typed })
    })

    app.post('/allocation/rollout/comparisons/new', { config: { policy: ask } }, async (request, reply) => {
      const sent = readForm(form, request.body)
      const given = sent.ok ? pasted(sent.value.table) : undefined
      if (sent.ok && given !== undefined && 'table' in given) {
        const { years, gainers } = sent.value
        const id = await request.tx((tx) =>
          askComparison(tx, { table: given.table, years, gainersWait: gainers === 'wait' }),
        )
        return reply.done(paths.comparison(id), 'The comparison is asked for. It adopts nothing.')
      }
      const fault = given !== undefined && 'fault' in given ? given.fault : ''
      const faults = sent.ok ? faultAt(sent, 'table', fault) : sent
      const view = newComparisonView(policyOn(app.db.clock.today()))
      return reply.page('platform/pages/form.njk', { ...view, ...faults }, 400)
    })

    app.get('/allocation/rollout/comparisons/:comparisonId', { config: { policy: read } }, async (request, reply) => {
      const { comparisonId } = ofComparison.parse(request.params)
      const view = comparisonView(await request.tx((tx) => comparisonById(tx, comparisonId)))
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
