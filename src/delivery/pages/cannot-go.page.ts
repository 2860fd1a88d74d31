import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { voiceOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, readForm } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { sentences } from '../sentences.ts'
import { marksOf, type OneDate, oneDate, recordMark } from '../store.ts'

const policy: Policy = {
  roles: ['person'],
  about: 'The person, or who acts for them, says before the day that they cannot go',
}
const params = z.object({ personId: z.uuid(), occasionId: z.uuid() })
/** The reasons a person is offered, in their own words, with the code each is kept under. */
const why = {
  unwell: 'I am not well',
  chose_otherwise: 'I want to do something else',
  holiday: 'I am on holiday',
  appointment: 'I have an appointment',
} as const
type Why = keyof typeof why
const codes = Object.keys(why) as Why[]
const form = z.object({
  markId: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
  reason: choiceField('why you cannot go', codes),
})

async function load(tx: Tx, { personId, occasionId }: z.infer<typeof params>): Promise<OneDate> {
  const date = await oneDate(tx, occasionId)
  if (!date || date.personId !== personId) throw new NotFound('date')
  return date
}

function view(request: Asked, date: OneDate, { markId, chosen }: { markId: string; chosen: string }) {
  const v = voice(request)
  return {
    v,
    title: `${v.I} cannot go to ${date.session}`,
    when: `${longDate(date.on)}, ${clockTime(date.startMinute)} to ${clockTime(date.endMinute)}${date.place ? `, ${date.place}` : ''}`,
    markId,
    back: back(request, date),
    choices: codes.map((code) => ({ value: code, text: v.says(why[code]), checked: chosen === code })),
  }
}

type Asked = Pick<FastifyRequest, 'personBar'>
/** The week the date is in: one's own, or that of whoever one acts for. */
const back = ({ personBar }: Asked, { personId, on }: OneDate) =>
  `${personBar?.actsFor ? `/people/${personId}/finance` : ''}/my-week?week=${on}`
const voice = ({ personBar }: Asked) => voiceOf(personBar?.actsFor ?? '')

/** "I cannot go": one question, told to the place and the council at once. */
export const cannotGoPages: StepPages = async (app) => {
  const url = '/people/:personId/delivery/:occasionId/cannot-go'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { date, marked } = await request.tx(async (tx) => {
      const found = await load(tx, request.params)
      return { date: found, marked: (await marksOf(tx, [found.occasionId])).length > 0 }
    })
    if (marked) return reply.done(back(request, date), 'This was said before')
    return reply.page('delivery/pages/cannot-go.njk', view(request, date, { markId: newId(), chosen: '' }))
  })
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const date = await request.tx((tx) => load(tx, request.params))
    const read = readForm(form, request.body)
    if (!read.ok)
      return reply.page(
        'delivery/pages/cannot-go.njk',
        { ...view(request, date, { markId: newId(), chosen: '' }), errors: read.errors, at: read.at },
        400,
      )
    const { markId, reason } = read.value
    const done = await request.attempt((tx) => {
      if (date.on < tx.today) throw new NotFound('date')
      return recordMark(tx, { id: markId, occasionId: date.occasionId, reason, noticedAt: tx.now, markedAt: tx.now })
    })
    const name = request.personBar?.actsFor ?? ''
    if (done.ok)
      return reply.done(
        back(request, date),
        `The place and the council know that ${name === '' ? 'you' : name} cannot go`,
      )
    const { errors, at } = faultAt(
      read,
      'reason',
      sentences[done.refusals[0] ?? ''] ?? 'This could not be saved. Phone the council.',
    )
    return reply.page(
      'delivery/pages/cannot-go.njk',
      { ...view(request, date, { markId, chosen: reason }), errors, at },
      409,
    )
  })
}
