import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { shortDate } from '../../core/calendar-date.ts'
import { keptFile, largestFileBytes, readUpload, sendKeptFile } from '../../platform/files.ts'
import {
  choiceField,
  dateTyped,
  type FormErrors,
  faultAt,
  optionalDateField,
  readForm,
  textField,
  typedOf,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { checkWords, runsOut, untilWhenSentence } from '../checks.ts'
import { checksRequired, type MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { documentById, documentsOf, providerDetails, recordLook, sendDocument } from '../store.ts'
import { lookForm } from './applications.page.ts'
import { lookPage } from './applications.view.ts'
import { documentHead, documentKindChoices, documentKinds, documentRows, documentsMissing } from './documents.view.ts'

const own = { roles: ['provider'], about: 'My own papers: insurance, keeping people safe, checks, references' } as const
const opens = { roles: ['provider', 'commissioner'], about: 'Open a paper of a provider' } as const
const checks = { roles: ['commissioner'], about: 'Look at a paper that a provider sent' } as const
const params = z.object({ documentId: z.uuid() })
const sentForm = z
  .object({
    kind: choiceField('what it is', documentKinds),
    words: textField('what it says', { most: 500 }),
    expires: optionalDateField('the day it runs out'),
  })
  .refine(({ kind, expires }) => !runsOut(kind) || expires !== undefined, {
    path: ['expires'],
    message: untilWhenSentence,
  })
const none: FormErrors = { ok: false, errors: [], at: {}, typed: {} }

/** A provider's papers: what is asked for, what was sent, sending one. */
export const documentsPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/my-service/documents', { config: { policy: own } }, async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const provider = await providerDetails(tx, request.who.providerId ?? '')
        if (provider === undefined) throw new NotFound('provider')
        const { joining } = policyOn(tx.today)
        const documents = await documentsOf(tx, provider.id)
        const required = provider.inHouse ? [] : checksRequired(provider.kind, joining)
        return {
          missing: documentsMissing(required, documents, provider.checks),
          rows: documentRows(documents, { today: tx.today, soonDays: joining.againDays, mayCheck: false }),
        }
      })
      return reply.page('market/pages/documents.njk', {
        ...view,
        head: documentHead(false),
        back: { href: paths.myService(), text: 'My service' },
        add: paths.newDocument(),
      })
    })

    const url = '/market/my-service/documents/new'
    const show = (reply: FastifyReply, fault: FormErrors, status: number) =>
      reply.page(
        'market/pages/new-document.njk',
        { ...fault, action: paths.newDocument(), kinds: documentKindChoices, back: paths.documents() },
        status,
      )
    app.get(url, { config: { policy: own } }, async (request, reply) =>
      show(reply, { ...none, typed: typedOf(request.query) }, 200),
    )
    app.post(
      url,
      { config: { policy: own, largestUploadBytes: largestFileBytes } },
      async (request: FastifyRequest, reply) => {
        const read = readForm(sentForm, request.body)
        if (!read.ok) return show(reply, read, 400)
        const { expires: expiresOn, ...said } = read.value
        const done = await request.attempt(async (tx) => {
          const file = await readUpload(request)
          const provider = await providerDetails(tx, request.who.providerId ?? '')
          if (provider === undefined) throw new NotFound('provider')
          return sendDocument(tx, provider.id, { ...said, expiresOn, file })
        })
        if (done.ok) return reply.done(paths.documents(), 'The council has it and looks at it')
        const [code = ''] = done.refusals
        const field = code === 'document_run_out' ? 'expires' : 'file'
        const fault = faultAt(read, field, marketSentences[code] ?? 'This could not be sent. Try again')
        return show(
          reply,
          field === 'file'
            ? fault
            : { ...fault, errors: fault.errors.map((one) => ({ ...one, href: '#expires-day' })) },
          400,
        )
      },
    )
  }

/** Opening a paper, and the council's look at it. */
export const documentChecksPages: StepPages = async (app) => {
  const found = (request: FastifyRequest<{ Params: { documentId: string } }>) =>
    request.tx(async (tx) => {
      const document = await documentById(tx, request.params.documentId)
      if (document === undefined) throw new NotFound('document')
      return document
    })

  app.get(
    '/market/documents/:documentId/file',
    { config: { policy: opens }, schema: { params } },
    async (request, reply) => {
      const { fileId } = await found(request)
      const file = fileId === null ? undefined : await request.tx((tx) => keptFile(tx, fileId))
      if (file === undefined) throw new NotFound('file')
      return sendKeptFile(reply, file)
    },
  )

  const url = '/market/documents/:documentId/check'
  const show = async (
    request: FastifyRequest<{ Params: { documentId: string } }>,
    reply: FastifyReply,
    fault?: FormErrors,
  ) => {
    const document = await found(request)
    const { expiresOn } = document
    const page = lookPage({
      back: { href: paths.provider(document.providerId), text: document.provider },
      action: paths.documentCheck(document.id),
      required: [document.kind],
    })
    const typed = {
      kind: document.kind,
      evidence: document.words,
      ...(expiresOn === null ? {} : dateTyped('expires', expiresOn)),
    }
    return reply.page(
      'market/pages/look-at-document.njk',
      {
        ...none,
        ...page,
        typed,
        says: `${checkWords(document.kind)}: ${document.words}. Sent on ${shortDate(document.sentOn)}.`,
        file: document.fileId === null ? '' : paths.documentFile(document.id),
        fileName: document.fileName ?? '',
        ...fault,
      },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy: checks }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy: checks }, schema: { params } }, async (request, reply) => {
    const { providerId, id: documentId, kind } = await found(request)
    const read = readForm(lookForm, { ...(request.body as object), kind })
    if (!read.ok) return show(request, reply, read)
    const { met, evidence, expires } = read.value
    const look = { of: { providerId }, kind, met: met === 'yes', evidence, expiresOn: expires, documentId }
    const done = await request.attempt((tx) => recordLook(tx, look))
    if (done.ok) return reply.done(paths.provider(providerId), 'The check is recorded')
    const words = marketSentences[done.refusals[0] ?? ''] ?? 'This cannot be recorded. Look at the provider again'
    return show(request, reply, faultAt(read, 'evidence', words))
  })
}
