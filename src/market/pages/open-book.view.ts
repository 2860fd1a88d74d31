import { type CalendarDate, dateTyped, shortDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { bookUnits, type OpenBookCost } from '../open-book.ts'
import { paths } from '../paths.ts'
import { type StatedPayer, statedPayers } from '../service-use.ts'
import type { OpenBookInForce, ServiceKnown } from '../store.ts'
import { payerWords, unitsWords } from '../viability-words.ts'

/** The costs an open book asks for; the same for everybody, so that services can be compared. */
export const bookLinesAsked: readonly Omit<OpenBookCost, 'amount'>[] = [
  { part: 'direct', label: 'Staff on the rota, whoever comes, with on-costs', varies: false, isPay: true },
  { part: 'premises', label: 'Rent, or the cost of the building', varies: false, isPay: false },
  { part: 'premises', label: 'Energy, cleaning, repairs, rates', varies: false, isPay: false },
  { part: 'overhead', label: 'Managers and office', varies: false, isPay: false },
  { part: 'overhead', label: 'Insurance, training and everything else', varies: false, isPay: false },
  { part: 'direct', label: 'Staff called in only when people come, with on-costs', varies: true, isPay: true },
  { part: 'direct', label: 'Activities, food and materials', varies: true, isPay: false },
]
/** The field of a cost of the open book; costs count from 0, fields from 1. */
export const fieldOfCost = (at: number) => `cost${at + 1}`

/** The lines of a filled form that hold an amount. */
export const costsTyped = (amounts: Readonly<Record<string, number>>): OpenBookCost[] =>
  bookLinesAsked
    .map((line, at) => ({ ...line, amount: pence(amounts[fieldOfCost(at)] ?? 0) }))
    .filter(({ amount }) => amount > 0)

/** What a provider typed that others pay; who pays nothing is left out. */
export const statedTyped = (amounts: Readonly<Record<string, number>>): { payer: StatedPayer; amount: Pence }[] =>
  statedPayers.map((payer) => ({ payer, amount: pence(amounts[payer] ?? 0) })).filter(({ amount }) => amount > 0)

const costFields = (varies: boolean) =>
  bookLinesAsked.flatMap((line, at) =>
    line.varies === varies ? [{ type: 'money', id: fieldOfCost(at), label: line.label }] : [],
  )
const number = (id: string, label: string, hint = '', width = 5) => ({ type: 'text', id, label, hint, width })
const asMoney = (amount: number) => (amount / 100).toFixed(2).replace('.00', '')
/** What the form begins with: the figures handed in last, so that only what changed is typed; who agrees is asked anew. */
function typedBefore(last: OpenBookInForce | undefined, today: CalendarDate): Record<string, string> {
  if (last === undefined) return { unitsADay: '1', ...dateTyped('agreedOn', today) }
  const { book } = last
  return {
    unit: book.unit,
    places: String(book.places),
    openDays: String(book.openDays),
    unitsADay: String(book.unitsADay),
    occupancy: String(book.occupancyPercent),
    lowestPay: book.lowestHourlyPay === null ? '' : asMoney(book.lowestHourlyPay),
    paidHours: book.paidHours === null ? '' : String(book.paidHours),
    statedUnits: book.statedUnits === 0 ? '' : String(book.statedUnits),
    ...Object.fromEntries(
      bookLinesAsked.map(({ label }, at) => {
        const there = book.costs.find((cost) => cost.label === label)
        return [fieldOfCost(at), there === undefined ? '' : asMoney(there.amount)]
      }),
    ),
    ...Object.fromEntries(book.stated.map(({ payer, amount }) => [payer, asMoney(amount)])),
    ...dateTyped('yearFrom', last.yearFrom),
    agreedBy: last.agreedBy,
    agreedAs: last.agreedAs,
    ...dateTyped('agreedOn', today),
  }
}

/** The form in which a provider, or a commissioner for it, hands in an open book. */
export function openBookPage({ service, own, today }: { service: ServiceKnown; own: boolean; today: CalendarDate }) {
  const { providerId, lotId, openBook } = service
  return {
    title: `Open book: ${own ? service.lot : `${service.name}, ${service.lot}`}`,
    lede: own
      ? 'What your service can hold, what a year costs, and what others pay you. Estimates are fine: say so in the last box.'
      : 'What the provider told you its service can hold and costs in a year.',
    now:
      'Only the council’s commissioners and finance see these figures, and the provider itself. Nobody has to hand them in, and it can take them back on any day: from then on the council does not see them.' +
      (openBook === undefined ? '' : ` These take the place of the figures handed in on ${shortDate(openBook.from)}.`),
    back: { href: paths.viability(providerId, lotId), text: `${service.name}: ${service.lot}` },
    action: paths.newOpenBook(providerId, lotId),
    button: 'Hand in',
    warning: '',
    hidden: [],
    typed: typedBefore(openBook, today),
    fields: [...figureFields(), ...consentFields(own)],
  }
}

/** What is asked of the service itself: what it can hold, what a year costs, what others pay. */
const figureFields = () => [
  {
    type: 'date',
    id: 'yearFrom',
    label: 'First day of the year the figures are of',
    hint: 'For example, 1 4 2025',
  },
  { type: 'heading', label: 'What it can hold' },
  {
    type: 'radios',
    id: 'unit',
    label: 'What do you sell?',
    options: bookUnits.map((value) => ({ value, text: capital(unitsWords(2, value).replace('2 ', '')) })),
  },
  number('places', 'Places', 'How many people at most at one time'),
  number('openDays', 'Days it is open in a year'),
  number('unitsADay', 'How often a place is used in one day', 'Once for whole days, twice for half days, or the hours'),
  number('occupancy', 'Occupancy of that year, in per cent', 'Of 100 places, how many were used'),
  {
    type: 'heading',
    label: 'Costs of a year that stay when fewer come',
    hint: 'Leave out transport to and from: it has a price of its own.',
  },
  ...costFields(false),
  { type: 'heading', label: 'Costs of a year that fall when fewer come' },
  ...costFields(true),
  { type: 'heading', label: 'Pay of those who support people' },
  {
    type: 'money',
    id: 'lowestPay',
    label: 'Lowest pay an hour (optional)',
    hint: 'Before on-costs. Leave empty if nobody is employed',
  },
  number('paidHours', 'Hours paid for in that year (optional)', '', 10),
  {
    type: 'heading',
    label: 'What others pay in a year',
    hint: 'The council knows what it pays and what its people pay. Leave empty what there is not.',
  },
  ...statedPayers.map((payer) => ({ type: 'money', id: payer, label: payerWords[payer] })),
  number('statedUnits', 'How many days, half days, sessions or hours do those others use in a year?', '', 10),
]

/** Who agrees that the council may see the figures, and where they come from. */
const consentFields = (own: boolean) => [
  { type: 'heading', label: 'Who agrees' },
  { type: 'text', id: 'agreedBy', label: 'Name' },
  {
    type: 'text',
    id: 'agreedAs',
    label: 'What they are in the organisation',
    hint: 'For example, director or owner',
  },
  { type: 'date', id: 'agreedOn', label: 'When did they agree?' },
  {
    type: 'several',
    id: 'consent',
    label: own ? 'Do you agree?' : 'Did they agree?',
    options: [
      {
        value: 'yes',
        text: 'The council may see these figures to foresee whether the service can go on. This can be taken back on any day.',
      },
    ],
  },
  {
    type: 'long',
    id: 'reason',
    label: 'Where do the figures come from?',
    hint: 'For example: accounts of last year; energy is an estimate',
  },
]

/** The form that ends an open book, or takes it back. */
export const endOpenBookPage = (service: ServiceKnown, openBookId: string, own: boolean) => ({
  title: `End the open book of ${own ? service.lot : `${service.name}, ${service.lot}`}`,
  lede: 'From today the service is shown as not known, until new figures are handed in.',
  back: { href: paths.viability(service.providerId, service.lotId), text: `${service.name}: ${service.lot}` },
  action: paths.endOpenBook(service.providerId, service.lotId, openBookId),
  button: 'End it',
  hidden: [],
  warning: '',
  typed: {},
  fields: [
    {
      type: 'radios',
      id: 'how',
      label: 'How does it end?',
      options: [
        { value: 'ended', text: 'The figures no longer hold. The council may still see what they were' },
        {
          value: 'withdrawn',
          text: own
            ? 'I take the figures back. The council no longer sees them'
            : 'The provider takes its figures back. The council no longer sees them',
        },
      ],
    },
    { type: 'long', id: 'reason', label: 'Why?' },
  ],
})

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
