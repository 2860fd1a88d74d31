import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, dateField, type FormErrors, optionalDateField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { checkKinds, runsOut, untilWhenSentence } from '../checks.ts'
import { checksRequired, type MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  type ApplicationDetails,
  applicationDetails,
  applicationsList,
  decideApplication,
  declareInterest,
  lots,
  recordLook,
  scheduleOfPrices,
} from '../store.ts'
import {
  applicationsView,
  checkPage,
  decidePage,
  interestPage,
  priceAbove,
  staffApplicationView,
} from './applications.view.ts'
import { refusedAt } from './refused-at.page.ts'

const looks = {
  roles: ['commissioner', 'finance', 'administrator'],
  about: 'Applications to join the framework',
} as const
const decides = { roles: ['commissioner'], about: 'Check and decide applications to the framework' } as const
const params = z.object({ applicationId: z.string() })
const query = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** What was seen of one check: used for an applicant and again for a provider that is in. */
export const lookForm = z
  .object({
    kind: choiceField('what you looked at', checkKinds),
    met: choiceField('whether it is met', ['yes', 'no']),
    evidence: textField('what you saw', { most: 1000 }),
    expires: optionalDateField('the day it runs out'),
  })
  .refine(({ kind, met, expires }) => met === 'no' || !runsOut(kind) || expires !== undefined, {
    path: ['expires'],
    message: untilWhenSentence,
  })
const interestForm = z.object({ what: textField('the connection', { most: 500 }) })
const decideForm = z.object({
  lotIds: z.preprocess(
    (value) =>
      (Array.isArray(value) ? value : [value])
        .flatMap((one) => String(one ?? '').split(','))
        .filter((one) => one !== ''),
    z.array(z.uuid('Select lots of the list')),
  ),
  from: dateField('the first day'),
  noticeId: z.uuid('Select the notice under which you decide'),
  reasons: textField('the reasons', { most: 2000 }),
  noInterest: z.literal('yes', 'Say that you have no connection with the applicant'),
})

/** The field of a form that a refusal is about, where it is not the form’s own. */
const fieldOf: Readonly<Record<string, string>> = { admission_in_the_past: 'from' }

/** The applications that wait, each with its checks and its decision. */
export const applicationsPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    app.get(
      '/market/applications',
      { config: { policy: looks }, schema: { querystring: query } },
      async (request, reply) => {
        const { page } = request.query
        const list = await request.tx((tx) =>
          applicationsList(tx, { limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE }),
        )
        const pager = {
          page,
          pages: pagesOf(list.total),
          href: `${paths.applications()}?page=`,
        }
        return reply.page('market/pages/applications.njk', { ...applicationsView(list), pager })
      },
    )

    const shown = async (tx: Tx, applicationId: string) => {
      const asked = await applicationDetails(tx, applicationId)
      if (asked === undefined) throw new NotFound('application')
      const { joining, prices } = policyOn(tx.today)
      const above = priceAbove(asked, await scheduleOfPrices(tx, tx.today), prices.leastCompared)
      return { asked, required: checksRequired(asked.kind, joining), on: tx.today, above }
    }
    type Shown = Awaited<ReturnType<typeof shown>>

    app.get(
      '/market/applications/:applicationId',
      { config: { policy: looks }, schema: { params } },
      async (request, reply) => {
        const view = await request.tx(async (tx) =>
          staffApplicationView({
            ...(await shown(tx, request.params.applicationId)),
            policy: policyOn(tx.today).joining,
            lots: await lots(tx),
            mayDecide: request.who.role === 'commissioner',
          }),
        )
        return reply.page('market/pages/application.njk', view)
      },
    )

    type Request = FastifyRequest<{ Params: { applicationId: string } }>
    const form = (
      url: string,
      pageOf: (one: Shown) => object,
      act: (request: Request, asked: Shown) => Promise<FormErrors | { done: string }>,
    ) => {
      const show = async (request: Request, reply: FastifyReply, fault?: FormErrors) => {
        const view = await request.tx(async (tx) => pageOf(await shown(tx, request.params.applicationId)))
        const begin = { typed: {}, errors: [], at: {} }
        return reply.page('platform/pages/form.njk', { ...begin, ...view, ...fault }, fault === undefined ? 200 : 400)
      }
      app.get(url, { config: { policy: decides }, schema: { params } }, async (request, reply) => show(request, reply))
      app.post(url, { config: { policy: decides }, schema: { params } }, async (request, reply) => {
        const asked = await request.tx((tx) => shown(tx, request.params.applicationId))
        const answer = await act(request, asked)
        return 'done' in answer
          ? reply.done(paths.application(request.params.applicationId), answer.done)
          : show(request, reply, answer)
      })
    }

    form('/market/applications/:applicationId/check', checkPage, async (request, { asked }) => {
      const read = readForm(lookForm, request.body)
      if (!read.ok) return read
      const { kind, met, evidence, expires } = read.value
      const look = { of: { applicationId: asked.id }, kind, met: met === 'yes', evidence, expiresOn: expires }
      const done = await request.attempt((tx) => recordLook(tx, look))
      return done.ok ? { done: 'The check is recorded' } : refusedAt(read.typed, done.refusals, 'expires', { fieldOf })
    })

    form('/market/applications/:applicationId/interest', interestPage, async (request, { asked }) => {
      const read = readForm(interestForm, request.body)
      if (!read.ok) return read
      await request.tx((tx) => declareInterest(tx, { applicationId: asked.id }, read.value.what))
      return { done: 'Your connection is recorded. Somebody else decides' }
    })

    form('/market/applications/:applicationId/decide', decidePage, async (request, { asked, required }) => {
      const read = readForm(decideForm, request.body)
      if (!read.ok) return read
      const { noInterest: _, ...decision } = read.value
      const wanted = { applicationId: asked.id, ...decision, checksRequired: required }
      const done = await request.attempt((tx) => decideApplication(tx, wanted))
      return done.ok
        ? { done: doneWords(asked, decision.lotIds) }
        : refusedAt(read.typed, done.refusals, 'lotIds', { fieldOf })
    })
  }

const doneWords = ({ lots: asked }: ApplicationDetails, admitted: readonly string[]) =>
  admitted.length === 0 ? 'The application is refused' : `Admitted to ${admitted.length} of ${asked.length} lots`
