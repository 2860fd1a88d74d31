import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { toCsv } from '../../platform/csv.ts'
import type { StepPages } from '../../platform/http.ts'
import { wholeAsked } from '../../platform/list-asked.ts'
import { needs, standings } from '../assurance-list.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { actionsOf, assuredServices, concernsOf, proposeRating, ratingsOf, visitsOf, voicesOf } from '../store.ts'
import { assuranceTable, assuranceView, assuredView } from './assurance.view.ts'

const policy = { roles: ['commissioner'], about: 'Visits, concerns, actions and ratings of services' } as const
const query = z.object({
  words: z.string().max(100).catch(''),
  standing: z.enum(standings).or(z.literal('')).catch(''),
  need: z.enum(needs).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** Every service outside regulation with how it stands, and the whole file of one. */
export const assurancePages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const services = (request: FastifyRequest) =>
      request.tx(async (tx) => ({
        all: await assuredServices(tx),
        rule: policyOn(tx.today).assurance,
        today: tx.today,
      }))

    app.get('/market/assurance', { config: { policy }, schema: { querystring: query } }, async (request, reply) => {
      const { all, rule, today } = await services(request)
      return reply.page('market/pages/assurance.njk', assuranceView(all, request.query, rule, today))
    })

    app.get('/market/assurance.csv', { config: { policy }, schema: { querystring: query } }, async (request, reply) => {
      const { all, rule, today } = await services(request)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="services.csv"')
        .send(toCsv(assuranceTable(all, request.query, rule, today)))
    })

    app.get(
      '/market/assurance/:opportunityId',
      { config: { policy }, schema: { params: z.object({ opportunityId: z.uuid() }) } },
      async (request, reply) => {
        const { opportunityId } = request.params
        const view = await request.tx(async (tx) => {
          const rule = policyOn(tx.today).assurance
          const file = {
            visits: await visitsOf(tx, { opportunityId }),
            actions: await actionsOf(tx, { opportunityId }),
            concerns: await concernsOf(tx, { opportunityId }),
            voices: await voicesOf(tx, opportunityId),
            ratings: await ratingsOf(tx, opportunityId),
          }
          return assuredView(await proposeRating(tx, opportunityId, rule), file, {
            rule,
            today: tx.today,
            all: wholeAsked(request.query),
          })
        })
        return reply.page('market/pages/assured.njk', view)
      },
    )
  }
