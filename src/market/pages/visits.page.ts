import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  choiceField,
  dateField,
  type FormErrors,
  optionalDateField,
  optionalTextField,
  readForm,
  textField,
  wholeNumberField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { findingAnswers } from '../assurance.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  actionsOf,
  assuredService,
  callOffVisit,
  correctVisit,
  type Finding,
  filesOfVisit,
  planVisit,
  shareVisit,
  signVisit,
  type Visit,
  visitDetails,
  visitors,
  writeVisit,
} from '../store.ts'
import { refusedAt } from './refused-at.page.ts'
import { planPage, visitActPage, visitView, writePage } from './visits.view.ts'

const policy = { roles: ['commissioner'], about: 'Plan visits to services, write them down and sign them' } as const
const reads = { roles: ['commissioner', 'provider'], about: 'What was seen on a visit' } as const
const service = z.object({ opportunityId: z.uuid() })
const one = z.object({ visitId: z.uuid() })
const planForm = z.object({
  plannedOn: dateField('the day'),
  visitedBy: z.uuid('Select who goes'),
  announced: choiceField('whether the provider is told', ['yes', 'no']),
})
const reasonForm = z.object({ reason: textField('the reason', { most: 1000 }) })
const formPage = 'platform/pages/form.njk'
type Given = FastifyRequest<{ Params: { visitId: string } }>

/** What a visit's form may send: a question that was touched needs its answer and what was seen. */
function visitForm({ questions }: Visit) {
  const answered = Object.fromEntries(
    questions.flatMap(({ key }) => [
      [`answer-${key}`, z.enum([...findingAnswers, '']).catch('')],
      [`evidence-${key}`, optionalTextField('what was seen', { most: 3000 })],
      [`document-${key}`, optionalTextField('the name of the paper', { most: 200 })],
      [`documentOn-${key}`, optionalDateField('the day of the paper')],
    ]),
  )
  return z
    .object({
      madeOn: dateField('the day of the visit'),
      peopleSpoken: wholeNumberField('the people spoken to', { least: 0, most: 10_000 }),
      summary: textField('what people will read', { most: 1500 }),
      ...answered,
    })
    .superRefine((sent: Record<string, unknown>, context) => {
      for (const { key } of questions) {
        const [answer, evidence] = [sent[`answer-${key}`], sent[`evidence-${key}`]]
        const paper = sent[`document-${key}`] ?? sent[`documentOn-${key}`]
        const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
        if (answer !== '' && evidence === undefined)
          fault(`evidence-${key}`, 'Enter what was seen, or why it was not looked at')
        if (answer === '' && (evidence !== undefined || paper !== undefined)) fault(`answer-${key}`, 'Select an answer')
        if (sent[`documentOn-${key}`] !== undefined && sent[`document-${key}`] === undefined)
          fault(`document-${key}`, 'Enter the name of the paper')
      }
    })
}

/** The answers that were given, of a form that could be read. */
function findingsIn(visit: Visit, sent: Record<string, unknown>): Finding[] {
  return visit.questions.flatMap(({ key }) => {
    const answer = findingAnswers.find((value) => value === sent[`answer-${key}`])
    if (answer === undefined) return []
    return [
      {
        question: key,
        answer,
        evidence: String(sent[`evidence-${key}`]),
        document: (sent[`document-${key}`] as string | undefined) ?? null,
        documentOn: (sent[`documentOn-${key}`] as Finding['documentOn'] | undefined) ?? null,
      },
    ]
  })
}

/** Planning a visit to a service. */
export const planVisitPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const url = '/market/assurance/:opportunityId/visits/new'
    const where = { config: { policy }, schema: { params: service } }
    type Asked = FastifyRequest<{ Params: { opportunityId: string } }>
    const show = async (request: Asked, reply: FastifyReply, fault?: FormErrors) => {
      const view = await request.tx(async (tx) =>
        planPage(await assuredService(tx, request.params.opportunityId), await visitors(tx)),
      )
      return reply.page(formPage, { ...view, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(url, where, async (request, reply) => show(request, reply))
    app.post(url, where, async (request, reply) => {
      const read = readForm(planForm, request.body)
      if (!read.ok) return show(request, reply, read)
      const { announced, ...wanted } = read.value
      const done = await request.attempt(async (tx) => {
        const { opportunityId, providerId } = await assuredService(tx, request.params.opportunityId)
        const { questions } = policyOn(tx.today).assurance
        return planVisit(tx, { opportunityId, providerId, questions, announced: announced === 'yes', ...wanted })
      })
      return done.ok
        ? reply.done(paths.visit(done.value), 'The visit is planned')
        : show(request, reply, refusedAt(read.typed, done.refusals, 'plannedOn'))
    })
  }

/** A visit to read, to write down, to share, to sign, to call off and to correct. */
export const visitPages: StepPages = async (app) => {
  const where = { config: { policy }, schema: { params: one } }
  app.get('/market/visits/:visitId', { config: { policy: reads }, schema: { params: one } }, async (request, reply) => {
    const view = await request.tx(async (tx) => {
      const visit = await visitDetails(tx, request.params.visitId)
      const actions = await actionsOf(tx, { visitId: visit.id })
      const files = await filesOfVisit(tx, visit.id)
      return visitView(visit, actions, { reader: request.who, today: tx.today, files })
    })
    return reply.page('market/pages/visit.njk', view)
  })

  const show = async (
    request: Given,
    reply: FastifyReply,
    page: string,
    of: (visit: Visit) => object,
    fault?: FormErrors,
  ) => {
    const visit = await request.tx((tx) => visitDetails(tx, request.params.visitId))
    return reply.page(page, { ...of(visit), ...fault }, fault === undefined ? 200 : 400)
  }
  const writeUrl = '/market/visits/:visitId/write'
  const written = (request: Given, reply: FastifyReply, fault?: FormErrors) =>
    show(request, reply, 'market/pages/visit-write.njk', writePage, fault)
  app.get(writeUrl, where, async (request, reply) => written(request, reply))
  app.post(writeUrl, where, async (request, reply) => {
    const visit = await request.tx((tx) => visitDetails(tx, request.params.visitId))
    const read = readForm(visitForm(visit), request.body)
    if (!read.ok) return written(request, reply, read)
    const { madeOn, peopleSpoken, summary } = read.value
    const seen = { madeOn, peopleSpoken, summary, findings: findingsIn(visit, read.value) }
    const done = await request.attempt((tx) => writeVisit(tx, visit.id, seen))
    return done.ok
      ? reply.done(paths.visit(visit.id), 'What was seen is written down')
      : written(request, reply, refusedAt(read.typed, done.refusals, 'madeOn'))
  })

  app.post('/market/visits/:visitId/share', where, async (request, reply) => {
    await request.tx((tx) => shareVisit(tx, request.params.visitId))
    return reply.done(paths.visit(request.params.visitId), 'The provider can read it')
  })

  const act = (
    name: 'sign' | 'call-off' | 'correct',
    run: (request: Given, reason: string) => Promise<{ href: string; said: string } | readonly string[]>,
  ) => {
    const url = `/market/visits/:visitId/${name}`
    const again = (request: Given, reply: FastifyReply, fault?: FormErrors) =>
      show(request, reply, formPage, (visit) => visitActPage(visit, name), fault)
    app.get(url, where, async (request, reply) => again(request, reply))
    app.post(url, where, async (request, reply) => {
      await request.tx((tx) => visitDetails(tx, request.params.visitId))
      const read = name === 'call-off' ? readForm(reasonForm, request.body) : undefined
      if (read !== undefined && !read.ok) return again(request, reply, read)
      const done = await run(request, read?.value.reason ?? '')
      if ('href' in done) return reply.done(done.href, done.said)
      return again(request, reply, refusedAt(read?.typed ?? {}, done, 'reason'))
    })
  }
  const here = (request: Given) => paths.visit(request.params.visitId)
  act('sign', async (request) => {
    const done = await request.attempt((tx) => signVisit(tx, request.params.visitId))
    return done.ok ? { href: here(request), said: 'The visit is signed' } : done.refusals
  })
  act('call-off', async (request, reason) => {
    const done = await request.attempt((tx) => callOffVisit(tx, request.params.visitId, reason))
    return done.ok ? { href: here(request), said: 'The visit is called off' } : done.refusals
  })
  act('correct', async (request) => {
    const done = await request.attempt((tx) => correctVisit(tx, request.params.visitId))
    return done.ok ? { href: paths.visit(done.value), said: 'The correction has begun' } : done.refusals
  })
}
