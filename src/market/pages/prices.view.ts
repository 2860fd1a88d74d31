import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, pageAddress, pageOf, pagerOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { formatMoney, typedPounds } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import type { PricePolicy } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { comparePrice } from '../price-comparison.ts'
import type { PriceToReview, ScheduledPrice } from '../store.ts'
import { bandWords } from './providers.view.ts'

export interface PriceFilter {
  readonly words: string
  readonly lot: string
  readonly band: string
  readonly own: 'own' | 'others' | ''
}

/** The prices somebody asked to see. */
export function filtered(prices: readonly ScheduledPrice[], wanted: PriceFilter): ScheduledPrice[] {
  const words = wanted.words.trim().toLowerCase()
  return prices.filter(
    (one) =>
      one.provider.toLowerCase().includes(words) &&
      (wanted.lot === '' || one.lot === wanted.lot) &&
      (wanted.band === '' || one.supportBand === wanted.band) &&
      (wanted.own === '' || (wanted.own === 'own') === one.inHouse),
  )
}

/** The schedule as rows of a spreadsheet. */
export function priceTable(some: readonly ScheduledPrice[], all: readonly ScheduledPrice[], least: number) {
  const head = [
    'provider',
    'in_house',
    'lot',
    'workers_to_people',
    'unit',
    'price_pounds',
    'from',
    'until',
    'compared_with',
    'middle_pounds',
    'reason_above_the_middle',
  ]
  return [
    head,
    ...some.map((one) => {
      const compared = comparePrice(one, all, least)
      return [
        one.provider,
        one.inHouse ? 'yes' : 'no',
        one.lot,
        one.supportBand,
        one.unit,
        typedPounds(one.price),
        one.from,
        one.until,
        compared?.compared,
        compared && typedPounds(compared.median),
        compared?.above ? one.whyAbove : null,
      ]
    }),
  ]
}

/** What is said beside a price that is above the middle of its like; nothing where it is not, or where too few are like it. */
function above(one: ScheduledPrice, all: readonly ScheduledPrice[], least: number) {
  const compared = comparePrice(one, all, least)
  if (compared === undefined || !compared.above) return null
  const words = `Above ${formatMoney(compared.median)}, the middle of ${compared.compared} other prices like it.`
  if (one.whyAbove !== null) return { words, reason: one.whyAbove, asked: '', open: false }
  return {
    words,
    reason: '',
    asked:
      one.askedOn === null
        ? 'No reason has been asked for yet.'
        : `A reason was asked for on ${shortDate(one.askedOn)}.`,
    open: one.askedOn === null,
  }
}

/** So many prices stand on one page of the schedule; a council of usual size has fewer. */
const PRICES_A_PAGE = 200

/** The public schedule of prices, in words: one page of it, or all of it on paper. */
export function pricesView(given: {
  prices: readonly ScheduledPrice[]
  wanted: PriceFilter
  rule: PricePolicy
  today: CalendarDate
  role: string
  page: number | 'all'
}) {
  const { prices, wanted, rule, today, role, page } = given
  const some = filtered(prices, wanted)
  const byLot = new Map<string, object[]>()
  const shown = page === 'all' ? some : some.slice((page - 1) * PRICES_A_PAGE, page * PRICES_A_PAGE)
  for (const price of shown) {
    const row = priceRow(price, above(price, prices, rule.leastCompared), role)
    byLot.set(price.lot, [...(byLot.get(price.lot) ?? []), row])
  }
  const address = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')).toString()
  const asked = address === '' ? '' : `?${address}`
  return {
    on: longDate(today),
    total: some.length,
    filter: wanted,
    ...filterChoices(prices),
    lots: [...byLot].map(([name, rows], at) => ({ name, rows, id: `lot-${at + 1}` })),
    rule: `A price is compared with those of other providers for the same lot, support and unit, if there are at least ${rule.leastCompared}. The middle one has as many above it as below.`,
    ruleFrom: rule.from,
    csv: `/market/prices.csv${asked}`,
    pdf: `/market/prices.pdf${asked}`,
    everything: asked === '' ? null : paths.prices(),
    join: paths.join(),
    reviews: role === 'commissioner' ? paths.priceReviews() : null,
    pager: pagerOf({
      page: page === 'all' ? 1 : page,
      all: page === 'all' ? 0 : some.length,
      perPage: PRICES_A_PAGE,
      href: pageAddress(paths.prices(), { ...wanted }),
    }),
  }
}

/** A price with what a commissioner may do where it is above the middle: ask why, and write down the reason. */
const priceRow = (price: ScheduledPrice, why: ReturnType<typeof above>, role: string) => ({
  provider: price.provider,
  note: price.inHouse ? 'Council’s own service' : '',
  sheet: price.costSheetId === null ? null : paths.costSheet(price.costSheetId),
  band: bandWords(price.supportBand),
  price: formatMoney(price.price),
  unit: unitWords(price.unit),
  since: shortDate(price.from),
  until: price.until === null ? '' : shortDate(price.until),
  why,
  ask: role === 'commissioner' && why?.open ? paths.askPrice(price.rateId) : null,
  give: role === 'commissioner' && why !== null ? paths.priceReason(price.rateId) : null,
})

function filterChoices(prices: readonly ScheduledPrice[]) {
  const lots = new Set(prices.map(({ lot }) => lot))
  const bands = new Set(prices.map(({ supportBand }) => supportBand))
  return {
    lotChoices: [{ value: '', text: 'Every kind' }, ...[...lots].sort().map((lot) => ({ value: lot, text: lot }))],
    bandChoices: [
      { value: '', text: 'Any support' },
      ...[...bands].sort().map((band) => ({ value: band, text: bandWords(band) })),
    ],
    ownChoices: [
      { value: '', text: 'Everybody' },
      { value: 'own', text: 'The council’s own service' },
      { value: 'others', text: 'Others' },
    ],
  }
}

const priceWords = (price: ScheduledPrice) =>
  `${price.lot}, ${bandWords(price.supportBand)}: ${formatMoney(price.price)} ${unitWords(price.unit)}`

/** The form in which a provider or a commissioner gives the reason of a price. */
export const reasonPage = ({ price, own }: { price: ScheduledPrice; own: boolean }) => ({
  title: own ? 'Why is your price above the middle?' : `Why is this price of ${price.provider} above the middle?`,
  lede: 'Everybody reads the reason beside the price. Name no person.',
  now: priceWords(price),
  back: own ? { href: paths.myService(), text: 'My service' } : { href: paths.prices(), text: 'Schedule of prices' },
  action: paths.priceReason(price.rateId),
  button: 'Publish the reason',
  hidden: [],
  fields: [
    {
      type: 'long',
      id: 'reason',
      label: 'The reason',
      hint: 'For example: two workers are trained for epilepsy, and the room has a hoist',
    },
  ],
})

/** The form in which a commissioner says that a price was looked at again and stands. */
export const reviewPage = (price: ScheduledPrice) => ({
  title: `Look again: ${price.provider}`,
  lede: 'Say what you looked at if the price stands. To change it, decide another rate instead.',
  now: `${priceWords(price)}, since ${shortDate(price.from)}${price.whyAbove === null ? '' : `. Why it is above the middle: ${price.whyAbove}`}`,
  back: { href: paths.priceReviews(), text: 'Prices to look at again' },
  action: paths.priceReview(price.rateId),
  button: 'The price stands',
  hidden: [],
  fields: [{ type: 'long', id: 'reason', label: 'What did you look at?' }],
})

const whichWords = { due: 'Due now', later: 'Due later', '': 'All' } as const

/** A page of the prices to be looked at again, the longest overdue first: when and by whom; by provider, lot or when. */
export function reviewsView(
  prices: readonly PriceToReview[],
  rule: PricePolicy,
  { words, which, page, today }: { words: string; which: keyof typeof whichWords; page: number; today: CalendarDate },
) {
  const sought = words.toLowerCase()
  const found = prices.filter(
    (one) =>
      (which === '' || one.dueOn <= today === (which === 'due')) &&
      `${one.provider} ${priceWords(one)}`.toLowerCase().includes(sought),
  )
  const { rows, all } = pageOf(found, { page, perPage: ROWS_A_PAGE })
  return {
    rule: `Every price is looked at again ${rule.reviewMonths} months after it began or was last found right. ${rule.from}`,
    back: paths.prices(),
    list: {
      asked: words !== '' || page > 1 || prices.length > 0,
      find: {
        action: paths.priceReviews(),
        title: 'Prices to look at again',
        label: 'Provider, or what the price is for',
        value: words,
        selects: [
          {
            id: 'which',
            label: 'When',
            items: Object.entries(whichWords).map(([value, text]) => ({ value, text, selected: value === which })),
          },
        ],
      },
      miss: which === 'due' && words === '' && page === 1 ? 'No price is due today.' : '',
      all: { href: `${paths.priceReviews()}?which=`, act: 'Show all prices' },
      count: countWords(all, 'price', 'prices'),
      table: {
        caption: 'Prices to look at again',
        captionHidden: true,
        stacked: true,
        head: ['Provider', 'Price', 'Since', 'Due', 'By whom', 'What to do'].map((text) => ({ text })),
        rows: rows.map(reviewRow),
      },
      pager: pagerOf({
        page,
        all,
        perPage: ROWS_A_PAGE,
        href: `${paths.priceReviews()}?${new URLSearchParams({ words, which, page: '' })}`,
      }),
      nothing: { title: 'There is no price in force.', text: 'Each stands here once it is decided.' },
    },
  }
}

const reviewRow = (one: PriceToReview) => ({
  cells: [
    { text: one.provider, href: paths.provider(one.providerId) },
    { text: priceWords(one) },
    { text: shortDate(one.from) },
    { text: shortDate(one.dueOn) },
    { text: one.inHouse ? 'Service manager: a new cost sheet' : 'Commissioner' },
    one.inHouse
      ? {
          text: 'New cost sheet',
          href: paths.newCostSheet(one.providerId),
          hidden: `for ${one.provider}, ${priceWords(one)}`,
        }
      : { text: 'Look again', href: paths.priceReview(one.rateId), hidden: `at ${one.provider}, ${priceWords(one)}` },
  ],
})
