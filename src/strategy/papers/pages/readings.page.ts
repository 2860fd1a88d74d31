import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  choiceField,
  type FormErrors,
  faultAt,
  optionalTextField,
  readForm,
  textField,
} from '../../../platform/form.ts'
import type { StepPages } from '../../../platform/http.ts'
import { pageField } from '../../../platform/list-asked.ts'
import { NotFound } from '../../../platform/refused.ts'
import { paths } from '../../paths.ts'
import { strategySentences } from '../../sentences.ts'
import { decideReading, readingReport, readingReports, reportReading } from '../../store.ts'
import type { PrintedFigure } from '../printed-figure.ts'
import { printedFigures } from '../printed-figures.ts'
import { readingFault } from '../readings.ts'
import { decideReadingView, readingsView, wrongReadingForm } from './readings.view.ts'

const listAsked = z.object({ state: z.enum(['', 'waits', 'decided']).catch(''), page: pageField })
const anybody = { roles: 'public', about: 'Say that a figure of a paper was read wrongly' } as const
const decides = { roles: ['commissioner'], about: 'Decide whether a figure of a paper was read wrongly' } as const
const throttled = { rateLimit: { max: 10, timeWindow: '10 minutes' } }
const figureParams = z.object({ figure: z.string().max(60) })
const readingParams = z.object({ readingId: z.uuid() })
const formPage = 'platform/pages/form.njk'
const fresh = { errors: [], at: {}, typed: {}, warning: '', hidden: [] }

const said = z.object({
  thought: textField('what the paper prints', { most: 100 }),
  paragraph: textField('where it stands', { most: 200 }),
  words: optionalTextField('anything that helps', { most: 1000 }).transform((text) => text ?? ''),
})
const saidByStranger = said.extend({ who: textField('your name, or who you are', { most: 100 }) })
const decision = z.object({
  accepted: choiceField('what you decide', ['yes', 'no']),
  reason: textField('why', { most: 1000 }),
})

const figureOf = (id: string) => printedFigures.find((one) => one.id === id)
function found(id: string): PrintedFigure {
  const figure = figureOf(id)
  if (figure === undefined) throw new NotFound('figure')
  return figure
}

/** Anybody says that a figure was read wrongly; a commissioner decides, and what is decided stands beside the figure, which stays. */
export const readingsPages: StepPages = async (app) => {
  const signedIn = (request: FastifyRequest) => (request.who.role === 'public' ? undefined : request.who.name)
  const show = (request: FastifyRequest, reply: FastifyReply, figure: PrintedFigure, fault?: FormErrors) =>
    reply.page(
      formPage,
      { ...fresh, ...wrongReadingForm(figure, signedIn(request)), ...fault },
      fault === undefined ? 200 : 400,
    )
  const url = '/strategy/papers/figures/:figure/wrong'
  app.get(url, { config: { policy: anybody }, schema: { params: figureParams } }, async (request, reply) =>
    show(request, reply, found(request.params.figure)),
  )
  app.post(
    url,
    { config: { policy: anybody, ...throttled }, schema: { params: figureParams } },
    async (request, reply) => {
      const figure = found(request.params.figure)
      const name = signedIn(request)
      const read = name === undefined ? readForm(saidByStranger, request.body) : readForm(said, request.body)
      if (!read.ok) return show(request, reply, figure, read)
      const fault = readingFault(figure, read.value.thought)
      if (fault !== undefined) return show(request, reply, figure, faultAt(read, 'thought', fault))
      const wanted = { who: name ?? '', ...read.value, figure: figure.id }
      const done = await request.attempt((tx) => reportReading(tx, wanted))
      if (!done.ok) {
        const sentence = strategySentences[done.refusals[0] ?? ''] ?? 'Try again later'
        return show(request, reply, figure, faultAt(read, 'thought', sentence))
      }
      return reply.done(
        paths.printedFigures(),
        'Thank you. The council looks into the paper, and says here what it finds',
      )
    },
  )
  app.get('/strategy/papers/readings', { config: { policy: decides } }, async (request, reply) => {
    const reports = await request.tx((tx) => readingReports(tx))
    return reply.page(
      'strategy/papers/pages/readings.njk',
      readingsView(reports, figureOf, listAsked.parse(request.query)),
    )
  })
  const one = '/strategy/papers/readings/:readingId'
  const form = async (request: FastifyRequest, reply: FastifyReply, readingId: string, fault?: FormErrors) => {
    const report = await request.tx((tx) => readingReport(tx, readingId))
    if (report.decision !== null) return reply.redirect(paths.readings(), 303)
    const view = decideReadingView(report, figureOf(report.figure))
    return reply.page(formPage, { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(one, { config: { policy: decides }, schema: { params: readingParams } }, async (request, reply) =>
    form(request, reply, request.params.readingId),
  )
  app.post(one, { config: { policy: decides }, schema: { params: readingParams } }, async (request, reply) => {
    const { readingId } = request.params
    const read = readForm(decision, request.body)
    if (!read.ok) return form(request, reply, readingId, read)
    const { accepted, reason } = read.value
    const done = await request.attempt((tx) => decideReading(tx, readingId, { accepted: accepted === 'yes', reason }))
    if (!done.ok) {
      const sentence = strategySentences[done.refusals[0] ?? ''] ?? 'Look at the list again'
      return form(request, reply, readingId, faultAt(read, 'accepted', sentence))
    }
    return reply.done(paths.readings(), 'The decision is recorded and stands beside the figure')
  })
}
