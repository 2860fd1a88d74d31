import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { readForm, textField } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import {
  cancelDate,
  type DateWithBookings,
  datesWithBookings,
  peopleToTell,
  recordTold,
  type ToTell,
} from '../store.ts'
import { instantWords } from './booking.view.ts'

const policy: Policy = {
  roles: ['provider', 'broker'],
  about: 'Who booked single dates: what to call them and what they need',
}
const runs: Policy = { roles: ['provider'], about: 'Whoever runs a session cancels one date of it' }
const params = z.object({ occurrenceId: z.uuid() })
const cancelForm = z.object({ reason: textField('why it is cancelled', { most: 200 }) })
const toldForm = z.object({ messageId: z.uuid() })

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function dateRow(date: DateWithBookings, mayCancel: boolean) {
  return {
    id: date.occurrenceId,
    title: date.name,
    when: `${longDate(date.onDate)}, ${clockTime(date.startMinute)} to ${clockTime(date.endMinute)}`,
    words: `${count(date.coming.length, 'person', 'people')} booked; ${date.taken} of ${count(date.capacity, 'place', 'places')} taken${date.waiting > 0 ? `; ${date.waiting} waiting` : ''}`,
    cancelled: date.cancelled,
    coming: date.coming.map((one) => ({
      called: one.called,
      needs: one.accessWords ?? '',
      held: one.held ? 'place offered, no answer yet' : '',
    })),
    cancel: mayCancel && !date.cancelled ? paths.cancelDate(date.occurrenceId) : '',
  }
}

const kindWords = {
  'place offered': 'A place is free for them',
  'offer ran out': 'The offer ran out',
  'date cancelled': 'The date is cancelled',
}

const tellRow = (one: ToTell) => ({
  id: one.id,
  called: one.called,
  reach: one.reach ?? 'their own team tells them',
  mine: one.reach !== null,
  words: `${kindWords[one.kind]}: ${one.name}, ${longDate(one.onDate)}, ${clockTime(one.startMinute)}${one.heldUntil === null || one.kind !== 'place offered' ? '' : `. Held until ${instantWords(one.heldUntil)}`}`,
})

/** Whoever runs bookable sessions sees who comes, tells those who must hear something, and cancels a date. */
export const bookingsPages: StepPages = async (app) => {
  app.get('/directory/bookings', { config: { policy } }, async (request, reply) => {
    const { dates, tell } = await request.tx(async (tx) => ({
      dates: await datesWithBookings(tx),
      tell: await peopleToTell(tx),
    }))
    const provider = request.who.role === 'provider'
    return reply.page('directory/pages/bookings.njk', {
      dates: dates.map((date) => dateRow(date, provider)),
      tell: tell.map(tellRow),
      told: paths.told(),
    })
  })
  app.post('/directory/bookings/told', { config: { policy } }, async (request, reply) => {
    const form = readForm(toldForm, request.body)
    if (!form.ok) throw new NotFound('message')
    await request.tx((tx) => recordTold(tx, form.value.messageId))
    return reply.done(paths.bookings(), 'It is noted that they were told')
  })
  app.get('/directory/bookings/:occurrenceId/cancel', { config: { policy: runs } }, async (request, reply) => {
    const { occurrenceId } = params.parse(request.params)
    const date = (await request.tx((tx) => datesWithBookings(tx))).find((one) => one.occurrenceId === occurrenceId)
    if (date === undefined || date.cancelled) throw new NotFound('date')
    return reply.page('directory/pages/cancel-date.njk', {
      ...dateRow(date, true),
      errors: [],
      at: {},
      typed: {},
      back: paths.bookings(),
    })
  })
  app.post('/directory/bookings/:occurrenceId/cancel', { config: { policy: runs } }, async (request, reply) => {
    const { occurrenceId } = params.parse(request.params)
    const date = (await request.tx((tx) => datesWithBookings(tx))).find((one) => one.occurrenceId === occurrenceId)
    if (date === undefined) throw new NotFound('date')
    const form = readForm(cancelForm, request.body)
    if (!form.ok)
      return reply.page(
        'directory/pages/cancel-date.njk',
        { ...dateRow(date, true), ...form, back: paths.bookings() },
        400,
      )
    const done = await request.attempt((tx) => cancelDate(tx, occurrenceId, form.value.reason))
    return reply.done(
      paths.bookings(),
      done.ok
        ? `The date is cancelled. ${count(done.value, 'person reads', 'people read')} it on their page and ${done.value === 1 ? 'stands' : 'stand'} in the list of people to tell`
        : (directorySentences[done.refusals[0] ?? ''] ?? 'Nothing was changed'),
    )
  })
}
