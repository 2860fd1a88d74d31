import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  choiceField,
  dateField,
  type FormErrors,
  faultAt,
  optionalTextField,
  readForm,
  textField,
  typedOf,
  wholeNumberField,
} from '../../../platform/form.ts'
import type { StepPages } from '../../../platform/http.ts'
import { NotFound } from '../../../platform/refused.ts'
import { paths } from '../../paths.ts'
import { strategySentences } from '../../sentences.ts'
import { beginReport, changeReport, discardReport, type KeptDraft, reportDraft, scenarios } from '../../store.ts'
import { chooseSections, draftInput, harms, likelihoods, moveSection, type ReportDraft } from '../draft.ts'
import { riskFields, sectionFields, sectionsSent, sectionsTyped, wordsFields, wordsTyped } from '../draft-fields.ts'

export const writes = { roles: ['commissioner'], about: 'Write a report for elected members' } as const
const params = z.object({ reportId: z.uuid() })
const riskParams = params.extend({ at: z.coerce.number().int().min(0).max(49) })
const one = '/strategy/reports/:reportId'
const revision = wholeNumberField('the version of the draft', { least: 1, most: 1_000_000 })

const wordsForm = z.object({
  title: textField('a title', { most: 200 }),
  audience: textField('who it is for', { most: 200 }),
  meetingOn: dateField('the date of the meeting'),
  asked: textField('what members are asked to decide', { most: 4000 }),
  recommendation: optionalTextField('the recommendation', { most: 4000 }),
  words: optionalTextField('what else you want to say', { most: 20_000 }),
})
const riskForm = z.object({
  what: textField('what may go wrong', { most: 500 }),
  likely: choiceField('how likely it is', likelihoods),
  harm: choiceField('how bad it would be', harms),
  done: textField('what is done about it', { most: 1000 }),
  owner: textField('who owns it', { most: 200 }),
})
const revisionForm = z.object({ revision })

type FormPage = Record<string, unknown>

/** A draft that is there; who asks for one that is not is told so. */
export async function draftOf(request: FastifyRequest, reportId: string): Promise<KeptDraft> {
  const draft = await request.tx((tx) => reportDraft(tx, reportId))
  if (draft === undefined) throw new NotFound('report')
  return draft
}

const form = (reply: FastifyReply, page: FormPage, fault?: Partial<FormErrors>) =>
  reply.page(
    'platform/pages/form.njk',
    { lede: '', warning: '', now: '', hidden: [], errors: [], at: {}, typed: {}, ...page, ...fault },
    fault === undefined || fault.errors === undefined ? 200 : 400,
  )

const backTo = (draft: Pick<KeptDraft, 'id'>) => ({ href: paths.report(draft.id), text: 'Draft' })

/** The field that a refusal is about, where it is about one. */
const fieldOf: Readonly<Record<string, string>> = { report_meeting_past: 'meetingOn' }

/** Makes a change to a draft; a fault of the whole form where somebody changed it meanwhile. */
async function change(
  request: FastifyRequest,
  reply: FastifyReply,
  { draft, done, page, make }: { draft: KeptDraft; done: string; page: FormPage; make: Partial<ReportDraft> },
) {
  const seen = readForm(revisionForm, request.body)
  const typed = typedOf(request.body)
  const fault = (text: string) => form(reply, page, faultAt({ typed }, 'revision', text))
  if (!seen.ok) return fault('This page is incomplete. Go back, reload it and try again')
  const kept = await request.attempt((tx) => changeReport(tx, { id: draft.id, revision: seen.value.revision }, make))
  if (kept.ok) return reply.done(paths.report(draft.id), done)
  const refusal = kept.refusals[0] ?? ''
  const text = strategySentences[refusal] ?? 'The change was not kept. Open the draft again'
  return form(reply, page, faultAt({ typed }, fieldOf[refusal] ?? 'revision', text))
}

/** Beginning a draft, and its words. */
const wordsPages: StepPages = async (app) => {
  const beginView = {
    title: 'Begin a report for members',
    lede: 'A draft that only commissioners see. Choose what stands in it afterwards.',
    back: { href: paths.reports(), text: 'Reports for members' },
    action: paths.newReport(),
    button: 'Begin the draft',
    fields: wordsFields,
  }
  const read = (body: unknown) => {
    const found = readForm(wordsForm, body)
    return found.ok
      ? {
          ...found,
          value: { ...found.value, recommendation: found.value.recommendation ?? '', words: found.value.words ?? '' },
        }
      : found
  }
  app.get('/strategy/reports/new', { config: { policy: writes } }, async (_request, reply) => form(reply, beginView))
  app.post('/strategy/reports/new', { config: { policy: writes } }, async (request, reply) => {
    const sent = read(request.body)
    if (!sent.ok) return form(reply, beginView, sent)
    const begun = await request.attempt((tx) => beginReport(tx, { ...sent.value, chosen: [], risks: [] }))
    if (!begun.ok) {
      const refusal = begun.refusals[0] ?? ''
      const text = strategySentences[refusal] ?? 'The draft was not begun. Try again'
      return form(reply, beginView, faultAt({ typed: typedOf(request.body) }, fieldOf[refusal] ?? 'title', text))
    }
    return reply.done(paths.report(begun.value), 'The draft is begun. Now choose what stands in it')
  })
  const wordsView = (draft: KeptDraft): FormPage => ({
    title: 'Change the words',
    lede: draft.title,
    back: backTo(draft),
    action: paths.reportPart(draft.id, 'words'),
    button: 'Keep the words',
    hidden: [{ name: 'revision', value: draft.revision }],
    fields: wordsFields,
    typed: wordsTyped(draft),
  })
  app.get(`${one}/words`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
    form(reply, wordsView(await draftOf(request, request.params.reportId))),
  )
  app.post(`${one}/words`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    const draft = await draftOf(request, request.params.reportId)
    const sent = read(request.body)
    if (!sent.ok) return form(reply, wordsView(draft), sent)
    return change(request, reply, { draft, done: 'The words are kept', page: wordsView(draft), make: sent.value })
  })
}

/** Which sections stand in a draft, and in which order. */
const sectionPages: StepPages = async (app) => {
  const view = async (request: FastifyRequest, draft: KeptDraft): Promise<FormPage> => ({
    title: 'Choose what stands in the report',
    lede: draft.title,
    back: backTo(draft),
    action: paths.reportPart(draft.id, 'sections'),
    button: 'Keep the choice',
    hidden: [{ name: 'revision', value: draft.revision }],
    fields: sectionFields(await request.tx((tx) => scenarios(tx))),
    typed: sectionsTyped(draft.chosen),
  })
  app.get(`${one}/sections`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
    form(reply, await view(request, await draftOf(request, request.params.reportId))),
  )
  app.post(`${one}/sections`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    const draft = await draftOf(request, request.params.reportId)
    const typed = typedOf(request.body)
    const sent = draftInput.shape.chosen.safeParse(sectionsSent(typed))
    const page = await view(request, draft)
    if (!sent.success || sent.data.length === 0) {
      const texts = sent.success
        ? ['Choose at least one thing that stands in the report']
        : [...new Set(sent.error.issues.map(({ message }) => message))]
      return form(reply, page, { errors: texts.map((text) => ({ text, href: '#facts' })), typed })
    }
    const chosen = chooseSections(draft.chosen, sent.data)
    return change(request, reply, { draft, done: 'The choice is kept', page, make: { chosen } })
  })
  app.post(`${one}/move`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    const draft = await draftOf(request, request.params.reportId)
    const { kind = '', by = '' } = typedOf(request.body)
    const chosen =
      by === 'out'
        ? draft.chosen.filter((section) => section.kind !== kind)
        : moveSection(draft.chosen, kind, by === 'up' ? 'up' : 'down')
    const done = by === 'out' ? 'The section is taken out' : 'The order is changed'
    return change(request, reply, { draft, done, page: await view(request, draft), make: { chosen } })
  })
}

/** The officer's own risks: added, changed and removed one at a time. */
const riskPages: StepPages = async (app) => {
  const view = (draft: KeptDraft, at: number | null): FormPage => ({
    title: at === null ? 'Add a risk' : 'Change the risk',
    lede: draft.title,
    back: backTo(draft),
    action: at === null ? paths.reportPart(draft.id, 'risks') : paths.reportRisk(draft.id, at),
    button: at === null ? 'Add the risk' : 'Keep the risk',
    hidden: [{ name: 'revision', value: draft.revision }],
    fields:
      at === null
        ? riskFields
        : [
            ...riskFields,
            {
              type: 'several',
              id: 'remove',
              label: 'Or remove it',
              options: [{ value: 'yes', text: 'Remove this risk' }],
            },
          ],
    typed: at === null ? {} : { ...draft.risks[at] },
  })
  const known = (draft: KeptDraft, at: number) => {
    if (draft.risks[at] === undefined) throw new NotFound('risk')
    return at
  }
  const keep = async (request: FastifyRequest, reply: FastifyReply, draft: KeptDraft, at: number | null) => {
    const page = view(draft, at)
    if (at !== null && typedOf(request.body)['remove'] === 'yes')
      return change(request, reply, {
        ...{ draft, page, done: 'The risk is removed' },
        make: { risks: draft.risks.filter((_, index) => index !== at) },
      })
    const sent = readForm(riskForm, request.body)
    if (!sent.ok) return form(reply, page, sent)
    const risks =
      at === null ? [...draft.risks, sent.value] : draft.risks.map((risk, index) => (index === at ? sent.value : risk))
    const listed = draft.chosen.some(({ kind }) => kind === 'risks')
    const chosen = listed ? draft.chosen : [...draft.chosen, { kind: 'risks' as const, chosen: [] }]
    if (risks.length > 50) return form(reply, page, faultAt(sent, 'what', 'A report may hold at most 50 risks'))
    return change(request, reply, { draft, page, done: 'The risk is kept', make: { risks, chosen } })
  }
  app.get(`${one}/risks`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
    form(reply, view(await draftOf(request, request.params.reportId), null)),
  )
  app.post(`${one}/risks`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
    keep(request, reply, await draftOf(request, request.params.reportId), null),
  )
  app.get(
    `${one}/risks/:at`,
    { config: { policy: writes }, schema: { params: riskParams } },
    async (request, reply) => {
      const draft = await draftOf(request, request.params.reportId)
      return form(reply, view(draft, known(draft, request.params.at)))
    },
  )
  app.post(
    `${one}/risks/:at`,
    { config: { policy: writes }, schema: { params: riskParams } },
    async (request, reply) => {
      const draft = await draftOf(request, request.params.reportId)
      return keep(request, reply, draft, known(draft, request.params.at))
    },
  )
}

/** Throwing a draft away asks first. */
const discardPages: StepPages = async (app) => {
  app.get(`${one}/discard`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    const draft = await draftOf(request, request.params.reportId)
    return form(reply, {
      title: 'Throw this draft away',
      lede: draft.title,
      back: backTo(draft),
      action: paths.reportPart(draft.id, 'discard'),
      button: 'Throw it away',
      warning: 'It cannot be brought back. Issued reports stay.',
      fields: [],
    })
  })
  app.post(`${one}/discard`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    await request.tx((tx) => discardReport(tx, request.params.reportId))
    return reply.done(paths.reports(), 'The draft is thrown away')
  })
}

export const draftPages: readonly StepPages[] = [wordsPages, sectionPages, riskPages, discardPages]
