import { z } from 'zod'
import { adviceUse } from '../../directory/store.ts'
import { barChart, chartColours, partsChart } from '../../platform/charts.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { boroughTable, type TableName, tableNames } from '../borough-tables.ts'
import { factsOf } from '../coarse-facts.ts'
import { paths } from '../paths.ts'
import { boroughCells } from '../store.ts'
import { adviceUseView } from './advice-use.view.ts'
import { boroughView, type Drawing } from './borough.view.ts'

const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined),
  z.string().optional(),
)
const query = z.object({ area: text, reason: text })
type Asked = z.infer<typeof query>

async function factsFor(tx: Tx, asked: Asked) {
  const cells = await boroughCells(tx, asked)
  const all =
    asked.area === undefined && asked.reason === undefined ? cells.people : (await boroughCells(tx, {})).people
  const names = <Key extends 'local_area' | 'support_reason'>(key: Key) =>
    [...new Set(all.flatMap((cell) => cell[key] ?? []))].sort()
  return { facts: factsOf(cells, asked), areas: names('local_area'), reasons: names('support_reason') }
}

const drawn = (drawing: Drawing) =>
  drawing.shape === 'bars' ? barChart(drawing.text, drawing.groups) : partsChart(drawing.text, drawing.parts)

/** The borough's key facts: who uses day opportunities, where, and what it costs; nobody is named and small numbers are hidden. */
export const boroughPages: StepPages = async (app) => {
  const policy = {
    roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
    about: 'Key facts of the borough, nobody named',
  } as const
  app.get('/strategy/borough', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const { found, used } = await request.tx(async (tx) => ({
      found: await factsFor(tx, asked),
      used: await adviceUse(tx),
    }))
    const view = boroughView({ ...found, asked, today: app.db.clock.today() })
    const charts = view.charts.map((chart) => ({
      ...chart,
      wide: '',
      narrow: drawn(chart.drawing),
      key: chart.key.map(({ colour, text }) => ({ colour: chartColours[colour], text })),
    }))
    return reply.page('strategy/pages/borough.njk', {
      ...view,
      charts,
      advice: adviceUseView(used),
      papers: paths.papers(),
      market: request.who.role === 'finance' ? null : paths.marketPosition(),
    })
  })
  app.get('/strategy/borough/:table.csv', { config: { policy } }, async (request, reply) => {
    const name = tableNames.find((one): one is TableName => one === (request.params as { table?: string }).table)
    if (name === undefined) throw new NotFound('table')
    const { facts } = await request.tx((tx) => factsFor(tx, readAddress(query, request.query)))
    const { head, rows } = boroughTable(facts, name)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="borough-${name}.csv"`)
      .send(toCsv([head, ...rows]))
  })
}
