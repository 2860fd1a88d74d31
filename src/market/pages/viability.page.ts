import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { barChart, chartColours } from '../../core/charts.ts'
import { pagesOf } from '../../core/list-page.ts'
import { toCsv } from '../../platform/csv.ts'
import { typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { warningLevels } from '../early-warning.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { marketSentences } from '../sentences.ts'
import { forecast, type Viability } from '../service-viability.ts'
import { openBooksBefore, servicesKnown } from '../store.ts'
import { nothingSupposed, type Supposition, suppose } from '../viability-what-if.ts'
import { fieldOfRefusal, readWhatIf, type WhatIfFault } from '../what-if-input.ts'
import { earlyWarningView, filteredServices, myFiguresView, warningTable } from './early-warning.view.ts'
import { viabilityView } from './viability.view.ts'
import { whatIfAnswer, whatIfForm } from './what-if.view.ts'

const looks = { roles: ['commissioner', 'finance'], about: 'Which services are at risk' } as const
const reads = { roles: ['commissioner', 'finance', 'provider'], about: 'What a service earns and costs' } as const
const params = z.object({ providerId: z.uuid(), lotId: z.uuid() })
const filter = z.object({
  words: z.string().max(100).catch(''),
  level: z.enum([...warningLevels, '']).catch(''),
  lot: z.string().max(200).catch(''),
  own: z.enum(['own', 'others', '']).catch(''),
})
const paged = filter.extend({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** The early-warning list, as a page and as a spreadsheet. */
export const earlyWarningPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get(
      '/market/viability',
      { config: { policy: looks }, schema: { querystring: paged } },
      async (request, reply) => {
        const { page, ...wanted } = request.query
        const view = await request.tx(async (tx) => {
          const policy = policyOn(tx.today)
          const services = await servicesKnown(tx, policy)
          const pages = pagesOf(filteredServices(services, wanted).length)
          return earlyWarningView({
            services,
            wanted,
            rule: policy.viability,
            today: tx.today,
            page: Math.min(page, pages),
          })
        })
        return reply.page('market/pages/early-warning.njk', view)
      },
    )
    app.get(
      '/market/viability.csv',
      { config: { policy: looks }, schema: { querystring: filter } },
      async (request, reply) => {
        const services = await request.tx((tx) => servicesKnown(tx, policyOn(tx.today)))
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="services-at-risk.csv"')
          .send(toCsv(warningTable(filteredServices(services, request.query))))
      },
    )
  }

/** One service and what would follow if something changed; the address holds what is supposed. */
export const viabilityPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    type Given = FastifyRequest<{ Params: z.infer<typeof params> }>
    const show = async (request: Given, reply: FastifyReply) => {
      const { providerId, lotId } = request.params
      const { role } = request.who
      if (role === 'provider' && request.who.providerId !== providerId) throw new NotFound('service')
      const typed = typedOf(request.query)
      const { view, whatIf, answer, faults } = await request.tx(async (tx) => {
        const policy = policyOn(tx.today)
        const service = (await servicesKnown(tx, policy, providerId)).find((one) => one.lotId === lotId)
        if (service === undefined) throw new NotFound('service')
        const before = service.inHouse ? [] : await openBooksBefore(tx, providerId, lotId)
        const rule = policy.viability
        const view = viabilityView({ service, before, rule, today: tx.today, role })
        if ('notKnown' in service.found) return { view, whatIf: null, answer: null, faults: [] }
        const asked = readWhatIf(typed)
        const tried =
          'faults' in asked
            ? { faults: asked.faults }
            : tryOut(service.found, asked, (given) => forecast(given, rule, tx.today), tx.today)
        return {
          view,
          whatIf: whatIfForm(service, service.found, tx.today),
          answer: 'answer' in tried ? tried.answer : null,
          faults: 'faults' in tried ? tried.faults : [],
        }
      })
      const chart = view.chart && {
        ...view.chart,
        wide: '',
        narrow: barChart(view.chart.drawing.text, view.chart.drawing.groups),
        key: view.chart.key.map(({ colour, text }) => ({ colour: chartColours[colour], text })),
      }
      const errors = faults.map(({ field, sentence }) => ({ text: sentence, href: `#${field}` }))
      const at = Object.fromEntries(faults.map(({ field, sentence }) => [field, sentence]))
      return reply.page(
        'market/pages/viability.njk',
        { ...view, chart, whatIf, answer, errors, at, typed },
        errors.length === 0 ? 200 : 400,
      )
    }
    app.get(
      '/market/viability/:providerId/:lotId',
      { config: { policy: reads }, schema: { params } },
      async (request, reply) => show(request, reply),
    )
  }

/** A provider's own services: what each earns and costs, and where its figures are handed in. */
export const myFiguresPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const own = { roles: ['provider'], about: 'What my own service earns and costs' } as const
    app.get('/market/my-service/figures', { config: { policy: own } }, async (request, reply) => {
      const { providerId } = request.who
      if (providerId === undefined) throw new NotFound('provider')
      const services = await request.tx((tx) => servicesKnown(tx, policyOn(tx.today), providerId))
      return reply.page('market/pages/my-figures.njk', myFiguresView(services))
    })
  }

/** What follows from a supposition; nothing is shown for nothing supposed, and what cannot be is told at its field. */
function tryOut(
  now: Viability,
  asked: Supposition,
  foresee: (given: Pick<Viability, 'book' | 'use' | 'year' | 'trend'>) => Viability,
  today: CalendarDate,
): { answer: ReturnType<typeof whatIfAnswer> | null } | { faults: readonly WhatIfFault[] } {
  if (JSON.stringify(asked) === JSON.stringify(nothingSupposed)) return { answer: null }
  const supposed = suppose(now.book, now.use, asked)
  if ('refused' in supposed)
    return {
      faults: [
        { field: fieldOfRefusal[supposed.refused] ?? 'leave', sentence: marketSentences[supposed.refused] ?? '' },
      ],
    }
  return { answer: whatIfAnswer(now, foresee({ ...supposed, trend: now.trend }), asked, today) }
}
