import { z } from 'zod'
import { addDays, latestDay } from '../../core/calendar-date.ts'
import type { Tx } from '../../platform/db.ts'
import { dateField, dateTyped, faultAt, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { filterField } from '../../platform/list-asked.ts'
import { readAddress } from '../../platform/read-address.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import { reviewWindow } from '../rollout/phases.ts'
import { areasDue, bookReviewsDue, dueStates, peopleDue, phasesOf } from '../store.ts'
import { bookFormView, peopleDueView } from './people-due.view.ts'
import { newestTable } from './rollout.page.ts'

const query = z.object({
  q: z.string().trim().max(200).catch(''),
  area: filterField,
  state: z.enum(dueStates).catch('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
const booking = z.object({
  from: dateField('the first day'),
  until: dateField('the last day'),
  area: optionalTextField('the area', { most: 200 }),
})

async function loadBooking(tx: Tx, wanted: string | undefined) {
  const newest = await newestTable(tx)
  if (newest === undefined) return undefined
  const { version } = newest
  const { found } = await peopleDue(tx, { version, words: '', area: wanted, state: 'no_review', page: 1 })
  const window = reviewWindow(await phasesOf(tx, version), wanted ?? null)
  const from = latestDay(addDays(tx.today, 1), newest.from, ...(window === undefined ? [] : [window.from]))
  const said = window?.until ?? undefined
  return { newest, found, from, until: said !== undefined && said >= from ? said : addDays(from, 365) }
}

/** People whose budget is of another table than the newest, and booking the reviews at which that may change. */
export const peopleDuePages: StepPages = async (app) => {
  const read = { roles: ['practitioner', 'team_manager'], about: 'See who comes to a new table at a review' } as const
  const book = { roles: ['team_manager'], about: 'Book the reviews at which people come to a new table' } as const

  app.get('/allocation/rollout/people', { config: { policy: read } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const view = await request.tx(async (tx) => {
      const newest = await newestTable(tx)
      if (newest === undefined) return undefined
      const { version } = newest
      const found = await peopleDue(tx, { version, words: asked.q, ...asked })
      const areas = await areasDue(tx, version)
      return peopleDueView(
        { ...found, areas, version, today: tx.today, mayBook: tx.who.role === 'team_manager' },
        asked,
      )
    })
    if (view === undefined) return reply.redirect(paths.rollout(), 303)
    return reply.page('allocation/pages/people-due.njk', view)
  })

  app.get('/allocation/rollout/people/book', { config: { policy: book } }, async (request, reply) => {
    const asked = readAddress(z.object({ area: filterField }), request.query)
    const shown = await request.tx((tx) => loadBooking(tx, asked.area))
    if (shown === undefined || shown.found === 0) return reply.redirect(paths.peopleDue(), 303)
    const typed = { ...dateTyped('from', shown.from), ...dateTyped('until', shown.until), area: asked.area ?? '' }
    return reply.page('platform/pages/form.njk', { ...bookFormView(shown, asked.area), typed })
  })

  app.post('/allocation/rollout/people/book', { config: { policy: book } }, async (request, reply) => {
    const read = readForm(booking, request.body)
    const wanted = read.ok ? read.value.area : undefined
    const shown = await request.tx((tx) => loadBooking(tx, wanted))
    if (shown === undefined) return reply.redirect(paths.peopleDue(), 303)
    const done = read.ok
      ? await request.attempt((tx) => bookReviewsDue(tx, { version: shown.newest.version, ...read.value }))
      : undefined
    if (done?.ok)
      return reply.done(
        paths.peopleDue(),
        `${done.value === 1 ? '1 review is' : `${done.value} reviews are`} booked. Nobody’s budget has changed`,
      )
    const code = done?.refusals[0] ?? ''
    const field = code === 'reviews_end_before_they_begin' ? 'until-day' : 'from-day'
    const faults = read.ok ? faultAt(read, field, allocationSentences[code] ?? 'The reviews could not be booked') : read
    return reply.page('platform/pages/form.njk', { ...bookFormView(shown, wanted), ...faults }, 400)
  })
}
