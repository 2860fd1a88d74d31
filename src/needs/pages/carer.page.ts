import { z } from 'zod'
import { choiceField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { type AssessedItem, assessedItems, type Quarters } from '../assessed-items.ts'
import { missingItems } from '../carers-part.ts'
import { paths } from '../paths.ts'
import { assessmentById, carersOf, personName, saveCarersPart } from '../store.ts'
import { carerView } from './carer.view.ts'
import { needsRoles, ofAssessment } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const yesNo = ['yes', 'no'] as const
const quarter = z
  .enum(['0', '1', '2', '3', '4'], { error: 'Choose how much the carer does' })
  .transform((text) => Number(text) as Quarters)
const partFields = Object.fromEntries(assessedItems.map((item) => [`part-${item}`, quarter.optional()]))
const form = z.object({
  carerId: z.uuid({ error: 'Select who the carer is' }),
  willing: choiceField('whether the carer is willing', yesNo),
  able: choiceField('whether the carer is able', yesNo),
  how: textField('how the carer was asked', { most: 200 }),
  seen: z.string().max(200).default(''),
  ...partFields,
})
const fieldOf: Record<string, string> = {
  'carer-not-willing-and-able': 'willing',
  not_a_known_carer: 'carerId',
  carers_part_changed_meanwhile: 'carerId',
}

/** What a carer is willing and able to do, with their own yes; opens only once every need has its level. */
export const carerPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Record what a carer is willing and able to do' }
  const url = '/people/:personId/needs/assessments/:assessmentId/carer'
  const load = (request: { tx: import('fastify').FastifyRequest['tx'] }, personId: string, assessmentId: string) =>
    request.tx(async (tx) => ({
      assessment: await assessmentById(tx, personId, assessmentId),
      carers: await carersOf(tx, personId),
      person: await personName(tx, personId),
    }))

  app.get(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const { carer } = z.object({ carer: z.uuid().optional().catch(undefined) }).parse(request.query)
    const shown = await load(request, personId, assessmentId)
    if (shown.assessment.completedOn !== null) return reply.redirect(paths.assessment(personId, assessmentId), 303)
    if (missingItems(shown.assessment.levels).length > 0)
      return reply.done(paths.levels(personId, assessmentId), 'First give every need its level, as if no carer helped')
    return reply.page('needs/pages/carer.njk', carerView(shown, carer))
  })

  app.post(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok
      ? await request.attempt((tx) => saveCarersPart(tx, toSave(personId, assessmentId, read.value)))
      : undefined
    if (read.ok && done?.ok) return reply.done(paths.assessment(personId, assessmentId), 'The carer’s part is recorded')
    const shown = await load(request, personId, assessmentId)
    const faults = refusalAt(read, done, 'carerId', fieldOf)
    const view = carerView(shown, read.typed['carerId'])
    return reply.page(
      'needs/pages/carer.njk',
      { ...view, ...faults, typed: { ...faults.typed, seen: view.typed['seen'] ?? '' } },
      400,
    )
  })
}

function toSave(personId: string, assessmentId: string, sent: z.output<typeof form>) {
  const parts = sent as unknown as Record<string, Quarters | undefined>
  return {
    personId,
    assessmentId,
    carerId: sent.carerId,
    part: Object.fromEntries(assessedItems.map((item: AssessedItem) => [item, parts[`part-${item}`] ?? 0])) as Record<
      AssessedItem,
      Quarters
    >,
    consent: { willing: sent.willing === 'yes', able: sent.able === 'yes', how: sent.how },
    seen: sent.seen,
  }
}
