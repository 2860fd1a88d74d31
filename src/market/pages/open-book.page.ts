import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pence } from '../../core/money.ts'
import type { Tx } from '../../platform/db.ts'
import {
  choiceField,
  dateField,
  type FormErrors,
  moneyField,
  readForm,
  textField,
  wholeNumberField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { bookUnits } from '../open-book.ts'
import { paths } from '../paths.ts'
import { statedPayers } from '../service-use.ts'
import { endOpenBook, handInOpenBook, servicesKnown } from '../store.ts'
import {
  bookLinesAsked,
  costsTyped,
  endOpenBookPage,
  fieldOfCost,
  openBookPage,
  statedTyped,
} from './open-book.view.ts'
import { refusedAt } from './refused-at.page.ts'

const policy = { roles: ['commissioner', 'provider'], about: 'Hand in or end the open book of a service' } as const
const params = z.object({ providerId: z.uuid(), lotId: z.uuid() })
const ofBook = params.extend({ openBookId: z.uuid() })
const formPage = 'platform/pages/form.njk'

const empty = (value: unknown) => String(value ?? '').trim() === ''
const orNothing = <T>(field: z.ZodType<T>) =>
  z.preprocess((value) => (empty(value) ? undefined : value), field.optional())
const orNought = (label: string) => z.preprocess((value) => (empty(value) ? '0' : value), moneyField(label))

const bookForm = z.object({
  yearFrom: dateField('the first day of the year'),
  unit: choiceField('what you sell', bookUnits),
  places: wholeNumberField('the places', { least: 1, most: 10_000 }),
  openDays: wholeNumberField('the days', { least: 1, most: 366 }),
  unitsADay: wholeNumberField('how often a place is used in one day', { least: 1, most: 24 }),
  occupancy: wholeNumberField('the occupancy', { least: 1, most: 100 }),
  ...Object.fromEntries(bookLinesAsked.map(({ label }, at) => [fieldOfCost(at), orNought(label.toLowerCase())])),
  lowestPay: orNothing(moneyField('the lowest pay').refine((pay) => pay > 0, 'The lowest pay must be more than £0')),
  paidHours: orNothing(wholeNumberField('the hours paid for', { least: 1, most: 10_000_000 })),
  ...Object.fromEntries(statedPayers.map((payer) => [payer, orNought('what they pay')])),
  statedUnits: orNothing(wholeNumberField('what those others use', { least: 0, most: 10_000_000 })),
  agreedBy: textField('the name of who agrees', { most: 200 }),
  agreedAs: textField('what they are in the organisation', { most: 200 }),
  agreedOn: dateField('the day they agreed'),
  consent: z
    .preprocess((value) => String(value ?? ''), z.string())
    .refine(
      (value) => value === 'yes',
      'Without their leave these figures cannot be handed in. Select the box if they agree',
    ),
  reason: textField('where the figures come from', { most: 1000 }),
})
const endForm = z.object({
  how: choiceField('how it ends', ['ended', 'withdrawn']),
  reason: textField('why it ends', { most: 1000 }),
})

/** At which field a refusal is told. */
const fieldOf: Readonly<Record<string, string>> = {
  open_book_without_places: 'places',
  open_book_serves_nobody: 'occupancy',
  open_book_costs_nothing: fieldOfCost(0),
  stated_units_above_use: 'statedUnits',
  hours_without_pay: 'lowestPay',
  hours_and_pay_do_not_add_up: 'paidHours',
  consent_in_the_future: 'agreedOn-day',
  open_book_year_to_come: 'yearFrom-day',
}

/** Handing in the open book of a service, and ending it: by its provider, or by a commissioner for it. */
export const openBookPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    type Given = FastifyRequest<{ Params: z.infer<typeof params> }>
    const serviceOf = async (tx: Tx, request: Given) => {
      const { providerId, lotId } = request.params
      const own = request.who.role === 'provider'
      if (own && request.who.providerId !== providerId) throw new NotFound('service')
      const service = (await servicesKnown(tx, policyOn(tx.today), providerId)).find((one) => one.lotId === lotId)
      if (service === undefined || service.inHouse) throw new NotFound('service')
      return { service, own, today: tx.today }
    }
    const fresh = { errors: [], at: {} }

    const url = '/market/viability/:providerId/:lotId/open-books/new'
    const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
      const view = openBookPage(await request.tx((tx) => serviceOf(tx, request)))
      return reply.page(formPage, { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      await request.tx((tx) => serviceOf(tx, request))
      const form = readForm(bookForm, request.body)
      if (!form.ok) return show(request, reply, form)
      const { yearFrom, agreedBy, agreedAs, agreedOn, reason, ...typed } = form.value
      const amounts = typed as unknown as Record<string, number>
      const book = {
        unit: typed.unit,
        places: typed.places,
        openDays: typed.openDays,
        unitsADay: typed.unitsADay,
        occupancyPercent: typed.occupancy,
        lowestHourlyPay: typed.lowestPay === undefined ? null : pence(typed.lowestPay),
        paidHours: typed.paidHours ?? null,
        costs: costsTyped(amounts),
        stated: statedTyped(amounts),
        statedUnits: typed.statedUnits ?? 0,
      }
      const done = await request.attempt((tx) =>
        handInOpenBook(tx, { ...request.params, book, yearFrom, agreedBy, agreedAs, agreedOn, reason }),
      )
      return done.ok
        ? reply.done(paths.viability(request.params.providerId, request.params.lotId), 'The open book is handed in')
        : show(request, reply, refusedAt(form.typed, done.refusals, 'places', { fieldOf }))
    })

    const endUrl = '/market/viability/:providerId/:lotId/open-books/:openBookId/end'
    type OfBook = FastifyRequest<{ Params: z.infer<typeof ofBook> }>
    const showEnd = async (request: OfBook, reply: FastifyReply, fault?: FormErrors) => {
      const { service, own } = await request.tx((tx) => serviceOf(tx, request))
      if (service.openBook?.id !== request.params.openBookId) throw new NotFound('open book')
      const view = endOpenBookPage(service, request.params.openBookId, own)
      return reply.page(formPage, { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(endUrl, { config: { policy }, schema: { params: ofBook } }, async (request, reply) =>
      showEnd(request, reply),
    )
    app.post(endUrl, { config: { policy }, schema: { params: ofBook } }, async (request, reply) => {
      const { openBookId, providerId, lotId } = request.params
      await request.tx((tx) => serviceOf(tx, request))
      const form = readForm(endForm, request.body)
      if (!form.ok) return showEnd(request, reply, form)
      const withdrawn = form.value.how === 'withdrawn'
      const done = await request.attempt((tx) => endOpenBook(tx, { openBookId, withdrawn, reason: form.value.reason }))
      return done.ok
        ? reply.done(
            paths.viability(providerId, lotId),
            withdrawn ? 'The figures are taken back. The council no longer sees them' : 'The open book has ended',
          )
        : showEnd(request, reply, refusedAt(form.typed, done.refusals, 'reason', { fieldOf }))
    })
  }
