import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { bandShares, closuresOfSite, sitesInUse } from '../../directory/store.ts'
import {
  dateField,
  type FormErrors,
  faultAt,
  optionalDateField,
  readForm,
  textField,
  typedOf,
  wholeNumberField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Scenario } from '../capacity.ts'
import { paths } from '../paths.ts'
import { addRoom, planSession, putOnSale, roomsInTheWay, type SiteSupply, scenarioAt, siteSupply } from '../store.ts'
import { planPage, roomField, roomInTheWayWords, roomPage, sitesView, siteView } from './capacity.view.ts'
import { refusedAt } from './refused-at.page.ts'
import { severalField } from './session-fields.page.ts'
import { changes, closes, looks } from './site-policies.page.ts'

const site = z.object({ siteId: z.uuid() })
const session = z.object({ siteId: z.uuid(), sessionId: z.uuid() })
const optionalNumber = (label: string, most: number) =>
  z.preprocess(
    (value) => (String(value ?? '').trim() === '' ? undefined : value),
    wholeNumberField(label, { least: 0, most }).optional(),
  )
const whatIf = z
  .object({
    closed: z.preprocess((value) => value === 'yes', z.boolean()),
    closedRooms: severalField,
    distancing: optionalNumber('the places left', 100),
    workersAway: optionalNumber('the workers away', 200),
    from: optionalDateField('the first day'),
    until: optionalDateField('the last day'),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ['until'],
    message: 'The last day must be the first day or later',
  })
const onSale = z.object({ saleFrom: dateField('the first day'), reason: textField('the reason', { most: 500 }) })
const room = z
  .object({
    name: textField('the name', { most: 100 }),
    places: wholeNumberField('the places', { least: 1, most: 1_000 }),
    distancedPlaces: optionalNumber('the places when people keep apart', 1_000),
    hoists: optionalNumber('the hoists', 50),
    changingPlaces: optionalNumber('the changing places', 50),
    wheelchairSpaces: optionalNumber('the spaces for wheelchairs', 200),
  })
  .refine(({ places, distancedPlaces = 0 }) => distancedPlaces <= places, {
    path: ['distancedPlaces'],
    message: 'Fewer people fit when they keep apart, not more',
  })
const plan = z.object({
  workers: wholeNumberField('the workers', { least: 0, most: 200 }),
  largestGroup: z.preprocess(
    (value) => (String(value ?? '').trim() === '' ? undefined : value),
    wholeNumberField('the largest group', { least: 1, most: 50 }).optional(),
  ),
})

/** How many places a session takes up in each room of its building. */
const placesIn = ({ rooms }: SiteSupply) =>
  z.object(
    Object.fromEntries(
      rooms.map(({ id, name, places }) => [
        roomField(id),
        z.preprocess(
          (value) => (String(value ?? '').trim() === '' ? undefined : value),
          wholeNumberField(`the places in ${name}`, { least: 1, most: places }).optional(),
        ),
      ]),
    ),
  )

const sitesAsked = z.object({ words: wordsField, page: pageField })
const scenarioOf = (asked: z.infer<typeof whatIf>): Scenario => ({
  closed: asked.closed,
  closedRooms: asked.closedRooms,
  distancingPercent: asked.distancing,
  workersAway: asked.workersAway,
})
/** The days of the scenario are those from which it would be on sale. */
const fromSale = (typed: Record<string, string>) => ({
  ...typed,
  ...Object.fromEntries(['day', 'month', 'year'].map((part) => [`from-${part}`, typed[`saleFrom-${part}`] ?? ''])),
})
type AtSite = FastifyRequest<{ Params: { siteId: string } }>

/** What each building can hold, and at once who is affected when it holds less. */
export const capacityPages: StepPages = async (app) => {
  app.get('/market/sites', { config: { policy: looks } }, async (request, reply) => {
    const asked = sitesAsked.parse(request.query)
    const found = await request.tx((tx) => sitesInUse(tx, asked))
    return reply.page('market/pages/sites.njk', sitesView(found, { ...asked, perPage: ROWS_A_PAGE }))
  })

  const show = async (request: AtSite, reply: FastifyReply, asked: unknown, fault?: FormErrors) => {
    const form = readForm(whatIf, asked)
    const scenario = form.ok ? scenarioOf(form.value) : {}
    const view = await request.tx(async (tx) => {
      const from = form.ok && form.value.from !== undefined ? form.value.from : tx.today
      const until = form.ok ? (form.value.until ?? null) : null
      const supply = await siteSupply(tx, request.params.siteId, from)
      if (supply === undefined) throw new NotFound('site')
      const answer = await scenarioAt(tx, supply, scenario, { from, until })
      const mayChange = request.who.role !== 'team_manager'
      return siteView({
        supply,
        answer,
        scenario,
        days: { from, until },
        bands: await bandShares(tx),
        mayChange,
        names: request.who.role !== 'commissioner',
        closures: await closuresOfSite(tx, supply.id),
        mayClose: closes.roles.some((role) => role === request.who.role),
      })
    })
    const faults = fault ?? (form.ok ? { errors: [], at: {} } : form)
    return reply.page(
      'market/pages/site.njk',
      { ...view, errors: faults.errors, at: faults.at, typed: { ...typedOf(asked), ...fault?.typed } },
      faults.errors.length === 0 ? 200 : 400,
    )
  }
  app.get('/market/sites/:siteId', { config: { policy: looks }, schema: { params: site } }, async (request, reply) =>
    show(request, reply, request.query),
  )

  app.post(
    '/market/sites/:siteId/capacity',
    { config: { policy: changes }, schema: { params: site } },
    async (request, reply) => {
      const asked = readForm(whatIf, request.body)
      const form = readForm(onSale, request.body)
      if (!asked.ok || !form.ok) return show(request, reply, request.body, form.ok ? undefined : form)
      const done = await request.attempt((tx) =>
        putOnSale(tx, request.params.siteId, scenarioOf(asked.value), {
          from: form.value.saleFrom,
          reason: form.value.reason,
        }),
      )
      return done.ok
        ? reply.done(
            paths.site(request.params.siteId),
            `What rooms and rota give is on sale from ${longDate(form.value.saleFrom)}`,
          )
        : show(request, reply, fromSale(form.typed), refusedAt(form.typed, done.refusals, 'saleFrom-day'))
    },
  )
}

/** The rooms of a building, and where each session is with how many workers. */
export const roomPages: StepPages = async (app) => {
  const none = { errors: [], at: {}, typed: {} }
  const found = (request: AtSite) =>
    request.tx(async (tx) => {
      const supply = await siteSupply(tx, request.params.siteId, tx.today)
      if (supply === undefined) throw new NotFound('site')
      return supply
    })
  const roomUrl = '/market/sites/:siteId/rooms/new'
  app.get(roomUrl, { config: { policy: changes }, schema: { params: site } }, async (request, reply) =>
    reply.page('platform/pages/form.njk', { ...none, ...roomPage(await found(request)) }),
  )
  app.post(roomUrl, { config: { policy: changes }, schema: { params: site } }, async (request, reply) => {
    const supply = await found(request)
    const form = readForm(room, request.body)
    const again = (fault: FormErrors) => reply.page('platform/pages/form.njk', { ...roomPage(supply), ...fault }, 400)
    if (!form.ok) return again(form)
    const { distancedPlaces = null, hoists = 0, changingPlaces = 0, wheelchairSpaces = 0, ...said } = form.value
    const wanted = { ...said, distancedPlaces, hoists, changingPlaces, wheelchairSpaces }
    const done = await request.attempt((tx) => addRoom(tx, supply.id, wanted))
    return done.ok
      ? reply.done(paths.site(supply.id), 'The room is recorded')
      : again(refusedAt(form.typed, done.refusals, 'name'))
  })

  const planUrl = '/market/sites/:siteId/sessions/:sessionId'
  const sessionAt = async (request: FastifyRequest<{ Params: { siteId: string; sessionId: string } }>) => {
    const supply = await found(request)
    const one = supply.atSite.find(({ id }) => id === request.params.sessionId)
    if (one === undefined) throw new NotFound('session')
    return { supply, one }
  }
  app.get(planUrl, { config: { policy: changes }, schema: { params: session } }, async (request, reply) =>
    reply.page('platform/pages/form.njk', { ...none, ...planPage(await sessionAt(request)) }),
  )
  app.post(planUrl, { config: { policy: changes }, schema: { params: session } }, async (request, reply) => {
    const at = await sessionAt(request)
    const again = (fault: FormErrors) => reply.page('platform/pages/form.njk', { ...planPage(at), ...fault }, 400)
    const form = readForm(plan, request.body)
    const inRooms = readForm(placesIn(at.supply), request.body)
    if (!inRooms.ok) return again(inRooms)
    if (!form.ok) return again(form)
    const { workers, largestGroup = null } = form.value
    const rooms = at.supply.rooms.flatMap(({ id }) => {
      const places = inRooms.value[roomField(id)]
      return places === undefined ? [] : [{ id, places }]
    })
    const wanted = { sessionId: at.one.id, rooms, workers, largestGroup }
    const done = await request.attempt((tx) => planSession(tx, wanted))
    if (done.ok)
      return reply.done(paths.site(at.supply.id), 'Rooms and rota are recorded. What is on sale has not changed yet')
    const [full] = await request.tx((tx) => roomsInTheWay(tx, wanted))
    return full === undefined
      ? again(refusedAt(form.typed, done.refusals, 'workers'))
      : again(faultAt(form, roomField(full.roomId), roomInTheWayWords(full)))
  })
}
