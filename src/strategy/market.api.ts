import { z } from 'zod'
import type { AssurancePolicyOn } from '../directory/index.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound, WrongFields } from '../platform/refused.ts'
import type { BoroughPolicyOn } from './borough-policy.ts'
import { marketPartFaults } from './market-part.ts'
import { marketChoices, marketStatement, marketStatements, marketToday, publishMarketStatement } from './store.ts'

const tags = ['strategy']
const policy = {
  roles: ['commissioner', 'team_manager', 'administrator'],
  about: 'What the market looks like, nobody named',
} as const
const anybody = { roles: 'public', about: 'Market position statements as they were published' } as const
const text = z.string().max(200).default('')

/** The position of the market and its published statements for other programs; small numbers of people are hidden. */
export const marketPositionApi =
  (assurancePolicyOn: AssurancePolicyOn, boroughPolicyOn: BoroughPolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/strategy/market-position',
      {
        config: { policy },
        schema: {
          tags,
          summary:
            'Supply, prices, quality and gaps today, of one area or kind where asked; "hidden" is a number under five',
          querystring: z.object({ area: text, kind: text }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const areas = [...boroughPolicyOn(tx.today).residents.byArea.keys()]
          const faults = marketPartFaults(request.query, await marketChoices(tx), areas)
          if (faults.length > 0) throw new WrongFields(faults)
          return { ...(await marketToday(tx, request.query, assurancePolicyOn)) }
        }),
    )
    app.get(
      '/api/strategy/market-statements',
      {
        config: { policy: anybody },
        schema: { tags, summary: 'Published statements, the latest first', response: { 200: z.looseObject({}) } },
      },
      async (request) => ({ statements: await request.tx((tx) => marketStatements(tx)) }),
    )
    app.get(
      '/api/strategy/market-statements/:statementId',
      {
        config: { policy: anybody },
        schema: {
          tags,
          summary: 'A published statement with its figures as they stood',
          params: z.object({ statementId: z.uuid() }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const found = await request.tx((tx) => marketStatement(tx, request.params.statementId))
        if (found === undefined) throw new NotFound('statement')
        return { ...found }
      },
    )
    app.post(
      '/api/strategy/market-statements',
      {
        config: { policy: { roles: ['commissioner'], about: 'Publish a market position statement' } },
        schema: {
          tags,
          summary: 'Publish the figures of today with your words',
          body: z.object({ words: z.string().trim().min(1).max(5000) }),
          response: { 201: z.object({ statementId: z.uuid() }) },
        },
      },
      async (request, reply) =>
        reply.code(201).send({
          statementId: await request.tx((tx) => publishMarketStatement(tx, request.body.words, assurancePolicyOn)),
        }),
    )
  }
