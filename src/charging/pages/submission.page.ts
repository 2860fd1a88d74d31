import { z } from 'zod'
import { refusalSentence } from '../../core/outcome.ts'
import { choiceField, faultAt, optionalDateField, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { actsFor } from '../../platform/who.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { assessSubmission, personCharged, recordEvidence, submissionOf, withdrawSubmission } from '../store.ts'
import { faultsOf } from './assessment-form.page.ts'
import { submissionView } from './submission.view.ts'

const template = 'charging/pages/submission.njk'
const url = '/people/:personId/charging/submissions/:submissionId'
type Params = { Params: { personId: string; submissionId: string } }
type Request = import('fastify').FastifyRequest<Params>

const evidenceForm = z
  .object({
    item: textField('what was seen', { most: 100 }),
    how: choiceField('whether it was seen', ['seen', 'accepted']),
    document: optionalTextField('what you saw', { most: 200 }),
    seenOn: optionalDateField('the day you saw it'),
    because: optionalTextField('why it is accepted', { most: 300 }),
  })
  .superRefine(({ how, document, seenOn, because }, ctx) => {
    const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (how === 'seen' && document === undefined) fault('document', 'Enter what you saw')
    if (how === 'seen' && seenOn === undefined) fault('seenOn', 'Enter the day you saw it')
    if (how === 'accepted' && because === undefined) fault('because', 'Enter why it is accepted without being seen')
  })
const assessForm = z.object({ reason: textField('what you found', { most: 500 }) })
const withdrawForm = z.object({ why: textField('why it is taken back', { most: 300 }) })

/** What was told about money: what was seen, what is missing, and working it out once nothing is. */
export const submissionPages: StepPages = async (app) => {
  const readers = {
    roles: ['practitioner', 'team_manager', 'finance', 'person'],
    about: 'What was told about somebody’s money, and taking it back',
  } as const
  const officers = {
    roles: ['practitioner', 'team_manager', 'finance'],
    about: 'Record what was seen, and work the charge out',
  } as const
  const shown = (request: Request) =>
    request.tx(async (tx) => {
      const { personId, submissionId } = request.params
      const { name } = await personCharged(tx, personId)
      return submissionView(await submissionOf(tx, personId, submissionId), name, {
        own: request.who.role === 'person',
        acting: actsFor(request.who, personId),
      })
    })
  const said = (codes: readonly string[]) => refusalSentence(sentences, codes[0])

  app.get<Params>(url, { config: { policy: readers } }, async (request, reply) =>
    reply.page(template, { ...(await shown(request)), typed: { how: 'seen' } }),
  )
  app.post<Params>(`${url}/evidence`, { config: { policy: officers } }, async (request, reply) => {
    const { personId, submissionId } = request.params
    const read = readForm(evidenceForm, request.body)
    if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
    const { item, how, document = '', seenOn, because } = read.value
    const evidence = how === 'seen' ? { document, seenOn } : { document: 'none', acceptedBecause: because }
    const done = await request.attempt((tx) => recordEvidence(tx, { personId, submissionId, item, ...evidence }))
    if (done.ok) return reply.done(paths.submission(personId, submissionId), 'Recorded')
    return reply.page(template, { ...(await shown(request)), ...faultAt(read, 'item', said(done.refusals)) }, 409)
  })
  app.post<Params>(`${url}/assess`, { config: { policy: officers } }, async (request, reply) => {
    const { personId, submissionId } = request.params
    const read = readForm(assessForm, request.body)
    if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
    const done = await request.attempt((tx) =>
      assessSubmission(tx, { personId, submissionId, demo: app.demo, reason: read.value.reason }),
    )
    if (!done.ok)
      return reply.page(template, { ...(await shown(request)), ...faultAt(read, 'reason', said(done.refusals)) }, 409)
    if (done.value.ok)
      return reply.done(
        paths.assessment(personId, done.value.value.assessmentId),
        'Worked out. Look at it, then decide',
      )
    const errors = faultsOf(done.value.refusals).map(({ text }) => ({ text, href: '#reason' }))
    return reply.page(template, { ...(await shown(request)), errors, at: { reason: errors[0]?.text }, typed: {} }, 409)
  })
  app.post<Params>(`${url}/withdraw`, { config: { policy: readers } }, async (request, reply) => {
    const { personId, submissionId } = request.params
    const read = readForm(withdrawForm, request.body)
    if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
    const done = await request.attempt((tx) => withdrawSubmission(tx, { personId, submissionId, ...read.value }))
    if (done.ok) return reply.done(paths.charge(personId), 'Taken back')
    return reply.page(template, { ...(await shown(request)), ...faultAt(read, 'why', said(done.refusals)) }, 409)
  })
}
