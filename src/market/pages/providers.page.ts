import { z } from 'zod'
import { latestDay, longDate } from '../../core/calendar-date.ts'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { paths as directoryPaths } from '../../directory/paths.ts'
import type { Tx } from '../../platform/db.ts'
import type { RouteRow, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Who } from '../../platform/who.ts'
import { checksRequired, type MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { providerKinds, providerKindWords } from '../provider-state.ts'
import {
  callsRepliedTo,
  documentsOf,
  exitOf,
  frameworks,
  lots,
  type ProviderDetails,
  peopleAfter,
  proposalsOf,
  providerDetails,
  providersList,
  upliftLetters,
} from '../store.ts'
import { repliedHead, repliedRows } from './calls.view.ts'
import { documentHead, documentRows } from './documents.view.ts'
import { proposalHead, proposalRows } from './own-prices.view.ts'
import { lettersView, providersView, providerView } from './providers.view.ts'

const policy = {
  roles: ['commissioner', 'finance', 'broker', 'team_manager'],
  about: 'Providers, their lots and prices',
} as const
const query = z.object({
  words: z.string().max(100).catch(''),
  kind: z.enum(providerKinds).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** Who can provide: the list, each provider, the contracts that stand from before, and a provider's own page. */
export const providersPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const checksOf = (tx: Tx, provider: ProviderDetails) => {
      const { joining } = policyOn(tx.today)
      return { required: checksRequired(provider.kind, joining), againDays: joining.againDays }
    }

    app.get('/market/providers', { config: { policy }, schema: { querystring: query } }, async (request, reply) => {
      const { words, kind, page } = request.query
      const view = await request.tx(async (tx) => {
        const { total, providers } = await providersList(tx, {
          words: words.trim(),
          kind,
          limit: ROWS_A_PAGE,
          offset: (page - 1) * ROWS_A_PAGE,
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
        pager: {
          page,
          pages: pagesOf(view.total),
          href: `${paths.providers()}?${address}`,
        },
        links: {
          prices: paths.prices(),
          calls:
            request.who.role === 'commissioner' || request.who.role === 'finance' ? paths.callsWork() : paths.calls(),
          assurance: request.who.role === 'commissioner' ? paths.assurance() : null,
          sites: request.who.role === 'finance' ? null : paths.sites(),
          uplifts: request.who.role === 'commissioner' || request.who.role === 'finance' ? paths.uplifts() : null,
          atRisk: request.who.role === 'commissioner' || request.who.role === 'finance' ? paths.earlyWarning() : null,
          applications: looks.includes(request.who.role) ? paths.applications() : null,
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
          const letters = lettersView(await upliftLetters(tx, provider.id), provider.id)
          const rule = checksOf(tx, provider)
          const documents = await documentsOf(tx, provider.id)
          const replied = worksOnCalls.includes(tx.who.role) ? await callsRepliedTo(tx, provider.id) : []
          return {
            ...providerView(provider, tx.today, rule),
            leaves: await leaving(tx, provider.id),
            letters,
            replied: repliedRows(replied, tx.today, paths.callWork),
            proposals: proposalRows(await proposalsOf(tx, provider.id), tx.who.role === 'commissioner'),
            documents: documentRows(documents, { today: tx.today, soonDays: rule.againDays, mayCheck: true }),
          }
        })
        const decides = request.who.role === 'commissioner'
        return reply.page('market/pages/provider.njk', {
          ...view,
          documentHead: documentHead(true),
          proposalHead,
          repliedHead,
          related: relatedLinks(view, app.routeTable, request.who.role),
          back: paths.providers(),
          newRate: decides ? (view.inHouse ? paths.newCostSheet(view.id) : paths.newRate(view.id)) : null,
          acts: decides ? staffActs(view) : [],
        })
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
          const letters = lettersView(await upliftLetters(tx, provider.id), provider.id)
          const leaves = await leaving(tx, provider.id)
          return { ...providerView(provider, tx.today, { ...checksOf(tx, provider), own: true }), letters, leaves }
        })
        return reply.page('market/pages/provider.njk', {
          ...view,
          back: null,
          newRate: null,
          related: [],
          acts: [
            { text: 'What people read about you', href: directoryPaths.mine() },
            { text: 'Sessions and places', href: paths.ownSessions() },
            { text: 'Places you are at', href: paths.ownPlaces() },
            { text: 'Prices', href: paths.ownPrices() },
            { text: 'Documents', href: paths.documents() },
            { text: 'Visits, what to put right, what people say', href: paths.myQuality() },
            { text: 'Say the least hours you take on', href: paths.leastHours() },
            { text: 'What your service earns and costs', href: paths.myFigures() },
            { text: 'Apply for further lots', href: paths.join() },
            { text: 'What the council looks for', href: paths.calls() },
          ],
        })
      },
    )
  }

/** When a provider leaves, why, and for how many people a place goes on after that; nothing for one that stays. */
async function leaving(tx: Tx, providerId: string): Promise<{ words: string } | undefined> {
  const exit = await exitOf(tx, providerId)
  if (exit === undefined) return undefined
  const people = await peopleAfter(tx, providerId, latestDay(exit.lastDay, tx.today))
  const places =
    people === 0 ? '' : ` ${people} ${people === 1 ? 'person has' : 'people have'} a place that goes on after that.`
  const why = exit.reason === null ? '' : ` ${/[.!?]$/.test(exit.reason) ? exit.reason : `${exit.reason}.`}`
  return { words: `Last day on the framework: ${longDate(exit.lastDay)}.${why}${places}` }
}

const worksOnCalls: readonly string[] = ['commissioner', 'finance']
const looks: readonly string[] = ['commissioner', 'finance', 'administrator']

/** What a commissioner may do about a provider, beside deciding a rate. */
function staffActs(view: {
  id: string
  suspensionStands: boolean
  lots: readonly object[]
  leaves?: object | undefined
}) {
  return [
    { text: 'Record a check', href: paths.lookAgain(view.id) },
    view.suspensionStands
      ? { text: 'End the suspension', href: paths.lift(view.id) }
      : { text: 'Suspend', href: paths.suspend(view.id) },
    ...(view.lots.length === 0 || view.leaves !== undefined
      ? []
      : [{ text: 'It leaves the framework', href: paths.leave(view.id) }]),
  ]
}

/** Where else this provider stands, for whom each page is open; the thread of messages is a later step's page. */
function relatedLinks(
  view: { id: string; name: string; documents: readonly object[]; replied: readonly object[] },
  routes: readonly RouteRow[],
  role: Who['role'],
) {
  const words = new URLSearchParams({ words: view.name })
  const thread = '/brokerage/messages/:providerId'
  const writes = routes.some(
    ({ url, policy: { roles } }) => url === thread && (roles as string | readonly string[]).includes(role),
  )
  return [
    ...(writes ? [{ text: 'Messages', href: thread.replace(':providerId', view.id) }] : []),
    ...(role === 'commissioner'
      ? [
          { text: 'How its services are', href: `${paths.assurance()}?${words}` },
          { text: 'Write down a block contract that stands', href: paths.newContract(view.id) },
        ]
      : []),
    ...(worksOnCalls.includes(role)
      ? [{ text: 'What it earns and costs', href: `${paths.earlyWarning()}?${words}` }]
      : []),
    ...(view.documents.length === 0 ? [] : [{ text: 'Documents it sent', href: '#documents' }]),
    ...(view.replied.length === 0 ? [] : [{ text: 'Calls it replied to', href: '#calls' }]),
  ]
}
