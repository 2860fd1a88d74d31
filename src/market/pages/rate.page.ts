import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addDays, longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import type { Tx } from '../../platform/db.ts'
import {
  choiceField,
  dateField,
  type FormErrors,
  moneyField,
  optionalDateField,
  optionalTextField,
  readForm,
  textField,
  typedOf,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { rateUnits } from '../rate.ts'
import {
  decideRate,
  foreseeRate,
  giveReason,
  lots,
  providerDetails,
  type RateWanted,
  scheduleOfPrices,
  supportBands,
} from '../store.ts'
import { aboveBeforehand } from './above-middle.view.ts'
import { bandWords } from './providers.view.ts'
import { refusedAt } from './refused-at.page.ts'

const policy = { roles: ['commissioner'], about: 'Decide what the council pays' } as const
const params = z.object({ providerId: z.string() })
const id = z.string().uuid('Select a lot')
const rateForm = (bands: readonly string[]) =>
  z.object({
    lotId: id,
    supportBand: choiceField('the support', bands),
    unit: choiceField('what the price is for', rateUnits),
    price: moneyField('the price').refine((price) => price > 0, 'The price must be more than £0'),
    from: dateField('the first day'),
    until: optionalDateField('the last day'),
    reason: textField('the reason', { most: 500 }),
  })

const whyForm = z.object({ whyAbove: optionalTextField('the reason', { most: 1000 }) })

/** Deciding a rate in two steps: fill in, look at what it changes, confirm. A rate is never edited afterwards. */
export const ratePages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const url = '/market/providers/:providerId/rates/new'
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) =>
      showForm(request, reply, request.params.providerId),
    )

    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      const { providerId } = request.params
      const bands = await request.tx(supportBands)
      const form = readForm(rateForm(bands), request.body)
      if (!form.ok) return showForm(request, reply, providerId, form)
      const wanted = { providerId, ...form.value }
      const why = readForm(whyForm, request.body)
      if (form.typed['confirmed'] === 'yes' && why.ok) {
        const { whyAbove } = why.value
        const decided = await request.attempt(async (tx) => {
          const rateId = await decideRate(tx, wanted)
          if (whyAbove !== undefined) await giveReason(tx, rateId, whyAbove)
        })
        return decided.ok
          ? reply.done(paths.provider(providerId), 'The rate is decided and published')
          : showForm(request, reply, providerId, refusedAt(form.typed, decided.refusals, 'lotId', told))
      }
      const foreseen = await request.attempt(async (tx) => ({
        change: await foreseeRate(tx, wanted),
        inForceThen: await scheduleOfPrices(tx, wanted.from),
        least: policyOn(tx.today).prices.leastCompared,
        ...(await choices(tx, providerId)),
      }))
      if (!foreseen.ok)
        return showForm(request, reply, providerId, refusedAt(form.typed, foreseen.refusals, 'lotId', told))
      const { lotChoices, inForceThen, least } = foreseen.value
      const lot = lotChoices.find(({ value }) => value === wanted.lotId)?.text ?? ''
      const { whyAbove = '', confirmed: _, ...typed } = form.typed
      return reply.page(
        'market/pages/rate-check.njk',
        {
          ...rateCheck(wanted, lot, foreseen.value),
          above: aboveBeforehand({ ...wanted, lot }, inForceThen, least),
          hidden: Object.entries(typed).map(([name, value]) => ({ name, value })),
          action: paths.newRate(providerId),
          errors: why.ok ? [] : why.errors,
          at: why.ok ? {} : why.at,
          typed: { whyAbove },
        },
        why.ok ? 200 : 400,
      )
    })
  }

/** What deciding the rate changes, in words. */
function rateCheck(
  wanted: RateWanted,
  lot: string,
  { change, provider }: { change: Awaited<ReturnType<typeof foreseeRate>>; provider: string },
) {
  return {
    provider,
    rows: [
      { key: 'Lot', value: lot },
      { key: 'Support', value: bandWords(wanted.supportBand) },
      { key: 'Price', value: `${formatMoney(wanted.price)} ${unitWords(wanted.unit)}` },
      { key: 'From', value: longDate(wanted.from) },
      { key: 'Until', value: wanted.until === undefined ? 'Until another is decided' : longDate(wanted.until) },
      { key: 'Why', value: wanted.reason },
    ],
    ends:
      change.ends && change.standing
        ? `The price of ${formatMoney(change.standing.price)} ends on ${longDate(change.ends.lastDay)}.`
        : null,
    after:
      wanted.until === undefined
        ? null
        : `From ${longDate(addDays(wanted.until, 1))} on there is no price, unless another is decided.`,
  }
}

const fieldOf: Record<string, string> = {
  rate_in_the_past: 'from-day',
  rate_already_follows: 'from-day',
  rate_end_is_decided: 'from-day',
  rate_ends_before_it_begins: 'until-day',
  rate_is_the_same: 'price',
}
const told = {
  fieldOf,
  unknown: 'This rate cannot be decided as the records stand now. Look at the provider’s prices and try again.',
}

async function choices(tx: Tx, providerId: string) {
  const provider = await providerDetails(tx, providerId)
  if (provider === undefined) throw new NotFound('provider')
  const all = await lots(tx)
  return {
    provider: provider.name,
    lotChoices: all.map(({ id: value, name: text }) => ({ value, text })),
    bands: (await supportBands(tx)).map((value) => ({ value, text: bandWords(value) })),
  }
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  providerId: string,
  fault?: FormErrors,
): Promise<FastifyReply> {
  const view = await request.tx((tx) => choices(tx, providerId))
  return reply.page(
    'market/pages/rate.njk',
    {
      ...view,
      back: paths.provider(providerId),
      units: rateUnits.map((value) => ({ value, text: `For ${unitWords(value)}` })),
      errors: fault?.errors ?? [],
      at: fault?.at ?? {},
      typed: fault?.typed ?? typedOf({}),
    },
    fault === undefined ? 200 : 400,
  )
}
