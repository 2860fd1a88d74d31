import { z } from 'zod'
import { chartColours } from '../../core/charts.ts'
import { rangeChart } from '../../core/range-chart.ts'
import type { MarketPolicyOn } from '../../market/index.ts'
import { servicesKnown } from '../../market/store.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { AS_NOW, colourOf } from '../scenario/colours.ts'
import { aloneWords } from '../scenario/said.ts'
import type { Simulate } from '../scenario/simulate-type.ts'
import { keptScenario } from '../store.ts'
import { askViability } from '../viability-years/ask-viability.ts'
import type { TierOfLotOn } from '../viability-years/figures.ts'
import { servicesByYear, viabilityTables } from '../viability-years/tables.ts'
import { serviceYearsView, viabilityYearsView } from './viability-years.view.ts'

/** As the pages of one service today: whoever may see an open book, and nobody else. */
const policy = { roles: ['commissioner', 'finance'], about: 'What a scenario does to services' } as const
const params = z.object({ scenarioId: z.uuid() })
const one = '/strategy/scenarios/:scenarioId/viability'
const spreadsheet = (name: string) => `attachment; filename="scenario-viability-${name}.csv"`

const drawn = ({ text, rows }: NonNullable<ReturnType<typeof viabilityYearsView>['chart']>) => ({
  svg: rangeChart(text, rows),
  alone: aloneWords(rows),
  key: [
    { colour: chartColours[AS_NOW], text: 'If nothing changes' },
    { colour: chartColours[colourOf('A')], text: 'With the scenario' },
  ],
})

/** Whether services can go on over the years of a scenario: all of them, one by one, and as spreadsheets. */
export const viabilityYearsPages =
  (policyOn: MarketPolicyOn, tierOfLotOn: TierOfLotOn, simulate: Simulate): StepPages =>
  async (app) => {
    const asked = async (run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, scenarioId: string) => {
      const { kept, services, today } = await run(async (tx) => ({
        kept: await keptScenario(tx, scenarioId),
        services: await servicesKnown(tx, policyOn(tx.today)),
        today: tx.today,
      }))
      return { kept, ...(await askViability(kept, services, tierOfLotOn(today), simulate)) }
    }
    app.get(one, { config: { policy }, schema: { params } }, async (request, reply) => {
      const { kept, ...answer } = await asked(request.tx.bind(request), request.params.scenarioId)
      const view = viabilityYearsView(kept, answer)
      return reply.page('strategy/pages/viability-years.njk', { ...view, chart: view.chart && drawn(view.chart) })
    })
    app.get(`${one}.csv`, { config: { policy }, schema: { params } }, async (request, reply) => {
      const { found } = await asked(request.tx.bind(request), request.params.scenarioId)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', spreadsheet('by-year'))
        .send(toCsv(servicesByYear(found)))
    })
    const tableParams = params.extend({ table: z.string().max(40) })
    app.get(`${one}/:table.csv`, { config: { policy }, schema: { params: tableParams } }, async (request, reply) => {
      const { kept, found, result } = await asked(request.tx.bind(request), request.params.scenarioId)
      const tables = viabilityTables(found, result, kept.content.weeksPerYear)
      const table = tables.find(({ id }) => id === request.params.table)
      if (table === undefined) throw new NotFound('table')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', spreadsheet(table.id))
        .send(toCsv([table.head, ...table.rows]))
    })
    const serviceParams = params.extend({ providerId: z.uuid(), lotId: z.uuid() })
    app.get(
      `${one}/:providerId/:lotId`,
      { config: { policy }, schema: { params: serviceParams } },
      async (request, reply) => {
        const { scenarioId, providerId, lotId } = request.params
        const { kept, ...answer } = await asked(request.tx.bind(request), scenarioId)
        const service = answer.found.services.find((some) => some.providerId === providerId && some.lotId === lotId)
        if (service === undefined) throw new NotFound('service')
        const view = serviceYearsView(kept, answer, service)
        return reply.page('strategy/pages/service-years.njk', { ...view, chart: drawn(view.chart) })
      },
    )
  }
