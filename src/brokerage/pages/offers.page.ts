import { z } from 'zod'
import { clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { formatMoney, parseMoney, typedPounds } from '../../core/money.ts'
import { itemWords } from '../../needs/index.ts'
import { choiceField, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { answerOffer, type OfferSeen, offersToMe } from '../store.ts'
import { formOf } from './act.view.ts'
import { instantWords } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const ofOffer = z.object({ offerId: z.uuid() })
const states = { all: 'All', open: 'Still to answer', over: 'Answered or over' } as const
const ofList = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  state: z.enum(['all', 'open', 'over']).catch('all').default('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
const form = z
  .object({
    answer: choiceField('your answer', ['accepted', 'change_proposed', 'declined']),
    price: z
      .preprocess((value) => String(value ?? '').trim(), z.string())
      .transform((text, context) => {
        const amount = text === '' ? undefined : parseMoney(text)
        if (text !== '' && amount === undefined)
          context.addIssue({ code: 'custom', message: 'The price must be an amount of money, like 48 or 48.50' })
        return amount
      }),
    reason: optionalTextField('what you want to say', { most: 600 }),
  })
  .superRefine((sent, context) => {
    if (sent.answer !== 'accepted' && sent.reason === undefined)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'Say why, or what you would change' })
  })

/** Whether an offer has the words in its session, and still waits or is over, as asked. */
function fits(offer: OfferSeen, { q, state }: z.output<typeof ofList>, now: Date): boolean {
  const open = offer.answer === null && !offer.withdrawn && offer.answerBy > now
  return offer.session.toLowerCase().includes(q.toLowerCase()) && (state === 'all' || open === (state === 'open'))
}

/** A provider's offers, and its answer to one. It sees no name before it accepts. */
export const offerPages: StepPages = async (app) => {
  const policy = { roles: ['provider'], about: 'Answer offers' } as const

  app.get('/brokerage/offers', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(ofList, request.query)
    const { every, now } = await request.tx(async (tx) => ({ every: await offersToMe(tx), now: tx.now }))
    const offers = every.filter((offer) => fits(offer, asked, now))
    const pages = pagesOf(offers.length)
    const page = Math.min(asked.page, pages)
    const words = new URLSearchParams({ q: asked.q, state: asked.state })
    return reply.page('brokerage/pages/offers.njk', {
      title: 'Offers',
      action: paths.offers(),
      q: asked.q,
      states: Object.entries(states).map(([value, text]) => ({ value, text, selected: value === asked.state })),
      any: every.length > 0,
      pager: { page, pages, href: `${paths.offers()}?${words}&page=` },
      table: {
        caption: offers.length === 1 ? '1 offer' : `${offers.length} offers`,
        head: ['Session', 'When', 'Support', 'Answer by', 'State'].map((text) => ({ text })),
        stacked: true,
        rows: offers.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE).map((offer) => ({
          cells: [
            { text: offer.session },
            { text: whenOf(offer), note: `from ${longDate(offer.fromDate)}` },
            { text: supportOf(offer) },
            { text: offer.answer === null ? instantWords(offer.answerBy) : '–' },
            stateOf(offer, now),
          ],
        })),
      },
    })
  })

  app.get('/brokerage/offers/:offerId', { config: { policy } }, async (request, reply) => {
    const { offerId } = ofOffer.parse(request.params)
    const offer = (await request.tx(offersToMe)).find((one) => one.offerId === offerId)
    if (offer === undefined) throw new NotFound('offer')
    return reply.page('platform/pages/form.njk', {
      ...answerPage(offer),
      typed: { price: typedPounds(offer.highestPricePence) },
    })
  })
  app.post('/brokerage/offers/:offerId', { config: { policy } }, async (request, reply) => {
    const { offerId } = ofOffer.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok
      ? await request.attempt(async (tx) => {
          const { answer, price, reason } = read.value
          return answerOffer(tx, {
            offerId,
            answer,
            reason: reason ?? '',
            pricePence: answer === 'declined' ? undefined : price,
          })
        })
      : undefined
    if (done?.ok) return reply.done(paths.offers(), 'Your answer is sent')
    const offer = (await request.tx(offersToMe)).find((one) => one.offerId === offerId)
    if (offer === undefined) throw new NotFound('offer')
    return reply.page('platform/pages/form.njk', { ...answerPage(offer), ...refusalAt(read, done, 'answer') }, 400)
  })
}

function whenOf(offer: OfferSeen): string {
  const often = offer.everyWeeks === 1 ? '' : `, every ${offer.everyWeeks} weeks`
  return `${weekdayName(offer.weekday)} ${clockTime(offer.startMinute)} to ${clockTime(offer.endMinute)}${often}`
}

/** "1:4" said as people say it. */
function supportOf({ supportBand }: OfferSeen): string {
  const [workers, people] = supportBand.split(':')
  if (people === undefined) return 'No support needed'
  const staff = workers === '1' ? '1 worker' : `${workers} workers`
  return people === '1' ? `${staff} for this person` : `${staff} for ${people} people`
}

const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`

function stateOf(offer: OfferSeen, now: Date) {
  if (offer.withdrawn) return { text: '', tag: 'Taken back', colour: 'grey' }
  if (offer.answer !== null)
    return {
      text: '',
      tag: { accepted: 'You said yes', declined: 'You said no', change_proposed: 'You proposed a change' }[
        offer.answer
      ],
      colour: offer.answer === 'accepted' ? 'green' : 'grey',
    }
  if (offer.answerBy < now) return { text: '', tag: 'Too late to answer', colour: 'grey' }
  return { text: 'Answer', href: paths.offer(offer.offerId), hidden: `the offer for ${offer.session}` }
}

function answerPage(offer: OfferSeen) {
  const about =
    offer.careActItem === null ? '' : ` It is about: ${itemWords[offer.careActItem as 'a']?.name.toLowerCase() ?? ''}.`
  const things =
    offer.characteristics.length === 0 ? '' : ` Must have: ${offer.characteristics.join(', ').replaceAll('_', ' ')}.`
  return formOf({
    title: `Can you take someone at ${offer.session}?`,
    lede: `${whenOf(offer)}, ${lower(supportOf(offer))}, from ${longDate(offer.fromDate)}${offer.untilDate === null ? '' : ` until ${longDate(offer.untilDate)}`}. The plan pays ${formatMoney(offer.highestPricePence)} a session.`,
    back: { href: paths.offers(), text: 'Offers' },
    action: paths.offer(offer.offerId),
    button: 'Send my answer',
    now: `${offer.needsToKnow ?? ''}${about}${things} Answer by ${instantWords(offer.answerBy)}. You learn who it is when the person is placed with you.`,
    fields: [
      {
        type: 'radios',
        id: 'answer',
        label: 'Your answer',
        options: [
          { value: 'accepted', text: 'Yes' },
          { value: 'change_proposed', text: 'Yes, with a change' },
          { value: 'declined', text: 'No' },
        ],
      },
      {
        type: 'money',
        id: 'price',
        label: 'Price of one session',
        hint: 'A price above the plan must be approved first',
      },
      { type: 'long', id: 'reason', label: 'What do you want to say?', hint: 'Needed for a no or a change', rows: 2 },
    ],
  })
}
