import { z } from 'zod'
import { chartColours } from '../../core/charts.ts'
import { tornadoChart } from '../../core/tornado-chart.ts'
import { toCsv } from '../../platform/csv.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { driverMeasures } from '../scenario/ask-drivers.ts'
import { driverTable, informationTable } from '../scenario/driver-tables.ts'
import { inDoubt } from '../simulation/tornado.ts'
import { askForDrivers, driverParts, keptDrivers, keptScenario } from '../store.ts'
import { driversView } from './drivers.view.ts'

const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'What moves the answer of a scenario, and what it would be worth to know more',
} as const
const asks = { roles: ['commissioner'], about: 'Have it worked out what moves the answer of a scenario' } as const
const params = z.object({ scenarioId: z.uuid() })
const tableParams = params.extend({ table: z.enum([...driverMeasures, 'information']) })
const query = z.object({ of: z.enum(driverMeasures).catch('cashable') })
const key = [
  { colour: chartColours.own, text: 'At its low end' },
  { colour: chartColours.outside, text: 'At its high end' },
]

/** What moves the answer of a saved scenario: chart beside its table, and what it would be worth to know more. A job works it out. */
export const driversPages: StepPages = async (app) => {
  const one = '/strategy/scenarios/:scenarioId/drivers'
  app.get(one, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
    const { of } = readAddress(query, request.query)
    const { scenarioId } = request.params
    const { kept, drivers, parts } = await request.tx(async (tx) => ({
      kept: await keptScenario(tx, scenarioId),
      drivers: await keptDrivers(tx, scenarioId),
      parts: await driverParts(tx, scenarioId),
    }))
    const view = drivers && driversView(kept, of, drivers)
    if (view === undefined) reply.header('refresh', '5')
    return reply.page('strategy/pages/drivers.njk', {
      name: kept.name,
      back: paths.scenario(kept.id),
      here: paths.scenarioDrivers(kept.id),
      mayAsk: request.who.role === 'commissioner',
      far: parts.length === 0 ? '' : `${parts.length} of ${inDoubt(kept.content).length} assumptions are tried.`,
      view:
        view === undefined
          ? null
          : {
              ...view,
              chart: {
                finding: view.heading,
                sub: `${view.span}. Upright line: everything at its middle.`,
                wide: '',
                narrow: tornadoChart(view.chart.text, view.chart.rows, view.middleAt, { width: 420 }),
                key,
                table: view.table,
                csv: view.csv,
              },
            },
    })
  })
  app.post(one, { config: { policy: asks }, schema: { params } }, async (request, reply) => {
    const { scenarioId } = request.params
    await request.tx((tx) => askForDrivers(tx, scenarioId))
    return reply.done(paths.scenarioDrivers(scenarioId), 'It will be worked out')
  })
  app.get(
    `${one}/:table.csv`,
    { config: { policy: reads }, schema: { params: tableParams } },
    async (request, reply) => {
      const { scenarioId, table: name } = request.params
      const { kept, drivers } = await request.tx(async (tx) => ({
        kept: await keptScenario(tx, scenarioId),
        drivers: await keptDrivers(tx, scenarioId),
      }))
      if (drivers === undefined) throw new NotFound('table')
      const table =
        name === 'information' ? informationTable(kept.content, drivers) : driverTable(kept.content, name, drivers)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="scenario-drivers-${table.id}.csv"`)
        .send(toCsv([table.head, ...table.rows]))
    },
  )
}
