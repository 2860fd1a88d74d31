import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { calledName } from '../../people/store.ts'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import {
  book,
  bookableDates,
  bookingsOf,
  cancelBooking,
  doneThen,
  opportunityDetails,
  peopleToTell,
  recordTold,
  type ToTell,
  takeAgain,
  takeOffer,
} from '../store.ts'
import { bookingView, dateChoices } from './booking.view.ts'
import { faultField, personBookingForm } from './booking-form.page.ts'

const policy: Policy = {
  roles: ['person', 'practitioner', 'team_manager'],
  about: 'Places on single dates, booked by a person, who acts for them, or their team',
}
const ofPerson = z.object({ personId: z.uuid() })
const ofEntry = ofPerson.extend({ opportunityId: z.uuid() })
const ofBooking = ofPerson.extend({ bookingId: z.uuid(), act: z.enum(['take', 'give-back', 'told', 'again']) })
const layoutFor = (role: string) => `platform/pages/${role === 'person' ? 'public' : 'staff'}.njk`

async function show(request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) {
  const { personId, opportunityId } = ofEntry.parse(request.params)
  const { details, dates, name } = await request.tx(async (tx) => ({
    details: await opportunityDetails(tx, opportunityId),
    dates: await bookableDates(tx, opportunityId),
    name: await calledName(tx, personId),
  }))
  if (details === undefined) throw new NotFound('opportunity')
  return reply.page(
    'directory/pages/book-for.njk',
    {
      errors: [],
      at: {},
      ...wrong,
      typed: wrong?.typed ?? { called: name ?? '' },
      layout: layoutFor(request.who.role),
      mine: request.who.role === 'person',
      name: details.name,
      organisation: details.organisation,
      dates: dateChoices(dates),
      full: dates.some((date) => date.left <= 0 || date.waiting > 0),
      action: paths.bookFor(personId, details.id),
      back: paths.opportunity(details.id),
    },
    status,
  )
}

const told: Readonly<Record<ToTell['kind'], string>> = {
  'date cancelled': 'Cancelled',
  'date laid again': 'It takes place after all. Ask whether to take the place again',
  'place offered': 'A place is free',
  'offer ran out': 'The offer ran out',
}

/** Why it is not booked; where something else is at that time, which, from when to when. */
function refusedWords(code: string, there: Awaited<ReturnType<typeof doneThen>>): string {
  if (there === undefined) return directorySentences[code] ?? 'This cannot be booked. Phone whoever runs it'
  const what = `${there.name} is at this time already: ${clockTime(there.startMinute)} to ${clockTime(there.endMinute)}`
  return `${what}. Choose another date, or ${there.booked ? 'give that one back first' : 'have the week changed first'}`
}

/** Booking a place on one date for a person with a record: who sees the person may book, see and give back. */
export const bookForPages: StepPages = async (app) => {
  app.get('/people/:personId/directory', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const view = await request.tx(async (tx) => {
      const tell =
        request.who.role === 'person' ? [] : (await peopleToTell(tx)).filter((one) => one.personId === personId)
      return {
        bookings: (await bookingsOf(tx, personId)).map((one) => bookingView(one, tx.now)),
        tell: tell.map((one) => ({
          words: `${told[one.kind]}: ${one.name}, ${longDate(one.onDate)}, ${clockTime(one.startMinute)}`,
          action: paths.actOnBooking(personId, one.id, 'told'),
        })),
      }
    })
    const bookings = view.bookings.map((one) => ({
      ...one,
      take: paths.actOnBooking(personId, one.id, 'take'),
      giveBack: paths.actOnBooking(personId, one.id, 'give-back'),
      takeAgain: paths.actOnBooking(personId, one.id, 'again'),
    }))
    const mine = request.who.role === 'person'
    return reply.page('directory/pages/booked.njk', {
      ...view,
      bookings,
      mine,
      layout: layoutFor(request.who.role),
      search: paths.search(),
    })
  })

  app.get('/people/:personId/directory/:opportunityId/book', { config: { policy } }, (request, reply) =>
    show(request, reply),
  )
  app.post('/people/:personId/directory/:opportunityId/book', { config: { policy } }, async (request, reply) => {
    const { personId, opportunityId } = ofEntry.parse(request.params)
    const form = readForm(personBookingForm, request.body)
    if (!form.ok) return show(request, reply, form, 400)
    const made = await request.attempt((tx) => book(tx, opportunityId, { ...form.value, personId }))
    if (!made.ok) {
      const code = made.refusals[0] ?? ''
      const { occurrenceId } = form.value
      const there =
        code === 'person_in_one_place' ? await request.tx((tx) => doneThen(tx, personId, occurrenceId)) : undefined
      return show(request, reply, faultAt(form, faultField(code), refusedWords(code, there)), 409)
    }
    return reply.done(paths.booked(personId), made.value.waits ? 'It is on the waiting list' : 'The place is booked')
  })

  app.post(
    '/people/:personId/directory/bookings/:bookingId/:act',
    { config: { policy }, schema: { params: ofBooking } },
    async (request, reply) => {
      const { personId, bookingId, act } = request.params
      if (act === 'told' && request.who.role === 'person') throw new NotFound('message')
      const done = await request.attempt(async (tx) => {
        if (act === 'told') return recordTold(tx, bookingId)
        const booking = (await bookingsOf(tx, personId)).find(({ id }) => id === bookingId)
        if (booking === undefined) throw new NotFound('booking')
        if (act === 'again') return takeAgain(tx, booking)
        return act === 'take' ? takeOffer(tx, booking) : cancelBooking(tx, booking)
      })
      const words = {
        take: 'The place is taken',
        'give-back': 'It is given back',
        told: 'It is noted that the person was told',
        again: 'The place is taken again',
      }
      return reply.done(
        paths.booked(personId),
        done.ok ? words[act] : (directorySentences[done.refusals[0] ?? ''] ?? 'Nothing was changed'),
      )
    },
  )
}
