import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { providerKinds, providerKindWords } from '../provider-state.ts'
import { blockContracts, frameworks, lots, providerDetails, providersList } from '../store.ts'
import { contractsView, providersView, providerView } from './providers.view.ts'

const policy = {
  roles: ['commissioner', 'finance', 'broker', 'team_manager'],
  about: 'Providers, their lots and prices',
} as const
const query = z.object({
  words: z.string().max(100).catch(''),
  kind: z.enum(providerKinds).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
const perPage = 50

/** Who can provide: the list, each provider, the contracts that stand from before, and a provider's own page. */
export const providersPages: StepPages = async (app) => {
  app.get('/market/providers', { config: { policy }, schema: { querystring: query } }, async (request, reply) => {
    const { words, kind, page } = request.query
    const view = await request.tx(async (tx) => {
      const { total, providers } = await providersList(tx, {
        words: words.trim(),
        kind,
        limit: perPage,
        offset: (page - 1) * perPage,
      })
      return { total, ...providersView(providers, tx.today), frameworks: await frameworks(tx), lots: await lots(tx) }
    })
    const address = new URLSearchParams({ ...(words ? { words } : {}), ...(kind ? { kind } : {}), page: '' })
    return reply.page('market/pages/providers.njk', {
      ...view,
      words,
      kind,
      kinds: [
        { value: '', text: 'Every kind' },
        ...providerKinds.map((value) => ({ value, text: providerKindWords(value) })),
      ],
      pager: { page, pages: Math.max(1, Math.ceil(view.total / perPage)), href: `${paths.providers()}?${address}` },
      links: {
        prices: paths.prices(),
        contracts: request.who.role === 'broker' || request.who.role === 'team_manager' ? null : paths.contracts(),
      },
    })
  })

  app.get(
    '/market/providers/:providerId',
    { config: { policy }, schema: { params: z.object({ providerId: z.string() }) } },
    async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const provider = await providerDetails(tx, request.params.providerId)
        if (provider === undefined) throw new NotFound('provider')
        return providerView(provider, tx.today)
      })
      const decides = request.who.role === 'commissioner'
      return reply.page('market/pages/provider.njk', {
        ...view,
        back: paths.providers(),
        newRate: decides ? paths.newRate(view.id) : null,
      })
    },
  )

  app.get(
    '/market/contracts',
    { config: { policy: { roles: ['commissioner', 'finance'], about: 'Block contracts that stand until they end' } } },
    async (request, reply) => {
      const view = await request.tx(async (tx) =>
        contractsView(await blockContracts(tx), await frameworks(tx), tx.today),
      )
      return reply.page('market/pages/contracts.njk', view)
    },
  )

  app.get(
    '/market/my-service',
    { config: { policy: { roles: ['provider'], about: 'My own service, lots and prices' } } },
    async (request, reply) => {
      const { providerId } = request.who
      const view = await request.tx(async (tx) => {
        const provider = providerId === undefined ? undefined : await providerDetails(tx, providerId)
        if (provider === undefined) throw new NotFound('provider')
        return providerView(provider, tx.today)
      })
      return reply.page('market/pages/provider.njk', { ...view, back: null, newRate: null })
    },
  )
}
