import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { latestDay } from '../../core/calendar-date.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, dateField, type FormErrors, moneyField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { rateUnits } from '../rate.ts'
import { marketSentences } from '../sentences.ts'
import {
  answerProposal,
  lots,
  proposalById,
  proposalsOf,
  proposeRate,
  providerDetails,
  ratesTakenBack,
  scheduleOfPrices,
  supportBands,
  upliftLetters,
  withdrawProposal,
} from '../store.ts'
import { aboveBeforehand } from './above-middle.view.ts'
import { answerPage, ownPricesView, proposePage } from './own-prices.view.ts'
import { refusedAt } from './refused-at.page.ts'

const own = { roles: ['provider'], about: 'My own prices, and asking for another' } as const
const decides = { roles: ['commissioner'], about: 'Answer a price that a provider asks for' } as const
const params = z.object({ proposalId: z.uuid() })
const formPage = 'platform/pages/form.njk'
const none: FormErrors = { ok: false, errors: [], at: {}, typed: {} }
const reason = textField('the reason', { most: 500 })
const proposeForm = (given: { lotIds: readonly string[]; bands: readonly string[] }) =>
  z.object({
    lotId: choiceField('a lot', given.lotIds),
    supportBand: choiceField('the support', given.bands),
    unit: choiceField('what the price is for', rateUnits),
    price: moneyField('the price').refine((price) => price > 0, 'The price must be more than £0'),
    from: dateField('the first day'),
    reason,
  })
const answerForm = z.object({
  answer: choiceField('your answer', ['agreed', 'declined']),
  from: dateField('the first day'),
  reason,
})

async function mine(tx: Tx) {
  const provider = await providerDetails(tx, tx.who.providerId ?? '')
  if (provider === undefined) throw new NotFound('provider')
  const names = new Set(provider.admissions.map(({ lot }) => lot))
  return { provider, lots: (await lots(tx)).filter(({ name }) => names.has(name)), bands: await supportBands(tx) }
}

/** The field that a refusal is about: the price, its first day, or the reason. */
const fieldAt = ([code = '']: readonly string[]) =>
  code === 'rate_is_the_same' ? 'price' : code.startsWith('rate_') ? 'from-day' : 'reason'

/** A provider's prices and what it asks for; a commissioner's answer. */
export const ownPricesPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/my-service/prices', { config: { policy: own } }, async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const { provider } = await mine(tx)
        const asked = await proposalsOf(tx, provider.id)
        return ownPricesView(
          provider,
          asked,
          await upliftLetters(tx, provider.id),
          tx.today,
          await ratesTakenBack(tx, provider.id),
        )
      })
      return reply.page('market/pages/own-prices.njk', view)
    })

    const url = '/market/my-service/prices/new'
    app.get(url, { config: { policy: own } }, async (request, reply) =>
      reply.page(formPage, { ...none, typed: { unit: 'session' }, ...proposePage(await request.tx(mine)) }),
    )
    app.post(url, { config: { policy: own } }, async (request, reply) => {
      const given = await request.tx(mine)
      const read = readForm(proposeForm({ lotIds: given.lots.map(({ id }) => id), bands: given.bands }), request.body)
      const again = (fault: FormErrors) => reply.page(formPage, { ...proposePage(given), ...fault }, 400)
      if (!read.ok) return again(read)
      const done = await request.attempt((tx) => proposeRate(tx, { providerId: given.provider.id, ...read.value }))
      return done.ok
        ? reply.done(paths.ownPrices(), 'The council has it and answers')
        : again(refusedAt(read.typed, done.refusals, fieldAt(done.refusals)))
    })
    app.post(
      '/market/my-service/prices/:proposalId/take-back',
      { config: { policy: own }, schema: { params } },
      async (request, reply) => {
        const done = await request.attempt(async (tx) => {
          await proposalById(tx, request.params.proposalId)
          await withdrawProposal(tx, request.params.proposalId)
        })
        return reply.done(
          paths.ownPrices(),
          done.ok ? 'It is taken back' : (marketSentences[done.refusals[0] ?? ''] ?? 'Nothing was changed'),
        )
      },
    )

    const answerUrl = '/market/proposals/:proposalId'
    const show = async (
      request: FastifyRequest<{ Params: { proposalId: string } }>,
      reply: FastifyReply,
      fault?: FormErrors,
    ) => {
      const view = await request.tx(async (tx) => {
        const asked = await proposalById(tx, request.params.proposalId)
        const first = latestDay(asked.from, tx.today)
        const { leastCompared } = policyOn(tx.today).prices
        return answerPage(asked, first, aboveBeforehand(asked, await scheduleOfPrices(tx, first), leastCompared))
      })
      return reply.page(formPage, { ...none, ...view, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(answerUrl, { config: { policy: decides }, schema: { params } }, async (request, reply) =>
      show(request, reply),
    )
    app.post(answerUrl, { config: { policy: decides }, schema: { params } }, async (request, reply) => {
      const { proposalId } = request.params
      const read = readForm(answerForm, request.body)
      if (!read.ok) return show(request, reply, read)
      const { answer, ...said } = read.value
      const done = await request.attempt((tx) =>
        answerProposal(tx, proposalId, { agreed: answer === 'agreed', ...said }),
      )
      if (!done.ok) return show(request, reply, refusedAt(read.typed, done.refusals, fieldAt(done.refusals)))
      const { providerId } = await request.tx((tx) => proposalById(tx, proposalId))
      return reply.done(paths.provider(providerId), 'The provider reads your answer')
    })
  }
