import { z } from 'zod'
import { typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { askNeeded, measures } from '../scenario/ask-needed.ts'
import type { Simulate } from '../scenario/simulate-type.ts'
import { assumptionsOf } from '../simulation/assumptions-of.ts'
import { keptScenario } from '../store.ts'
import { neededAnswer, neededForm, putBack } from './needed.view.ts'

const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'What would have to be true for a target to be reached',
} as const
const params = z.object({ scenarioId: z.uuid() })

/** What would have to be true: one assumption, all else unchanged, so that a target is reached in so many of 100 runs. */
export const neededPages =
  (simulate: Simulate): StepPages =>
  async (app) => {
    const url = '/strategy/scenarios/:scenarioId/needed'
    app.get(url, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
      const kept = await request.tx((tx) => keptScenario(tx, request.params.scenarioId))
      const typed = typedOf(request.query)
      const form = neededForm(kept.content, typed)
      const head = { name: kept.name, back: paths.scenario(kept.id), here: paths.scenarioNeeded(kept.id), form, typed }
      const begun = Object.keys(typed).length > 0
      const asked = z
        .object({
          key: z.enum(assumptionsOf(kept.content).map(([key]) => key)),
          target: z.coerce
            .number()
            .int()
            .min(0)
            .max(Math.max(0, kept.content.targets.length - 1)),
          measure: z.enum(measures),
          chance: z.coerce.number().int().min(1).max(99),
        })
        .safeParse(typed)
      if (!begun) return reply.page('strategy/pages/needed.njk', { ...head, errors: [], answer: null })
      if (!asked.success) {
        const wrong = new Set(asked.error.issues.map(({ path }) => String(path[0])))
        const errors = form.sentences
          .filter(({ id }) => wrong.has(id))
          .map(({ id, text }) => ({ text, href: `#${id}` }))
        return reply.page('strategy/pages/needed.njk', { ...head, errors, answer: null }, 400)
      }
      const question = { ...asked.data, chance: asked.data.chance / 100 }
      const found = await askNeeded(kept.content, question, simulate)
      return reply.page('strategy/pages/needed.njk', {
        ...head,
        errors: [],
        answer: neededAnswer(kept.content, question, found),
        put: putBack(kept, question.key, found),
      })
    })
  }
