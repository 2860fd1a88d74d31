import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import type { OwnPlace, PlacedAfter } from '../store.ts'

const back = { href: paths.ownPlaces(), text: 'Places you are at' }
const note = {
  type: 'long',
  id: 'note',
  label: 'Anything the council should know (optional)',
  hint: 'Only the council reads it',
  rows: 2,
}

/** The form that asks for a correction of a place: what stands now is filled in. */
export const correctPlacePage = (id: string, place: OwnPlace) => ({
  title: `Correct ${place.name}`,
  lede: 'Say what it should be. People read what stands now until the council approves.',
  warning: '',
  now: '',
  back,
  action: paths.correctPlace(place.id),
  button: 'Send to the council',
  hidden: [{ name: 'id', value: id }],
  typed: { name: place.name, line1: place.line1, town: place.town, postcode: place.postcode },
  fields: [
    { type: 'text', id: 'name', label: 'Name of the place' },
    { type: 'text', id: 'line1', label: 'Street and number' },
    { type: 'text', id: 'town', label: 'Town or village', width: '20' },
    { type: 'text', id: 'postcode', label: 'Postcode', width: '10' },
    {
      type: 'long',
      id: 'roomsWords',
      label: 'What is different about its rooms? (optional)',
      hint: 'For example: the hall now holds 30, and there is a new quiet room for 6',
      rows: 3,
    },
    note,
  ],
})

/** The form that says that a place is left after a day; who still has a place there, and until when, stands above it. */
export const leavePlacePage = (
  id: string,
  place: OwnPlace,
  inTheWay:
    | { readonly people: number; readonly named: readonly PlacedAfter[]; readonly lastDay: CalendarDate }
    | undefined,
) => {
  const named = inTheWay?.named ?? []
  const others = (inTheWay?.people ?? 0) - new Set(named.map(({ name }) => name)).size
  return {
    id,
    title: `Leave ${place.name}`,
    lede: 'Say your last day there. Once the council approves, your sessions there end after it and nothing new is added.',
    placedCaption: inTheWay === undefined ? '' : `Still placed there after ${longDate(inTheWay.lastDay)}`,
    placed: named.map(({ name, session, until }) => ({
      cells: [{ text: name }, { text: session }, { text: until === null ? 'Goes on' : longDate(until) }],
    })),
    others:
      others > 0
        ? `${others} more ${others === 1 ? 'person has' : 'people have'} a place there whose names you cannot read.`
        : '',
    back,
    action: paths.leavePlace(place.id),
  }
}
