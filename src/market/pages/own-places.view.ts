import { longDate } from '../../core/calendar-date.ts'
import { accessFeatures } from '../../directory/index.ts'
import { paths } from '../paths.ts'
import type { OwnPlace, PlaceChange, SiteProposal } from '../store.ts'

const states = {
  waits: { tag: 'Waits for the council', colour: 'blue' },
  approved: { tag: 'Approved', colour: 'green' },
  rejected: { tag: 'Not approved', colour: 'red' },
  withdrawn: { tag: 'Taken back', colour: 'grey' },
} as const

/** What a change asks for, in words. */
function changeWords({ kind, wanted, lastDay }: PlaceChange): string {
  if (kind === 'leave') return `Leave it. Last day: ${lastDay === null ? '' : longDate(lastDay)}`
  if (wanted === null) return ''
  const rooms = wanted.roomsWords === null ? '' : `. Rooms: ${wanted.roomsWords}`
  return `${wanted.name}, ${wanted.line1}, ${wanted.town}, ${wanted.postcode}${rooms}`
}

/** The decision, and who made it. */
const decidedCell = (one: Pick<SiteProposal, 'decision' | 'decidedByName'>) => ({
  ...states[one.decision ?? 'waits'],
  note: one.decision === 'withdrawn' ? '' : (one.decidedByName ?? ''),
})

/** The places a provider is at, those it has asked for, and the changes it has asked for. */
export const ownPlacesView = ({
  places,
  asked,
  changes,
}: {
  places: readonly OwnPlace[]
  asked: readonly SiteProposal[]
  changes: readonly PlaceChange[]
}) => ({
  back: { href: paths.myService(), text: 'My service' },
  add: paths.newPlace(),
  session: paths.newSession(),
  places: places.map((one) => ({
    cells: [
      { text: one.name, note: one.address },
      { text: one.openingWords ?? 'Nobody has said' },
      { text: one.sessions === 0 ? 'None yet' : String(one.sessions) },
      ...(one.leftOn !== null
        ? [{ text: `Until ${longDate(one.leftOn)}` }, { text: '' }]
        : [
            { text: 'Correct it', href: paths.correctPlace(one.id), hidden: `: ${one.name}` },
            { text: 'Leave it', href: paths.leavePlace(one.id), hidden: `: ${one.name}` },
          ]),
    ],
  })),
  waiting: [
    ...asked
      .filter(({ decision }) => decision === null)
      .map((one) => ({
        name: one.name,
        words: `${one.line1}, ${one.town}, ${one.postcode}. Sent on ${longDate(one.proposedOn)}.`,
        takeBack: paths.withdrawPlace(one.id),
      })),
    ...changes
      .filter(({ decision }) => decision === null)
      .map((one) => ({
        name: `Change of ${one.site}`,
        words: `${changeWords(one)}. Sent on ${longDate(one.proposedOn)}.`,
        takeBack: paths.withdrawPlaceChange(one.id),
      })),
  ],
  decided: [
    ...asked.map((one) => ({ ...one, what: one.name, words: `${one.line1}, ${one.town}, ${one.postcode}` })),
    ...changes.map((one) => ({ ...one, what: `Change of ${one.site}`, words: changeWords(one) })),
  ]
    .filter(({ decision }) => decision !== null)
    .sort((one, other) => other.proposedAt.getTime() - one.proposedAt.getTime())
    .map((one) => ({
      cells: [
        { text: one.what, note: one.words },
        { text: longDate(one.proposedOn) },
        decidedCell(one),
        { text: one.reason ?? '' },
      ],
    })),
})

/** The form that asks for a place. */
export const newPlacePage = (id: string) => ({
  title: 'Ask for a new place',
  lede: 'Where will you be? The council looks at it first. Then you can add sessions there, and people find them.',
  warning: '',
  now: '',
  back: { href: paths.ownPlaces(), text: 'Places you are at' },
  action: paths.newPlace(),
  button: 'Send to the council',
  hidden: [{ name: 'id', value: id }],
  fields: [
    { type: 'text', id: 'name', label: 'Name of the place', hint: 'For example: St Mary’s church hall' },
    { type: 'text', id: 'line1', label: 'Street and number' },
    { type: 'text', id: 'town', label: 'Town or village', width: '20' },
    { type: 'text', id: 'postcode', label: 'Postcode', width: '10' },
    { type: 'long', id: 'openingWords', label: 'When is it open? (optional)', rows: 2 },
    {
      type: 'several',
      id: 'accessYes',
      label: 'What is there?',
      hint: 'Tick only what you have seen yourself. Where you say nothing, people read: ask',
      options: accessFeatures.map(({ code, words }) => ({ value: code, text: words })),
    },
    {
      type: 'long',
      id: 'accessWords',
      label: 'Access in words (optional)',
      hint: 'For example: a ramp at the side door',
      rows: 2,
    },
    { type: 'text', id: 'phone', label: 'Phone there (optional)', width: '20' },
    { type: 'text', id: 'email', label: 'E-mail there (optional)' },
    {
      type: 'long',
      id: 'note',
      label: 'Anything the council should know (optional)',
      hint: 'Only the council reads it',
      rows: 2,
    },
  ],
})
