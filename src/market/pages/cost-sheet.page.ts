import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pence } from '../../core/money.ts'
import type { Tx } from '../../platform/db.ts'
import {
  choiceField,
  dateField,
  type FormErrors,
  moneyField,
  optionalTextField,
  readForm,
  textField,
  typedOf,
  wholeNumberField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { type CostSheet, derivePrice, unitFits, unitsOfSheets } from '../cost-sheet.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  giveReason,
  lots,
  priceFromCostSheet,
  providerDetails,
  publishedCostSheet,
  scheduleOfPrices,
  supportBands,
} from '../store.ts'
import { aboveBeforehand } from './above-middle.view.ts'
import { costSheetPage, costSheetView, fieldOfLine, linesAsked, workingRows } from './cost-sheet.view.ts'
import { refusedAt } from './refused-at.page.ts'

const policy = { roles: ['commissioner'], about: 'Price the council’s own service from its cost' } as const
const params = z.object({ providerId: z.string() })
const optionalMoney = (label: string) =>
  z.preprocess((value) => (value === undefined || String(value).trim() === '' ? '0' : value), moneyField(label))

const sheetForm = (bands: readonly string[]) =>
  z.object({
    lotId: z.uuid('Select a lot'),
    supportBand: choiceField('the support', bands),
    unit: choiceField('what the price is for', unitsOfSheets),
    year: wholeNumberField('the year', { least: 2000, most: 2100 }),
    places: wholeNumberField('the places', { least: 1, most: 10_000 }),
    openDays: wholeNumberField('the days', { least: 1, most: 366 }),
    unitsADay: wholeNumberField('the sessions in a day', { least: 1, most: 24 }),
    occupancy: wholeNumberField('the occupancy', { least: 1, most: 100 }),
    journeys: z.preprocess(
      (value) => (String(value ?? '').trim() === '' ? undefined : value),
      wholeNumberField('the journeys', { least: 1, most: 10_000_000 }).optional(),
    ),
    ...Object.fromEntries(linesAsked.map(({ label }, at) => [fieldOfLine(at), optionalMoney(label.toLowerCase())])),
    lowestPay: z.preprocess(
      (value) => (String(value ?? '').trim() === '' ? undefined : value),
      moneyField('the lowest pay')
        .refine((pay) => pay > 0, 'The lowest pay must be more than £0')
        .optional(),
    ),
    from: dateField('the first day'),
    reason: textField('the reason', { most: 500 }),
  })
const whyForm = z.object({ whyAbove: optionalTextField('the reason', { most: 1000 }) })
type Typed = z.infer<ReturnType<typeof sheetForm>>

function sheetOf(typed: Typed): CostSheet {
  const amounts = typed as unknown as Record<string, number>
  return {
    places: typed.places,
    openDays: typed.openDays,
    unitsADay: typed.unitsADay,
    occupancyPercent: typed.occupancy,
    journeysAYear: typed.journeys,
    lowestHourlyPay: typed.lowestPay,
    lines: linesAsked
      .map(({ part, label }, at) => ({ part, label, amount: pence(amounts[fieldOfLine(at)] ?? 0) }))
      .filter(({ amount }) => amount > 0),
  }
}

async function choices(tx: Tx, providerId: string) {
  const provider = await providerDetails(tx, providerId)
  if (provider === undefined) throw new NotFound('provider')
  return { provider, lots: await lots(tx), bands: await supportBands(tx) }
}

/** The cost sheet of the council's own service: filled in, worked out line by line, confirmed; and shown to everybody. */
export const costSheetPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const url = '/market/providers/:providerId/cost-sheets/new'
    type Given = FastifyRequest<{ Params: { providerId: string } }>
    const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
      const { given, today } = await request.tx(async (tx) => ({
        given: await choices(tx, request.params.providerId),
        today: tx.today,
      }))
      const view = costSheetPage(given, today)
      return reply.page(
        'platform/pages/form.njk',
        { errors: [], at: {}, ...view, ...fault },
        fault === undefined ? 200 : 400,
      )
    }
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))

    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      const { providerId } = request.params
      const given = await request.tx((tx) => choices(tx, providerId))
      const form = readForm(sheetForm(given.bands), request.body)
      if (!form.ok) return show(request, reply, form)
      const sheet = sheetOf(form.value)
      if (!unitFits(form.value.unit, sheet.unitsADay))
        return show(request, reply, refused(form.typed, 'cost_sheet_unit_fits'))
      const derived = derivePrice(sheet)
      if ('refused' in derived) return show(request, reply, refused(form.typed, derived.refused))
      const { lotId, supportBand, unit, year, from, reason } = form.value
      const why = readForm(whyForm, request.body)
      if (form.typed['confirmed'] !== 'yes' || !why.ok) {
        const lot = given.lots.find(({ id }) => id === lotId)?.name ?? ''
        const above = await request.tx(async (tx) =>
          aboveBeforehand(
            { providerId, lot, supportBand, unit, price: derived.unitPrice },
            await scheduleOfPrices(tx, from),
            policyOn(tx.today).prices.leastCompared,
          ),
        )
        const { whyAbove = '', confirmed: _, ...typed } = typedOf(request.body)
        return reply.page(
          'market/pages/cost-sheet-check.njk',
          {
            provider: given.provider.name,
            ...workingRows(sheet, derived, unit),
            above,
            hidden: Object.entries(typed).map(([name, value]) => ({ name, value })),
            action: paths.newCostSheet(providerId),
            errors: why.ok ? [] : why.errors,
            at: why.ok ? {} : why.at,
            typed: { whyAbove },
          },
          why.ok ? 200 : 400,
        )
      }
      const wanted = { providerId, lotId, supportBand, unit, from, reason, financialYear: year, sheet }
      const { whyAbove } = why.value
      const done = await request.attempt(async (tx) => {
        const made = await priceFromCostSheet(tx, wanted)
        if (whyAbove !== undefined) await giveReason(tx, made.rateId, whyAbove)
        return made
      })
      return done.ok
        ? reply.done(
            paths.costSheet(done.value.costSheetId),
            'The cost sheet is recorded, and its price is decided and published',
          )
        : show(request, reply, refused(form.typed, ...done.refusals))
    })

    app.get(
      '/market/cost-sheets/:costSheetId',
      {
        config: { policy: { roles: 'public', about: 'How a price is made up' } },
        schema: { params: z.object({ costSheetId: z.uuid() }) },
      },
      async (request, reply) => {
        const sheet = await request.tx((tx) => publishedCostSheet(tx, request.params.costSheetId))
        if (sheet === undefined) throw new NotFound('cost sheet')
        return reply.page('market/pages/cost-sheet.njk', costSheetView(sheet))
      },
    )
  }

const fieldOf: Readonly<Record<string, string>> = {
  rate_in_the_past: 'from-day',
  rate_already_follows: 'from-day',
  rate_end_is_decided: 'from-day',
  rate_is_the_same: 'from-day',
  cost_sheet_unit_fits: 'unitsADay',
  cost_sheet_sells_nothing: 'places',
  journeys_without_cost: 'journeys',
  cost_without_journeys: 'journeys',
  cost_sheet_costs_nothing: fieldOfLine(0),
}

const unknown = 'This price cannot be decided as the records stand now. Look at the prices and try again'
const refused = (typed: Record<string, string>, ...refusals: readonly string[]) =>
  refusedAt(typed, refusals, 'lotId', { fieldOf, unknown })
