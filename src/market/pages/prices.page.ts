import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { toCsv } from '../../platform/csv.ts'
import { readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { askForReason, giveReason, pricesToReview, reviewPrice, scheduleOfPrices } from '../store.ts'
import {
  filtered,
  type PriceFilter,
  pricesView,
  priceTable,
  reasonPage,
  reviewPage,
  reviewsView,
} from './prices.view.ts'

const everybody = { roles: 'public', about: 'What the council pays' } as const
const asks = {
  roles: ['commissioner'],
  about: 'Ask why a price is above the middle, and look at prices again',
} as const
const gives = { roles: ['commissioner', 'provider'], about: 'Say why a price is above the middle' } as const
const params = z.object({ rateId: z.string() })
const reviewsAsked = z.object({
  words: wordsField,
  which: z.enum(['due', 'later', '']).catch('due'),
  page: pageField,
})
const filter = z.object({
  words: z.string().max(100).catch(''),
  lot: z.string().max(200).catch(''),
  band: z.string().max(20).catch(''),
  own: z.enum(['own', 'others', '']).catch(''),
})
const reasonForm = z.object({ reason: textField('the reason', { most: 1000 }) })
const reviewForm = z.object({ reason: textField('what you looked at', { most: 1000 }) })

/** The schedule of prices for all to see: filtered, as a spreadsheet, as a PDF; with the reason where one is above its like. */
export const pricesPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const shown = async (request: FastifyRequest, wanted: PriceFilter, page: number | 'all' = 'all') => {
      const { prices, today } = await request.tx(async (tx) => ({
        prices: await scheduleOfPrices(tx, tx.today),
        today: tx.today,
      }))
      const { prices: rule } = policyOn(today)
      return { view: pricesView({ prices, wanted, rule, today, role: request.who.role, page }), prices, rule }
    }
    app.get(
      '/market/prices',
      { config: { policy: everybody }, schema: { querystring: filter.extend({ page: pageField }) } },
      async (request, reply) => {
        const { page, ...wanted } = request.query
        const { view } = await shown(request, wanted, page)
        return reply.page('market/pages/prices.njk', view)
      },
    )
    app.get(
      '/market/prices.csv',
      { config: { policy: everybody }, schema: { querystring: filter } },
      async (request, reply) => {
        const { prices, rule } = await shown(request, request.query)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="schedule-of-prices.csv"')
          .send(toCsv(priceTable(filtered(prices, request.query), prices, rule.leastCompared)))
      },
    )
    app.get(
      '/market/prices.pdf',
      { config: { policy: everybody }, schema: { querystring: filter } },
      async (request, reply) => {
        const { view } = await shown(request, request.query)
        const letter = { title: 'What the council pays', fileName: 'schedule-of-prices', easyRead: false }
        return reply.letter('market/pages/prices-print.njk', view, letter)
      },
    )

    app.post('/market/prices/:rateId/ask', { config: { policy: asks }, schema: { params } }, async (request, reply) => {
      await request.tx((tx) => askForReason(tx, request.params.rateId, policyOn(tx.today).prices.leastCompared))
      return reply.done(paths.prices(), 'The reason is asked for. The provider sees it on its first page')
    })
  }

/** Giving a reason for a price, and looking at prices again year by year. */
export const priceReasonPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const found = async (request: FastifyRequest<{ Params: { rateId: string } }>) => {
      const { providerId, role } = request.who
      const prices = await request.tx((tx) => scheduleOfPrices(tx, tx.today))
      const price = prices.find(({ rateId }) => rateId === request.params.rateId)
      if (price === undefined || (role === 'provider' && price.providerId !== providerId)) throw new NotFound('price')
      return { price, own: role === 'provider' }
    }
    const none = { errors: [], at: {}, typed: {} }
    const reasonUrl = '/market/prices/:rateId/reason'
    app.get(reasonUrl, { config: { policy: gives }, schema: { params } }, async (request, reply) =>
      reply.page('platform/pages/form.njk', { ...none, ...reasonPage(await found(request)) }),
    )
    app.post(reasonUrl, { config: { policy: gives }, schema: { params } }, async (request, reply) => {
      const about = await found(request)
      const form = readForm(reasonForm, request.body)
      if (!form.ok) return reply.page('platform/pages/form.njk', { ...reasonPage(about), ...form }, 400)
      await request.tx((tx) => giveReason(tx, about.price.rateId, form.value.reason))
      return reply.done(about.own ? paths.myService() : paths.prices(), 'The reason is published')
    })

    const reviewUrl = '/market/prices/:rateId/review'
    app.get(reviewUrl, { config: { policy: asks }, schema: { params } }, async (request, reply) =>
      reply.page('platform/pages/form.njk', { ...none, ...reviewPage((await found(request)).price) }),
    )
    app.post(reviewUrl, { config: { policy: asks }, schema: { params } }, async (request, reply) => {
      const { price } = await found(request)
      const form = readForm(reviewForm, request.body)
      if (!form.ok) return reply.page('platform/pages/form.njk', { ...reviewPage(price), ...form }, 400)
      await request.tx((tx) => reviewPrice(tx, price.rateId, form.value.reason))
      return reply.done(paths.priceReviews(), 'The price stands. It is looked at again in a year')
    })

    app.get('/market/price-reviews', { config: { policy: asks } }, async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const { prices: rule } = policyOn(tx.today)
        const prices = await pricesToReview(tx, rule.reviewMonths)
        return reviewsView(prices, rule, { ...reviewsAsked.parse(request.query), today: tx.today })
      })
      return reply.page('market/pages/price-reviews.njk', view)
    })
  }
