import { type CalendarDate, clockTime, dateTyped, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import type { OwnDate, OwnSession } from '../../directory/store.ts'
import { paths } from '../paths.ts'
import type { RoomOfSite } from '../store.ts'
import { weekdayChoices } from './weekday-choices.ts'

const often: Record<number, string> = { 1: 'every week', 2: 'every 2 weeks', 3: 'every 3 weeks', 4: 'every 4 weeks' }
const seasons = { all: '', term: ', in school terms', holiday: ', in school holidays' }

/** "Tuesday, 10am to 1pm, every 2 weeks". */
export const whenWords = (one: Pick<OwnSession, 'weekday' | 'startMinute' | 'endMinute' | 'everyWeeks' | 'season'>) =>
  `${weekdayName(one.weekday)}, ${clockTime(one.startMinute)} to ${clockTime(one.endMinute)}, ${often[one.everyWeeks] ?? `every ${one.everyWeeks} weeks`}${seasons[one.season]}`

/** "1 place", "2 places": a number with its word; `many` is for words whose plural is not an s. */
export const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** How many places a session has free, as its fullest date has it: somebody who comes every week needs them all. */
function stateOf(one: OwnSession): { text: string; colour: string } {
  if (one.comingDates === 0) return { text: 'No dates', colour: 'grey' }
  if (one.saidFull) return { text: 'Full: nobody new on any date', colour: 'orange' }
  const free = one.places - one.mostTaken
  return free <= 0
    ? { text: 'Full for regular places', colour: 'orange' }
    : { text: `Taking people: ${free} free every time`, colour: 'green' }
}

/** What is free on one date. While the entry is closed nothing is, and whoever has a place must hear of it. */
function dateWords(date: OwnDate): string {
  if (date.cancelled !== null) return `Cancelled: ${date.cancelled}`
  if (date.closed === null) return `${Math.max(0, date.places - date.taken)} of ${count(date.places, 'place')} free`
  const left =
    date.taken === 0
      ? ''
      : `. ${count(date.taken, 'person has', 'people have')} a place: cancel this date, so that they hear of it`
  return `Closed: ${date.closed}${left}`
}

const spanWords = ({ from, until }: OwnSession, today: CalendarDate) =>
  [from > today ? `Begins on ${longDate(from)}.` : '', until === null ? '' : `Its last day is ${longDate(until)}.`]
    .filter(Boolean)
    .join(' ')

/** From so many sessions on, a provider may look for one by its name, place or day. */
const manySessions = 10

/** The sessions of a provider with what is free at each; of many, those whose name or place has the words, on the day. */
export function sessionsView(
  sessions: readonly OwnSession[],
  today: CalendarDate,
  { words, weekday }: { readonly words: string; readonly weekday: string } = { words: '', weekday: '' },
) {
  const shown = sessions.filter(
    (one) =>
      `${one.name} ${one.site ?? ''}`.toLowerCase().includes(words.trim().toLowerCase()) &&
      (weekday === '' || String(one.weekday) === weekday),
  )
  return {
    back: { href: paths.myService(), text: 'My service' },
    add: paths.newSession(),
    places: paths.ownPlaces(),
    search:
      sessions.length < manySessions
        ? null
        : {
            action: paths.ownSessions(),
            words,
            total: `${shown.length} of ${count(sessions.length, 'session')}`,
            days: [{ value: '', text: 'Every day' }, ...weekdayChoices].map((one) => ({
              ...one,
              selected: one.value === weekday,
            })),
          },
    none: sessions.length === 0,
    sessions: shown.map((one) => ({
      id: one.id,
      name: one.name,
      href: paths.ownSession(one.id),
      when: whenWords(one),
      site: one.site ?? '',
      span: spanWords(one, today),
      state: stateOf(one),
      next: one.dates[0] === undefined ? '' : `${longDate(one.dates[0].onDate)}: ${dateWords(one.dates[0])}`,
    })),
  }
}

/** One session: what it can hold, each coming date, and what can be done. */
export const ownSessionView = (
  one: OwnSession,
  room: { readonly now: { readonly name: string; readonly places: number } | undefined; readonly some: boolean },
  today: CalendarDate,
  mayTakeMore: boolean,
) => ({
  back: { href: paths.ownSessions(), text: 'Sessions and places' },
  name: one.name,
  when: whenWords(one),
  span: spanWords(one, today),
  state: stateOf(one),
  facts: [
    { key: 'Where', value: one.site ?? 'No place of its own' },
    ...(one.site === null
      ? []
      : [
          {
            key: 'Room',
            value: room.now
              ? `${room.now.name}, ${count(room.now.places, 'place')} of it`
              : room.some
                ? 'Nobody has said'
                : 'No room of this place is written down',
          },
        ]),
    { key: 'Places', value: String(one.places) },
    { key: 'Workers', value: one.workerShares === null ? 'Not counted' : workersWords(one.workerShares) },
    { key: 'Single dates', value: one.publicMayBook ? 'Anybody may book one date' : 'Only people with a plan' },
  ],
  full: !one.saidFull && one.fullDates < one.comingDates ? paths.sessionFull(one.id) : '',
  again: mayTakeMore ? paths.sessionFull(one.id) : '',
  change: paths.sessionPlaces(one.id),
  room: room.some || room.now ? paths.sessionRoom(one.id) : '',
  end: one.until === null || one.until > today ? paths.sessionEnd(one.id) : '',
  table: {
    caption: count(one.dates.length, 'date to come', 'dates to come'),
    stacked: true,
    head: [{ text: 'Date' }, { text: 'Places' }, { text: 'Do' }],
    rows: one.dates.map((date) => ({
      cells: [
        { text: longDate(date.onDate) },
        date.cancelled !== null
          ? { tag: 'Cancelled', colour: 'red', text: date.cancelled }
          : date.closed !== null
            ? { tag: 'Closed for a while', colour: 'grey', text: dateWords(date) }
            : date.taken >= date.places
              ? { tag: 'Full', colour: 'orange', text: `${count(date.taken, 'person', 'people')} booked` }
              : { text: dateWords(date) },
        date.cancelled !== null
          ? { text: '' }
          : {
              text: 'Cancel this date',
              href: `/delivery/dates/${date.occurrenceId}/cancel`,
              hidden: longDate(date.onDate),
            },
      ],
    })),
  },
})

const workersWords = (shares: number) => String(Math.round((shares / sharesOfAWorker) * 100) / 100)

/** "Hall, 20 places, 2 hoists": a room with what it holds. */
export const roomWords = (room: RoomOfSite) =>
  [
    room.name,
    count(room.places, 'place'),
    ...(room.hoists > 0 ? [count(room.hoists, 'hoist')] : []),
    ...(room.changingPlaces > 0 ? [count(room.changingPlaces, 'changing place')] : []),
    ...(room.wheelchairSpaces > 0
      ? [count(room.wheelchairSpaces, 'space for a wheelchair', 'spaces for wheelchairs')]
      : []),
  ].join(', ')

/** The form that says how many places a session has. */
export const placesPage = (one: OwnSession, today: CalendarDate, rooms: readonly RoomOfSite[]) => ({
  title: 'Change how many places there are',
  lede: `${one.name}, ${whenWords(one)}.`,
  now: `It has ${count(one.places, 'place')}. On its fullest date ${count(one.mostTaken, 'person has', 'people have')} one.`,
  back: { href: paths.ownSession(one.id), text: one.name },
  action: paths.sessionPlaces(one.id),
  button: 'Save',
  hidden: [],
  typed: {
    places: String(one.places),
    workers: one.workerShares === null ? '' : workersWords(one.workerShares),
    ...dateTyped('from', today),
  },
  fields: [
    { type: 'text', id: 'places', label: 'How many people can come at once?', width: 3 },
    ...(rooms.length === 0
      ? []
      : [
          {
            type: 'choice',
            id: 'roomId',
            label: 'Which room is it in?',
            hint: 'Needed for more places than now',
            empty: 'Choose a room',
            options: [
              ...rooms.map((room) => ({ value: room.id, text: roomWords(room) })),
              { value: 'none', text: 'In none of them: outside, for example' },
            ],
          },
        ]),
    { type: 'text', id: 'workers', label: 'How many workers are there?', width: 3 },
    { type: 'date', id: 'from', label: 'From which day?', hint: 'Today or later' },
    { type: 'text', id: 'reason', label: 'Why?', hint: 'For example: a bigger room' },
  ],
})

/** What stands in the way of fewer places, with the dates: "On 1 Dec and 8 Dec more people are booked". */
export function inTheWayWords(
  resource: 'place' | 'staff',
  dates: readonly { readonly onDate: CalendarDate; readonly taken: number }[],
): string {
  const shown = dates.slice(0, 5).map(({ onDate }) => shortDate(onDate))
  const more = dates.length - shown.length
  const on = `${shown.join(', ')}${more > 0 ? ` and ${count(more, 'more date')}` : ''}`
  if (resource === 'staff')
    return `The people booked on ${on} need more workers than that. Enter more workers, or a later day`
  const most = Math.max(...dates.map(({ taken }) => taken))
  return `More people are booked on ${on}: up to ${most}. Enter at least ${most}, or a later day`
}

/** The form that ends a session. */
export const endPage = (one: OwnSession, people: number) => ({
  title: 'End this session',
  lede: `${one.name}, ${whenWords(one)}.`,
  warning: 'This cannot be undone. Dates after its last day are cancelled, and whoever booked one of them is told.',
  now:
    people === 0
      ? 'Nobody has a regular place after today.'
      : `${count(people, 'person has', 'people have')} a regular place after today. The session cannot end before they are placed elsewhere: write to the council.`,
  back: { href: paths.ownSession(one.id), text: one.name },
  action: paths.sessionEnd(one.id),
  button: 'End the session',
  hidden: [],
  fields: [
    { type: 'date', id: 'lastDay', label: 'Last day', hint: 'Today or later' },
    { type: 'text', id: 'reason', label: 'Why does it end?', hint: 'Whoever booked a later date reads it' },
  ],
})
