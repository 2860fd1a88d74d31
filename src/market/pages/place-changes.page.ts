import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { postcode } from '../../people/index.ts'
import { dateField, type FormErrors, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { askForPlaceChange, myPlace, takeBackPlaceChange, whoIsPlacedAfter } from '../store.ts'
import { correctPlacePage, leavePlacePage } from './place-changes.view.ts'

const policy = { roles: ['provider'], about: 'Asking for a change of a place I am at, or leaving it' } as const
const params = z.object({ siteId: z.uuid() })
type AtPlace = FastifyRequest<{ Params: { siteId: string } }>
const id = z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again')
const orNull = (label: string) => optionalTextField(label, { most: 1000 }).transform((text) => text ?? null)
const correction = z.object({
  id,
  name: textField('the name of the place', { most: 200 }),
  line1: textField('the street and number', { most: 200 }),
  town: textField('the town or village', { most: 100 }),
  postcode: textField('the postcode', { most: 10 }).pipe(postcode),
  roomsWords: orNull('what is different about its rooms'),
  note: orNull('the note'),
})
const leaving = z.object({ id, lastDay: dateField('your last day there'), note: orNull('the note') })
const words = (code = '') => marketSentences[code] ?? 'This cannot be sent. Look at the page again'
const idOf = (typed: Record<string, string> | undefined) => {
  const sent = typed?.['id'] ?? ''
  return isId(sent) ? sent : newId()
}
const sent = 'It is sent. You read here what the council decides'

/** A provider asks the council to put one of its places right. */
export const correctPlacePages: StepPages = async (app) => {
  const url = '/market/my-service/places/:siteId/correct'
  const show = async (request: AtPlace, reply: FastifyReply, fault?: FormErrors) => {
    const place = await request.tx((tx) => myPlace(tx, request.params.siteId))
    const view = correctPlacePage(idOf(fault?.typed), place)
    return reply.page(
      'platform/pages/form.njk',
      { errors: [], at: {}, ...view, ...fault },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(correction, request.body)
    if (!read.ok) return show(request, reply, read)
    const { siteId } = request.params
    const done = await request.attempt((tx) => askForPlaceChange(tx, { ...read.value, siteId, kind: 'correct' }))
    return done.ok
      ? reply.done(paths.ownPlaces(), sent)
      : show(request, reply, faultAt(read, 'name', words(done.refusals[0])))
  })
}

/** A provider says after which day it leaves one of its places. */
export const leavePlacePages: StepPages = async (app) => {
  const url = '/market/my-service/places/:siteId/leave'
  const show = async (request: AtPlace, reply: FastifyReply, fault?: FormErrors) => {
    const day = readForm(leaving.pick({ lastDay: true }), request.body)
    const view = await request.tx(async (tx) => {
      const place = await myPlace(tx, request.params.siteId)
      const inTheWay = day.ok
        ? { ...(await whoIsPlacedAfter(tx, place.id, day.value.lastDay)), lastDay: day.value.lastDay }
        : undefined
      return leavePlacePage(idOf(fault?.typed), place, inTheWay)
    })
    return reply.page(
      'market/pages/leave-place.njk',
      { errors: [], at: {}, typed: {}, ...view, ...fault },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(leaving, request.body)
    if (!read.ok) return show(request, reply, read)
    const { siteId } = request.params
    const done = await request.attempt((tx) => askForPlaceChange(tx, { ...read.value, siteId, kind: 'leave' }))
    return done.ok
      ? reply.done(paths.ownPlaces(), sent)
      : show(request, reply, faultAt(read, 'lastDay-day', words(done.refusals[0])))
  })
  app.post(
    '/market/my-service/places/changes/:changeId/take-back',
    { config: { policy }, schema: { params: z.object({ changeId: z.uuid() }) } },
    async (request, reply) => {
      const done = await request.attempt((tx) => takeBackPlaceChange(tx, request.params.changeId))
      return reply.done(paths.ownPlaces(), done.ok ? 'It is taken back' : words(done.refusals[0]))
    },
  )
}
