import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { choiceField, type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { cancelOwnDate, dateToCancel, type OwnDateToCancel, peopleToTellOf, recordToldCancelled } from '../store.ts'
import { shownName } from './register.view.ts'

const policy = { roles: ['provider'], about: 'Whoever runs a session cancels one date of it' } as const
const tells = {
  roles: ['provider', 'practitioner', 'team_manager'],
  about: 'Tell people that a date is cancelled',
} as const
const params = z.object({ occurrenceId: z.uuid() })
const none: FormErrors = { ok: false, errors: [], at: {}, typed: {} }
const cancelForm = z.object({ reason: textField('why it is cancelled', { most: 200 }) })
const ways = ['phone', 'in person', 'in writing'] as const
const toldForm = z.object({ occasionId: z.uuid(), how: choiceField('how they were told', ways) })

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

/** Whoever runs a session cancels one date of it, and tells those who would have come. */
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

  app.get('/delivery/to-tell', { config: { policy: tells } }, async (request, reply) => {
    const people = await request.tx(peopleToTellOf)
    const whole = request.who.role !== 'provider'
    return reply.page('delivery/pages/to-tell.njk', {
      action: paths.toTell(),
      ways: ways.map((value) => ({ value, text: `${value.charAt(0).toUpperCase()}${value.slice(1)}` })),
      people: people.map((one) => ({
        id: one.occasionId,
        name: whole ? `${one.givenName} ${one.familyName}`.trim() : shownName(one),
        words: `${one.session}, ${longDate(one.on)}, ${clockTime(one.startMinute)}. ${one.closed ? 'The building is closed' : 'The provider cancelled it'}`,
      })),
    })
  })
  app.post('/delivery/to-tell', { config: { policy: tells } }, async (request, reply) => {
    const read = readForm(toldForm, request.body)
    if (!read.ok) throw new NotFound('person to tell')
    await request.tx((tx) => recordToldCancelled(tx, read.value.occasionId, read.value.how))
    return reply.done(paths.toTell(), 'It is noted that they were told')
  })
}
