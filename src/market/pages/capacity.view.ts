import { type CalendarDate, clockTime, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { sharesOfAWorker, thingWords } from '../../directory/index.ts'
import type { PlaceTaken, SiteClosure, SiteInUse } from '../../directory/store.ts'
import { type Amounts, peopleAt, type Scenario } from '../capacity.ts'
import { paths } from '../paths.ts'
import type { RoomInTheWay, ScenarioAnswer, SessionAtSite, SessionUnder, SiteSupply } from '../store.ts'
import { bandWords } from './providers.view.ts'

/** The buildings in use. */
export const sitesView = (
  { rows, all }: ListPage<SiteInUse>,
  { words, page, perPage }: { words: string; page: number; perPage: number },
) => ({
  back: paths.providers(),
  list: {
    asked: words !== '' || page > 1,
    find: { action: paths.sites(), title: 'Buildings', label: 'Name, town, or whose it is', value: words },
    count: countWords(all, 'building', 'buildings'),
    table: {
      caption: 'Buildings in use',
      captionHidden: true,
      stacked: true,
      head: [...['Building', 'Town', 'Whose'].map((text) => ({ text })), { text: 'Sessions a week', numeric: true }],
      rows: rows.map((one) => ({
        cells: [
          { text: one.name, href: paths.site(one.id) },
          { text: one.town ?? '' },
          { text: one.organisation },
          { text: one.sessions, numeric: true },
        ],
      })),
    },
    pager: pagerOf({ page, all, perPage, href: pageAddress(paths.sites(), { words }) }),
    nothing: {
      title: 'Nothing runs in a building yet.',
      text: 'Bring sessions in first: each says at which place it is.',
    },
  },
})

/** "Tuesday 10:00 to 15:00". */
export const when = (session: SessionAtSite) =>
  `${weekdayName(session.weekday)} ${clockTime(session.startMinute)} to ${clockTime(session.endMinute)}`

const inOrder = ['place', 'staff', 'hoist', 'changing_place', 'wheelchair_space']
const rank = (resource: string) => (inOrder.includes(resource) ? inOrder.indexOf(resource) : inOrder.length)

/** "12 places, 4 workers, 2 × a hoist": in one order wherever they stand beside each other. */
export function amountWords(amounts: Amounts): string {
  const inTurn = Object.entries(amounts).sort(([one], [other]) => rank(one) - rank(other))
  const words = inTurn.flatMap(([resource, amount]) => {
    if (resource === 'place') return [`${amount} ${amount === 1 ? 'place' : 'places'}`]
    if (resource === 'staff') {
      const workers = Math.round((amount / sharesOfAWorker) * 100) / 100
      return [`${workers} ${workers === 1 ? 'worker' : 'workers'}`]
    }
    return amount === 0 || resource.startsWith('band:') ? [] : [`${amount} × ${thingWords(resource)}`]
  })
  return words.join(', ')
}

const shown = ['1:1', '1:2', '1:4', '1:6', '1:8']
const counted = ['hoist', 'changing_place', 'wheelchair_space']

/** How many people at each support band, and with each counted thing, a session could hold: one table for the building. */
function bandTable(sessions: readonly SessionUnder[], bands: readonly { code: string; shares: number }[]) {
  const columns = bands.filter(({ code }) => shown.includes(code)).reverse()
  return {
    head: [
      { text: 'Session' },
      ...columns.map(({ code }) => ({ text: bandWords(code), numeric: true })),
      ...counted.map((thing) => ({ text: thingWords(thing), numeric: true })),
    ],
    rows: sessions.map(({ session, left }) => ({
      cells: [
        { text: session.name, note: when(session) },
        ...columns.map(({ shares }) => ({ text: peopleAt(left, shares), numeric: true })),
        ...counted.map((thing) => ({ text: peopleAt(left, 0, thing), numeric: true })),
      ],
    })),
  }
}

/** Each person once, with every session of theirs that is touched. */
export function peopleRows(named: ScenarioAnswer['named'], supply: SiteSupply) {
  const byPerson = new Map<string, PlaceTaken[]>()
  for (const one of named) byPerson.set(one.personId, [...(byPerson.get(one.personId) ?? []), one])
  return [...byPerson.values()].map((places) => ({
    cells: [
      { text: places[0]?.name ?? '' },
      {
        text: supply.atSite
          .filter(({ id }) => places.some(({ sessionId }) => sessionId === id))
          .map((session) => `${session.name}, ${when(session)}`)
          .join('; '),
      },
      { text: [...new Set(places.map(({ supportBand }) => bandWords(supportBand)))].join(', ') },
    ],
  }))
}

function affectedWords(people: number, closed: boolean, fits: boolean): string {
  const where = closed ? 'there' : 'at a session that would hold too few'
  if (people > 0) return `${people} ${people === 1 ? 'person has' : 'people have'} a place ${where}.`
  return fits ? 'Nobody. Everybody who has a place still fits.' : 'Nobody has a place there.'
}

const isLess = ({ closed, closedRooms = [], distancingPercent, workersAway = 0 }: Scenario) =>
  closed === true || closedRooms.length > 0 || distancingPercent !== undefined || workersAway > 0

const closureNote = ({ bookings, laid, bookingsLaid, bookingsAgain }: SiteClosure) =>
  [
    bookings === 0 ? '' : `${bookings} ${bookings === 1 ? 'booking' : 'bookings'} with them`,
    laid === 0 ? '' : `${laid} laid again`,
    bookingsLaid === 0
      ? ''
      : `${bookingsAgain} of ${bookingsLaid} ${bookingsLaid === 1 ? 'booking' : 'bookings'} taken again`,
  ]
    .filter(Boolean)
    .join(', ')

/** One closure of a building: its days, why and by whom, what it cancelled, and when it opens again. */
function closureRow(one: SiteClosure, siteId: string, mayClose: boolean) {
  const { from, until, openFrom } = one
  const opens =
    openFrom === null
      ? mayClose
        ? { text: 'Open it earlier', href: paths.openSite(siteId, one.id) }
        : { text: '' }
      : {
          text: one.takenBack ? 'Taken back before it began' : `Open again from ${shortDate(openFrom)}`,
          note: [one.endedByName, one.endReason].filter(Boolean).join(': '),
        }
  return {
    cells: [
      { text: until === null ? `From ${shortDate(from)}` : `${shortDate(from)} to ${shortDate(until)}` },
      { text: one.reason, note: one.decidedByName ?? '' },
      { text: one.cancelled, numeric: true, note: closureNote(one) },
      { text: one.standing, numeric: true },
      opens,
    ],
  }
}

/** One building: what it can hold, what is on sale, and what a scenario would do. */
export function siteView(given: {
  supply: SiteSupply
  answer: ScenarioAnswer
  scenario: Scenario
  days: { from: CalendarDate; until: CalendarDate | null }
  bands: readonly { code: string; shares: number }[]
  mayChange: boolean
  names: boolean
  closures: readonly SiteClosure[]
  mayClose: boolean
}) {
  const { supply, answer, scenario, days, bands, mayChange, names } = given
  const less = isLess(scenario)
  const listed = new Set(answer.named.map(({ personId }) => personId)).size
  const fits = answer.sessions.every(({ over }) => Object.keys(over).length === 0)
  return {
    name: supply.name,
    caption: [supply.organisation, supply.town].filter(Boolean).join(', '),
    back: paths.sites(),
    action: paths.site(supply.id),
    less,
    span: days.until === null ? `from ${shortDate(days.from)}` : `${shortDate(days.from)} to ${shortDate(days.until)}`,
    roomChoices: supply.rooms.map(({ id: value, name: text }) => ({ value, text })),
    rooms: supply.rooms.map((room) => ({
      cells: [
        { text: room.name },
        { text: room.places, numeric: true },
        { text: room.distancedPlaces ?? 'Not measured', numeric: true },
        {
          text: [
            room.hoists > 0 && `${room.hoists} × a hoist`,
            room.changingPlaces > 0 && `${room.changingPlaces} × a changing place`,
            room.wheelchairSpaces > 0 && `${room.wheelchairSpaces} × a space for a wheelchair`,
          ]
            .filter(Boolean)
            .join(', '),
        },
      ],
    })),
    closures: given.closures.map((one) => closureRow(one, supply.id, given.mayClose)),
    close: given.mayClose ? paths.closeSite(supply.id) : null,
    newRoom: mayChange ? paths.newRoom(supply.id) : null,
    sessions: answer.sessions.map(({ session, usual, left, taken, over }) => ({
      cells: [
        mayChange
          ? { text: session.name, href: paths.sessionPlan(supply.id, session.id), note: when(session) }
          : { text: session.name, note: when(session) },
        { text: amountWords(session.onSale) },
        {
          text: amountWords(usual),
          note: session.rooms.length === 0 && session.workers === null ? 'No rooms or rota recorded: as on sale' : '',
        },
        ...(less ? [{ text: amountWords(left) }] : []),
        { text: amountWords(taken) || 'Nobody' },
        ...(less
          ? [
              Object.keys(over).length === 0
                ? { tag: 'Fits', colour: 'green' }
                : { tag: 'Too few', colour: 'red', text: `Over by ${amountWords(over)}` },
            ]
          : []),
      ],
    })),
    heads: [
      { text: 'Session' },
      { text: 'On sale' },
      { text: 'Rooms and rota give' },
      ...(less ? [{ text: 'What would be left' }] : []),
      { text: 'Taken' },
      ...(less ? [{ text: 'Does it fit?' }] : []),
    ],
    bandTable: bandTable(answer.sessions, bands),
    affected: less ? affectedWords(answer.people, scenario.closed === true, fits) : null,
    named: less && names ? peopleRows(answer.named, supply) : [],
    unnamed: less && names ? answer.people - listed : 0,
    namesElsewhere: less && !names && answer.people > 0,
    putOnSale: mayChange ? paths.siteCapacity(supply.id) : null,
    hidden: [
      { name: 'closed', value: scenario.closed === true ? 'yes' : '' },
      { name: 'closedRooms', value: (scenario.closedRooms ?? []).join(',') },
      { name: 'distancing', value: scenario.distancingPercent === undefined ? '' : String(scenario.distancingPercent) },
      { name: 'workersAway', value: scenario.workersAway === undefined ? '' : String(scenario.workersAway) },
    ],
  }
}

/** The field of a form that says how many places a session takes up in a room. */
export const roomField = (roomId: string) => `room-${roomId}`

/** Why a room is too full: "Hall has 20 places. With Art club (10:00 to 12:00) it would need 26". */
export function roomInTheWayWords({ name, places, most, others }: RoomInTheWay): string {
  const there = others.map((one) => `${one.name} (${clockTime(one.startMinute)} to ${clockTime(one.endMinute)})`)
  return `${name} has ${places} ${places === 1 ? 'place' : 'places'}. With ${there.join(' and ')} at the same time it would need ${most}. Enter fewer places, or another room`
}

const back = (supply: SiteSupply) => ({ href: paths.site(supply.id), text: supply.name })

/** The form of a new room. */
export const roomPage = (supply: SiteSupply) => ({
  title: 'Record a room',
  lede: `A room of ${supply.name} that sessions can be in.`,
  back: back(supply),
  action: paths.newRoom(supply.id),
  button: 'Record the room',
  hidden: [],
  fields: [
    { type: 'text', id: 'name', label: 'What is it called?', width: 20 },
    { type: 'text', id: 'places', label: 'Places', width: 3 },
    {
      type: 'text',
      id: 'distancedPlaces',
      label: 'Places when people keep apart (optional)',
      hint: 'If somebody has measured it',
      width: 3,
    },
    { type: 'text', id: 'hoists', label: 'Hoists (optional)', width: 3 },
    { type: 'text', id: 'changingPlaces', label: 'Changing places (optional)', width: 3 },
    { type: 'text', id: 'wheelchairSpaces', label: 'Spaces for wheelchairs (optional)', width: 3 },
  ],
})

/** The form that says in which room a session is and who works there, from today. */
export const planPage = ({ supply, one }: { supply: SiteSupply; one: SessionAtSite }) => ({
  title: one.name,
  lede: `${when(one)}. Where it is and who works at it, from today.`,
  back: back(supply),
  action: paths.sessionPlan(supply.id, one.id),
  button: 'Save',
  hidden: [],
  typed: {
    ...Object.fromEntries(one.rooms.map(({ id, places }) => [roomField(id), String(places)])),
    workers: one.workers === null ? '' : String(one.workers),
    largestGroup: one.largestGroup === null ? '' : String(one.largestGroup),
  },
  fields: [
    ...supply.rooms.map((room) => ({
      type: 'text',
      id: roomField(room.id),
      label: `Places in ${room.name}`,
      hint: `It has ${room.places}. Leave it empty if the session is not in it; enter fewer if another session is in it at the same time`,
      width: 3,
    })),
    { type: 'text', id: 'workers', label: 'Workers', width: 3 },
    { type: 'text', id: 'largestGroup', label: 'Most people in one worker’s group (optional)', width: 3 },
  ],
})
