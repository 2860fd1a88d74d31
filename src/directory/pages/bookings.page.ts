import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { readForm } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { type DateWithBookings, datesWithBookings, peopleToTell, recordTold, type ToTell } from '../store.ts'
import { instantWords } from './booking.view.ts'

const policy: Policy = {
  roles: ['provider', 'broker'],
  about: 'Who booked single dates: what to call them and what they need',
}
const toldForm = z.object({ messageId: z.uuid() })

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function dateRow(date: DateWithBookings, mayCancel: boolean) {
  return {
    id: date.occurrenceId,
    title: date.name,
    when: `${longDate(date.onDate)}, ${clockTime(date.startMinute)} to ${clockTime(date.endMinute)}`,
    words: date.cancelled
      ? 'Nobody comes: the date is cancelled'
      : `${count(date.coming.length, 'person', 'people')} booked; ${date.taken} of ${count(date.capacity, 'place', 'places')} taken${date.waiting > 0 ? `; ${date.waiting} waiting` : ''}`,
    cancelled: date.cancelled,
    coming: date.coming.map((one) => ({
      called: one.called,
      needs: one.accessWords ?? '',
      held: one.held ? 'place offered, no answer yet' : '',
    })),
    cancel: mayCancel && !date.cancelled ? `/delivery/dates/${date.occurrenceId}/cancel` : '',
  }
}

const kindWords = {
  'place offered': 'A place is free for them',
  'offer ran out': 'The offer ran out',
  'date cancelled': 'The date is cancelled',
  'date laid again': 'The date takes place after all. They may book again',
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
}
