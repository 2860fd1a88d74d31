import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import {
  choiceField,
  dateField,
  type FormErrors,
  optionalDateField,
  optionalTextField,
  readForm,
  textField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { leastHoursSentence, leastMinutes } from '../least-hours.ts'
import { checksRequired, type MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  leastHoursOf,
  leaveFramework,
  liftSuspension,
  type ProviderDetails,
  peopleAfter,
  providerDetails,
  recordLook,
  recordNotice,
  stateLeastHours,
  suspend,
} from '../store.ts'
import { lookForm } from './applications.page.ts'
import { lookPage } from './applications.view.ts'
import { refusedAt } from './refused-at.page.ts'
import { leastHoursPage, leavePage, liftPage, noticePage, suspendPage } from './standing.view.ts'

const policy = { roles: ['commissioner'], about: 'Where a provider stands with the framework' } as const
const params = z.object({ providerId: z.string() })
const suspendForm = z.object({
  from: dateField('the first day'),
  until: optionalDateField('the last day'),
  reason: textField('the reason', { most: 1000 }),
})
const liftForm = z.object({ reason: textField('the reason', { most: 1000 }) })
const leaveForm = z.object({ lastDay: dateField('the last day'), reason: textField('the reason', { most: 1000 }) })
const noticeForm = z.object({
  kind: choiceField('what kind of notice it is', ['tender', 'award', 'change', 'other']),
  reference: textField('the reference', { most: 100 }),
  publishedOn: dateField('the day it was published'),
})
const hoursForm = z.object({
  hours: optionalTextField('the least you can take on').transform((text, context) => {
    const minutes = text === undefined ? undefined : leastMinutes(text)
    if (text !== undefined && minutes === undefined) context.addIssue({ code: 'custom', message: leastHoursSentence })
    return minutes
  }),
})

const formPage = 'platform/pages/form.njk'
const fresh = { errors: [], at: {} }
type Given = FastifyRequest<{ Params: { providerId: string } }>
type Answer = FormErrors | { readonly done: string }

async function providerOf(tx: Tx, providerId: string): Promise<ProviderDetails> {
  const provider = await providerDetails(tx, providerId)
  if (provider === undefined) throw new NotFound('provider')
  return provider
}

/** Suspending a provider and lifting it, leaving, a further look at a check, the least hours it takes on, and notices. */
export const standingPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const form = (
      url: string,
      pageOf: (tx: Tx, provider: ProviderDetails) => object | Promise<object>,
      act: (request: Given) => Promise<Answer>,
    ) => {
      const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
        const view = await request.tx(async (tx) => pageOf(tx, await providerOf(tx, request.params.providerId)))
        return reply.page(formPage, { typed: {}, ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
      }
      app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
      app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
        const { id } = await request.tx((tx) => providerOf(tx, request.params.providerId))
        const answer = await act(request)
        return 'done' in answer ? reply.done(paths.provider(id), answer.done) : show(request, reply, answer)
      })
    }

    form(
      '/market/providers/:providerId/suspend',
      (_tx, provider) => suspendPage(provider),
      async (request) => {
        const read = readForm(suspendForm, request.body)
        if (!read.ok) return read
        const done = await request.attempt((tx) => suspend(tx, { ...request.params, ...read.value }))
        return done.ok
          ? { done: 'The provider is suspended. It reads so on its first page' }
          : refusedAt(read.typed, done.refusals, 'from')
      },
    )

    form(
      '/market/providers/:providerId/lift',
      (_tx, provider) => liftPage(provider),
      async (request) => {
        const read = readForm(liftForm, request.body)
        if (!read.ok) return read
        const done = await request.attempt((tx) => liftSuspension(tx, request.params.providerId, read.value.reason))
        return done.ok ? { done: 'The suspension has ended' } : refusedAt(read.typed, done.refusals, 'reason')
      },
    )

    form(
      '/market/providers/:providerId/leave',
      async (tx, provider) => leavePage(provider, await peopleAfter(tx, provider.id, tx.today), tx.today),
      async (request) => {
        const read = readForm(leaveForm, request.body)
        if (!read.ok) return read
        const done = await request.attempt((tx) => leaveFramework(tx, { ...request.params, ...read.value }))
        return done.ok
          ? {
              done: 'The provider leaves the framework. It reads so on its first page, and so do brokers and social workers of people who have a place there',
            }
          : refusedAt(read.typed, done.refusals, 'lastDay')
      },
    )

    form(
      '/market/providers/:providerId/check',
      (tx, provider) =>
        lookPage({
          back: { href: paths.provider(provider.id), text: provider.name },
          action: paths.lookAgain(provider.id),
          required: checksRequired(provider.kind, policyOn(tx.today).joining),
        }),
      async (request) => {
        const read = readForm(lookForm, request.body)
        if (!read.ok) return read
        const { kind, met, evidence, expires } = read.value
        const look = { of: request.params, kind, met: met === 'yes', evidence, expiresOn: expires }
        const done = await request.attempt((tx) => recordLook(tx, look))
        return done.ok ? { done: 'The check is recorded' } : refusedAt(read.typed, done.refusals, 'expires')
      },
    )
  }

/** What a provider says about itself: the least hours it can take on. */
export const ownTermsPages: StepPages = async (app) => {
  const own = { roles: ['provider'], about: 'Say the least hours I can take on' } as const
  const url = '/market/my-service/least-hours'
  const show = async (request: FastifyRequest, reply: FastifyReply, fault?: FormErrors) => {
    const now = await request.tx((tx) => leastHoursOf(tx, request.who.providerId ?? ''))
    return reply.page(formPage, { ...fresh, ...leastHoursPage(now), ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy: own } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy: own } }, async (request, reply) => {
    const read = readForm(hoursForm, request.body)
    if (!read.ok) return show(request, reply, read)
    await request.tx(async (tx) => {
      const { id } = await providerOf(tx, request.who.providerId ?? '')
      await stateLeastHours(tx, { providerId: id, weeklyMinutes: read.value.hours, from: tx.today })
    })
    return reply.done(
      paths.myService(),
      read.value.hours === undefined ? 'You take on any number of hours' : 'The least you can take on is recorded',
    )
  })
}

/** The notices of a framework's legal route. */
export const noticePages: StepPages = async (app) => {
  const url = '/market/frameworks/:frameworkId/notices/new'
  const where = { config: { policy }, schema: { params: z.object({ frameworkId: z.uuid() }) } }
  app.get(url, where, async (request, reply) =>
    reply.page(formPage, { typed: {}, ...fresh, ...noticePage(request.params.frameworkId) }),
  )
  app.post(url, where, async (request, reply) => {
    const read = readForm(noticeForm, request.body)
    const again = (fault: FormErrors) =>
      reply.page(formPage, { ...noticePage(request.params.frameworkId), ...fault }, 400)
    if (!read.ok) return again(read)
    const done = await request.attempt((tx) => recordNotice(tx, { ...request.params, ...read.value }))
    return done.ok
      ? reply.done(paths.applications(), 'The notice is recorded')
      : again(refusedAt(read.typed, done.refusals, 'reference'))
  })
}
