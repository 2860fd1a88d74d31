import { z } from 'zod'
import { barChart, chartColours } from '../../core/charts.ts'
import type { TravelPolicyOn } from '../../directory/index.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { type BuildingTableName, buildingTable, buildingTableNames } from '../buildings/building-tables.ts'
import type { ClimatePolicyOn } from '../buildings/climate-policy.ts'
import { buildingsFor } from '../store.ts'
import { buildingsAnswer, buildingsForm, buildingsView } from './buildings.view.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'Use, cost and journeys of the council’s own buildings, nobody named',
} as const
const query = z.object({ close: z.string().max(100).catch(''), move: z.string().max(10).catch('') })

type View = ReturnType<typeof buildingsView>
const drawn = (view: View) => ({
  ...view,
  charts: view.charts.map(({ chart, key, ...one }) => ({
    ...one,
    wide: '',
    narrow: barChart(chart.text, chart.groups, { room: 150 }),
    key: key.map(({ colour, text }) => ({ colour: chartColours[colour], text })),
  })),
})

/** How the council's own buildings are used, what they cost and what journeys to them burn, now and under what is supposed. */
export const buildingsPages =
  (travelPolicyOn: TravelPolicyOn, climatePolicyOn: ClimatePolicyOn): StepPages =>
  async (app) => {
    const found = (tx: Tx, typed: z.output<typeof query>) =>
      buildingsFor(tx, typed, { travelPolicyOn, climatePolicyOn })
    app.get('/strategy/buildings', { config: { policy } }, async (request, reply) => {
      const typed = readAddress(query, request.query)
      const { now, whatIf, faults } = await request.tx((tx) => found(tx, typed))
      const view = {
        ...drawn(buildingsView(now, '')),
        form: buildingsForm(now),
        typed,
        answer: whatIf && buildingsAnswer(whatIf),
        errors: faults.map(({ field, sentence }) => ({ text: sentence, href: `#${field}` })),
        at: Object.fromEntries(faults.map(({ field, sentence }) => [field, sentence])),
      }
      return reply.page('strategy/pages/buildings.njk', view, faults.length === 0 ? 200 : 400)
    })
    app.get('/strategy/buildings/:table.csv', { config: { policy } }, async (request, reply) => {
      const name = buildingTableNames.find(
        (one): one is BuildingTableName => one === (request.params as { table?: string }).table,
      )
      if (name === undefined) throw new NotFound('table')
      const { now, whatIf } = await request.tx((tx) => found(tx, readAddress(query, request.query)))
      const { head, rows } = buildingTable(whatIf?.later ?? now, name)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="buildings-${name}-${now.asOf}.csv"`)
        .send(toCsv([head, ...rows]))
    })
  }
