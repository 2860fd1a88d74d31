import { z } from 'zod'
import type { StepPages } from '../../../platform/http.ts'
import { NotFound } from '../../../platform/refused.ts'
import { loadCouncils } from '../store.ts'
import { policyView } from './policy.view.ts'

const query = z.object({
  council: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .optional(),
})

/** A council's policy for anyone to read: each value with its days, and its citation or the reason it was assumed. */
export const policyPages: StepPages = async (app) => {
  const councils = loadCouncils()
  app.get(
    '/policy',
    { config: { policy: { roles: 'public', about: 'The council’s policy, value by value, with its sources' } } },
    async (request, reply) => {
      const asked = query.safeParse(request.query)
      const wanted = asked.success ? asked.data.council : ''
      const policy = wanted === undefined ? [...councils.values()][0] : councils.get(wanted)
      if (policy === undefined) throw new NotFound('council')
      const names = [...councils.values()].map(({ card }) => ({ id: card.id, name: card.name }))
      return reply.page('app/council-policy/pages/policy.njk', policyView(policy, names))
    },
  )
}
