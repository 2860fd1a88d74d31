import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { dayParts, type TravelPolicyOn, travelModes } from '../../directory/index.ts'
import { directoryTowns } from '../../directory/store.ts'
import { toCsv } from '../../platform/csv.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { coverageTable } from '../coverage/coverage-tables.ts'
import { areaMiddles, coverageFigures } from '../coverage/figures.ts'
import { wayOf } from '../coverage/today.ts'
import { callsOnTheWay, coverageToday } from '../store.ts'
import { listedCells } from './asked-cells.ts'
import { coverageView } from './coverage.view.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'administrator'],
  about: 'Who lives within reach of a place with room, nobody named',
} as const
const text = z.string().max(200).catch('')
const part = z.enum(['', ...dayParts.map(({ code }) => code)]).catch('')
/** What an address may ask of coverage. */
export const coverageQuery = z.object({
  area: text,
  day: z.enum(['', '1', '2', '3', '4', '5', '6', '7']).catch(''),
  part,
  need: text,
  by: z.enum(travelModes).catch('bus'),
  minutes: z.enum(['', '15', '20', '30', '45', '60', '90']).catch(''),
  show: z.enum(['gaps', 'all']).catch('gaps'),
})
const paged = coverageQuery.extend({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** The limit that is asked, in minutes; none for the council's. */
export const minutesOf = (minutes: string): number | null => (minutes === '' ? null : Number(minutes))

/** Who has a suitable place with room within reach, on a map, in tables and as a spreadsheet. */
export const coveragePages =
  (travelPolicyOn: TravelPolicyOn): StepPages =>
  async (app) => {
    app.get('/strategy/coverage', { config: { policy } }, async (request, reply) => {
      const { page, ...asked } = readAddress(paged, request.query)
      const view = await request.tx(async (tx) => {
        const travel = travelPolicyOn(tx.today)
        const today = await coverageToday(tx)
        const way = wayOf(travel, { mode: asked.by, minutes: minutesOf(asked.minutes) })
        return coverageView({
          figures: coverageFigures(today, way),
          asked,
          page,
          perPage: ROWS_A_PAGE,
          travel,
          on: { middles: areaMiddles(today.homes), towns: await directoryTowns(tx) },
          makes: request.who.role === 'commissioner',
          calls: await callsOnTheWay(tx, request.who),
        })
      })
      return reply.page('strategy/pages/coverage.njk', view)
    })
    app.get('/strategy/coverage/cells.csv', { config: { policy } }, async (request, reply) => {
      const asked = readAddress(coverageQuery, request.query)
      const figures = await request.tx(async (tx) =>
        coverageFigures(
          await coverageToday(tx),
          wayOf(travelPolicyOn(tx.today), { mode: asked.by, minutes: minutesOf(asked.minutes) }),
        ),
      )
      const { head, rows } = coverageTable(listedCells(figures.areas, asked))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="coverage-${figures.asOf}.csv"`)
        .send(toCsv([head, ...rows]))
    })
  }
