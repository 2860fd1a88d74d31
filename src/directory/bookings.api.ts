import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound, Refused } from '../platform/refused.ts'
import { job } from '../platform/who.ts'
import { bookingState } from './booking-rules.ts'
import { canBeReached } from './pages/booking-form.page.ts'
import { type Booking, book, bookableDates, bookingByLink, cancelBooking, takeAgain, takeOffer } from './store.ts'

const tags = ['directory']
const policy = { roles: 'public', about: 'Book a place on a date, see it and give it back' } as const
const throttled = { rateLimit: { max: 20, timeWindow: '10 minutes' } }
const looked = { rateLimit: { max: 120, timeWindow: '1 minute' } }
const entry = z.object({ opportunityId: z.uuid() })
const secret = z.object({ link: z.string().min(1).max(100) })
const date = z.object({
  occurrenceId: z.string(),
  onDate: z.string(),
  startMinute: z.number(),
  endMinute: z.number(),
  session: z.string().nullable(),
  left: z.number(),
  waiting: z.number(),
})
const booked = z.object({
  reference: z.string(),
  state: z.string(),
  name: z.string(),
  organisation: z.string(),
  place: z.string(),
  onDate: z.string(),
  startMinute: z.number(),
  endMinute: z.number(),
  heldUntil: z.string().nullable(),
  before: z.number().describe('How many wait before it'),
})
const made = z.object({ reference: z.string(), link: z.string(), waits: z.boolean() })
/** Whoever books without an account makes the key themselves; the secret of the booking follows from it, so it must be hard to guess. */
const key = z.string().min(22).max(200)

/** The secret of a booking follows from the key alone: the same request again finds the booking that it made. */
const linkOf = (idempotencyKey: string) =>
  createHash('sha256').update(`booking ${idempotencyKey}`).digest('base64url').slice(0, 32)

/** Whoever books has no account, so the system writes it; whoever has the secret address of a booking can change that one. */
const asSystem = <T>(app: FastifyInstance, work: (tx: Tx) => Promise<T>) =>
  app.db.transaction(job('booking a place'), work)

const shown = (booking: Booking, now: Date) => ({
  reference: booking.reference,
  state: bookingState(booking, now),
  name: booking.name,
  organisation: booking.organisation,
  place: booking.place,
  onDate: booking.onDate,
  startMinute: booking.startMinute,
  endMinute: booking.endMinute,
  heldUntil: booking.heldUntil?.toISOString() ?? null,
  before: booking.before,
})

async function found(tx: Tx, link: string): Promise<Booking> {
  const booking = await bookingByLink(tx, link)
  if (booking === undefined) throw new NotFound('booking')
  return booking
}

/** Booking one date for anybody, by other programs: the dates, a booking or a turn in the queue, and what its holder may do. */
export const bookingsApi: StepApi = async (app) => {
  app.get(
    '/api/directory/:opportunityId/dates',
    {
      config: { policy, ...looked },
      schema: {
        tags,
        summary: 'The dates of the next six weeks that anybody may book, with the places left',
        params: entry,
        response: { 200: z.array(date) },
      },
    },
    async (request) => request.tx((tx) => bookableDates(tx, request.params.opportunityId)),
  )
  app.post(
    '/api/directory/:opportunityId/bookings',
    {
      config: { policy, ownKey: true, ...throttled },
      schema: {
        tags,
        summary:
          'Book one place, or with `wait` join the waiting list of a full date. Needs an Idempotency-Key of at least 22 characters that nobody can guess: the same request again gives the same booking',
        params: entry,
        headers: z.looseObject({ 'idempotency-key': key }),
        body: z.object({
          occurrenceId: z.uuid(),
          called: z.string().trim().min(1).max(60),
          reach: z.string().trim().max(120).refine(canBeReached, 'must be an e-mail address or a phone number'),
          accessWords: z.string().trim().min(1).max(300).optional(),
          wait: z.boolean().default(false),
        }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const wanted = request.body
      const { opportunityId } = request.params
      const link = linkOf(request.headers['idempotency-key'])
      // what is public is asked as anybody: the system itself would be shown more
      const open = await request.tx((tx) => bookableDates(tx, opportunityId))
      const booking = await asSystem(app, async (tx) => {
        const before = await bookingByLink(tx, link)
        if (before !== undefined) {
          const same = before.occurrenceId === wanted.occurrenceId && before.called === wanted.called
          if (!same) throw new Refused('idempotency_key_used')
          return { reference: before.reference, waits: !before.hasClaim }
        }
        if (!open.some(({ occurrenceId }) => occurrenceId === wanted.occurrenceId))
          throw new Refused('cannot_be_booked')
        return book(tx, opportunityId, { ...wanted, link })
      })
      return reply.code(201).send({ reference: booking.reference, link, waits: booking.waits })
    },
  )
  heldBooking(app)
}

/** What whoever holds the secret of a booking may do: see it, take an offered place, give it back. */
function heldBooking(app: Parameters<StepApi>[0]) {
  app.get(
    '/api/directory/bookings/:link',
    {
      config: { policy, ...looked },
      schema: { tags, summary: 'My own booking, by its secret', params: secret, response: { 200: booked } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return asSystem(app, async (tx) => shown(await found(tx, request.params.link), tx.now))
    },
  )
  for (const [act, summary, work] of [
    ['take', 'Take an offered place', takeOffer],
    ['again', 'Take a booking again whose date was cancelled and takes place after all', takeAgain],
    ['give-back', 'Give a booking back, or say no to an offer; again, it stays given back', cancelBooking],
  ] as const)
    app.post(
      `/api/directory/bookings/:link/${act}`,
      {
        config: { policy, ownKey: true, ...looked },
        schema: { tags, summary, params: secret, response: { 200: booked } },
      },
      async (request) =>
        asSystem(app, async (tx) => {
          const booking = await found(tx, request.params.link)
          const state = bookingState(booking, tx.now)
          const isDone = act === 'give-back' ? ['given back', 'offer over'].includes(state) : state === 'booked'
          if (!isDone) await work(tx, booking)
          return shown(await found(tx, request.params.link), tx.now)
        }),
    )
}
