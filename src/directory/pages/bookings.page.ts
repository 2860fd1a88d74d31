import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { firstOf, pageAddress, pagerOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { readForm } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { pageField, wholeAsked, wordsField } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { job, type Who } from '../../platform/who.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import { bookAgain, type DateWithBookings, datesWithBookings, peopleToTell, recordTold, type ToTell } from '../store.ts'
import { instantWords } from './booking.view.ts'

const policy: Policy = {
  roles: ['provider', 'broker'],
  about: 'Who booked single dates: what to call them and what they need',
}
const toldForm = z.object({ messageId: z.uuid() })
const listAsked = z.object({ words: wordsField, page: pageField })
const againForm = z.object({ bookingId: z.uuid() })

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
  'date laid again': 'The date takes place after all',
}

const tellRow = (one: ToTell) => ({
  id: one.id,
  called: one.called,
  reach: one.reach ?? 'their own team tells them',
  mine: one.reach !== null,
  bookingId: one.bookingId,
  free: one.kind === 'date laid again' ? one.freeAgain : null,
  words: `${kindWords[one.kind]}: ${one.name}, ${longDate(one.onDate)}, ${clockTime(one.startMinute)}${one.heldUntil === null || one.kind !== 'place offered' ? '' : `. Held until ${instantWords(one.heldUntil)}`}`,
})

/** Whoever booked has no account, so the system writes it, under the name of who asks. Gives what refused it, or null. */
async function taken(app: FastifyInstance, bookingId: string, { staffId, accountId }: Who): Promise<string | null> {
  const by = { ...(staffId === undefined ? {} : { staffId }), ...(accountId === undefined ? {} : { accountId }) }
  try {
    await app.db.transaction({ ...job('taking a booking again'), ...by }, (tx) => bookAgain(tx, bookingId))
    return null
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

/** Whoever runs bookable sessions sees who comes, tells those who must hear something, and cancels a date. */
export const bookingsPages: StepPages = async (app) => {
  app.get('/directory/bookings', { config: { policy } }, async (request, reply) => {
    const { words, page } = listAsked.parse(request.query)
    const { dates, tell } = await request.tx(async (tx) => ({
      dates: await datesWithBookings(tx, { words, page }),
      tell: await peopleToTell(tx),
    }))
    const all = wholeAsked(request.query) === 'people'
    const told = { most: 50, all, href: `${paths.bookings()}?all=people`, words: 'people to tell' }
    const provider = request.who.role === 'provider'
    return reply.page('directory/pages/bookings.njk', {
      dates: dates.rows.map((date) => dateRow(date, provider)),
      count: count(dates.all, 'date', 'dates'),
      asked: words !== '' || page > 1,
      find: { action: paths.bookings(), title: 'Bookings', label: 'Session, or who runs it', value: words },
      pager: pagerOf({ page, all: dates.all, perPage: ROWS_A_PAGE, href: pageAddress(paths.bookings(), { words }) }),
      tell: firstOf(tell.map(tellRow), told),
      told: paths.told(),
      takeAgain: paths.takeAgain(),
    })
  })
  app.post('/directory/bookings/told', { config: { policy } }, async (request, reply) => {
    const form = readForm(toldForm, request.body)
    if (!form.ok) throw new NotFound('message')
    await request.tx((tx) => recordTold(tx, form.value.messageId))
    return reply.done(paths.bookings(), 'It is noted that they were told')
  })
  app.post('/directory/bookings/again', { config: { policy } }, async (request, reply) => {
    const form = readForm(againForm, request.body)
    if (!form.ok) throw new NotFound('booking')
    const { bookingId } = form.value
    const mine = (await request.tx((tx) => peopleToTell(tx))).find((one) => one.bookingId === bookingId)
    if (mine?.kind !== 'date laid again' || mine.reach === null) throw new NotFound('booking')
    const done = await taken(app, bookingId, request.who)
    return reply.done(
      paths.bookings(),
      done === null
        ? `${mine.called} has the place again, and it is noted that they were told`
        : (directorySentences[done] ?? 'Nothing was changed'),
    )
  })
}
