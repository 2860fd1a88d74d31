import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accept, refuse } from '../../core/outcome.ts'
import { listPeople } from '../../people/store.ts'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { job } from '../../platform/who.ts'
import { bookingState } from '../booking-rules.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import {
  type Booking,
  book,
  bookableDates,
  bookingByLink,
  cancelBooking,
  opportunityDetails,
  takeAgain,
  takeOffer,
} from '../store.ts'
import { toICalendar } from '../to-icalendar.ts'
import { bookingView, dateChoices, whyWeAsk } from './booking.view.ts'
import { faultField, publicBookingForm } from './booking-form.page.ts'

const policy = { roles: 'public', about: 'Book a place on a date, see it and give it back' } as const
const throttled = { rateLimit: { max: 20, timeWindow: '10 minutes' } }
const looked = { rateLimit: { max: 120, timeWindow: '1 minute' } }
const params = z.object({ opportunityId: z.string() })
const secret = z.object({ link: z.string().max(100) })
const acts = ['take', 'give-back', 'again'] as const
const doneWords: Readonly<Record<(typeof acts)[number], string>> = {
  take: 'The place is yours',
  'give-back': 'Thank you for telling us. Somebody else can have the place',
  again: 'You have your place again',
}
const act = secret.extend({ act: z.enum(acts) })

/** Whoever books has no account, so the system writes it; whoever has the secret address of a booking can change that one. */
const asSystem = <T>(app: FastifyInstance, work: (tx: Tx) => Promise<T>) =>
  app.db.transaction(job('booking a place'), work)

/** As the system, with a refusal given back instead of thrown. */
async function attempt<T>(app: FastifyInstance, work: (tx: Tx) => Promise<T>) {
  try {
    return accept(await asSystem(app, work))
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code)
    throw error
  }
}

async function bookingOf(tx: Tx, link: string): Promise<Booking> {
  const found = await bookingByLink(tx, link)
  if (found === undefined) throw new NotFound('booking')
  return found
}

/** So many people of a name are offered; the page says when there are more. */
const mostOffered = 10

/** For whom somebody who is signed in may book: the people of a person's account, or those a worker finds by name. */
async function whomFor(tx: Tx, opportunityId: string, text: string) {
  const { role, personIds } = tx.who
  const worker = role === 'practitioner' || role === 'team_manager'
  if (role !== 'person' && !worker) return null
  const found = worker && text === '' ? [] : (await listPeople(tx, worker ? { text } : {}, 1)).people
  return {
    search: worker,
    q: text,
    more: worker && found.length > mostOffered,
    people: found
      .slice(0, worker ? mostOffered : undefined)
      .filter(({ person_id }) => worker || personIds.includes(person_id))
      .map(({ person_id, name }) => ({ name, href: paths.bookFor(person_id, opportunityId) })),
  }
}

async function show(
  request: FastifyRequest<{ Params: { opportunityId: string } }>,
  reply: FastifyReply,
  wrong?: FormErrors,
  status = 200,
) {
  const { opportunityId } = request.params
  const asked = z
    .object({ q: z.string().max(100).catch(''), date: z.string().max(40).catch('') })
    .parse({ q: '', date: '', ...Object(request.query) })
  const { details, dates, people } = await request.tx(async (tx) => ({
    details: await opportunityDetails(tx, opportunityId),
    dates: await bookableDates(tx, opportunityId),
    people: await whomFor(tx, opportunityId, asked.q.trim()),
  }))
  if (details === undefined) throw new NotFound('opportunity')
  return reply.page(
    'directory/pages/book.njk',
    {
      errors: [],
      at: {},
      ...wrong,
      typed: wrong?.typed ?? { occurrenceId: asked.date },
      name: details.name,
      why: whyWeAsk(details.organisation),
      dates: dateChoices(dates),
      full: dates.some((date) => date.left <= 0 || date.waiting > 0),
      people,
      action: paths.book(details.id),
      back: paths.opportunity(details.id),
    },
    status,
  )
}

const actOn: Readonly<Record<(typeof acts)[number], (tx: Tx, booking: Booking) => Promise<unknown>>> = {
  take: takeOffer,
  'give-back': cancelBooking,
  again: takeAgain,
}

/** Anybody books a place on one date, with the least data that needs, and comes back to it by a secret address. */
export const bookPages: StepPages = async (app) => {
  app.get('/directory/:opportunityId/book', { config: { policy }, schema: { params } }, (request, reply) =>
    show(request, reply),
  )
  app.post(
    '/directory/:opportunityId/book',
    { config: { policy, ...throttled }, schema: { params } },
    async (request, reply) => {
      const form = readForm(publicBookingForm, request.body)
      if (!form.ok) return show(request, reply, form, 400)
      const { opportunityId } = request.params
      // what is public is asked as anybody: the system itself would be shown more
      const open = await request.tx((tx) => bookableDates(tx, opportunityId))
      const made = open.some(({ occurrenceId }) => occurrenceId === form.value.occurrenceId)
        ? await attempt(app, (tx) => book(tx, opportunityId, form.value))
        : refuse('cannot_be_booked')
      if (!made.ok) {
        const code = made.refusals[0] ?? ''
        return show(
          request,
          reply,
          faultAt(form, faultField(code), directorySentences[code] ?? 'This cannot be booked. Phone us'),
          409,
        )
      }
      return reply.done(
        paths.booking(made.value.link ?? ''),
        made.value.waits
          ? 'You are on the waiting list. Keep the address of this page'
          : 'Your place is booked. Keep the address of this page',
      )
    },
  )

  app.get(
    '/directory/booking/:link',
    { config: { policy, ...looked }, schema: { params: secret } },
    async (request, reply) => {
      const { link } = request.params
      const view = await asSystem(app, async (tx) => bookingView(await bookingOf(tx, link), tx.now))
      const address = `${request.protocol}://${request.host}${paths.booking(link)}`
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
      return reply.page('directory/pages/booking.njk', { ...view, address, here: paths.booking(link) })
    },
  )

  app.get(
    '/directory/booking/:link/date.ics',
    { config: { policy, ...looked }, schema: { params: secret } },
    async (request, reply) => {
      const { link } = request.params
      const file = await asSystem(app, async (tx) => {
        const booking = await bookingOf(tx, link)
        const cancelled = !['booked', 'past'].includes(bookingState(booking, tx.now))
        const address = `${request.protocol}://${request.host}${paths.booking(link)}`
        const summary = `Reference ${booking.reference}`
        return toICalendar({
          name: booking.name,
          summary,
          address,
          madeAt: tx.now,
          events: [{ ...booking, cancelled }],
        })
      })
      return reply
        .header('content-disposition', 'attachment; filename="booking.ics"')
        .header('cache-control', 'no-store')
        .type('text/calendar; charset=utf-8')
        .send(file)
    },
  )

  app.get(
    '/directory/booking/:link/give-back',
    { config: { policy, ...looked }, schema: { params: secret } },
    async (request, reply) => {
      const { link } = request.params
      const view = await asSystem(app, async (tx) => bookingView(await bookingOf(tx, link), tx.now))
      if (view.state.may === null) return reply.redirect(paths.booking(link), 303)
      return reply.page('directory/pages/give-back.njk', { ...view, here: paths.booking(link) })
    },
  )

  app.post(
    '/directory/booking/:link/:act',
    { config: { policy, ...looked }, schema: { params: act } },
    async (request, reply) => {
      const { link, act: wanted } = request.params
      const done = await attempt(app, async (tx) => {
        const booking = await bookingOf(tx, link)
        await actOn[wanted](tx, booking)
      })
      return reply.done(
        paths.booking(link),
        done.ok ? doneWords[wanted] : (directorySentences[done.refusals[0] ?? ''] ?? 'Nothing was changed'),
      )
    },
  )
}
