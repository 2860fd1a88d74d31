import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { TravelPolicyOn } from '../../directory/index.ts'
import { directoryTowns } from '../../directory/store.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { changed, changeTable } from '../coverage/coverage-tables.ts'
import { areaMiddles } from '../coverage/figures.ts'
import { placesOf, wayOf } from '../coverage/today.ts'
import type { WhatIfTyped } from '../coverage/what-if-input.ts'
import { callsOnTheWay, coverageToday, supposedCoverage } from '../store.ts'
import { coverageQuery, minutesOf } from './coverage.page.ts'
import { whatIfForm, whatIfView } from './coverage-what-if.view.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'administrator'],
  about: 'What a new hub or a closure would do to coverage, nobody named',
} as const
const paged = coverageQuery.extend({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** What was typed of the supposition in an address; whatever else stands there is not of it. */
export function typedSupposition(query: unknown): WhatIfTyped {
  const { close = '', hub = '', days = '', parts = '', places = '', needs = '' } = typedOf(query)
  return { close, hub, days, parts, places, needs }
}

async function supposedIn(tx: Tx, query: unknown, travelPolicyOn: TravelPolicyOn) {
  const asked = readAddress(paged, query)
  const typed = typedSupposition(query)
  const travel = travelPolicyOn(tx.today)
  const today = await coverageToday(tx)
  const way = wayOf(travel, { mode: asked.by, minutes: minutesOf(asked.minutes) })
  return { asked, typed, travel, today, found: await supposedCoverage(tx, today, typed, way) }
}

/** What a new hub, or a building that closes, would do to coverage, beside today. */
export const coverageWhatIfPages =
  (travelPolicyOn: TravelPolicyOn): StepPages =>
  async (app) => {
    app.get('/strategy/coverage/what-if', { config: { policy } }, async (request, reply) => {
      const { view, status } = await request.tx(async (tx) => {
        const { asked, typed, travel, today, found } = await supposedIn(tx, request.query, travelPolicyOn)
        const faults = 'faults' in found ? found.faults : []
        const figures = 'faults' in found ? null : found.figures
        const { page, need, day, part, by, minutes } = asked
        const answer =
          figures &&
          whatIfView({
            figures,
            typed,
            asked: { by, minutes, need, day, part },
            page,
            perPage: ROWS_A_PAGE,
            on: { middles: areaMiddles(today.homes), towns: await directoryTowns(tx) },
            makes: request.who.role === 'commissioner',
            calls: await callsOnTheWay(tx, request.who),
          })
        return {
          status: faults.length === 0 ? 200 : 400,
          view: {
            form: whatIfForm(placesOf(today), asked, travel),
            typed,
            answer,
            errors: faults.map(({ field, sentence }) => ({ text: sentence, href: `#${field}` })),
            at: Object.fromEntries(faults.map(({ field, sentence }) => [field, sentence])),
          },
        }
      })
      return reply.page('strategy/pages/coverage-what-if.njk', view, status)
    })
    app.get('/strategy/coverage/what-if.csv', { config: { policy } }, async (request, reply) => {
      const found = await request.tx(async (tx) => (await supposedIn(tx, request.query, travelPolicyOn)).found)
      const cells = 'faults' in found || found.figures === null ? [] : changed(found.figures.changes)
      const { head, rows } = changeTable(cells)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="coverage-what-if.csv"')
        .send(toCsv([head, ...rows]))
    })
  }
