import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import { largestFileBytes } from '../platform/files.ts'
import type { StepApi } from '../platform/http.ts'
import { runsOut, untilWhenSentence } from './checks.ts'
import { rateUnits } from './rate.ts'
import { answerProposal, documentsOf, proposalById, proposalsOf, proposeRate, sendDocument } from './store.ts'

const tags = ['market']
const own = { roles: ['provider'], about: 'My own papers and prices' } as const
const reason = z.string().trim().min(1).max(500)
const documentBody = z
  .object({
    kind: z.enum(['insurance', 'safeguarding', 'staff_checks', 'references', 'policies']),
    words: z.string().trim().min(1).max(500),
    expiresOn: apiDay.optional(),
    file: z
      .object({ name: z.string().min(1).max(200), base64: z.base64().max(Math.ceil(largestFileBytes / 3) * 4) })
      .optional()
      .describe('A PDF, JPEG or PNG of at most 5 megabytes'),
  })
  .refine(({ kind, expiresOn }) => !runsOut(kind) || expiresOn !== undefined, {
    path: ['expiresOn'],
    message: untilWhenSentence,
  })
const listed = { 200: z.array(z.looseObject({})) }

/** A provider's papers, for other programs. */
export const ownPapersApi: StepApi = async (app) => {
  app.get(
    '/api/market/my-service/documents',
    {
      config: { policy: own },
      schema: { tags, summary: 'My papers, the newest first, with what the council saw', response: listed },
    },
    async (request) => {
      const papers = await request.tx((tx) => documentsOf(tx, request.who.providerId ?? ''))
      return papers.map((one) => ({ ...one }))
    },
  )
  app.post(
    '/api/market/my-service/documents',
    {
      config: { policy: own },
      bodyLimit: 2 * largestFileBytes,
      schema: {
        tags,
        summary: 'Send a paper to the council, with a file or without',
        body: documentBody,
        response: { 201: z.object({ documentId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { file, ...said } = request.body
      const bytes = file && { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
      const documentId = await request.tx((tx) =>
        sendDocument(tx, request.who.providerId ?? '', { ...said, file: bytes }),
      )
      return reply.code(201).send({ documentId })
    },
  )
}

/** The prices a provider asks for, and the council's answers, for other programs. */
export const proposalsApi: StepApi = async (app) => {
  app.get(
    '/api/market/my-service/prices',
    {
      config: { policy: own },
      schema: { tags, summary: 'The prices I asked for, the newest first, with the answers', response: listed },
    },
    async (request) => {
      const asked = await request.tx((tx) => proposalsOf(tx, request.who.providerId ?? ''))
      return asked.map((one) => ({ ...one }))
    },
  )
  app.post(
    '/api/market/my-service/prices',
    {
      config: { policy: own },
      schema: {
        tags,
        summary: 'Ask for a price; the council decides',
        body: z.object({
          lotId: z.uuid(),
          supportBand: z.string().min(1).max(20),
          unit: z.enum(rateUnits),
          pricePence: z.number().int().min(1).max(100_000_000),
          from: apiDay,
          reason,
        }),
        response: { 201: z.object({ proposalId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { pricePence, ...wanted } = request.body
      const providerId = request.who.providerId ?? ''
      const proposalId = await request.tx((tx) => proposeRate(tx, { ...wanted, providerId, price: pence(pricePence) }))
      return reply.code(201).send({ proposalId })
    },
  )
  app.post(
    '/api/market/proposals/:proposalId/answer',
    {
      config: { policy: { roles: ['commissioner'], about: 'Answer a price that a provider asks for' } },
      schema: {
        tags,
        summary: 'Agree to a price, which decides the rate, or decline it with a reason',
        params: z.object({ proposalId: z.uuid() }),
        body: z.object({ agreed: z.boolean(), from: apiDay, reason }),
        response: { 201: z.object({ done: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const { proposalId } = request.params
      await request.tx(async (tx) => {
        await proposalById(tx, proposalId)
        await answerProposal(tx, proposalId, request.body)
      })
      return reply.code(201).send({ done: true })
    },
  )
}
