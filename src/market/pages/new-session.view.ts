import type { OwnSession } from '../../directory/store.ts'
import { paths } from '../paths.ts'
import type { RoomInTheWay, RoomOfSite } from '../store.ts'
import { roomInTheWayWords } from './capacity.view.ts'
import { count, roomWords, whenWords } from './own-sessions.view.ts'
import { bandWords } from './providers.view.ts'
import { weekdayChoices } from './weekday-choices.ts'

interface NewSession {
  readonly id: string
  readonly entries: readonly { id: string; name: string }[]
  readonly sites: readonly { id: string; name: string }[]
  readonly bands: readonly string[]
  readonly rooms: readonly RoomOfSite[]
}

/** The form of a new session. */
export const newSessionPage = (given: NewSession) => ({
  title: 'Add a session',
  lede: 'It goes on sale at once, on each of its dates. To change a session later, end it and add another.',
  back: { href: paths.ownSessions(), text: 'Sessions and places' },
  action: paths.newSession(),
  button: 'Add the session',
  hidden: [{ name: 'id', value: given.id }],
  fields: [...whatAndWhere(given), ...whenFields, ...roomForPeople(given), ...daysFields],
})

const whatAndWhere = ({ entries, sites, rooms }: NewSession) => [
  { type: 'choice', id: 'opportunityId', label: 'What is it?', empty: 'Choose one', options: named(entries) },
  { type: 'choice', id: 'siteId', label: 'Where?', empty: 'No place of its own', options: named(sites) },
  ...(rooms.length === 0
    ? []
    : [
        {
          type: 'choice',
          id: 'roomId',
          label: 'In which room? (optional)',
          hint: 'A room of the place above',
          empty: 'Nobody has said',
          options: rooms.map((room) => ({
            value: room.id,
            text: `${sites.find(({ id }) => id === room.siteId)?.name ?? ''}: ${roomWords(room)}`,
          })),
        },
      ]),
]

const whenFields = [
  { type: 'choice', id: 'weekday', label: 'Day of the week', empty: 'Choose a day', options: weekdayChoices },
  { type: 'text', id: 'start', label: 'Starts at', hint: 'For example 10:30', width: 5 },
  { type: 'text', id: 'end', label: 'Ends at', hint: 'For example 13:00', width: 5 },
  {
    type: 'choice',
    id: 'everyWeeks',
    label: 'How often?',
    options: [1, 2, 3, 4, 6].map((n) => ({
      value: String(n),
      text: n === 1 ? 'Every week' : `Every ${n} weeks`,
    })),
  },
  {
    type: 'choice',
    id: 'season',
    label: 'When in the year?',
    options: [
      { value: 'all', text: 'All year' },
      { value: 'term', text: 'In school terms' },
      { value: 'holiday', text: 'In school holidays' },
    ],
  },
]

const roomForPeople = ({ bands }: NewSession) => [
  { type: 'text', id: 'places', label: 'How many people can come at once?', width: 3 },
  { type: 'text', id: 'workers', label: 'How many workers are there?', hint: 'You count too', width: 3 },
  {
    type: 'several',
    id: 'bands',
    label: 'Who can you support?',
    hint: 'Workers to people. Tick all that you can do here. Nobody who needs another is placed here; with none ticked, only people who need no support',
    options: bands.filter((band) => band !== 'none').map((value) => ({ value, text: bandWords(value) })),
  },
  {
    type: 'radios',
    id: 'publicMayBook',
    label: 'May anybody book a single date?',
    options: [
      { value: 'no', text: 'No, only people with a plan' },
      { value: 'yes', text: 'Yes' },
    ],
  },
]

const daysFields = [
  { type: 'date', id: 'from', label: 'First day', hint: 'Today or later' },
  { type: 'date', id: 'until', label: 'Last day (optional)', hint: 'Leave empty to go on until you end it' },
]

/** Why a room does not do: it is too small, or others are in it at that time. */
export const roomFullWords = (full: RoomInTheWay): string =>
  full.others.length === 0
    ? `${full.name} has ${count(full.places, 'place')}, fewer than the ${full.most} of this session. Offer fewer, or choose another room`
    : roomInTheWayWords(full)

/** The form that says in which room of its place a session is. */
export const roomOfSessionPage = (one: OwnSession, rooms: readonly RoomOfSite[], now: string) => ({
  title: 'Where is it?',
  lede: `${one.name}, ${whenWords(one)}. It has ${count(one.places, 'place')}.`,
  now: rooms.length === 0 ? 'No room of this place is recorded. The council records rooms: write to it.' : '',
  back: { href: paths.ownSession(one.id), text: one.name },
  action: paths.sessionRoom(one.id),
  button: 'Save',
  hidden: [],
  typed: { roomId: now },
  fields: [
    {
      type: 'choice',
      id: 'roomId',
      label: `Room of ${one.site ?? 'its place'}`,
      empty: 'Nobody has said',
      options: rooms.map((room) => ({ value: room.id, text: roomWords(room) })),
    },
  ],
})

const named = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id: value, name: text }) => ({ value, text }))
