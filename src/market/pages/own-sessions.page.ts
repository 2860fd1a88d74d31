import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sharesOfAWorker } from '../../directory/index.ts'
import { placesBefore, placesToRun, regularAfter, type SessionToAdd } from '../../directory/store.ts'
import {
  choiceField,
  dateField,
  type FormErrors,
  faultAt,
  optionalDateField,
  readForm,
  textField,
  wholeNumberField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import {
  addSessionInRoom,
  changePlacesInRoom,
  datesInTheWay,
  endMySession,
  myOrganisation,
  mySession,
  mySessions,
  patternOf,
  type RoomOfSite,
  roomInTheWayOf,
  roomOfSession,
  roomsOfMySession,
  roomsOfSites,
  sayFull,
  supportBands,
  takePeopleAgain,
} from '../store.ts'
import { newSessionPage, roomFullWords } from './new-session.view.ts'
import { endPage, inTheWayWords, ownSessionView, placesPage, sessionsView } from './own-sessions.view.ts'
import { refusedAt } from './refused-at.page.ts'
import { clockField, severalField } from './session-fields.page.ts'
import { weekdayChoices } from './weekday-choices.ts'

const policy = { roles: ['provider'], about: 'My own sessions: when, where and how many places are free' } as const
const params = z.object({ sessionId: z.uuid() })
const formPage = 'platform/pages/form.njk'
const none: FormErrors = { ok: false, errors: [], at: {}, typed: {} }
const datesShown = 26
type Given = FastifyRequest<{ Params: { sessionId: string } }>

const newForm = ({
  entries,
  sites,
  bands,
  rooms,
}: Record<'entries' | 'sites' | 'bands', readonly string[]> & { rooms: readonly RoomOfSite[] }) =>
  z
    .object({
      id: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
      opportunityId: choiceField('what it is', entries),
      siteId: choiceField('where it is', ['', ...sites]),
      roomId: z.preprocess(
        (sent) => sent ?? '',
        choiceField('which room it is in', ['', ...rooms.map(({ id }) => id)]),
      ),
      weekday: choiceField(
        'a day',
        weekdayChoices.map(({ value }) => value),
      ).transform(Number),
      start: clockField('when it starts'),
      end: clockField('when it ends'),
      everyWeeks: choiceField('how often', ['1', '2', '3', '4', '6']).transform(Number),
      season: choiceField('when in the year', ['all', 'term', 'holiday']),
      places: wholeNumberField('the number of people', { least: 1, most: 500 }),
      workers: wholeNumberField('the number of workers', { least: 0, most: 200 }),
      bands: severalField.refine((list) => list.every((one) => bands.includes(one)), 'Choose from the list'),
      publicMayBook: choiceField('whether anybody may book', ['no', 'yes']),
      from: dateField('the first day'),
      until: optionalDateField('the last day'),
    })
    .refine(({ start, end }) => start < end, { path: ['end'], message: 'It must end after it starts' })
    .refine(({ siteId, roomId }) => roomId === '' || rooms.some((one) => one.id === roomId && one.siteId === siteId), {
      path: ['roomId'],
      message: 'This room is at another place. Choose a room of the place above',
    })
    .refine(({ from, until }) => until === undefined || from <= until, {
      path: ['until'],
      message: 'The last day must be the first day or later',
    })

type NewSession = z.infer<ReturnType<typeof newForm>>
const toAdd = ({
  start,
  end,
  workers,
  publicMayBook,
  siteId,
  roomId: _,
  until,
  ...said
}: NewSession): SessionToAdd => ({
  ...said,
  siteId: siteId === '' ? null : siteId,
  startMinute: start,
  endMinute: end,
  workerShares: workers * sharesOfAWorker,
  publicMayBook: publicMayBook === 'yes',
  until: until ?? null,
})

/** The field at which a refusal of a new session stands; every other is of its days. */
const fieldOf: Readonly<Record<string, string>> = { DW093: 'roomId', too_few_workers: 'workers' }

/** A provider's sessions: the list, each with its dates, adding one and ending one. */
export const ownSessionsPages: StepPages = async (app) => {
  app.get('/market/my-service/sessions', { config: { policy } }, async (request, reply) => {
    const { words = '', weekday = '' } = z
      .object({ words: z.string().max(200).optional().catch(''), weekday: z.string().max(1).optional().catch('') })
      .parse(request.query)
    const view = await request.tx(async (tx) => sessionsView(await mySessions(tx, 1), tx.today, { words, weekday }))
    return reply.page('market/pages/own-sessions.njk', view)
  })

  const choices = (request: FastifyRequest) =>
    request.tx(async (tx) => {
      const there = await placesToRun(tx, await myOrganisation(tx))
      const rooms = await roomsOfSites(
        tx,
        there.sites.map(({ id }) => id),
      )
      return { ...there, rooms, bands: await supportBands(tx) }
    })
  const newUrl = '/market/my-service/sessions/new'
  app.get(newUrl, { config: { policy } }, async (request, reply) =>
    reply.page(formPage, {
      ...none,
      typed: { everyWeeks: '1', season: 'all', publicMayBook: 'no' },
      ...newSessionPage({ id: newId(), ...(await choices(request)) }),
    }),
  )
  app.post(newUrl, { config: { policy } }, async (request, reply) => {
    const offered = await choices(request)
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
    const form = readForm(
      newForm({ entries: ids(offered.entries), sites: ids(offered.sites), bands: offered.bands, rooms: offered.rooms }),
      request.body,
    )
    const again = (fault: FormErrors) => {
      const id = isId(fault.typed['id'] ?? '') ? (fault.typed['id'] ?? '') : newId()
      return reply.page(formPage, { ...newSessionPage({ id, ...offered }), ...fault }, 400)
    }
    if (!form.ok) return again(form)
    const wanted = toAdd(form.value)
    const roomId = form.value.roomId === '' ? null : form.value.roomId
    const done = await request.attempt((tx) => addSessionInRoom(tx, wanted, roomId))
    if (done.ok) return reply.done(paths.ownSession(form.value.id), 'The session is added')
    const full = roomId === null ? undefined : await request.tx((tx) => roomInTheWayOf(tx, patternOf(wanted), roomId))
    return again(
      full === undefined
        ? refusedAt(form.typed, done.refusals, 'from-day', { fieldOf })
        : faultAt(form, 'roomId', roomFullWords(full)),
    )
  })

  app.get(
    '/market/my-service/sessions/:sessionId',
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const view = await request.tx(async (tx) => {
        const one = await mySession(tx, request.params.sessionId, datesShown)
        const full = one.saidFull || one.mostTaken >= one.places
        const room = { now: await roomOfSession(tx, one.id), some: (await roomsOfMySession(tx, one.id)).length > 0 }
        return ownSessionView(one, room, tx.today, full && (await placesBefore(tx, one.id)) !== undefined)
      })
      return reply.page('market/pages/own-session.njk', view)
    },
  )

  const endUrl = '/market/my-service/sessions/:sessionId/end'
  const showEnd = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const view = await request.tx(async (tx) => {
      const one = await mySession(tx, request.params.sessionId)
      return endPage(one, await regularAfter(tx, one.id, tx.today))
    })
    return reply.page(formPage, { ...none, ...view, ...fault }, fault === undefined ? 200 : 400)
  }
  const endForm = z.object({ lastDay: dateField('the last day'), reason: textField('why it ends', { most: 200 }) })
  app.get(endUrl, { config: { policy }, schema: { params } }, async (request, reply) => showEnd(request, reply))
  app.post(endUrl, { config: { policy }, schema: { params } }, async (request, reply) => {
    const form = readForm(endForm, request.body)
    if (!form.ok) return showEnd(request, reply, form)
    const done = await request.attempt((tx) => endMySession(tx, request.params.sessionId, form.value))
    return done.ok
      ? reply.done(paths.ownSessions(), 'The session ends')
      : showEnd(request, reply, refusedAt(form.typed, done.refusals, 'lastDay-day'))
  })
}

/** How many places each session has: fewer, more, full, taking people again. */
export const ownVacanciesPages: StepPages = async (app) => {
  const url = '/market/my-service/sessions/:sessionId/places'
  const form = z.object({
    places: wholeNumberField('the number of people', { least: 0, most: 500 }),
    workers: wholeNumberField('the number of workers', { least: 0, most: 200 }),
    from: dateField('the first day'),
    reason: textField('the reason', { most: 200 }),
    roomId: z
      .union([z.uuid(), z.literal('none'), z.literal('').transform(() => undefined)], 'Choose a room of the list')
      .optional()
      .transform((said) => (said === 'none' ? null : said)),
  })
  const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const view = await request.tx(async (tx) => {
      const one = await mySession(tx, request.params.sessionId)
      const named = (await roomOfSession(tx, one.id)) !== undefined
      return placesPage(one, tx.today, named ? [] : await roomsOfMySession(tx, one.id))
    })
    return reply.page(formPage, { ...none, ...view, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { sessionId } = request.params
    const read = readForm(form, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => changePlacesInRoom(tx, sessionId, read.value))
    if (done.ok) return reply.done(paths.ownSession(sessionId), 'The places are changed')
    const inTheWay = await request.tx((tx) => datesInTheWay(tx, sessionId, read.value))
    const askedAt = done.refusals[0] === 'room_not_said' ? 'roomId' : 'places'
    if (inTheWay.dates.length === 0) return show(request, reply, refusedAt(read.typed, done.refusals, askedAt))
    const field = inTheWay.resource === 'place' ? 'places' : 'workers'
    return show(request, reply, faultAt(read, field, inTheWayWords(inTheWay.resource, inTheWay.dates)))
  })

  app.post(
    '/market/my-service/sessions/:sessionId/full',
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const { sessionId } = request.params
      const full = (request.body as Record<string, unknown> | undefined)?.['full'] !== 'no'
      const done = await request.attempt((tx) => (full ? sayFull(tx, sessionId) : takePeopleAgain(tx, sessionId)))
      const words = full ? 'It is full: nobody new has a place on any date' : 'It takes people again'
      return reply.done(
        paths.ownSession(sessionId),
        done.ok ? words : (marketSentences[done.refusals[0] ?? ''] ?? 'Nothing was changed'),
      )
    },
  )
}
