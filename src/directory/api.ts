import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { isId } from '../platform/ids.ts'
import { NotFound, WrongFields } from '../platform/refused.ts'
import { type AssurancePolicyOn, oldBefore } from './assurance-policy.ts'
import { asked, listQuery, placeQuery, serviceQuery, termQuery } from './feed-query.api.ts'
import { searchCriteria } from './search-criteria.ts'
import { directoryAnswer } from './store/answer.ts'
import { mergedInto } from './store/duplicates.ts'
import { searchPlace } from './store/gazetteer.ts'
import { feedIds, publicOrganisations, publicTerms, publishedEntries } from './store/published.ts'
import type { FeedQuery } from './store/published-conditions.ts'
import { entriesAtSites, entriesOfDerivedId } from './store/published-places.ts'
import { searchIndexFor } from './store/search-memory.ts'
import {
  type FeedJson,
  feedPage,
  feedRoot,
  organizationOf,
  serviceAtLocationId,
  taxonomyId,
  toService,
  toServiceSummary,
  toServicesAtLocations,
  toTaxonomy,
  toTaxonomyTerm,
} from './to-open-referral.ts'
import type { TravelPolicyOn } from './travel-policy.ts'
import { truthApi } from './truth.api.ts'

const policy = { roles: 'public', about: 'The directory as open data' } as const
const tags = ['directory']
const found = z.looseObject({})
const idParams = z.object({ id: z.string() })

const pageOf = ({ page, per_page }: z.infer<typeof listQuery>) => ({ limit: per_page, offset: (page - 1) * per_page })
const baseUrl = (request: FastifyRequest) => `${request.protocol}://${request.host}`

/** The directory for other programs: a search, and a feed of Open Referral UK 3.0 that anybody may read from anywhere. */
export const directoryApi =
  (travelPolicyOn: TravelPolicyOn, assurancePolicyOn: AssurancePolicyOn): StepApi =>
  async (app) => {
    app.get(
      '/api/directory/search',
      {
        config: { policy },
        schema: { tags, summary: 'Search for things to do', querystring: z.looseObject({}), response: { 200: found } },
      },
      async (request) => {
        const index = await searchIndexFor(app.db, request.who.role)
        return {
          ...(await request.tx((tx) =>
            directoryAnswer(
              tx,
              index,
              searchCriteria.parse(request.query),
              oldBefore(assurancePolicyOn(tx.today), tx.today),
              travelPolicyOn(tx.today),
            ),
          )),
        }
      },
    )
    await app.register(truthApi)
    await app.register(openReferral, { prefix: '/api/open-referral' })
  }

const openReferral: StepApi = async (app) => {
  app.addHook('onSend', async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('cross-origin-resource-policy', 'cross-origin')
  })
  // A browser that sends headers of its own asks first whether it may read.
  for (const path of ['/', '/*'])
    app.options(path, { config: { policy }, schema: { hide: true } }, async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-methods': 'GET, HEAD',
          'access-control-allow-headers': '*',
          'access-control-max-age': 86_400,
        })
        .code(204)
        .send(),
    )
  const listed = <Query extends z.ZodType>(summary: string, querystring: Query) => ({
    config: { policy },
    schema: { tags, summary, querystring, response: { 200: found } },
  })
  const single = (summary: string) => ({
    config: { policy },
    schema: { tags, summary, params: idParams, response: { 200: found } },
  })

  app.get(
    '/',
    { config: { policy }, schema: { tags, summary: 'What this feed is', response: { 200: found } } },
    async (request) => feedRoot(baseUrl(request)),
  )
  app.get('/services', listed('Services, a page at a time', serviceQuery), async (request) => {
    const { query } = request
    return request.tx(async (tx) => {
      const { total, ids } = await feedIds(tx, asked(query), pageOf(query))
      const entries = await publishedEntries(tx, ids)
      return feedPage(entries.map(toServiceSummary), { total, page: query.page, perPage: query.per_page })
    })
  })
  app.get('/services/:id', single('One service with all that belongs to it'), async (request, reply) => {
    const [id] = known(request.params.id)
    const into = id === undefined ? undefined : await request.tx((tx) => mergedInto(tx, id))
    if (into !== undefined) return reply.redirect(`/api/open-referral/services/${into}`, 301)
    return request.tx(async (tx) => toService(one(await publishedEntries(tx, known(request.params.id)))))
  })
  app.get(
    '/service_at_locations',
    listed('Services at their places, a page at a time', placeQuery),
    async (request) => {
      const { query } = request
      return request.tx(async (tx) => {
        const near = await nearTo(tx, query)
        const { total, places } = await entriesAtSites(tx, { ...asked(query), near }, pageOf(query))
        const entries = await publishedEntries(tx, [...new Set(places.map(({ opportunityId }) => opportunityId))])
        const records = new Map(
          entries.flatMap((entry) => toServicesAtLocations(entry, false)).map((at) => [at['id'], at]),
        )
        const contents = places
          .map(({ opportunityId, siteId }) => records.get(serviceAtLocationId(opportunityId, siteId)))
          .filter((record) => record !== undefined)
        return feedPage(contents, { total, page: query.page, perPage: query.per_page })
      })
    },
  )
  app.get('/service_at_locations/:id', single('One service at one place'), async (request) =>
    request.tx(async (tx) => {
      const [id] = known(request.params.id)
      const entries = await publishedEntries(tx, id === undefined ? [] : await entriesOfDerivedId(tx, id))
      return one(entries.flatMap((entry) => toServicesAtLocations(entry, true)).filter((at) => at['id'] === id))
    }),
  )
  app.get('/organizations', listed('Organisations with something to offer', listQuery), async (request) => {
    const { query } = request
    return request.tx(async (tx) => {
      const { total, organisations } = await publicOrganisations(tx, pageOf(query))
      return feedPage(organisations.map(organizationJson), { total, page: query.page, perPage: query.per_page })
    })
  })
  app.get('/organizations/:id', single('One organisation'), async (request) =>
    request.tx(async (tx) =>
      organizationJson(
        one((await publicOrganisations(tx, { limit: 1, offset: 0 }, one(known(request.params.id)))).organisations),
      ),
    ),
  )
  app.get('/taxonomies', listed('The lists that services are sorted by', listQuery), async (request) =>
    inPages(request.query, await request.tx(taxonomies)),
  )
  app.get('/taxonomies/:id', single('One list'), async (request) =>
    withId(await request.tx(taxonomies), request.params.id),
  )
  app.get('/taxonomy_terms', listed('The terms that services are sorted by', termQuery), async (request) => {
    const { taxonomy_id } = request.query
    const terms = await request.tx(termsJson)
    return inPages(
      request.query,
      taxonomy_id === undefined ? terms : terms.filter((term) => term['taxonomy_id'] === taxonomy_id),
    )
  })
  app.get('/taxonomy_terms/:id', single('One term'), async (request) =>
    withId(await request.tx(termsJson), request.params.id),
  )
}

type InTx = Parameters<Parameters<FastifyRequest['tx']>[0]>[0]

/** Where the postcode is, with how far from it; a postcode that the directory does not know is refused in words. */
async function nearTo(tx: InTx, { postcode, proximity }: z.infer<typeof placeQuery>): Promise<FeedQuery['near']> {
  if (postcode === undefined || proximity === undefined) return undefined
  const { point } = await searchPlace(tx, postcode)
  if (point !== null) return { point, metres: proximity }
  throw new WrongFields([{ field: 'postcode', sentence: 'is not known here. Ask from another postcode nearby' }])
}

const organizationJson = (
  organisation: Awaited<ReturnType<typeof publicOrganisations>>['organisations'][number],
): FeedJson =>
  organizationOf({
    sourceId: organisation.id,
    organisation: {
      sourceId: organisation.id,
      name: organisation.name,
      description: organisation.description ?? undefined,
      email: organisation.email ?? undefined,
      url: organisation.website ?? undefined,
    },
  })

async function termsJson(tx: InTx): Promise<FeedJson[]> {
  const terms = await publicTerms(tx)
  return terms.map(({ id, name, vocabulary }) =>
    toTaxonomyTerm({ sourceId: id, name, vocabulary, description: undefined }, id),
  )
}

async function taxonomies(tx: InTx): Promise<FeedJson[]> {
  const names = [...new Set((await publicTerms(tx)).map(({ vocabulary }) => vocabulary))]
  return names.sort((first, second) => (taxonomyId(first) < taxonomyId(second) ? -1 : 1)).map(toTaxonomy)
}

function inPages({ page, per_page }: z.infer<typeof listQuery>, all: readonly FeedJson[]): FeedJson {
  return feedPage(all.slice((page - 1) * per_page, page * per_page), { total: all.length, page, perPage: per_page })
}

const known = (id: string) => (isId(id) ? [id.toLowerCase()] : [])
const withId = (all: readonly FeedJson[], id: string) => one(all.filter((record) => record['id'] === id.toLowerCase()))

/** The one that was asked for; none is a page not found. */
function one<T>(records: readonly T[]): T {
  const [record] = records
  if (record === undefined) throw new NotFound('record')
  return record
}
