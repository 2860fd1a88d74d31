import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { paths } from '../paths.ts'
import type { RolloutPolicyOn } from '../rollout/policy.ts'
import { tableVersions, watchOf } from '../store.ts'
import { watchView } from './watch.view.ts'

const query = z.object({ table: z.string().max(40).optional().catch(undefined) })

/** Is a table still enough? How often its budgets were, beside what would be usual. */
export const watchPages =
  (policyOn: RolloutPolicyOn): StepPages =>
  async (app) => {
    const policy = {
      roles: ['team_manager', 'finance', 'commissioner'],
      about: 'See whether budgets of a table are still enough',
    } as const
    app.get('/allocation/watch', { config: { policy } }, async (request, reply) => {
      const asked = readAddress(query, request.query)
      const view = await request.tx(async (tx) => {
        const versions = await tableVersions(tx)
        const begun = versions.filter((one) => one.from <= tx.today)
        const chosen = begun.find((one) => one.version === asked.table) ?? begun[0]
        if (chosen === undefined) return undefined
        const rules = policyOn(tx.today)
        const { watch, exceptions } = await watchOf(tx, chosen, rules.watch)
        return watchView({ chosen, begun, watch, exceptions, rules, madeUp: app.demo })
      })
      if (view === undefined) return reply.redirect(paths.rollout(), 303)
      return reply.page('allocation/pages/watch.njk', view)
    })
  }
