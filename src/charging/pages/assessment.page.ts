import { dateTyped, readForm, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { recordAssessment } from '../store.ts'
import { assessmentView } from './assessment.view.ts'
import { assessmentForm, factsOf, faultsOf } from './assessment-form.page.ts'
import { personAsked, toldLast } from './told-last.page.ts'
import { typedOfFacts, wayTyped } from './typed-of-facts.ts'

const template = 'charging/pages/assessment.njk'

/**
 * The form of a financial assessment. It begins from what was told last; what was typed is kept, and a missing figure is named
 * with where to enter it.
 */
export const assessmentPages: StepPages = async (app) => {
  const policy = { roles: ['practitioner', 'team_manager', 'finance'], about: 'Make a financial assessment' } as const
  const url = '/people/:personId/charging/assessment'
  app.get<{ Params: { personId: string } }>(url, { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const view = await request.tx(async (tx) => {
      const last = await toldLast(tx, personId)
      const told = last === undefined ? { way: 'full' } : { ...typedOfFacts(last), ...wayTyped(last) }
      return assessmentView(await personAsked(tx, personId), personId, { ...told, ...dateTyped('on', tx.today) })
    })
    return reply.page(template, view)
  })
  app.post<{ Params: { personId: string } }>(url, { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => personAsked(tx, personId))
    const view = assessmentView(person, personId, typedOf(request.body))
    if (typedOf(request.body)['more'] === 'yes') return reply.page(template, view)
    const read = readForm(assessmentForm(app.db.clock.today()), request.body)
    if (!read.ok) return reply.page(template, { ...view, ...read }, 400)
    const facts = factsOf(read.value, person.bornOn)
    const recorded = await request.tx((tx) =>
      recordAssessment(tx, { personId, facts, demo: app.demo, reason: read.value.reason }),
    )
    if (recorded.ok)
      return reply.done(
        paths.assessment(personId, recorded.value.assessmentId),
        'The sum is worked out. Look at it, then decide',
      )
    const errors = faultsOf(recorded.refusals)
    const at = Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text]))
    return reply.page(template, { ...view, errors, at }, 409)
  })
}
