import { z } from 'zod'
import { csvRecords } from '../../platform/csv-records.ts'
import type { StepApi } from '../../platform/http.ts'
import type { StartingOn } from '../pages/scenarios.page.ts'
import { LIVE_DRAWS, SEED } from '../scenario/simulate-type.ts'
import type { MakeDraws } from '../simulation/simulate.ts'
import { countsOf, endCounts, loadCounts, loadedCounts, recordedYears } from '../store.ts'
import { countsFromRows } from './counts.ts'
import { lookBack } from './look-back.ts'
import { ratesFor, startOf } from './rates-asked.ts'

const tags = ['strategy']
const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'How the rates of scenarios were set, nobody named',
} as const
const loads = { roles: ['commissioner'], about: 'Load or end the council’s own yearly counts' } as const
const fault = z.object({ line: z.int(), column: z.string(), fault: z.string() })

/** How the rates were set, and the council's own counts in, for other programs. */
export const ratesApi =
  (startingOn: StartingOn, makeDraws: MakeDraws): StepApi =>
  async (app) => {
    app.get(
      '/api/strategy/rates',
      {
        config: { policy: reads },
        schema: {
          tags,
          summary:
            'Rates fitted from counts, what stays assumed, the scenario with them, and a look back (null before two years are counted)',
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const { counts, start, past } = await request.tx(async (tx) => {
          const own = await loadedCounts(tx)
          return {
            counts: await countsOf(tx, app.demo),
            start: startOf(startingOn(tx.today)),
            past:
              own === undefined
                ? await recordedYears(tx, app.demo)
                : { counts: { ...own, tooFew: [] }, until: undefined },
          }
        })
        const rates = counts === undefined || start === undefined ? undefined : ratesFor(start, counts)
        const back =
          past === undefined || start === undefined
            ? undefined
            : await lookBack(start, past.counts, { seed: SEED, draws: LIVE_DRAWS, until: past.until }, makeDraws)
        return {
          source: counts?.source ?? null,
          madeUp: counts?.madeUp ?? null,
          fitted: rates?.fitted ?? [],
          notFitted: rates?.notFitted ?? [],
          scenario: rates?.changed ?? null,
          lookBack: back ?? null,
        }
      },
    )
    app.post(
      '/api/strategy/rates/counts',
      {
        config: { policy: loads },
        schema: {
          tags,
          summary:
            'Take the council’s own yearly counts in as CSV, whole or not at all; they stand in place of those before',
          body: z.object({
            source: z.string().trim().min(1).max(500),
            csv: z.string().max(500_000),
            madeUp: z.boolean().default(false),
          }),
          response: { 201: z.object({ countsId: z.uuid(), rows: z.int() }), 422: z.object({ faults: z.array(fault) }) },
        },
      },
      async (request, reply) => {
        const { source, csv: text, madeUp } = request.body
        const csv = csvRecords(text)
        const read = csv.ok ? countsFromRows(csv.records) : { faults: [{ line: 1, column: 'file', fault: csv.why }] }
        if ('faults' in read) return reply.code(422).send({ faults: read.faults })
        const countsId = await request.tx((tx) =>
          loadCounts(tx, { source, rows: read.rows, madeUp: madeUp || app.demo }),
        )
        return reply.code(201).send({ countsId, rows: read.rows.length })
      },
    )
    endingApi(app)
  }

function endingApi(app: Parameters<StepApi>[0]): void {
  app.post(
    '/api/strategy/rates/counts/:countsId/end',
    {
      config: { policy: loads },
      schema: {
        tags,
        summary: 'End the council’s own yearly counts with a reason; the records’ stand again',
        params: z.object({ countsId: z.uuid() }),
        body: z.object({ why: z.string().trim().min(1).max(500) }),
        response: { 200: z.object({ countsId: z.uuid() }) },
      },
    },
    async (request) => {
      await request.tx((tx) => endCounts(tx, request.params.countsId, request.body.why))
      return { countsId: request.params.countsId }
    },
  )
}
