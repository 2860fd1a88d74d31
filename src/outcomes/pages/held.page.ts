import { z } from 'zod'
import { voiceOf } from '../../people/index.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { heldReview, nameOf } from '../store.ts'
import { heldView } from './held.view.ts'

const policy: Policy = {
  roles: ['person', 'practitioner', 'team_manager'],
  about: 'The person, who acts for them and their team read a review that was held',
}
const params = z.object({ personId: z.uuid(), reviewId: z.uuid() })

/** A review that was held, as it was held. */
export const heldPages: StepPages = async (app) => {
  const url = '/people/:personId/outcomes/held/:reviewId'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { personId, reviewId } = request.params
    const loaded = await request.tx(async (tx) => ({
      review: await heldReview(tx, personId, reviewId),
      name: await nameOf(tx, personId),
      own: tx.who.role === 'person',
    }))
    if (loaded.review === undefined) throw new NotFound('review')
    const voice = voiceOf(request.personBar?.actsFor ?? '')
    return reply.page('outcomes/pages/held.njk', heldView({ ...loaded, review: loaded.review, personId }, voice))
  })
}
