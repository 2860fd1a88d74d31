import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { standingCharge } from '../standing-charge.ts'
import * as charging from '../store.ts'
import { type ChargeFound, chargeView } from './charge.view.ts'
import { myChargeView } from './my-charge.view.ts'

async function found(tx: Tx, personId: string): Promise<ChargeFound> {
  const contributions = await charging.contributionsOf(tx, personId)
  const notices = await charging.noticesOf(tx, personId)
  const now = standingCharge({ contributions, notices, today: tx.today }).stands
  return {
    person: await charging.personCharged(tx, personId),
    today: tx.today,
    contributions,
    notices,
    free: await charging.freePeriodsOf(tx, personId),
    assessments: await charging.assessmentsOf(tx, personId),
    disputes: await charging.disputesOf(tx, personId),
    submissions: await charging.submissionsOf(tx, personId),
    behind: now?.assessmentId ? await charging.assessmentOf(tx, personId, now.assessmentId) : undefined,
  }
}

/** What a person pays: for staff what stands and what is to do, for the person their own page. */
export const chargePages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance', 'person'],
    about: 'What a person pays, and every line of the sum',
  } as const
  app.get<{ Params: { personId: string } }>(
    '/people/:personId/charging',
    { config: { policy } },
    async (request, reply) => {
      const { personId } = request.params
      const all = await request.tx((tx) => found(tx, personId))
      return request.who.role === 'person'
        ? reply.page('charging/pages/my-charge.njk', myChargeView(all, personId, request.personBar?.actsFor ?? ''))
        : reply.page('charging/pages/charge.njk', chargeView(all, personId))
    },
  )
  app.get<{ Params: { personId: string } }>(
    paths.letter(':personId'),
    { config: { policy } },
    async (request, reply) => {
      const { personId } = request.params
      const all = await request.tx((tx) => found(tx, personId))
      const name = request.personBar?.actsFor ?? ''
      const view = myChargeView(all, personId, name)
      if (!view.known) throw new NotFound('notice')
      const letter = { title: name ? `What ${name} pays` : 'What I pay', fileName: 'what-i-pay', easyRead: false }
      return reply.letter('charging/pages/my-charge.njk', view, letter)
    },
  )
}
