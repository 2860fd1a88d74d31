import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { keptFile, largestFileBytes, readUpload, sendKeptFile } from '../../platform/files.ts'
import { choiceField, type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { filesOfVisit, keepVisitFile, visitDetails } from '../store.ts'

const policy = { roles: ['commissioner'], about: 'Photos and papers of a visit' } as const
const params = z.object({ visitId: z.uuid() })
const none: FormErrors = { ok: false, errors: [], at: {}, typed: {} }
type Given = FastifyRequest<{ Params: { visitId: string } }>

/** Photos and papers of a visit: keeping one, and opening it. */
export const visitFilesPages: StepPages = async (app) => {
  const url = '/market/visits/:visitId/files/new'
  const found = (request: Given) => request.tx((tx) => visitDetails(tx, request.params.visitId))
  const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const visit = await found(request)
    const questions = visit.questions.map(({ key: value, words: text }) => ({ value, text }))
    const page = {
      action: paths.newVisitFile(visit.id),
      back: { href: paths.visit(visit.id), text: visit.service },
      questions,
      ...none,
    }
    return reply.page('market/pages/new-visit-file.njk', { ...page, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(
    url,
    { config: { policy, largestUploadBytes: largestFileBytes }, schema: { params } },
    async (request: Given, reply) => {
      const { visitId } = request.params
      const visit = await found(request)
      const form = z.object({
        words: textField('what it shows', { most: 500 }),
        question: choiceField('the question', ['', ...visit.questions.map(({ key }) => key)]),
      })
      const read = readForm(form, request.body)
      if (!read.ok) return show(request, reply, read)
      const { words, question } = read.value
      const done = await request.attempt(async (tx) => {
        const file = await readUpload(request)
        return keepVisitFile(tx, visitId, { words, question: question === '' ? null : question, file })
      })
      if (done.ok) return reply.done(paths.visit(visitId), 'The file is kept with the visit')
      const said = marketSentences[done.refusals[0] ?? ''] ?? 'This could not be kept. Try again'
      return show(request, reply, faultAt(read, 'file', said))
    },
  )
  app.get(
    '/market/visits/:visitId/files/:id',
    { config: { policy }, schema: { params: params.extend({ id: z.uuid() }) } },
    async (request, reply) => {
      const { visitId, id } = request.params
      const file = await request.tx(async (tx) => {
        const one = (await filesOfVisit(tx, visitId)).find((kept) => kept.id === id)
        return one === undefined ? undefined : keptFile(tx, one.fileId)
      })
      if (file === undefined) throw new NotFound('file')
      return sendKeptFile(reply, file)
    },
  )
}
