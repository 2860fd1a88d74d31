import type { StepPages } from '../../platform/http.ts'
import { accuracyInForce } from '../store.ts'
import { accuracyView } from './accuracy.view.ts'

/** How often budgets are enough, and for whom: public, and silent where there is not enough evidence to say. */
export const accuracyPages: StepPages = async (app) => {
  const policy = { roles: 'public', about: 'Read how accurate and how fair budgets are' } as const
  app.get('/allocation/accuracy', { config: { policy } }, async (request, reply) => {
    const { table, calibration } = await request.tx((tx) => accuracyInForce(tx))
    return reply.page('allocation/pages/accuracy.njk', accuracyView(table, calibration))
  })
}
