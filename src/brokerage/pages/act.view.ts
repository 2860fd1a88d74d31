import { clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { SessionFacts } from '../../directory/store.ts'
import { paths } from '../paths.ts'
import { pauseDaysWords } from '../pause.ts'
import type { TimeAway, ToPlace } from '../store.ts'

interface Page {
  readonly title: string
  readonly lede: string
  readonly back: { href: string; text: string }
  readonly action: string
  readonly button: string
  readonly fields?: readonly object[]
  readonly now?: string
  readonly warning?: string
}

const empty = { hint: '', width: '', rows: 3, options: [], empty: '', inline: false, suffix: '' }

/** Everything the platform's form page asks for. */
export function formOf(page: Page) {
  return {
    warning: '',
    now: '',
    hidden: [],
    ...page,
    fields: (page.fields ?? []).map((field) => ({ ...empty, ...field })),
  }
}

const backTo = (term: ToPlace) => ({ href: paths.match(term.personId, term.termId), text: 'Find a place' })

/** What a broker sends to a provider. */
export function offerPage(term: ToPlace, provider: string) {
  return formOf({
    title: `Send ${provider} an offer`,
    lede: `${term.title}, ${weekdayName(term.weekday)} ${clockTime(term.startMinute)} to ${clockTime(term.endMinute)}, support ${term.supportBand}, from ${longDate(term.fromDate)}.`,
    back: backTo(term),
    action: paths.act(term.personId, term.termId, 'offer'),
    button: 'Send offer',
    now: 'The provider sees day, time, support, the part of life it is about, the price in the plan and the words below. It sees no name, address or date of birth before it accepts.',
    fields: [
      { type: 'text', id: 'days', label: 'Days to answer', width: '2', hint: 'From 1 to 28' },
      {
        type: 'long',
        id: 'needsToKnow',
        label: 'What the provider must know to answer',
        hint: 'Do not write a name, address or date of birth',
      },
    ],
  })
}

/** The confirmation before a person is placed. */
export function placePage(term: ToPlace, details: string, away: readonly TimeAway[] = []) {
  return formOf({
    title: `Place ${term.personName}?`,
    lede: details,
    back: backTo(term),
    action: paths.place(term.personId, term.termId),
    button: 'Place',
    now: term.agreed
      ? 'Every date to 26 weeks ahead is taken, all or none. Later dates follow by themselves.'
      : 'The plan is not agreed yet. Placing is possible once its cost is approved; until then you can hold the place.',
    fields: away.length === 0 ? [] : [pausedTooField(away)],
  })
}

/** What whoever places reads and answers while the person is away. */
function pausedTooField(away: readonly TimeAway[]) {
  const said = away.map((one) =>
    one.supportPauseId === null
      ? `${one.titles.join(' and ')}: paused. ${pauseDaysWords(one)}.`
      : `All their support is paused. ${pauseDaysWords(one)}.`,
  )
  return {
    type: 'radios',
    id: 'pausedToo',
    label: 'Is this place paused too?',
    hint: said.join(' '),
    options: [
      { value: 'yes', text: 'Yes: the place is kept, and they come when the pause ends' },
      { value: 'no', text: 'No: it begins on its first day' },
    ],
  }
}

const causeWords = {
  no_capacity: 'No room',
  too_far: 'Too far to travel',
  ratio: 'The support ratio is not offered',
  access: 'Access: something the person needs is not there',
  time: 'Not at that day or time',
  price: 'The price',
  provider_declined: 'Providers said no',
  person_declined: 'The person said no to what was found',
  keep_apart: 'The place is not possible for this person',
} as const

/** Keeping what could not be found. */
export function failedPage(term: ToPlace) {
  return formOf({
    title: 'Record unmet need',
    lede: `${term.title}, ${weekdayName(term.weekday)} ${clockTime(term.startMinute)}, support ${term.supportBand}, ${term.localArea ?? 'area not recorded'}. It is counted where, when and for what nothing was found; nobody is named.`,
    back: backTo(term),
    action: paths.act(term.personId, term.termId, 'failed'),
    button: 'Record unmet need',
    fields: [
      {
        type: 'radios',
        id: 'cause',
        label: 'What stood in the way?',
        options: Object.entries(causeWords).map(([value, text]) => ({ value, text })),
      },
    ],
  })
}

/** Another place in the plan's stead. */
export function proposePage(term: ToPlace, session: SessionFacts) {
  return formOf({
    title: `Put ${session.name} in the plan instead of ${term.title}?`,
    lede: `${weekdayName(session.weekday)} ${clockTime(session.startMinute)} to ${clockTime(session.endMinute)}, ${session.organisation}. It goes into the draft; the person and the social worker agree it, and it is approved like any change.`,
    back: backTo(term),
    action: `${paths.act(term.personId, term.termId, 'propose')}?session=${session.sessionId}`,
    button: 'Put it in the draft',
    fields: [{ type: 'long', id: 'reason', label: 'Why?', rows: 2 }],
  })
}

/** An accepted price that differs from the plan. */
export function pricePage(term: ToPlace, offer: { offerId: string; provider: string; price: number }) {
  return formOf({
    title: `Use ${offer.provider}’s price of ${formatMoney(pence(offer.price))}?`,
    lede: `The plan says ${term.pricePence === null ? 'no price yet' : formatMoney(pence(term.pricePence))}. A dearer price goes to an approver; a price no higher than what was approved does not.`,
    back: backTo(term),
    action: `${paths.act(term.personId, term.termId, 'price')}?offer=${offer.offerId}`,
    button: 'Use this price',
  })
}

/** Taking an offer back. */
export function withdrawPage(term: ToPlace, offerId: string) {
  return formOf({
    title: 'Take this offer back?',
    lede: 'The provider can no longer answer it. You can send another one.',
    back: backTo(term),
    action: paths.withdraw(term.personId, term.termId, offerId),
    button: 'Take it back',
  })
}
