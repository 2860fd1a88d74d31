import { longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import type { UpliftPolicy } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import type { Lot, Uplift, UpliftedPrice, UpliftLetter } from '../store.ts'
import { percentWords } from '../uplift.ts'
import { bandWords } from './providers.view.ts'

/** A page of the uplifts, in words; of one lot where it was chosen. */
export function upliftsView(
  { rows, all }: ListPage<Uplift>,
  asked: { lotId: string; page: number; perPage: number; lots: readonly Lot[]; decides: boolean },
) {
  const { lotId, page, perPage } = asked
  return {
    back: paths.providers(),
    propose: asked.decides ? paths.newUplift() : null,
    list: {
      asked: lotId !== '' || page > 1,
      find: {
        action: paths.uplifts(),
        title: 'Uplifts',
        selects: [
          {
            id: 'lotId',
            label: 'Lot',
            items: [{ id: '', name: 'Every lot' }, ...asked.lots].map(({ id, name }) => ({
              ...{ value: id, text: name, selected: id === lotId },
            })),
          },
        ],
      },
      count: countWords(all, 'uplift', 'uplifts'),
      table: {
        caption: 'Uplifts, the latest first',
        captionHidden: true,
        stacked: true,
        head: ['Lot', 'From', 'Proposed', 'Decided'].map((text) => ({ text })),
        rows: rows.map((one) => ({
          cells: [
            { text: one.lot, href: paths.uplift(one.id) },
            { text: shortDate(one.from) },
            { text: percentWords(one.basisPoints) },
            one.decision === null
              ? { tag: 'Waits', colour: 'blue' }
              : { text: `${decisionWords(one.decision)}, by ${one.decision.decidedBy}` },
          ],
        })),
      },
      pager: pagerOf({ page, all, perPage, href: pageAddress(paths.uplifts(), { lotId }) }),
      nothing: { title: 'No uplift was proposed yet.', text: 'Prices move one by one until somebody proposes one.' },
    },
  }
}

function decisionWords({ basisPoints, takenBack }: NonNullable<Uplift['decision']>): string {
  if (takenBack) return 'Taken back'
  return basisPoints === 0 ? 'No, prices stay' : percentWords(basisPoints)
}

/** The form that proposes an uplift. */
export const proposePage = (lots: readonly Lot[], rule: UpliftPolicy, years: readonly string[]) => {
  const options = years.map((value) => ({ value, text: `April ${value}` }))
  return {
    title: 'Propose an uplift',
    lede: `It follows the National Living Wage for ${rule.wagePercent} per cent of a price and consumer prices for the rest. Only figures that were read in a source are used; a year without one cannot be chosen. The council’s own service moves with its cost sheets instead.`,
    now: rule.from,
    back: { href: paths.uplifts(), text: 'Uplifts' },
    action: paths.newUplift(),
    button: 'Work it out',
    hidden: [],
    typed: { baseYear: years.at(-2) ?? '', toYear: years.at(-1) ?? '' },
    fields: [
      {
        type: 'choice',
        id: 'lotId',
        label: 'Lot',
        empty: 'Choose a lot',
        options: lots.map(({ id: value, name: text }) => ({ value, text })),
      },
      { type: 'choice', id: 'baseYear', label: 'Prices are of', options },
      { type: 'choice', id: 'toYear', label: 'They go to', options },
      { type: 'date', id: 'from', label: 'First day of the new prices', hint: 'Today or later' },
    ],
  }
}

const wage = (value: number) => `${formatMoney(pence(value))} an hour`
const index = (value: number) => (value / 10).toFixed(1)

/** One uplift: its working with its sources, and what it does to each price. */
export function upliftView(
  uplift: Uplift,
  touched: readonly UpliftedPrice[],
  { rule, decides }: { rule: UpliftPolicy; decides: boolean },
) {
  const { working, decision } = uplift
  const { wages, prices } = working
  return {
    title: `Uplift: ${uplift.lot}`,
    caption: `From ${longDate(uplift.from)}. Proposed by ${uplift.proposedBy} on ${shortDate(uplift.proposedOn)}`,
    back: paths.uplifts(),
    decide: decides && decision === null ? paths.decideUplift(uplift.id) : null,
    decision:
      decision === null
        ? ''
        : `${decisionWords(decision)}: ${decision.decidedBy} on ${shortDate(decision.decidedOn)}. ${decision.reason}`,
    lines: [
      {
        label: `National Living Wage, April ${wages.from.year}`,
        cite: wages.from.citation,
        amount: wage(wages.from.value),
      },
      { label: `National Living Wage, April ${wages.to.year}`, cite: wages.to.citation, amount: wage(wages.to.value) },
      {
        label: `Consumer prices, mean of ${prices.from.year} (2015 is 100)`,
        cite: prices.from.citation,
        amount: index(prices.from.value),
      },
      { label: `Consumer prices, mean of ${prices.to.year}`, cite: prices.to.citation, amount: index(prices.to.value) },
      { label: 'Share of a price that is wages', cite: rule.from, amount: `${working.wagePercent} per cent` },
      { label: 'Proposed uplift', amount: percentWords(uplift.basisPoints), total: true },
    ],
    rows: touched.map((one) => ({
      cells: [
        { text: one.provider, href: paths.provider(one.providerId) },
        { text: bandWords(one.supportBand) },
        { text: `${formatMoney(one.now)} ${unitWords(one.unit)}`, numeric: true },
        one.leftAlone === null
          ? { text: formatMoney(one.becomes), numeric: true }
          : { text: 'Stays', note: marketSentences[one.leftAlone] ?? 'It cannot move as the records stand' },
      ],
    })),
    tableCaption: decision === null ? 'What it does to each price' : 'What it did to each price',
    noRows:
      decision?.takenBack === true
        ? 'No price moved, and nobody was told.'
        : 'No price is in force in this lot on that day, apart from any of the council’s own service.',
  }
}

export const upliftDecisions = ['yes', 'no', 'taken_back'] as const

/** The form that decides an uplift. */
export const decideUpliftPage = (uplift: Uplift) => ({
  title: `Decide the uplift: ${uplift.lot}`,
  lede: `${percentWords(uplift.basisPoints)} is proposed. You may decide another figure.`,
  warning: 'This cannot be undone.',
  back: { href: paths.uplift(uplift.id), text: 'The proposal' },
  action: paths.decideUplift(uplift.id),
  button: 'Decide the uplift',
  hidden: [],
  typed: { percent: (uplift.basisPoints / 100).toFixed(2) },
  fields: [
    {
      type: 'radios',
      id: 'decision',
      label: 'What do you decide?',
      options: [
        {
          value: 'yes',
          text: 'Yes: prices change',
          hint: {
            text: 'Every price of the lot goes on at its new figure, plans are repriced, and each provider can read its letter.',
          },
        },
        { value: 'no', text: 'No: prices stay', hint: { text: 'Each provider can read that they stay, and why.' } },
        {
          value: 'taken_back',
          text: 'Take the proposal back: it was a mistake',
          hint: { text: 'Nobody is told. Another can be proposed for the same day.' },
        },
      ],
    },
    { type: 'text', id: 'percent', label: 'Uplift in per cent, if yes', hint: 'Like 3.87', width: 5 },
    { type: 'long', id: 'reason', label: 'Why?', hint: 'Providers read it, unless you take the proposal back' },
  ],
})

/** The letter to a provider about an uplift. */
export function upliftLetterView(
  letter: UpliftLetter,
  council: { name: string; phone: string },
  { providerId, own }: { providerId: string; own: boolean },
) {
  return {
    title: `Your prices from ${longDate(letter.from)}`,
    to: letter.provider,
    date: longDate(letter.decidedOn),
    council,
    says: [
      letter.basisPoints === 0
        ? `We looked at your prices for ${letter.lot}. They do not change on ${longDate(letter.from)}.`
        : `We looked at your prices for ${letter.lot}. From ${longDate(letter.from)} they change by ${percentWords(letter.basisPoints)}.`,
      letter.reason,
    ],
    rows: letter.prices.map(({ supportBand, unit, was, becomes }) => ({
      cells: [
        { text: `${bandWords(supportBand)}, ${unitWords(unit)}` },
        { text: formatMoney(was) },
        { text: becomes === null ? `${formatMoney(was)}: it stays` : formatMoney(becomes) },
      ],
    })),
    decided: `${letter.decidedBy} decided this. You do not have to do anything. If a price is wrong, tell us${council.phone === '' ? '' : ` on ${council.phone}`}.`,
    back: own
      ? { href: paths.myService(), text: 'My service' }
      : { href: paths.provider(providerId), text: letter.provider },
    pdf: `${paths.upliftLetter(letter.decisionId, providerId)}/pdf`,
  }
}
