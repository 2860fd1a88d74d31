import { z } from 'zod'
import { clockTime, latestDay, longDate, weekdayName } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { sessionFacts } from '../../directory/store.ts'
import { proposePrice } from '../../planning/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, readForm, textField, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import {
  failedCauses,
  offersFor,
  place,
  proposePlace,
  providerFor,
  recordFailedMatch,
  sendOffer,
  summaryOf,
  type ToPlace,
  termToPlace,
  timesAway,
  withdrawOffer,
} from '../store.ts'
import { failedPage, offerPage, placePage, pricePage, proposePage, withdrawPage } from './act.view.ts'
import { brokers, ofOffer, ofTerm } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const offerForm = z.object({
  days: wholeNumberField('the days to answer', { least: 1, most: 28 }),
  needsToKnow: textField('what the provider must know', { most: 600 }),
})
const proposeForm = z.object({ reason: textField('why', { most: 300 }) })
const failedForm = z.object({ cause: choiceField('what stood in the way', failedCauses) })
const placeForm = z.object({ pausedToo: choiceField('whether this place is paused too', ['yes', 'no']) })
const nothing = z.object({})
const form = 'platform/pages/form.njk'
const DAY = 86_400_000

/** What a broker does about a planned session: offer, place, put another place into the plan, keep what could not be found. */
export const actPages: StepPages = async (app) => {
  const policy = { roles: brokers, about: 'Offer, place, and record unmet need' } as const

  app.get('/people/:personId/brokerage/:termId/offer', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { term, provider, summary } = await request.tx((tx) => offered(tx, personId, termId))
    return reply.page(form, {
      ...offerPage(term, provider.name),
      typed: { days: '3', needsToKnow: `Aged ${summary.ageBand}, lives in ${summary.area}.` },
    })
  })
  app.post('/people/:personId/brokerage/:termId/offer', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const read = readForm(offerForm, request.body)
    const done = read.ok
      ? await request.attempt(async (tx) => {
          const { provider } = await offered(tx, personId, termId)
          const answerBy = new Date(tx.now.getTime() + read.value.days * DAY)
          return sendOffer(tx, {
            termId,
            providerId: provider.providerId,
            answerBy,
            needsToKnow: read.value.needsToKnow,
          })
        })
      : undefined
    if (done?.ok) return reply.done(paths.match(personId, termId), 'Offer sent')
    const { term, provider } = await request.tx((tx) => offered(tx, personId, termId))
    return reply.page(form, { ...offerPage(term, provider.name), ...refusalAt(read, done, 'days') }, 400)
  })

  app.get('/people/:personId/brokerage/:termId/place', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { term, away } = await request.tx((tx) => toBePlaced(tx, personId, termId))
    const typed = away[0]?.supportPauseId ? { pausedToo: 'yes' } : {}
    return reply.page(form, { ...placePage(term, detailsOf(term), away), typed })
  })
  app.post('/people/:personId/brokerage/:termId/place', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { term, away } = await request.tx((tx) => toBePlaced(tx, personId, termId))
    const read = readForm(away.length > 0 ? placeForm : nothing, request.body)
    if (!read.ok) return reply.page(form, { ...placePage(term, detailsOf(term), away), ...read }, 400)
    const pausedToo = 'pausedToo' in read.value ? read.value.pausedToo === 'yes' : undefined
    const done = await request.attempt((tx) => place(tx, termId, { pausedToo }))
    if (done.ok && done.value.paused) return reply.done(paths.places(personId), 'Placed, and paused with the others')
    if (done.ok)
      return reply.done(
        paths.places(personId),
        done.value.dates === 0
          ? 'Placed'
          : `Placed on ${done.value.dates} dates so far; later dates follow by themselves`,
      )
    const faults = refusalAt(readForm(nothing, {}), done, 'main-content')
    const page = placePage(term, detailsOf(term))
    return reply.page(
      'brokerage/pages/not-placed.njk',
      {
        ...{ ...page, ...faults, failed: paths.act(personId, termId, 'failed'), match: paths.match(personId, termId) },
        places: done.refusals.includes('one_placement_at_a_time') ? paths.places(personId) : null,
      },
      409,
    )
  })

  app.get('/people/:personId/brokerage/:termId/failed', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    return reply.page(form, failedPage(await request.tx((tx) => ours(tx, personId, termId))))
  })
  app.post('/people/:personId/brokerage/:termId/failed', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const read = readForm(failedForm, request.body)
    const done = read.ok
      ? await request.attempt((tx) => recordFailedMatch(tx, { termId, cause: read.value.cause }))
      : undefined
    if (done?.ok)
      return reply.done(paths.match(personId, termId), 'Kept as unmet need. The session stays in your queue')
    const term = await request.tx((tx) => ours(tx, personId, termId))
    return reply.page(form, { ...failedPage(term), ...refusalAt(read, done, 'cause') }, 400)
  })
}

async function toBePlaced(tx: Tx, personId: string, termId: string) {
  const term = await ours(tx, personId, termId)
  return {
    term,
    away: await timesAway(tx, personId, { from: latestDay(term.fromDate, tx.today), until: term.untilDate }),
  }
}

const ofSession = z.object({ session: z.uuid() })
const ofPriced = z.object({ offer: z.uuid() })

/** What changes the plan or an offer: another place in its stead, an offered price, an offer taken back. */
export const changePlanPages: StepPages = async (app) => {
  const policy = { roles: brokers, about: 'Propose another place or price, take an offer back' } as const

  app.get('/people/:personId/brokerage/:termId/propose', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { session } = readAddress(ofSession, request.query)
    return reply.page(form, await request.tx((tx) => proposed(tx, personId, termId, session)))
  })
  app.post('/people/:personId/brokerage/:termId/propose', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { session } = readAddress(ofSession, request.query)
    const read = readForm(proposeForm, request.body)
    const done = read.ok
      ? await request.attempt((tx) => proposePlace(tx, { termId, sessionId: session, reason: read.value.reason }))
      : undefined
    if (done?.ok)
      return reply.done(
        paths.places(personId),
        'It stands in the draft of the plan. The social worker agrees it with the person and sends it for approval',
      )
    const page = await request.tx((tx) => proposed(tx, personId, termId, session))
    return reply.page(form, { ...page, ...refusalAt(read, done, 'reason') }, 400)
  })

  app.get('/people/:personId/brokerage/:termId/price', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { offer } = readAddress(ofPriced, request.query)
    return reply.page(
      form,
      await request.tx(async (tx) => pricePage(await ours(tx, personId, termId), await accepted(tx, termId, offer))),
    )
  })
  app.post('/people/:personId/brokerage/:termId/price', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { offer } = readAddress(ofPriced, request.query)
    const done = await request.attempt(async (tx) => {
      const { providerId, price } = await accepted(tx, termId, offer)
      return proposePrice(tx, { termId, providerId, perSession: pence(price), reason: 'price of the accepted offer' })
    })
    if (done.ok)
      return reply.done(
        paths.match(personId, termId),
        done.value.agreed ? 'The plan is agreed at this price' : 'The price goes for approval',
      )
    const page = await request.tx(async (tx) =>
      pricePage(await ours(tx, personId, termId), await accepted(tx, termId, offer)),
    )
    return reply.page(form, { ...page, ...refusalAt(readForm(nothing, {}), done, 'main-content') }, 409)
  })

  app.get(
    '/people/:personId/brokerage/:termId/offers/:offerId/withdraw',
    { config: { policy } },
    async (request, reply) => {
      const { personId, termId, offerId } = ofOffer.parse(request.params)
      return reply.page(form, withdrawPage(await request.tx((tx) => ours(tx, personId, termId)), offerId))
    },
  )
  app.post(
    '/people/:personId/brokerage/:termId/offers/:offerId/withdraw',
    { config: { policy } },
    async (request, reply) => {
      const { personId, termId, offerId } = ofOffer.parse(request.params)
      const done = await request.attempt((tx) => withdrawOffer(tx, offerId))
      return reply.done(
        paths.match(personId, termId),
        done.ok ? 'Offer taken back' : 'It had been answered or taken back already',
      )
    },
  )
}

async function ours(tx: Tx, personId: string, termId: string): Promise<ToPlace> {
  const term = await termToPlace(tx, termId)
  if (term === undefined || term.personId !== personId) throw new NotFound('planned session')
  return term
}

async function offered(tx: Tx, personId: string, termId: string) {
  const term = await ours(tx, personId, termId)
  const provider = await providerFor(tx, termId)
  if (provider === undefined) throw new Refused('no_provider_known')
  return { term, provider, summary: await summaryOf(tx, personId) }
}

async function proposed(tx: Tx, personId: string, termId: string, sessionId: string) {
  const term = await ours(tx, personId, termId)
  const [session] = await sessionFacts(tx, [sessionId])
  if (session === undefined) throw new NotFound('session')
  return proposePage(term, session)
}

async function accepted(tx: Tx, termId: string, offerId: string) {
  const offer = (await offersFor(tx, termId)).find((one) => one.offerId === offerId && one.answer === 'accepted')
  if (offer === undefined || offer.pricePence === null) throw new NotFound('accepted offer')
  return { offerId, providerId: offer.providerId, provider: offer.provider, price: offer.pricePence }
}

function detailsOf(term: ToPlace): string {
  const when = `${weekdayName(term.weekday)} ${clockTime(term.startMinute)} to ${clockTime(term.endMinute)}`
  const price = term.pricePence === null ? '' : ` at ${formatMoney(pence(term.pricePence))} a session`
  return `${term.title}, ${when}, from ${longDate(term.fromDate)}${price}.`
}
