import { dateTyped, weekdayName } from '../../core/calendar-date.ts'
import { kinds, unitWords } from '../../directory/index.ts'
import type { CallAsk, CallOffer } from '../call.ts'
import { needCodes, needWords, strangerKinds } from '../call.ts'
import { leastHoursHint } from '../least-hours.ts'
import { providerKindWords } from '../provider-state.ts'
import { rateUnits } from '../rate.ts'
import type { Lot } from '../store.ts'
import { bandWords } from './providers.view.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), text: weekdayName(one) }))
const twoDigits = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

/** What a form of a call shows at first: the call as it stands. */
export function typedCall(ask: Partial<CallAsk>): Record<string, string> {
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? '' : String(value)
  const time = (minute: number | null | undefined) => (minute === null || minute === undefined ? '' : twoDigits(minute))
  return {
    title: text(ask.title),
    words: text(ask.words),
    area: text(ask.area),
    weekdays: (ask.weekdays ?? []).join(','),
    startMinute: time(ask.startMinute),
    endMinute: time(ask.endMinute),
    kind: text(ask.kind),
    needs: (ask.needs ?? []).join(','),
    supportBand: text(ask.supportBand),
    wanted: text(ask.wanted),
    wantedUnit: text(ask.wantedUnit),
    audience: text(ask.audience),
    lotId: text(ask.lotId),
    furtherLotIds: (ask.furtherLotIds ?? []).join(','),
    priceBasis: text(ask.priceBasis),
    deciderId: text(ask.deciderId),
    ...(ask.closesOn === undefined ? {} : dateTyped('closesOn', ask.closesOn)),
  }
}

export interface CallFormChoices {
  readonly areas: readonly string[]
  readonly bands: readonly string[]
  readonly lots: readonly Lot[]
  readonly deciders: readonly { readonly id: string; readonly name: string }[]
  readonly leastDaysOpen: number
  readonly mostDaysOpen: number
}

/** The fields of a call, in the order one thinks of them. */
export function callFields(choices: CallFormChoices) {
  return [...whatFields(choices), ...termsFields(choices)]
}

/** What is looked for: words, area, days, hours and needs. */
function whatFields({ areas, bands }: CallFormChoices) {
  return [
    {
      type: 'text',
      id: 'title',
      label: 'What do you look for, in a few words?',
      hint: 'For example: Saturdays in Crewe for people who use a hoist',
    },
    {
      type: 'long',
      id: 'words',
      label: 'Tell them more',
      hint: 'What people want, and what you know of them together. Name nobody.',
      rows: 5,
    },
    {
      type: 'choice',
      id: 'area',
      label: 'Area',
      empty: 'Whole borough',
      options: areas.map((area) => ({ value: area, text: area })),
    },
    { type: 'several', id: 'weekdays', label: 'Days', hint: 'None means any day', options: weekdays },
    { type: 'text', id: 'startMinute', label: 'From (optional)', hint: 'For example 10:30', width: '5' },
    { type: 'text', id: 'endMinute', label: 'Until (optional)', hint: 'For example 15:00', width: '5' },
    {
      type: 'choice',
      id: 'kind',
      label: 'Kind of thing (optional)',
      empty: 'Any kind',
      options: kinds.map(({ code: value, words: text }) => ({ value, text })),
    },
    {
      type: 'several',
      id: 'needs',
      label: 'What must be there (optional)',
      options: needCodes.map((value) => ({ value, text: needWords(value) })),
    },
    {
      type: 'choice',
      id: 'supportBand',
      label: 'Workers to people (optional)',
      empty: 'Not said',
      options: bands.map((value) => ({ value, text: bandWords(value) })),
    },
  ]
}

const audiences = [
  { value: 'framework', text: 'Providers in one lot of the framework, or several' },
  { value: 'small', text: 'Micro-providers, personal assistants and community groups' },
  { value: 'all', text: 'Anybody' },
]

/** Other lots that are asked too, where there are any. */
const furtherLotFields = (lots: readonly Lot[]) =>
  lots.length < 2
    ? []
    : [
        {
          type: 'several',
          id: 'furtherLotIds',
          label: 'Other lots you ask too (optional)',
          options: lots.map(({ id: value, name: text }) => ({ value, text })),
        },
      ]

/** On what terms: how much about, who may reply, what is paid, until when, and who decides. */
function termsFields({ lots, deciders, leastDaysOpen, mostDaysOpen }: CallFormChoices) {
  return [
    {
      type: 'text',
      id: 'wanted',
      label: 'About how much is wanted (optional)',
      hint: 'An indication. A call promises no volume, and says so',
      width: '5',
    },
    {
      type: 'radios',
      id: 'wantedUnit',
      label: 'Counted in',
      inline: true,
      options: [
        { value: 'places', text: 'Places' },
        { value: 'hours', text: 'Hours a week' },
      ],
    },
    {
      type: 'radios',
      id: 'audience',
      label: 'Who may reply?',
      options: audiences,
    },
    {
      type: 'choice',
      id: 'lotId',
      label: 'Lot, where you ask the framework',
      empty: 'No lot',
      options: lots.map(({ id: value, name: text }) => ({ value, text })),
    },
    ...furtherLotFields(lots),
    {
      type: 'radios',
      id: 'priceBasis',
      label: 'What is paid?',
      options: [
        { value: 'schedule', text: 'The price in the schedule for the lot' },
        { value: 'own', text: 'They say their price' },
      ],
    },
    {
      type: 'date',
      id: 'closesOn',
      label: 'Closing day',
      hint: `The last day to reply: ${leastDaysOpen} to ${mostDaysOpen} days after you publish`,
    },
    {
      type: 'choice',
      id: 'deciderId',
      label: 'Who decides?',
      hint: 'Named in the call. Nobody else can decide',
      empty: 'Choose a commissioner',
      options: deciders.map(({ id: value, name: text }) => ({ value, text })),
    },
  ]
}

/** What the form of a reply shows at first: what was said last. */
export function typedOffer(offer: CallOffer | null | undefined): Record<string, string> {
  if (!offer) return {}
  return {
    offers: offer.offers,
    ...dateTyped('from', offer.from),
    weekdays: offer.weekdays.join(','),
    places: offer.places === null ? '' : String(offer.places),
    leastWeeklyMinutes: offer.leastWeeklyMinutes === null ? '' : String(offer.leastWeeklyMinutes / 60),
    pricePence: offer.pricePence === null ? '' : (offer.pricePence / 100).toFixed(2),
    unit: offer.unit ?? '',
    words: offer.words ?? '',
  }
}

const strangerFields = [
  {
    as: 'radios',
    id: 'kind',
    label: 'Who are you?',
    options: strangerKinds.map((value) => ({ value, text: providerKindWords(value) })),
  },
  { as: 'text', id: 'name', label: 'The name people know you by', autocomplete: 'organization' },
  { as: 'text', id: 'contact', label: 'Your own name', autocomplete: 'name' },
  {
    as: 'text',
    id: 'reach',
    label: 'Phone or email',
    hint: 'So that we can tell you what was decided. It is blanked when the call is long over',
  },
]

/** The fields of a reply: who it is from, where nobody knows yet, and what it offers. */
export function replyFields({ stranger, ownPrice }: { stranger: boolean; ownPrice: boolean }) {
  return [
    ...(stranger ? strangerFields : []),
    { as: 'long', id: 'offers', label: 'What can you offer?' },
    { as: 'several', id: 'weekdays', label: 'On which days?', options: weekdays },
    { as: 'date', id: 'from', label: 'From when?' },
    { as: 'text', id: 'places', label: 'For how many people at once? (optional)', inputmode: 'numeric', width: 3 },
    {
      as: 'text',
      id: 'leastWeeklyMinutes',
      label: 'The least you can take on for one person, in hours a week (optional)',
      hint: leastHoursHint,
      width: 5,
      inputmode: 'decimal',
    },
    ...(ownPrice
      ? [
          { as: 'text', id: 'pricePence', label: 'Your price', prefix: '£', width: 5, inputmode: 'decimal' },
          {
            as: 'radios',
            id: 'unit',
            label: 'What is it for?',
            options: rateUnits.map((value) => ({ value, text: `For ${unitWords(value)}` })),
          },
        ]
      : []),
    { as: 'long', id: 'words', label: 'Anything else? (optional)' },
  ]
}
