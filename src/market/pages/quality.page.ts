import { z } from 'zod'
import { addMonths } from '../../core/calendar-date.ts'
import { opportunityDetails } from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { wholeAsked } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { phonesWhenUnsafe } from '../assurance.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { countsOf, cqcReading, lastSignedVisit, publishedRating, quotesOf, serviceBehind } from '../store.ts'
import { type QualityFacts, qualityView, ruleView } from './quality.view.ts'
import { easyQualityView } from './quality-easy-read.view.ts'

const policy = { roles: 'public', about: 'How a service is: its rating, what was looked at, what people say' } as const

/** What anybody may read of how an entry is. */
async function qualityFacts(tx: Tx, opportunityId: string, voiceMonths: number): Promise<QualityFacts> {
  const entry = await opportunityDetails(tx, opportunityId)
  if (entry === undefined) throw new NotFound('opportunity')
  const service = await serviceBehind(tx, entry.id)
  const cqcId = service?.cqcId ?? null
  return {
    opportunityId: entry.id,
    name: entry.name,
    service,
    cqc: cqcId === null ? undefined : await cqcReading(tx, cqcId),
    visit: await lastSignedVisit(tx, entry.id),
    rating: await publishedRating(tx, entry.id),
    voices: await countsOf(tx, entry.id, addMonths(tx.today, -voiceMonths)),
    quotes: await quotesOf(tx, { opportunityId: entry.id }),
  }
}

/** How a service is, and how a rating is made, for everybody. */
export const qualityPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/quality', { config: { policy } }, async (request, reply) =>
      reply.page(
        'market/pages/quality-rule.njk',
        ruleView(await request.tx(async (tx) => policyOn(tx.today).assurance)),
      ),
    )
    app.get(
      '/market/quality/:opportunityId',
      { config: { policy }, schema: { params: z.object({ opportunityId: z.uuid() }) } },
      async (request, reply) => {
        const view = await request.tx(async (tx) => {
          const rule = policyOn(tx.today).assurance
          const facts = await qualityFacts(tx, request.params.opportunityId, rule.voiceMonths)
          return qualityView(facts, phonesWhenUnsafe(rule, app), wholeAsked(request.query))
        })
        return reply.page('market/pages/quality.njk', view)
      },
    )
    app.get(
      '/market/quality/:opportunityId/easy-read',
      { config: { policy }, schema: { params: z.object({ opportunityId: z.uuid() }) } },
      async (request, reply) => {
        const view = await request.tx(async (tx) => {
          const rule = policyOn(tx.today).assurance
          const facts = await qualityFacts(tx, request.params.opportunityId, rule.voiceMonths)
          return easyQualityView(facts, phonesWhenUnsafe(rule, app))
        })
        return reply.page('market/pages/quality-easy-read.njk', view)
      },
    )
  }
