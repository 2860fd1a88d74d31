import { paths } from '../paths.ts'
import type { PlaceChange } from '../store/site-changes.ts'
import { dayWords, momentWords } from './my-entries.view.ts'
import { decidedWords } from './site-proposals.view.ts'

const whatOf = ({ kind, lastDay }: PlaceChange): string =>
  kind === 'correct' ? 'To be put right' : `To be left. Last day: ${lastDay === null ? '' : dayWords(lastDay)}`

/** The changes of places that wait, one line each. */
export const placeChangesRows = (changes: readonly PlaceChange[]) =>
  changes.map((one) => ({
    cells: [
      { text: one.site, href: paths.placeChange(one.id), note: one.organisation },
      { text: whatOf(one) },
      { text: dayWords(one.proposedOn) },
    ],
  }))

/** One change of a place, in words: what stood and what it should be; of one that is left, who is still placed there. */
export function placeChangeView(one: PlaceChange) {
  const { now, wanted } = one
  const address = (place: { line1: string; town: string; postcode: string }) =>
    [place.line1, place.town, place.postcode].filter(Boolean).join('\n')
  const facts =
    wanted === null
      ? [
          { key: 'Last day', value: one.lastDay === null ? '' : dayWords(one.lastDay) },
          {
            key: 'Placed there after it',
            value:
              one.people === 0
                ? 'Nobody'
                : `${one.people} ${one.people === 1 ? 'person' : 'people'}: it cannot be approved`,
          },
        ]
      : [
          { key: 'Name until now', value: now.name },
          { key: 'Name', value: wanted.name },
          { key: 'Address until now', value: address(now) },
          { key: 'Address', value: address(wanted) },
          ...(wanted.roomsWords === null ? [] : [{ key: 'Rooms', value: wanted.roomsWords }]),
        ]
  return {
    name: one.site,
    caption: wanted === null ? 'A place that a provider leaves' : 'A place that a provider puts right',
    lede: `${one.organisation} asked for this on ${momentWords(one.proposedAt)}.`,
    back: paths.proposals(),
    facts,
    note: one.note ?? '',
    map:
      wanted === null
        ? 'Approved, its sessions there end after that day, and nothing new is added there.'
        : wanted.roomsWords === null
          ? 'Approved, everybody reads it at once.'
          : 'Approved, everybody reads the name and the address at once. What it says of rooms is recorded by you or a broker at the building, since what is on sale follows from them.',
    rooms: wanted !== null && wanted.roomsWords !== null ? `/market/sites/${one.siteId}` : '',
    approveHint: wanted === null ? 'Its sessions there end after that day' : 'Everybody reads it at once',
    decided: decidedWords(one),
    action: paths.placeChange(one.id),
  }
}
