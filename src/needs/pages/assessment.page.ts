import { z } from 'zod'
import {
  choiceField,
  dateField,
  dateTyped,
  optionalTextField,
  readForm,
  textField,
  versionField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { type AssessmentKind, type AssessmentMethod, assessmentKinds, assessmentMethods } from '../assessment-kind.ts'
import { paths } from '../paths.ts'
import {
  assessmentById,
  completeAssessment,
  correctAssessment,
  eligibilityOf,
  personName,
  startAssessment,
} from '../store.ts'
import { assessmentView, completeView, newAssessmentView } from './assessment.view.ts'
import { needsRoles, ofAssessment, ofPerson } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const start = z.object({
  kind: choiceField('what the assessment is for', Object.keys(assessmentKinds) as AssessmentKind[]),
  startedOn: dateField('the day it started'),
})
const complete = z.object({
  completedOn: dateField('the day it was completed'),
  method: choiceField('how it was done', Object.keys(assessmentMethods) as AssessmentMethod[]),
  whatMatters: textField('what matters to the person', { most: 4000 }),
  strengths: textField('what the person can do and who is there', { most: 4000 }),
  summary: optionalTextField('the summary', { most: 4000 }),
  seen: versionField(),
})

/** An assessment: begun, read, completed, corrected. */
export const assessmentPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Assess a person’s needs' }

  app.get('/people/:personId/needs/assessments/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const shown = await request.tx(async (tx) => ({ who: await personName(tx, personId), today: tx.today }))
    const typed = { kind: 'long_term', ...dateTyped('startedOn', shown.today) }
    return reply.page('platform/pages/form.njk', { ...newAssessmentView(personId, shown.who), typed })
  })

  app.post('/people/:personId/needs/assessments/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const form = readForm(start, request.body)
    const done = form.ok ? await request.attempt((tx) => startAssessment(tx, { personId, ...form.value })) : undefined
    if (form.ok && done?.ok)
      return reply.done(paths.levels(personId, done.value), 'Assessment started. Give each need its level')
    const who = await request.tx((tx) => personName(tx, personId))
    const faults = refusalAt(form, done, 'startedOn')
    return reply.page('platform/pages/form.njk', { ...newAssessmentView(personId, who), ...faults }, 400)
  })

  app.get('/people/:personId/needs/assessments/:assessmentId', { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const view = await request.tx(async (tx) =>
      assessmentView(
        await assessmentById(tx, personId, assessmentId),
        await eligibilityOf(tx, personId, assessmentId),
        await personName(tx, personId),
      ),
    )
    return reply.page('needs/pages/assessment.njk', view)
  })

  app.post(
    '/people/:personId/needs/assessments/:assessmentId/correct',
    { config: { policy } },
    async (request, reply) => {
      const { personId, assessmentId } = ofAssessment.parse(request.params)
      const id = await request.tx((tx) => correctAssessment(tx, personId, assessmentId))
      return reply.done(paths.levels(personId, id), 'A correction is started. The old assessment stays on record')
    },
  )

  app.get(
    '/people/:personId/needs/assessments/:assessmentId/complete',
    { config: { policy } },
    async (request, reply) => {
      const { personId, assessmentId } = ofAssessment.parse(request.params)
      const shown = await request.tx(async (tx) => ({
        assessment: await assessmentById(tx, personId, assessmentId),
        today: tx.today,
      }))
      if (shown.assessment.completedOn !== null) return reply.redirect(paths.assessment(personId, assessmentId), 303)
      return reply.page('platform/pages/form.njk', {
        ...completeView(shown.assessment),
        typed: dateTyped('completedOn', shown.today),
      })
    },
  )

  app.post(
    '/people/:personId/needs/assessments/:assessmentId/complete',
    { config: { policy } },
    async (request, reply) => {
      const { personId, assessmentId } = ofAssessment.parse(request.params)
      const form = readForm(complete, request.body)
      const done = form.ok
        ? await request.attempt((tx) => completeAssessment(tx, { personId, assessmentId, ...form.value }))
        : undefined
      if (form.ok && done?.ok)
        return reply.done(paths.eligibility(personId, assessmentId), 'Assessment completed. Now decide eligibility')
      const assessment = await request.tx((tx) => assessmentById(tx, personId, assessmentId))
      const faults = refusalAt(form, done, 'completedOn')
      return reply.page('platform/pages/form.njk', { ...completeView(assessment), ...faults }, 400)
    },
  )
}
