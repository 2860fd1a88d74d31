import type { StepPages } from '../../platform/http.ts'
import { assessmentsOf, contactsOf, personName, reviewsOf, urgentDecisionsOf } from '../store.ts'
import { overviewView } from './overview.view.ts'
import { needsRoles, ofPerson } from './page-parts.ts'

/** The needs part of a person's record: what to do next, then contacts, assessments, urgent care and reviews. */
export const overviewPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Read a person’s needs' }
  app.get('/people/:personId/needs', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const view = await request.tx(async (tx) =>
      overviewView({
        personId,
        person: await personName(tx, personId),
        contacts: await contactsOf(tx, personId),
        assessments: await assessmentsOf(tx, personId),
        urgent: await urgentDecisionsOf(tx, personId),
        reviews: await reviewsOf(tx, personId),
        today: tx.today,
      }),
    )
    return reply.page('needs/pages/overview.njk', view)
  })
}
