import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { cancelOwnDate, dateToCancel, type OwnDateToCancel } from '../store.ts'

const policy = { roles: ['provider'], about: 'Whoever runs a session cancels one date of it' } as const
const params = z.object({ occurrenceId: z.uuid() })
const none: FormErrors = { ok: false, errors: [], at: {}, typed: {} }
const cancelForm = z.object({ reason: textField('why it is cancelled', { most: 200 }) })

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function cancelPage(date: OwnDateToCancel) {
  const who = [
    date.planned > 0 ? `${count(date.planned, 'person has', 'people have')} it in their plan` : '',
    date.others > 0 ? `${count(date.others, 'other place is', 'other places are')} taken` : '',
  ].filter(Boolean)
  return {
    title: 'Cancel this date?',
    lede: `${date.name}, ${longDate(date.on)}, ${clockTime(date.startMinute)} to ${clockTime(date.endMinute)}.`,
    now: who.length === 0 ? 'Nobody has a place on it.' : `${who.join(', and ')}.`,
    warning:
      'This cannot be undone. Whoever has it in their plan sees it in their week and is not charged. You are not paid for it, unless the council’s rule says otherwise. You get a list of people to tell.',
    back: { href: `/market/my-service/sessions/${date.sessionId}`, text: date.name },
    action: paths.cancelDate(date.occurrenceId),
    button: 'Yes, cancel this date',
    hidden: [],
    fields: [{ type: 'text', id: 'reason', label: 'Why is it cancelled?', hint: 'Do not name anybody' }],
  }
}

/** Whoever runs a session cancels one date of it. */
export const cancelDatePages: StepPages = async (app) => {
  const url = '/delivery/dates/:occurrenceId/cancel'
  const show = async (
    request: FastifyRequest<{ Params: { occurrenceId: string } }>,
    reply: FastifyReply,
    fault?: FormErrors,
  ) => {
    const date = await request.tx((tx) => dateToCancel(tx, request.params.occurrenceId))
    if (date.cancelled) return reply.done(paths.toTell(), 'This date is cancelled already')
    return reply.page(
      'platform/pages/form.njk',
      { ...none, ...cancelPage(date), ...fault },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(cancelForm, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => cancelOwnDate(tx, request.params.occurrenceId, read.value.reason))
    if (!done.ok)
      return show(
        request,
        reply,
        faultAt(read, 'reason', sentences[done.refusals[0] ?? ''] ?? 'This cannot be cancelled. Phone the council'),
      )
    const { planned, told } = done.value
    if (planned > 0)
      return reply.done(
        paths.toTell(),
        `The date is cancelled. ${count(planned, 'person is', 'people are')} to be told${told > 0 ? ', and those who booked: see Bookings' : ''}`,
      )
    return reply.done(
      '/directory/bookings',
      `The date is cancelled. ${count(told, 'person reads', 'people read')} it on their page and ${told === 1 ? 'stands' : 'stand'} in the list of people to tell`,
    )
  })
}
