import { z } from 'zod'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, dateField, dateTyped, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { bookReview, personName, reviewList, reviewsOf, settleReview } from '../store.ts'
import { needsRoles, ofPerson } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'
import { newReviewView, reviewListView, settleReviewView } from './reviews.view.ts'

const query = z.object({
  q: z.string().trim().max(200).catch(''),
  due: z.enum(['late', 'two_weeks', 'six_weeks', 'all']).catch('six_weeks'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
const booking = z.object({
  kind: choiceField('whether it was planned', ['planned', 'unplanned'] as const),
  cause: textField('why the review is due', { most: 200 }),
  dueOn: dateField('the day it is due'),
})
const settling = z.object({
  settledOn: dateField('the day'),
  settlement: textField('how it was settled', { most: 1000 }),
})
const ofReview = ofPerson.extend({ reviewDueId: z.uuid() })

const spanDays = { late: -1, two_weeks: 14, six_weeks: 42, all: undefined }

function untilOf(due: keyof typeof spanDays, today: CalendarDate): CalendarDate | undefined {
  const days = spanDays[due]
  return days === undefined ? undefined : addDays(today, days)
}

/** Whose review is booked, and the planned one that is open already: a second is seldom meant. */
async function loadBooking(tx: Tx, personId: string) {
  const person = await personName(tx, personId)
  const planned = (await reviewsOf(tx, personId)).find((one) => one.settledOn === null && one.kind === 'planned')
  return { person, planned }
}

/** Reviews due: the list for a team, booking one, and settling one that is no longer needed. */
export const reviewPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'See which reviews are due, book and settle them' }

  app.get('/needs/reviews', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const found = await request.tx(async (tx) => ({
      ...(await reviewList(tx, { words: asked.q, until: untilOf(asked.due, tx.today), page: asked.page })),
      today: tx.today,
    }))
    return reply.page('needs/pages/reviews.njk', reviewListView(found, asked))
  })

  app.get('/people/:personId/needs/reviews/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const shown = await request.tx(async (tx) => ({ ...(await loadBooking(tx, personId)), today: tx.today }))
    const yearly = { kind: 'planned', cause: 'Yearly review', ...dateTyped('dueOn', addDays(shown.today, 365)) }
    return reply.page('platform/pages/form.njk', {
      ...newReviewView(personId, shown),
      typed: shown.planned === undefined ? yearly : {},
    })
  })

  app.post('/people/:personId/needs/reviews/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const read = readForm(booking, request.body)
    const done = read.ok ? await request.attempt((tx) => bookReview(tx, { personId, ...read.value })) : undefined
    if (done?.ok) return reply.done(paths.needs(personId), 'The review is booked')
    const shown = await request.tx((tx) => loadBooking(tx, personId))
    return reply.page(
      'platform/pages/form.njk',
      { ...newReviewView(personId, shown), ...refusalAt(read, done, 'cause') },
      400,
    )
  })

  app.get('/people/:personId/needs/reviews/:reviewDueId', { config: { policy } }, async (request, reply) => {
    const { personId, reviewDueId } = ofReview.parse(request.params)
    const shown = await request.tx(async (tx) => ({ reviews: await reviewsOf(tx, personId), today: tx.today }))
    const review = shown.reviews.find((one) => one.reviewDueId === reviewDueId)
    if (review === undefined) throw new NotFound('review')
    return reply.page('platform/pages/form.njk', {
      ...settleReviewView(review),
      typed: dateTyped('settledOn', shown.today),
    })
  })

  app.post('/people/:personId/needs/reviews/:reviewDueId', { config: { policy } }, async (request, reply) => {
    const { personId, reviewDueId } = ofReview.parse(request.params)
    const read = readForm(settling, request.body)
    const done = read.ok
      ? await request.attempt((tx) => settleReview(tx, { personId, reviewDueId, ...read.value }))
      : undefined
    if (done?.ok) return reply.done(paths.needs(personId), 'The review is settled')
    const review = (await request.tx((tx) => reviewsOf(tx, personId))).find((one) => one.reviewDueId === reviewDueId)
    if (review === undefined) throw new NotFound('review')
    return reply.page(
      'platform/pages/form.njk',
      { ...settleReviewView(review), ...refusalAt(read, done, 'settlement') },
      400,
    )
  })
}
