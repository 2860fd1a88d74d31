import { longDate } from '../../core/calendar-date.ts'
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

/** "Ann E., Woodwork, until 12 May" for each; without an end where it goes on. */
const placedWords = ({ name, session, until }: PlacedAfter) =>
  `${name}: ${session}, ${until === null ? 'goes on' : `until ${longDate(until)}`}`

/** The form that says that a place is left after a day; who still has a place there stands above it. */
export const leavePlacePage = (
  id: string,
  place: OwnPlace,
  inTheWay: { readonly people: number; readonly named: readonly PlacedAfter[] } | undefined,
) => {
  const others =
    inTheWay === undefined ? 0 : Math.max(0, inTheWay.people - new Set(inTheWay.named.map(({ name }) => name)).size)
  return {
    title: `Leave ${place.name}`,
    lede: 'Say your last day there. Once the council approves, your sessions there end after it and nothing new is added.',
    warning: '',
    now:
      inTheWay === undefined || inTheWay.people === 0
        ? ''
        : `Still placed there after that day: ${[...inTheWay.named.map(placedWords), ...(others > 0 ? [`and ${others} more`] : [])].join('; ')}.`,
    back,
    action: paths.leavePlace(place.id),
    button: 'Send to the council',
    hidden: [{ name: 'id', value: id }],
    fields: [
      {
        type: 'date',
        id: 'lastDay',
        label: 'Your last day there',
        hint: 'Today or later. Nobody may have a place there after it',
      },
      note,
    ],
  }
}
