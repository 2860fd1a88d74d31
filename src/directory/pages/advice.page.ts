import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Who } from '../../platform/who.ts'
import {
  type AdviceAnswers,
  type AdvicePolicyOn,
  type AdviceQuestion,
  adviceSearches,
  answersAddress,
  leastOptions,
  mostOptions,
  questions,
  readAnswers,
  unanswered,
} from '../advice.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { paths } from '../paths.ts'
import { directoryAnswer, joinedByAnybody, recordAdviceUse, searchIndexFor } from '../store.ts'
import type { TravelPolicyOn } from '../travel-policy.ts'
import { type AdviceOption, adviceView, faultOf, questionView } from './advice.view.ts'
import { directoryView } from './directory.view.ts'

const policy = { roles: 'public', about: 'What matters to you: ideas, and who can help' } as const
const throttled = { rateLimit: { max: 30, timeWindow: '1 minute' } }
const params = z.object({ question: z.enum(questions) })

/** The answers an address carries; a page sends those before it along, hidden. */
const answersOf = (given: unknown): AdviceAnswers => readAnswers({ ...(given as Record<string, unknown> | undefined) })

interface Policies {
  readonly travelPolicyOn: TravelPolicyOn
  readonly assurancePolicyOn: AssurancePolicyOn
}

/** How many pages of a search are looked through for what anybody may join. */
const mostPages = 3

/**
 * Three to five things to do, the nearest to the wish first; fewer where there is no more that fits what somebody needs. Only what
 * anybody may join without an assessment, and community things before those with a price of the council's.
 */
async function optionsFor(app: FastifyInstance, who: Who, answers: AdviceAnswers, policies: Policies) {
  const index = await searchIndexFor(app.db, who.role)
  return app.db.transaction(who, async (tx) => {
    const travel = policies.travelPolicyOn(tx.today)
    const old = oldBefore(policies.assurancePolicyOn(tx.today), tx.today)
    const options = new Map<string, AdviceOption>()
    for (const { criteria, less } of adviceSearches(answers)) {
      if (options.size >= leastOptions) break
      for (let page = 1; page <= mostPages && options.size < mostOptions; page++) {
        const answer = await directoryAnswer(tx, index, { ...criteria, page }, old, travel)
        // our own words are spelt right: what one slip makes of them is something else
        if (answer.how !== 'as asked') break
        const results = await joinedByAnybody(tx, answer.results)
        // the words were ours, so that they stand on a page is no reason to read
        const shown = { ...answer, results, beyond: [], criteria: { ...criteria, what: '' }, how: 'as asked' as const }
        for (const card of directoryView(shown, [], old, travel, []).cards)
          if (options.size < mostOptions && !options.has(card.id)) options.set(card.id, { ...card, less })
        if (page >= answer.pages) break
      }
    }
    return [...options.values()]
  })
}

/** A short conversation without a name: one question a page, then real options and a person to talk to. */
export const advicePages =
  (policies: Policies, advicePolicyOn: AdvicePolicyOn): StepPages =>
  async (app) => {
    app.get('/directory/advice', { config: { policy } }, async (_request, reply) =>
      reply.page('directory/pages/advice-begin.njk', { first: paths.advice('matters'), back: paths.home() }),
    )

    app.get('/directory/advice/:question', { config: { policy }, schema: { params } }, async (request, reply) =>
      reply.page(
        'directory/pages/advice-question.njk',
        questionView(request.params.question, answersOf(request.query)),
      ),
    )

    app.post(
      '/directory/advice/:question',
      { config: { policy, ...throttled }, schema: { params } },
      async (request, reply) => {
        const { question } = request.params
        const form = readForm(z.record(z.string(), z.unknown()), request.body)
        if (!form.ok) throw new NotFound('question')
        const answers = answersOf(form.value)
        const fault = faultOf(question, answers)
        if (fault !== undefined)
          return reply.page('directory/pages/advice-question.njk', questionView(question, answers, fault), 400)
        const next: AdviceQuestion | undefined = questions[questions.indexOf(question) + 1]
        if (next !== undefined) return reply.redirect(answersAddress(answers, paths.advice(next)), 303)
        const missing = unanswered(answers)
        if (missing !== undefined) return reply.redirect(answersAddress(answers, paths.advice(missing)), 303)
        const { length } = await optionsFor(app, request.who, answers, policies)
        const { matters, situation } = answers
        if (matters !== undefined && situation !== undefined)
          await request.tx((tx) => recordAdviceUse(tx, { matters, situation, optionsShown: length }))
        return reply.redirect(answersAddress(answers, paths.adviceOptions()), 303)
      },
    )

    app.get('/directory/advice-options', { config: { policy } }, async (request, reply) => {
      const answers = answersOf(request.query)
      const missing = unanswered(answers)
      if (missing !== undefined) return reply.redirect(answersAddress(answers, paths.advice(missing)), 303)
      const options = await optionsFor(app, request.who, answers, policies)
      const estimate = app.routeTable.some((route) => route.method === 'GET' && route.url === '/estimate')
      const help = advicePolicyOn(app.db.clock.today())
      return reply.page('directory/pages/advice-options.njk', { ...adviceView(answers, options, help), estimate })
    })
  }
