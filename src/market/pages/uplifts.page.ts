import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { choiceField, dateField, type FormErrors, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { nationalLivingWage } from '../price-indices.ts'
import {
  decidedPrices,
  decideUplift,
  foreseeUplift,
  lots,
  proposeUplift,
  upliftLetters,
  upliftOf,
  uplifts,
} from '../store.ts'
import { refusedAt } from './refused-at.page.ts'
import {
  decideUpliftPage,
  proposePage,
  upliftDecisions,
  upliftLetterView,
  upliftsView,
  upliftView,
} from './uplifts.view.ts'

const looks = { roles: ['commissioner', 'finance'], about: 'Uplifts of prices' } as const
const decides = { roles: ['commissioner'], about: 'Propose and decide an uplift of prices' } as const
const reads = { roles: ['commissioner', 'finance', 'provider'], about: 'The letter about an uplift' } as const
const params = z.object({ upliftId: z.uuid() })
const letterParams = z.object({ upliftId: z.uuid(), providerId: z.uuid() })
const listAsked = z.object({ lotId: z.uuid().or(z.literal('')).catch(''), page: pageField })
const years = nationalLivingWage.map(({ year }) => String(year))
const proposeForm = z
  .object({
    lotId: z.uuid('Select a lot'),
    baseYear: choiceField('the year the prices are of', years).transform(Number),
    toYear: choiceField('the year they go to', years).transform(Number),
    from: dateField('the first day'),
  })
  .refine(({ baseYear, toYear }) => baseYear < toYear, {
    path: ['toYear'],
    message: 'Select a later year than the one the prices are of',
  })
const percentSentence = 'Enter per cent with at most two decimals, like 3.87'
const decideForm = z
  .object({
    decision: choiceField('what you decide', upliftDecisions),
    percent: z.string().trim().max(20, percentSentence).default(''),
    reason: textField('the reason', { most: 1000 }),
  })
  .transform(({ decision, percent, reason }, context) => {
    if (decision !== 'yes') return { basisPoints: 0, takenBack: decision === 'taken_back', reason }
    const points = /^-?\d{1,2}(\.\d{1,2})?$/.test(percent) ? Math.round(Number(percent) * 100) : Number.NaN
    if (points >= -5_000 && points <= 9_999 && points !== 0) return { basisPoints: points, takenBack: false, reason }
    const message = points === 0 ? 'Nothing per cent is a no. Select that the prices stay' : percentSentence
    context.addIssue({ code: 'custom', path: ['percent'], message })
    return z.NEVER
  })
const saidDone = {
  yes: 'The uplift is decided. Each provider can read its letter',
  no: 'The prices stay. Each provider can read why',
  taken_back: 'The proposal is taken back. Nobody is told',
}
const none = { errors: [], at: {} }
const formPage = 'platform/pages/form.njk'

/** Uplifts: proposed from wages and prices, decided by a person, told to every provider. */
export const upliftPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get('/market/uplifts', { config: { policy: looks } }, async (request, reply) => {
      const asked = listAsked.parse(request.query)
      const view = await request.tx(async (tx) => {
        const decides = request.who.role === 'commissioner'
        return upliftsView(await uplifts(tx, asked), {
          ...asked,
          perPage: ROWS_A_PAGE,
          lots: await lots(tx),
          decides,
        })
      })
      return reply.page('market/pages/uplifts.njk', view)
    })

    const propose = async (request: FastifyRequest, reply: FastifyReply, fault?: FormErrors) => {
      const view = await request.tx(async (tx) => proposePage(await lots(tx), policyOn(tx.today).uplift, years))
      return reply.page(formPage, { ...none, ...view, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get('/market/uplifts/new', { config: { policy: decides } }, async (request, reply) => propose(request, reply))
    app.post('/market/uplifts/new', { config: { policy: decides } }, async (request, reply) => {
      const form = readForm(proposeForm, request.body)
      if (!form.ok) return propose(request, reply, form)
      const done = await request.attempt((tx) =>
        proposeUplift(tx, { ...form.value, wagePercent: policyOn(tx.today).uplift.wagePercent }),
      )
      return done.ok
        ? reply.done(paths.uplift(done.value), 'The uplift is proposed. Nothing changes until somebody decides')
        : propose(request, reply, refusedAt(form.typed, done.refusals, 'toYear'))
    })

    app.get('/market/uplifts/:upliftId', { config: { policy: looks }, schema: { params } }, async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const uplift = await upliftOf(tx, request.params.upliftId)
        const { decision } = uplift
        const touched = await (decision === null ? foreseeUplift(tx, uplift) : decidedPrices(tx, decision.id))
        return upliftView(uplift, touched, {
          rule: policyOn(tx.today).uplift,
          decides: request.who.role === 'commissioner',
        })
      })
      return reply.page('market/pages/uplift.njk', view)
    })

    const decideUrl = '/market/uplifts/:upliftId/decide'
    type Given = FastifyRequest<{ Params: { upliftId: string } }>
    const decide = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
      const uplift = await request.tx((tx) => upliftOf(tx, request.params.upliftId))
      return reply.page(formPage, { ...none, ...decideUpliftPage(uplift), ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(decideUrl, { config: { policy: decides }, schema: { params } }, async (request, reply) =>
      decide(request, reply),
    )
    app.post(decideUrl, { config: { policy: decides }, schema: { params } }, async (request, reply) => {
      const form = readForm(decideForm, request.body)
      if (!form.ok) return decide(request, reply, form)
      const { takenBack, basisPoints } = form.value
      const done = await request.attempt((tx) => decideUplift(tx, { ...request.params, ...form.value }))
      return done.ok
        ? reply.done(
            paths.uplift(request.params.upliftId),
            saidDone[takenBack ? 'taken_back' : basisPoints === 0 ? 'no' : 'yes'],
          )
        : decide(request, reply, refusedAt(form.typed, done.refusals, 'percent'))
    })
  }

/** What a provider is told about an uplift, as a page and to print. */
export const upliftLetterPages: StepPages = async (app) => {
  const found = async (request: FastifyRequest<{ Params: { upliftId: string; providerId: string } }>) => {
    const { upliftId, providerId } = request.params
    const own = request.who.role === 'provider'
    if (own && request.who.providerId !== providerId) throw new NotFound('letter')
    const [letter] = await request.tx((tx) => upliftLetters(tx, providerId, upliftId))
    if (letter === undefined) throw new NotFound('letter')
    return upliftLetterView(letter, app.council, { providerId, own })
  }
  const url = '/market/uplifts/:upliftId/letters/:providerId'
  app.get(url, { config: { policy: reads }, schema: { params: letterParams } }, async (request, reply) =>
    reply.page('market/pages/uplift-letter.njk', await found(request)),
  )
  app.get(`${url}/pdf`, { config: { policy: reads }, schema: { params: letterParams } }, async (request, reply) => {
    const view = await found(request)
    return reply.letter('market/pages/uplift-letter.njk', view, {
      title: view.title,
      fileName: 'your-prices',
      easyRead: false,
    })
  })
}
