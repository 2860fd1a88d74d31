import { type CalendarDate, dateTyped, longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { includes } from '../../core/period.ts'
import { unitWords } from '../../directory/index.ts'
import { paths } from '../paths.ts'
import { rateUnits } from '../rate.ts'
import type { ProviderDetails, RateProposal, RateWanted, TakenBackRate } from '../store.ts'
import { bandWords, lettersView } from './providers.view.ts'

const priceWords = ({ price, unit }: Pick<RateWanted, 'price' | 'unit'>) => `${formatMoney(price)} ${unitWords(unit)}`

function stateOf(one: RateProposal): { tag: string; colour: string; text: string; note: string } {
  if (one.withdrawnOn !== null) return { tag: 'Taken back', colour: 'grey', text: '', note: '' }
  if (one.answer === null) return { tag: 'Waits for the council', colour: 'blue', text: '', note: '' }
  return one.answer === 'agreed'
    ? { tag: 'Agreed', colour: 'green', text: '', note: one.answerReason ?? '' }
    : { tag: 'Not agreed', colour: 'red', text: '', note: one.answerReason ?? '' }
}

const waits = (one: RateProposal) => one.answer === null && one.withdrawnOn === null

/** The price of today and, where another is decided for the day on which this one would begin, that one with its own first day. */
function pricesBeside({ now, onThatDay }: RateProposal): string {
  const today = now === null ? 'No price now' : `now ${formatMoney(now)}`
  return onThatDay === null || onThatDay.price === now
    ? today
    : `${today}, ${formatMoney(onThatDay.price)} from ${shortDate(onThatDay.from)}`
}

/** What a commissioner compares it with: the price decided for the day on which it would begin. */
function comparedWith({ price, unit, now, onThatDay }: RateProposal): string {
  if (onThatDay === null) return 'No price is decided for that day.'
  const known = `${onThatDay.price === now ? 'The price now is' : 'The price on that day is'} ${formatMoney(onThatDay.price)}`
  if (onThatDay.price === price) return `${known}: the same.`
  const apart = formatMoney(Math.abs(price - onThatDay.price) as typeof price)
  return `${known}: the difference is ${apart} ${price > onThatDay.price ? 'more' : 'less'} ${unitWords(unit)}.`
}

/** The prices asked for, as the provider reads them, or with what the council can do. */
export const proposalRows = (list: readonly RateProposal[], decides: boolean) =>
  list.map((one) => ({
    cells: [
      { text: one.lot, note: bandWords(one.supportBand) },
      { text: priceWords(one), note: pricesBeside(one) },
      { text: shortDate(one.from) },
      { text: one.reason },
      decides && waits(one) ? { text: 'Answer', href: paths.proposal(one.id), hidden: one.lot } : stateOf(one),
    ],
  }))

/** The heads above `proposalRows`. */
export const proposalHead = ['What', 'Price asked for', 'From', 'Why', 'How it stands'].map((text) => ({ text }))

/** A provider's own prices: in force, to come, before, letters, and what it asked for. */
export function ownPricesView(
  provider: ProviderDetails,
  asked: readonly RateProposal[],
  letters: Parameters<typeof lettersView>[0],
  today: CalendarDate,
  takenBack: readonly TakenBackRate[] = [],
) {
  const rows = (keep: (one: ProviderDetails['rates'][number]) => boolean) =>
    provider.rates.filter(keep).map((one) => ({
      cells: [
        { text: one.lot, note: bandWords(one.supportBand) },
        { text: priceWords(one) },
        {
          text:
            one.until === undefined
              ? `from ${shortDate(one.from)}`
              : `${shortDate(one.from)} to ${shortDate(one.until)}`,
        },
        { text: one.reason },
      ],
    }))
  return {
    back: { href: paths.myService(), text: 'My service' },
    head: ['What', 'Price', 'When', 'Why'].map((text) => ({ text })),
    inForce: rows((one) => includes(one, today)),
    toCome: rows((one) => one.from > today),
    before: rows((one) => one.until !== undefined && one.until < today),
    takenBack: takenBack.map((one) => ({
      cells: [
        { text: one.lot, note: bandWords(one.supportBand) },
        { text: priceWords(one) },
        { text: `from ${shortDate(one.from)}`, note: `taken back on ${shortDate(one.on)}` },
        { text: one.reason },
      ],
    })),
    letters: lettersView(letters, provider.id),
    proposals: proposalRows(asked, false),
    proposalHead,
    takeBack: asked.filter(waits).map((one) => ({
      href: paths.withdrawProposal(one.id),
      text: `${one.lot}, ${bandWords(one.supportBand)}`,
    })),
    add: provider.inHouse ? '' : paths.newProposal(),
    inHouse: provider.inHouse,
  }
}

/** The form in which a provider asks for a price. */
export const proposePage = (choices: { lots: readonly { id: string; name: string }[]; bands: readonly string[] }) => ({
  title: 'Ask for a new price',
  lede: 'The council decides. Until then your price stays as it is.',
  back: { href: paths.ownPrices(), text: 'Prices' },
  action: paths.newProposal(),
  button: 'Send it to the council',
  hidden: [],
  fields: [
    {
      type: 'choice',
      id: 'lotId',
      label: 'Lot',
      empty: 'Choose a lot',
      options: choices.lots.map(({ id: value, name: text }) => ({ value, text })),
    },
    {
      type: 'choice',
      id: 'supportBand',
      label: 'Workers to people',
      empty: 'Choose the support',
      options: choices.bands.map((value) => ({ value, text: bandWords(value) })),
    },
    {
      type: 'radios',
      id: 'unit',
      label: 'What is the price for?',
      options: rateUnits.map((value) => ({ value, text: `For ${unitWords(value)}` })),
    },
    { type: 'money', id: 'price', label: 'Price' },
    { type: 'date', id: 'from', label: 'From which day?', hint: 'Today or later' },
    { type: 'long', id: 'reason', label: 'Why?', hint: 'For example: wages went up by 4%, rent by £200 a month' },
  ],
})

/** The page on which a commissioner answers, with what agreeing would change from its first day on. */
export const answerPage = (one: RateProposal, first: CalendarDate, above: string | null) => {
  return {
    title: 'Answer a price that was asked for',
    lede: `${one.provider}: ${one.lot}, ${bandWords(one.supportBand)}. It asks for ${priceWords(one)} from ${longDate(one.from)}.`,
    now: `${comparedWith(one)}${above === null ? '' : ` ${above}`} Its reason: ${one.reason}`,
    warning: 'This cannot be undone. An agreed price is published from its first day, and plans are priced with it.',
    back: { href: paths.provider(one.providerId), text: one.provider },
    action: paths.proposal(one.id),
    button: 'Send the answer',
    hidden: [],
    typed: dateTyped('from', first),
    fields: [
      {
        type: 'radios',
        id: 'answer',
        label: 'Your answer',
        options: [
          { value: 'agreed', text: 'Agreed' },
          { value: 'declined', text: 'Not agreed' },
        ],
      },
      { type: 'date', id: 'from', label: 'First day of the price', hint: 'When you agree: today or later' },
      { type: 'long', id: 'reason', label: 'Why?', hint: 'The provider reads it' },
    ],
  }
}
