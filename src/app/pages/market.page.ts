import type { StepPages } from '../../platform/http.ts'
import { openTo } from './link-groups.ts'
import { marketGroups } from './market.view.ts'

const policy = {
  roles: ['commissioner', 'finance', 'broker', 'team_manager'],
  about: 'Everything about the market in one list',
} as const

/** The market at a glance: each page that a role may open, with a sentence on what it is for. */
export const marketPage: StepPages = async (app) => {
  app.get('/market', { config: { policy } }, async (request, reply) =>
    reply.page('app/pages/market.njk', { groups: openTo(request.who.role, marketGroups, app.routeTable) }),
  )
}
