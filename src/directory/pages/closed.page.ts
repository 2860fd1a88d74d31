import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { dateField, type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import { closeForAWhile, entryPauses, openAgain, ownEntry, standingContent } from '../store.ts'

const policy = {
  roles: ['provider', 'broker', 'commissioner'],
  about: 'Say that an entry is closed for a while, and open it again',
} as const
const params = z.object({ opportunityId: z.uuid() })
const form = z.object({
  from: dateField('the first day it is closed'),
  until: dateField('the last day it is closed'),
  reason: textField('why it is closed', { most: 200 }),
})
const openForm = z.object({ pauseId: z.uuid() })
type Given = FastifyRequest<{ Params: { opportunityId: string } }>

const backOf = (role: string, opportunityId: string) =>
  role === 'provider' ? paths.myEntry(opportunityId) : paths.history(opportunityId)

/** Closing an entry from a day until a day. It stays in the list, says so, and opens again by itself. */
export const closedPages: StepPages = async (app) => {
  app.get('/directory/:opportunityId/closed', { config: { policy }, schema: { params } }, show)
  app.post('/directory/:opportunityId/closed', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { opportunityId } = request.params
    const read = readForm(form, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => closeForAWhile(tx, opportunityId, read.value))
    if (done.ok)
      return reply.done(backOf(request.who.role, opportunityId), closedWords(done.value.bookings, request.who.role))
    const [code = ''] = done.refusals
    const field = code === 'pause_no_overlap' ? 'from' : 'until'
    return show(request, reply, faultAt(read, field, directorySentences[code] ?? 'Look at the page again'))
  })
  app.post(
    '/directory/:opportunityId/open-again',
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const { opportunityId } = request.params
      const read = readForm(openForm, request.body)
      if (!read.ok) throw new NotFound('closed')
      const { pauseId } = read.value
      await request.tx((tx) => openAgain(tx, opportunityId, pauseId))
      return reply.done(backOf(request.who.role, opportunityId), 'It is open again')
    },
  )
}

/** What is said once it is closed. Closing tells nobody who has a place: only a cancelled date does. */
function closedWords(bookings: number, role: string): string {
  if (bookings === 0) return 'The page says so from now on. It opens again by itself'
  const dates = bookings === 1 ? 'one of these dates' : `${bookings} of these dates`
  const act =
    role === 'provider'
      ? 'Cancel them under Sessions and places, so that people hear of it'
      : 'Ask whoever runs it to cancel them, so that people hear of it'
  return `The page says so. People have places on ${dates}. ${act}`
}

async function show(request: Given, reply: FastifyReply, fault?: FormErrors) {
  const { opportunityId } = request.params
  const view = await request.tx(async (tx) => {
    if (request.who.role === 'provider') await ownEntry(tx, opportunityId)
    const { name } = await standingContent(tx, opportunityId)
    const pauses = (await entryPauses(tx, opportunityId)).filter(
      ({ endedOn, until }) => endedOn === null && until >= tx.today,
    )
    return {
      title: `Close ${name} for a while`,
      lede: 'It stays in the directory and says that it is closed. Nobody can book a date in that time. It opens again by itself.',
      back: { href: backOf(request.who.role, opportunityId), text: name },
      action: paths.closeForAWhile(opportunityId),
      open: paths.openAgain(opportunityId),
      pauses: pauses.map(({ id, from, until, reason }) => ({
        id,
        words: `Closed from ${longDate(from)} to ${longDate(until)}: ${reason}`,
      })),
    }
  })
  const fresh = { errors: [], at: {}, typed: {} }
  return reply.page('directory/pages/closed.njk', { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
}
