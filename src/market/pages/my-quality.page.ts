import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate, monthWords } from '../../core/calendar-date.ts'
import { firstOf } from '../../core/list-page.ts'
import { type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { wholeAsked } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { visitState, whoLooks } from '../assurance.ts'
import { outcomeWords } from '../concern.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { ratingWords } from '../service-rating.ts'
import {
  actionsOf,
  answeredVoices,
  answerVoice,
  assuredServices,
  type Concern,
  concernsOf,
  type Quote,
  quotesOf,
  visitsOf,
} from '../store.ts'
import { actionRow, visitRow } from './assurance-rows.view.ts'

const policy = { roles: ['provider'], about: 'How my service is: visits, what to put right, what people say' } as const
const answerForm = z.object({ words: textField('your answer', { most: 1000 }) })
const params = z.object({ voiceId: z.uuid() })

/** What a provider sees of its own: ratings, visits that were shared or signed, actions, quotes and its own concerns. */
export const myQualityPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/my-service/quality', { config: { policy } }, async (request, reply) => {
      const { providerId } = request.who
      if (providerId === undefined) throw new NotFound('provider')
      const view = await request.tx(async (tx) => {
        const own = (await assuredServices(tx)).filter((one) => one.providerId === providerId)
        const answered = await answeredVoices(tx, providerId)
        const quotes = await quotesOf(tx, { providerId })
        const visits = await visitsOf(tx, { providerId })
        const all = wholeAsked(request.query)
        const first = <T>(rows: readonly T[], words: string) =>
          firstOf(rows, { most: 20, all: all === words, href: `${paths.myQuality()}?all=${words}#${words}`, words })
        return {
          services: own.map((one) => ({
            name: one.name,
            href: paths.quality(one.opportunityId),
            tell: paths.tellUs(one.opportunityId),
            rating:
              whoLooks(one) === 'cqc'
                ? 'The Care Quality Commission’s matter'
                : ratingWords(one.rating ?? 'not_visited'),
            since: one.ratedOn === null ? '' : longDate(one.ratedOn),
          })),
          actions: first(
            (await actionsOf(tx, { providerId })).map((one) => actionRow(one, tx.today)),
            'actions',
          ),
          visits: first(visits.filter((one) => visitState(one) !== 'called off').map(visitRow), 'visits'),
          quotes: first(
            quotes.map((one) => quoteRow(one, answered)),
            'quotes',
          ),
          concerns: first((await concernsOf(tx, { providerId })).map(concernRow), 'concerns'),
          days: policyOn(tx.today).assurance.concernDays,
          back: paths.myService(),
          rule: paths.qualityRule(),
        }
      })
      return reply.page('market/pages/my-quality.njk', view)
    })

    const url = '/market/my-service/quality/:voiceId/answer'
    type Asked = FastifyRequest<{ Params: { voiceId: string } }>
    const show = async (request: Asked, reply: FastifyReply, fault?: FormErrors) => {
      const { providerId = '' } = request.who
      const quotes = providerId === '' ? [] : await request.tx((tx) => quotesOf(tx, { providerId }))
      const one = quotes.find(({ voiceId }) => voiceId === request.params.voiceId)
      if (one === undefined) throw new NotFound('voice')
      const page = answerPage(one)
      return reply.page('platform/pages/form.njk', { ...page, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      const read = readForm(answerForm, request.body)
      if (!read.ok) return show(request, reply, read)
      const done = await request.attempt((tx) => answerVoice(tx, request.params.voiceId, read.value.words))
      if (done.ok) return reply.done(paths.myQuality(), 'The council reads your answer, then it is shown')
      return show(request, reply, faultAt(read, 'words', marketSentences[done.refusals[0] ?? ''] ?? 'Try once more'))
    })
  }

const quoteRow = (one: Quote, answered: ReadonlySet<string>) => ({
  words: one.words,
  when: monthWords(one.saidIn),
  answer: one.answer,
  waits: one.answer === null && answered.has(one.voiceId),
  href: answered.has(one.voiceId) ? null : paths.answerVoice(one.voiceId),
})

const concernRow = (one: Concern) => ({
  cells: [
    { text: longDate(one.raisedOn) },
    { text: one.words },
    {
      text: one.outcome === null ? 'The council has not decided yet' : outcomeWords(one.outcome),
      note: one.decisions.at(-1)?.reason ?? '',
    },
  ],
})

const answerPage = (one: { voiceId: string; words: string }) => ({
  errors: [],
  at: {},
  typed: {},
  hidden: [],
  title: 'Answer what somebody says',
  lede: 'Everybody can read it beside their words. Do not say or guess who it was.',
  now: `“${one.words}”`,
  back: { href: paths.myQuality(), text: 'How your service is' },
  action: paths.answerVoice(one.voiceId),
  button: 'Send the answer',
  fields: [{ type: 'long', id: 'words', label: 'Your answer' }],
})
