import { z } from 'zod'
import { urgentDecisionsNow } from '../../needs/store.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { takenOver, versionsUnder } from '../store.ts'
import { outsideStepsView } from './outside-steps.view.ts'
import { planners } from './page-parts.ts'

const number = z.coerce.number().int().min(1).max(1000).catch(1).default(1)
const asked = z.object({ urgent: number, over: number })

/** Support that stands outside the usual steps: urgent care before an assessment, and what was taken over from another system. */
export const outsideStepsPages: StepPages = async (app) => {
  const policy = {
    roles: planners,
    about: 'See urgent care and what was taken over from another system',
  }

  app.get('/planning/urgent-and-taken-over', { config: { policy } }, async (request, reply) => {
    const pages = readAddress(asked, request.query)
    const view = await request.tx(async (tx) => {
      const urgent = await urgentDecisionsNow(tx, pages.urgent)
      const under = await versionsUnder(
        tx,
        urgent.decisions.map(({ urgentDecisionId }) => urgentDecisionId),
      )
      return outsideStepsView({ urgent, under, over: await takenOver(tx, pages.over), pages, today: tx.today })
    })
    return reply.page('planning/pages/outside-steps.njk', view)
  })
}
