import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../../core/calendar-date.ts'
import { toCsv } from '../../../platform/csv.ts'
import { csvRecords } from '../../../platform/csv-records.ts'
import type { Tx } from '../../../platform/db.ts'
import { type FormErrors, readForm, textField, typedOf } from '../../../platform/form.ts'
import type { StepPages } from '../../../platform/http.ts'
import { NotFound } from '../../../platform/refused.ts'
import type { StartingOn } from '../../pages/scenarios.page.ts'
import { paths } from '../../paths.ts'
import { LIVE_DRAWS, SEED } from '../../scenario/simulate-type.ts'
import type { MakeDraws } from '../../simulation/simulate.ts'
import { countsOf, endCounts, loadCounts, loadedCounts, recordedYears } from '../../store.ts'
import { countsFromRows, countTemplate } from '../counts.ts'
import { lookBack } from '../look-back.ts'
import { ratesFor, startOf } from '../rates-asked.ts'
import { rateHead, rateRows } from '../rates-tables.ts'
import { type CountsProblem, ratesView } from './rates.view.ts'

const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'How the rates of scenarios were set, nobody named',
} as const
const loads = { roles: ['commissioner'], about: 'Load or end the council’s own yearly counts' } as const
const MOST_BYTES = 500_000
const naming = z.object({ source: textField('where the counts come from', { most: 500 }) })

/** The rows of the file that a form brought, or why there are none. */
async function rowsSent({ upload }: FastifyRequest) {
  const bytes = await upload?.toBuffer()
  const fileName = upload?.filename.slice(0, 200) ?? ''
  const whole = (fault: string) => ({ fileName, faults: [{ line: 1, column: 'file', fault }] })
  if (upload === undefined || bytes === undefined || bytes.length === 0) return whole('Choose a file first')
  if (upload.file.truncated) return whole('The file is larger than half a megabyte')
  try {
    const csv = csvRecords(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return csv.ok ? { fileName, ...countsFromRows(csv.records) } : whole(csv.why)
  } catch {
    return whole('The file is not in UTF-8. Save it as “CSV UTF-8” and send it again')
  }
}

/** How the rates were set: fitted from counts, with a look back, and the council's own counts in. */
export const ratesPages =
  (startingOn: StartingOn, makeDraws: MakeDraws): StepPages =>
  async (app) => {
    const found = async (tx: Tx) => {
      const counts = await countsOf(tx, app.demo)
      const start = startOf(startingOn(tx.today))
      const own = await loadedCounts(tx)
      const recorded = own === undefined ? await recordedYears(tx, app.demo) : undefined
      return {
        counts,
        own,
        start,
        rates: counts === undefined || start === undefined ? undefined : ratesFor(start, counts),
        past: own === undefined ? recorded : { counts: { ...own, tooFew: [] }, until: undefined },
        since: counts !== undefined && 'since' in counts ? longDate(counts.since as never) : undefined,
      }
    }
    const viewOf = async (request: FastifyRequest, problem?: CountsProblem) => {
      const { past, start, ...given } = await request.tx(found)
      const back =
        past === undefined || start === undefined
          ? undefined
          : await lookBack(start, past.counts, { seed: SEED, draws: LIVE_DRAWS, until: past.until }, makeDraws)
      const mayLoad = request.who.role === 'commissioner'
      return ratesView({ ...given, back, mayLoad, problem, typed: problem === undefined ? {} : typedOf(request.body) })
    }
    const template = 'strategy/rates/pages/rates.njk'
    app.get('/strategy/scenarios/rates', { config: { policy: reads } }, async (request, reply) =>
      reply.page(template, await viewOf(request)),
    )
    app.get('/strategy/scenarios/rates.csv', { config: { policy: reads } }, async (request, reply) => {
      const { rates } = await request.tx(found)
      if (rates === undefined) throw new NotFound('table')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rates.csv"')
        .send(toCsv([[...rateHead], ...rateRows(rates.scenario, rates.fitted)]))
    })
    app.get('/strategy/scenarios/rates/template.csv', { config: { policy: loads } }, async (_request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="yearly-counts.csv"')
        .send(toCsv(countTemplate(Number(app.db.clock.today().slice(0, 4)) - 1))),
    )
    app.post(
      '/strategy/scenarios/rates/load',
      { config: { policy: loads, largestUploadBytes: MOST_BYTES } },
      async (request, reply) => {
        const named = readForm(naming, request.body)
        const sent = await rowsSent(request)
        if (!named.ok || 'faults' in sent) {
          const problem = {
            fileName: sent.fileName,
            faults: 'faults' in sent ? sent.faults : [],
            errors: named.ok ? [] : named.errors,
          }
          return reply.page(template, await viewOf(request, problem), 400)
        }
        const madeUp = app.demo || typedOf(request.body)['made_up'] === 'yes'
        await request.tx((tx) => loadCounts(tx, { source: named.value.source, rows: sent.rows, madeUp }))
        return reply.done(paths.rates(), `${sent.rows.length} counts stand now`)
      },
    )
    endPages(app)
  }

const params = z.object({ countsId: z.uuid() })
const ending = z.object({ why: textField('why they end', { most: 500 }) })

/** Ending the council's own counts asks why first. */
function endPages(app: Parameters<StepPages>[0]): void {
  const url = '/strategy/scenarios/rates/:countsId/end'
  const view = (countsId: string, fault?: FormErrors) => ({
    ...{
      errors: [],
      at: {},
      typed: {},
      title: 'End these counts',
      back: { href: paths.rates(), text: 'How the rates were set' },
    },
    ...{ action: paths.endCounts(countsId), button: 'End them', lede: 'They are kept with who ended them and why.' },
    warning: 'Rates are set by what the records counted from then on. Scenarios that were saved stay as they are.',
    fields: [{ type: 'long', id: 'why', label: 'Why do they end?', rows: 3 }],
    ...fault,
  })
  app.get(url, { config: { policy: loads }, schema: { params } }, async (request, reply) =>
    reply.page('platform/pages/form.njk', view(request.params.countsId)),
  )
  app.post(url, { config: { policy: loads }, schema: { params } }, async (request, reply) => {
    const { countsId } = request.params
    const read = readForm(ending, request.body)
    if (!read.ok) return reply.page('platform/pages/form.njk', view(countsId, read), 400)
    await request.tx((tx) => endCounts(tx, countsId, read.value.why))
    return reply.done(paths.rates(), 'The counts are ended')
  })
}
