import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { happenedAsked } from '../store/history.ts'
import { HISTORY_A_PAGE, historyView } from './history.view.ts'

const policy = {
  roles: ['practitioner', 'team_manager'],
  about: 'What happened to a person of the team, in order',
} as const
const pageOf = z.coerce.number().int().min(1).max(100_000).catch(1)

/** All that happened to a person, the newest first: for their team. */
export const historyPages: StepPages = async (app) => {
  type Asked = { Params: { personId: string }; Querystring: { page?: string } }
  app.get<Asked>('/people/:personId/history', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const page = pageOf.parse(request.query.page)
    const happened = await request.tx((tx) =>
      tx.query(happenedAsked(personId, { today: tx.today, most: HISTORY_A_PAGE, from: (page - 1) * HISTORY_A_PAGE })),
    )
    return reply.page(
      'app/pages/history.njk',
      historyView({ personId, name: request.personBar?.name ?? '', happened, page }),
    )
  })
}
