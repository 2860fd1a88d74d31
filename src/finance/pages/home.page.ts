import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CalendarDate, longDate, monthWords } from '../../core/calendar-date.ts'
import { financialYear, financialYearSpan } from '../../core/financial-year.ts'
import { paths as deliveryPaths } from '../../delivery/index.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { afterClose } from '../store/closed-year.ts'
import { homeRows } from '../store/home.ts'
import { openRows, payRunOf } from '../store/pay-runs.ts'
import { type PeriodRow, periodOf } from '../store/periods.ts'
import { approveRun, closePeriod, draftRun, payRun, remittances } from '../store.ts'
import { afterCloseCsv, closingWords } from './after-close.view.ts'
import { homeView } from './home.view.ts'
import { financeListPages } from './lists.page.ts'
import { paymentPages } from './payment.page.ts'
import { confirmView, draftView, runCsv, runView } from './run.view.ts'

const policy: Policy = { roles: ['finance'], about: 'Finance drafts, approves and pays runs, and closes periods' }
const runParams = z.object({ runId: z.uuid() })
const asked = z.object({ prove: z.string().optional().catch(undefined) })

/** Finance's home, pay runs and accounting periods; what cannot be undone is confirmed first. */
export const financePages: StepPages = async (app) => {
  app.get('/finance', { config: { policy }, schema: { querystring: asked } }, async (request, reply) => {
    const { prove } = request.query
    const rows = await request.tx((tx) => homeRows(tx, { prove: prove === 'yes' }))
    return reply.page('finance/pages/home.njk', {
      ...homeView(rows),
      unset: rows.position.some(({ budget }) => budget === null),
      draft: paths.draft(),
      away: deliveryPaths.paused(),
      payBack: paths.payouts(),
      paidBack: paths.paidBacks(),
    })
  })
  app.get('/finance/pay-runs/draft', { config: { policy } }, async (request, reply) => {
    const open = await request.tx(openRows)
    return reply.page('finance/pages/confirm.njk', draftView(open))
  })
  app.post('/finance/pay-runs/draft', { config: { policy } }, async (request, reply) => {
    const drafted = await request.attempt(draftRun)
    if (drafted.ok) return reply.done(paths.run(drafted.value), 'The run is drafted. A second person approves it')
    const open = await request.tx(openRows)
    return reply.page('finance/pages/confirm.njk', { ...draftView(open), errors: faultOf(drafted.refusals[0]) }, 409)
  })
  app.get('/finance/pay-runs/:runId', { config: { policy }, schema: { params: runParams } }, async (request, reply) => {
    const { runId } = request.params
    const [run, rows] = await request.tx(
      async (tx) => [await payRunOf(tx, runId), await remittances(tx, runId)] as const,
    )
    return reply.page('finance/pages/run.njk', runView(run, rows, request.who.staffId ?? ''))
  })
  for (const act of ['approve', 'pay'] as const) {
    const url = `/finance/pay-runs/:runId/${act}`
    app.get(url, { config: { policy }, schema: { params: runParams } }, async (request, reply) => {
      const run = await request.tx((tx) => payRunOf(tx, request.params.runId))
      return reply.page('finance/pages/confirm.njk', confirmView(act, run))
    })
    app.post(url, { config: { policy }, schema: { params: runParams } }, async (request, reply) => {
      const { runId } = request.params
      const done = await request.attempt((tx) => (act === 'approve' ? approveRun(tx, runId) : payRun(tx, runId)))
      if (done.ok) return reply.done(paths.run(runId), act === 'approve' ? 'The run is approved' : 'The run is paid')
      const run = await request.tx((tx) => payRunOf(tx, runId))
      return reply.page(
        'finance/pages/confirm.njk',
        { ...confirmView(act, run), errors: faultOf(done.refusals[0]) },
        409,
      )
    })
  }
  files(app)
  await app.register(paymentPages)
  closing(app)
  await app.register(financeListPages)
}

function files(app: Parameters<StepPages>[0]) {
  app.get(paths.afterCloseCsv(), { config: { policy } }, async (request, reply) => {
    const { rows } = await request.tx((tx) => afterClose(tx, financialYear(tx.today)))
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="after-a-year-was-closed.csv"')
      .send(toCsv(afterCloseCsv(rows)))
  })
  app.get(paths.runCsv(':runId'), { config: { policy }, schema: { params: runParams } }, async (request, reply) => {
    const { runId } = request.params
    const rows = await request.tx(async (tx) => {
      if ((await payRunOf(tx, runId)).approvedAt === null) throw new NotFound('payments of a run that is not approved')
      return remittances(tx, runId)
    })
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="pay-run-${runId}.csv"`)
      .send(toCsv(runCsv(rows)))
  })
}

const faultOf = (code: string | undefined) => [
  { text: sentences[code ?? ''] ?? 'This could not be done. Try again.', href: '#act' },
]

/** The financial year whose 31 March lies in a period: closing it closes the year. */
function yearEndingIn({ from, until }: Pick<PeriodRow, 'from' | 'until'>): number | undefined {
  const year = financialYear(from)
  return financialYearSpan(year).until <= until ? year : undefined
}

function closing(app: Parameters<StepPages>[0]) {
  const params = z.object({ period: z.string().regex(/^[\w-]{1,20}$/) })
  const url = '/finance/periods/:period/close'
  const view = ({ id, from, until, goesOn }: PeriodRow, today: CalendarDate) => {
    const year = yearEndingIn({ from, until })
    const early = year !== undefined && today <= financialYearSpan(year).until
    const notOver = `${monthWords(from)} is not over: it ends on ${longDate(until)}. What is still marked, charged or paid in it would stand in the books of a later month.`
    return {
      title: `Close ${monthWords(from)}`,
      warning: early
        ? `${monthWords(from)} closes the financial year. It can be closed once 31 March is over.`
        : goesOn
          ? notOver
          : '',
      lede: closingWords(year),
      facts: [{ key: 'Period', value: id }],
      act: early ? '' : 'Close the period',
      back: paths.home(),
    }
  }
  const asked = (request: FastifyRequest<{ Params: { period: string } }>) =>
    request.tx(async (tx) => ({ period: await periodOf(tx, request.params.period), today: tx.today }))
  app.get<{ Params: { period: string } }>(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { period, today } = await asked(request)
    return reply.page('finance/pages/confirm.njk', view(period, today))
  })
  app.post<{ Params: { period: string } }>(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { period, today } = await asked(request)
    const done = await request.attempt((tx) => closePeriod(tx, period.id))
    if (done.ok) return reply.done(paths.home(), `${monthWords(period.from)} is closed`)
    return reply.page('finance/pages/confirm.njk', { ...view(period, today), errors: faultOf(done.refusals[0]) }, 409)
  })
}
