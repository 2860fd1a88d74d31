import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { apiPage } from '../platform/list-asked.ts'
import { accessFeatureCodes } from './access-features.ts'
import { closingApi } from './closing.api.ts'
import { isWebAddress } from './feed-record.ts'
import { placeChangesApi, placesApi } from './places.api.ts'
import {
  checkResults,
  decideProposal,
  entryVersions,
  myEntries,
  noteReminderSent,
  openReminders,
  proposalDetails,
  proposeChange,
  recordCheck,
  reportFault,
  restoreVersion,
  sayStillRight,
  setFaultsAside,
  standingContent,
  waitingProposals,
  withdrawProposal,
} from './store.ts'

const tags = ['directory']
const keeps = { roles: ['commissioner', 'broker'], about: 'Keep the directory true' } as const
const checks = { roles: ['commissioner'], about: 'Check that the directory is right' } as const
const runs = { roles: ['provider'], about: 'My own entries in the directory' } as const
const anybody = { roles: 'public', about: 'Say what is wrong with an entry' } as const

const words = (most: number) => z.string().trim().min(1).max(most)
const orNull = (most: number) => words(most).nullable()
const accessCodes = z.array(z.enum([...accessFeatureCodes, ...accessFeatureCodes.map((code) => `no:${code}` as const)]))
const content = z.strictObject({
  name: words(200),
  summary: orNull(300),
  whatHappens: orNull(4000),
  whoFor: orNull(1000),
  free: z.boolean(),
  priceFromPence: z.int().min(0).nullable(),
  costWords: orNull(500),
  howToJoin: orNull(1000),
  whatToBring: orNull(500),
  timesWords: orNull(500),
  accessWords: orNull(1000),
  accessFeatures: accessCodes,
  phone: orNull(40),
  email: orNull(200),
  website: orNull(500).refine((text) => text === null || isWebAddress(text), 'must begin with https:// or http://'),
})
const entry = z.object({ opportunityId: z.uuid() })
const page = z.object({ page: apiPage, words: z.string().max(200).default('') })
const pageOf = ({ page: at, words }: z.output<typeof page>) => ({ words, limit: 50, offset: 50 * (at - 1) })
const found = { 200: z.looseObject({}) }
const done = { 201: z.object({ done: z.literal(true) }) }
const finished = { done: true } as const
const throttled = { rateLimit: { max: 10, timeWindow: '10 minutes' } }

/** Keeping entries true, for other programs: the same rules as the pages. */
export const truthApi: StepApi = async (app) => {
  app.post(
    '/api/directory/entries/:opportunityId/faults',
    {
      config: { policy: anybody, ...throttled },
      schema: {
        tags,
        summary: 'Say what is wrong with an entry',
        params: entry,
        body: z.object({ words: words(1000) }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => reportFault(tx, request.params.opportunityId, request.body.words))
      return reply.code(201).send(finished)
    },
  )
  app.post(
    '/api/directory/entries/:opportunityId/faults/set-aside',
    {
      config: { policy: checks },
      schema: { tags, summary: 'Set reports aside that are no faults', params: entry, response: done },
    },
    async (request, reply) => {
      await request.tx((tx) => setFaultsAside(tx, request.params.opportunityId))
      return reply.code(201).send(finished)
    },
  )
  app.post(
    '/api/directory/entries/:opportunityId/checks',
    {
      config: { policy: checks },
      schema: {
        tags,
        summary: 'Record that somebody looked whether an entry is still right; settles its faults',
        params: entry,
        body: z.object({ result: z.enum(checkResults), note: words(1000).optional() }),
        response: done,
      },
    },
    async (request, reply) => {
      const { result, note } = request.body
      await request.tx((tx) => recordCheck(tx, request.params.opportunityId, result, note))
      return reply.code(201).send(finished)
    },
  )
  await app.register(ownEntriesApi)
  await app.register(proposalsApi)
  await app.register(versionsApi)
  await app.register(closingApi)
  await app.register(placesApi)
  await app.register(placeChangesApi)
}

/** A provider's own entries: still right, proposed changes, taken back. */
const ownEntriesApi: StepApi = async (app) => {
  app.get(
    '/api/directory/my-entries',
    {
      config: { policy: runs },
      schema: { tags, summary: 'My entries, and what is asked about them', response: found },
    },
    async (request) => ({ entries: await request.tx(myEntries) }),
  )
  app.post(
    '/api/directory/entries/:opportunityId/still-right',
    {
      config: { policy: runs },
      schema: { tags, summary: 'Say that my entry is still right', params: entry, response: done },
    },
    async (request, reply) => {
      await request.tx((tx) => sayStillRight(tx, request.params.opportunityId))
      return reply.code(201).send(finished)
    },
  )
  app.post(
    '/api/directory/entries/:opportunityId/proposals',
    {
      config: { policy: runs },
      schema: {
        tags,
        summary: 'Propose what my entry should say; what is public stays until it is approved',
        params: entry,
        body: z.object({ proposed: content, note: words(1000).optional() }),
        response: { 201: z.object({ proposalId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const proposalId = await request.tx((tx) => proposeChange(tx, request.params.opportunityId, request.body))
      return reply.code(201).send({ proposalId })
    },
  )
  app.post(
    '/api/directory/entries/:opportunityId/proposals/withdraw',
    {
      config: { policy: runs },
      schema: { tags, summary: 'Take back the change that waits', params: entry, response: done },
    },
    async (request, reply) => {
      await request.tx((tx) => withdrawProposal(tx, request.params.opportunityId))
      return reply.code(201).send(finished)
    },
  )
}

/** What providers propose, and decisions. */
const proposalsApi: StepApi = async (app) => {
  const proposal = z.object({ proposalId: z.uuid() })
  app.get(
    '/api/directory/proposals',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Changes that wait, 50 a page; by words of the entry or who runs it',
        querystring: page,
        response: found,
      },
    },
    async (request) => ({ ...(await request.tx((tx) => waitingProposals(tx, pageOf(request.query)))) }),
  )
  app.get(
    '/api/directory/proposals/:proposalId',
    {
      config: { policy: keeps },
      schema: { tags, summary: 'One change beside what is public', params: proposal, response: found },
    },
    async (request) => ({ ...(await request.tx((tx) => proposalDetails(tx, request.params.proposalId))) }),
  )
  app.post(
    '/api/directory/proposals/:proposalId/decision',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Approve a change, or reject it with a reason',
        params: proposal,
        body: z.object({ decision: z.enum(['approved', 'rejected']), reason: words(1000).optional() }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => decideProposal(tx, request.params.proposalId, request.body))
      return reply.code(201).send(finished)
    },
  )
}

/** Approved versions, and questions to providers. */
const versionsApi: StepApi = async (app) => {
  app.get(
    '/api/directory/entries/:opportunityId/versions',
    {
      config: { policy: keeps },
      schema: { tags, summary: 'What an entry says, and its approved versions', params: entry, response: found },
    },
    async (request) =>
      request.tx(async (tx) => ({
        stands: await standingContent(tx, request.params.opportunityId),
        versions: await entryVersions(tx, request.params.opportunityId),
      })),
  )
  app.post(
    '/api/directory/entries/:opportunityId/versions/:number/restore',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Make an earlier approved version public again',
        params: entry.extend({ number: z.coerce.number().int().min(1) }),
        body: z.object({ reason: words(1000) }),
        response: { 201: z.object({ number: z.int() }) },
      },
    },
    async (request, reply) => {
      const { opportunityId, number } = request.params
      const { reason } = request.body
      return reply
        .code(201)
        .send({ number: await request.tx((tx) => restoreVersion(tx, opportunityId, { number, reason })) })
    },
  )
  app.get(
    '/api/directory/reminders',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Questions that nobody has answered, 50 a page; by words of the entry or who runs it',
        querystring: page,
        response: found,
      },
    },
    async (request) => ({ ...(await request.tx((tx) => openReminders(tx, pageOf(request.query)))) }),
  )
  app.post(
    '/api/directory/reminders/:reminderId/sent',
    {
      config: { policy: keeps },
      schema: {
        tags,
        summary: 'Note that a question was sent',
        params: z.object({ reminderId: z.uuid() }),
        response: done,
      },
    },
    async (request, reply) => {
      await request.tx((tx) => noteReminderSent(tx, request.params.reminderId))
      return reply.code(201).send(finished)
    },
  )
}
