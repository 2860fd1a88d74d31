import { clockTime, longDate } from '../../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { bookingState, keptDays, keptUntil, offerHours } from '../booking-rules.ts'
import { placesWords } from '../entry-words.ts'
import { paths } from '../paths.ts'
import type { BookableDate, Booking } from '../store/bookings.ts'

const whenWords = ({ onDate, startMinute, endMinute }: Pick<Booking, 'onDate' | 'startMinute' | 'endMinute'>) =>
  `${longDate(onDate)}, ${clockTime(startMinute)} to ${clockTime(endMinute)}`

/** "2pm on Tuesday 1 December 2026". */
export const instantWords = (instant: Date) =>
  `${clockTime(minuteInEngland(instant))} on ${longDate(dayInEngland(instant))}`

/** The dates to choose from, each with its places. */
export function dateChoices(dates: readonly BookableDate[]) {
  return dates.map((date) => ({
    value: date.occurrenceId,
    text: `${whenWords(date)}${date.session === null ? '' : `, ${date.session}`}`,
    hint: {
      text:
        date.left > 0 && date.waiting === 0
          ? placesWords(date.left)
          : `Full. ${date.waiting === 0 ? 'Nobody waits yet' : date.waiting === 1 ? '1 person waits' : `${date.waiting} people wait`}`,
    },
  }))
}

/** Why we ask and how long we keep it, in plain words. */
export const whyWeAsk = (organisation: string) => [
  `We ask what to call you so that ${organisation} knows who is coming. A first name or a nickname is enough.`,
  `We ask how to reach you only so that ${organisation} can tell you if the date is cancelled or a place is free. It is shown to them for that and nothing else.`,
  `${keptDays} days after the date we blank all of it. It is not joined to any record, and nobody uses it for anything else.`,
]

interface Shown {
  readonly heading: string
  readonly lines: readonly string[]
  readonly colour: string
  readonly may: 'give back' | 'leave the list' | 'answer' | 'take again' | null
}

const over: Readonly<Record<'date cancelled' | 'offer over' | 'given back', Omit<Shown, 'may'>>> = {
  'date cancelled': {
    heading: 'This date is cancelled',
    colour: 'red',
    lines: ['There is no session on this date. Do not go. You can choose another date.'],
  },
  'offer over': {
    heading: 'The place went to somebody else',
    colour: 'grey',
    lines: ['You said no to the offer, or it ran out. You can book again or join the list again.'],
  },
  'given back': {
    heading: 'You gave this place back',
    colour: 'grey',
    lines: ['Nothing more is needed. You can book again.'],
  },
}

function waitingLines(before: number): string[] {
  const turn =
    before === 0 ? 'You are next.' : before === 1 ? '1 person is before you.' : `${before} people are before you.`
  return [
    turn,
    `If a place is free it is held for whoever is first on the list, for ${offerHours} hours or until two hours before the start. Then it goes to the next. Look here each day.`,
  ]
}

/** It was cancelled and is on again: the place is taken again in one press, where one is free. */
function laidAgain({ freeAgain }: Booking): Shown {
  const was = 'It was cancelled, so your place was given back. It is on again.'
  const lines = freeAgain === true ? [`${was} A place is free.`] : [`${was} No place is free on it now.`]
  return {
    heading: 'This date takes place after all',
    colour: 'orange',
    lines,
    may: freeAgain === true ? 'take again' : null,
  }
}

function stateShown(booking: Booking, now: Date): Shown {
  const state = bookingState(booking, now)
  switch (state) {
    case 'booked': {
      const lines = ['Just come. Say your reference or what you are called if somebody asks.']
      return { heading: 'You have a place', colour: 'green', may: 'give back', lines }
    }
    case 'waiting': {
      const lines = waitingLines(booking.before)
      return { heading: 'You are on the waiting list', colour: 'blue', may: 'leave the list', lines }
    }
    case 'offered': {
      const until = booking.heldUntil === null ? '' : instantWords(booking.heldUntil)
      const lines = [`It is held for you until ${until}. Then it goes to the next person.`]
      return { heading: 'A place is free for you', colour: 'yellow', may: 'answer', lines }
    }
    case 'date laid again':
      return laidAgain(booking)
    case 'past': {
      const lines = [`What you told us is blanked after ${longDate(keptUntil(booking.onDate))}.`]
      return { heading: 'This date is over', colour: 'grey', may: null, lines }
    }
    default:
      return { ...over[state], may: null }
  }
}

/** One booking as whoever booked sees it. */
export function bookingView(booking: Booking, now: Date) {
  const { id, reference, name, organisation, place, phone, called, accessWords } = booking
  return {
    id,
    name,
    organisation,
    state: stateShown(booking, now),
    rows: [
      { key: 'Reference', value: reference },
      { key: 'When', value: whenWords(booking) },
      ...(place === '' ? [] : [{ key: 'Where', value: place }]),
      ...(called === null ? [] : [{ key: 'For', value: called }]),
      ...(accessWords === null ? [] : [{ key: 'What you need there', value: accessWords }]),
    ],
    hear: [
      'We do not send e-mails or texts. What changes stands on this page, so look again the day before.',
      `${organisation} also has a list of people to tell if the date is cancelled or a place is free.${phone === null ? '' : ` You can phone them on ${phone}.`}`,
    ],
    entry: paths.opportunity(booking.opportunityId),
    again: paths.book(booking.opportunityId),
  }
}
